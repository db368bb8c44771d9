import AdhereBytes
import AdherePlatform
import AdhereJudging
import AdhereJSON

/// Appends traces to a JSON Lines file. Several processes may append to the same file: a line is
/// written by one write(2), at the end whatever that is by then.
///
/// The file is made with mode 0600, since it holds what users wrote.
public final class TraceFileWriter {
  private let path: String
  private let descriptor: Int32
  private var writer = JSONWriter()

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
    // What stands there of these lines was not acknowledged; where no other process appends, it
    // goes, else a reader skips the half line.
    if done > 0, lseek(descriptor, 0, SEEK_END) == start + off_t(done) {
      _ = ftruncate(descriptor, start)
    } else if done > 0 {
      _ = Descriptor.write([ASCII.lineFeed], to: descriptor)
    }
    throw TraceError("cannot write \(path): \(IOError.reason(code))")
  }
}

/// Reads traces from JSON Lines, one line after the other, in memory bounded by the longest.
public final class TraceFileReader {
  /// What a line holds.
  public enum Line: Sendable {
    case trace(Trace)
    /// It is no trace: a line that was cut off, or of something else.
    case unreadable(TraceError)
  }

  /// The path, or `standard input`.
  public var name: String { reader.name }
  /// Number of the line that was read last, from 1.
  public private(set) var number = 0
  private let reader: LineReader
  private let limit: Int

  /// - Parameters:
  ///   - path: of a file; `-` stands for standard input.
  ///   - limit: bytes of the longest line that is read; a longer one is unreadable.
  /// - Throws: ``TraceError`` where the file cannot be opened.
  public init(_ path: String, limit: Int = 64 << 20) throws(TraceError) {
    self.limit = limit
    do throws(IOError) {
      reader = try LineReader(path, pieceSize: 256 << 10)
    } catch {
      throw TraceError(error.message)
    }
  }

  /// The next line that is not blank; nil at the end.
  ///
  /// - Throws: ``TraceError`` where the file cannot be read on.
  public func next() throws(TraceError) -> Line? {
    guard let text = try nextText() else { return nil }
    do throws(TraceError) {
      return .trace(try Trace(json: try text.get()))
    } catch {
      return .unreadable(error)
    }
  }

  /// The bytes of the next line that is not blank, for whoever reads them elsewhere; nil at the
  /// end, a failure for a line that is too long.
  ///
  /// - Throws: ``TraceError`` where the file cannot be read on.
  public func nextText() throws(TraceError) -> Result<[UInt8], TraceError>? {
    while let line = try line() {
      number += 1
      switch line {
      case .tooLong: return .failure(TraceError("longer than \(limit >> 20) MiB"))
      case .bytes(let bytes) where bytes.allSatisfy({ $0 <= ASCII.space }): continue
      case .bytes(let bytes): return .success(bytes)
      }
    }
    return nil
  }

  private func line() throws(TraceError) -> LineReader.Line? {
    do throws(IOError) {
      return try reader.line(limit: limit)
    } catch {
      throw TraceError(error.message)
    }
  }
}
