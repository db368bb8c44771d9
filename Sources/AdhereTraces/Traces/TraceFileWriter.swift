import AdhereBytes
import AdhereJSON
import AdherePlatform

/// Appends traces to a JSON Lines file. Several processes may append to the same file: a line is
/// written by one write(2), at the end of the file as it is then.
///
/// The file is made with mode 0600, since it holds what users wrote.
public final class TraceFileWriter {
  private let path: String
  private let descriptor: Int32
  private var writer = JSONWriter()

  /// - Parameter path: of the file; it is made where there is none.
  /// - Throws: ``TraceError`` where the file cannot be opened or made.
  public init(_ path: String) throws(TraceError) {
    self.path = path
    do throws(IOError) {
      descriptor = try Descriptor.open(
        path, O_RDWR | O_APPEND | O_CREAT, mode: 0o600, action: "cannot write \(path)")
    } catch {
      throw TraceError(error.message)
    }
    // A writer that was killed may have left half a line; ours must not continue it.
    var last: UInt8 = 0
    let end = lseek(descriptor, 0, SEEK_END)
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != ASCII.lineFeed {
      try write([ASCII.lineFeed])
    }
  }

  deinit { close(descriptor) }

  /// Writes the traces and returns when the system has them.
  ///
  /// - Throws: ``TraceError`` where it did not take them all, as on a full disk.
  public func append(_ traces: [Trace]) throws(TraceError) {
    guard !traces.isEmpty else { return }
    writer.removeAll()
    for trace in traces {
      writer.append(trace)
      writer.newline()
    }
    try write(writer.bytes)
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
    throw TraceError("cannot write \(path): \(IOError.reason(code))")
  }
}
