import AdhereBytes
import AdhereJSON
import AdherePlatform

/// Appends traces to a JSON Lines file. Several processes may append to the same file, and any of
/// them may be killed at any moment: lines are written under a lock, after a look at the end of the
/// file, so that none of ours continues half a line of a writer that died.
///
/// The file is made with mode 0600, since it holds what users wrote.
public final class TraceFileWriter {
  private let path: String
  private let descriptor: Int32
  /// Whether it has an end that can be looked at; a pipe or a device has none.
  private let isFile: Bool
  private let isExclusive: Bool
  private let format: LineFormat
  private var writer = JSONWriter()
  private var scratch = JSONWriter()

  /// - Parameters:
  ///   - path: of the file; it is made where there is none. A pipe has to be read by somebody.
  ///   - format: how traces are written; a file should hold one alone.
  /// - Throws: ``TraceError`` where the file cannot be opened or made.
  public convenience init(_ path: String, format: LineFormat = .json) throws(TraceError) {
    try self.init(path, format: format, isExclusive: false)
  }

  /// - Parameter isExclusive: nobody else writes the file; its lock is held until the end.
  init(_ path: String, format: LineFormat, isExclusive: Bool) throws(TraceError) {
    self.path = path
    self.isExclusive = isExclusive
    self.format = format
    var info = stat()
    let exists = stat(path, &info) == 0
    isFile = !exists || info.st_mode & S_IFMT == S_IFREG
    do throws(IOError) {
      // A pipe that we could read ourselves would take what nobody reads, until it is full.
      descriptor = try Descriptor.open(
        path, isFile ? O_RDWR | O_APPEND | O_CREAT : O_WRONLY | O_APPEND | O_NONBLOCK, mode: 0o600,
        action: "cannot write \(path)")
    } catch {
      throw TraceError(
        error.code == ENXIO ? "cannot write \(path): nobody reads it" : error.message,
        code: error.code)
    }
    if isExclusive { _ = Descriptor.lock(descriptor) }
  }

  /// Bytes of the file.
  var size: Int { Int(lseek(descriptor, 0, SEEK_END)) }

  /// Whether the path still leads to the file.
  var isStillThere: Bool { Descriptor.isOpen(path, as: descriptor) }

  /// Waits until the disk has the file.
  func synchronize() { _ = fsync(descriptor) }

  deinit { Descriptor.close(descriptor) }

  /// Writes the traces and returns when the system has them.
  ///
  /// - Throws: ``TraceError`` where it did not take them all, as on a full disk.
  public func append(_ traces: [Trace]) throws(TraceError) {
    guard !traces.isEmpty else { return }
    writer.removeAll()
    for trace in traces {
      trace.bounded().append(as: format, to: &writer, &scratch)
      writer.newline()
    }
    guard isFile else {
      let code = Descriptor.write(writer.bytes, to: descriptor).errno
      if code != 0 { throw failure(code) }
      return
    }
    // A file system without locks is written without: what is left is the order of the system.
    let isLocked = !isExclusive && Descriptor.lock(descriptor)
    defer { if isLocked { Descriptor.unlock(descriptor) } }
    try endLine()
    try write(writer.bytes)
  }

  /// Ends the half line of a writer that was killed.
  private func endLine() throws(TraceError) {
    var last: UInt8 = 0
    let end = lseek(descriptor, 0, SEEK_END)
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != ASCII.lineFeed {
      try write([ASCII.lineFeed])
    }
  }

  private func write(_ bytes: [UInt8]) throws(TraceError) {
    let start = lseek(descriptor, 0, SEEK_END)
    let (done, code) = Descriptor.write(bytes, to: descriptor)
    guard code != 0 else { return }
    // The part of these lines that was written is not acknowledged. It is cut off again where no
    // other process has appended since; else a reader skips the half line.
    if done > 0, lseek(descriptor, 0, SEEK_END) == start + off_t(done) {
      _ = ftruncate(descriptor, start)
    } else if done > 0 {
      _ = Descriptor.write([ASCII.lineFeed], to: descriptor)
    }
    throw failure(code)
  }

  private func failure(_ code: Int32) -> TraceError {
    TraceError("cannot write \(path): \(IOError.reason(code))", code: code)
  }
}
