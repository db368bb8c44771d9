import AdhereBytes
import AdherePlatform

/// Reads traces from JSON Lines, one line after the other, in memory bounded by the longest.
public final class TraceFileReader {
  /// What a line holds.
  public enum Line: Sendable {
    /// A trace.
    case trace(Trace)
    /// Not a trace: the line was cut off, or is of another format.
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

  /// The bytes of the next line that is not blank, to be read on another thread; nil at the end,
  /// a failure for a line that is too long.
  ///
  /// - Throws: ``TraceError`` where the file cannot be read on.
  package func nextText() throws(TraceError) -> Result<[UInt8], TraceError>? {
    while let line = try line() {
      number += 1
      switch line {
      case .tooLong: return .failure(TraceError("longer than \(limit >> 20) MiB"))
      case .bytes(var bytes):
        // Editors put a mark at the beginning of a file.
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if bytes.allSatisfy({ $0 <= ASCII.space }) { continue }
        return .success(bytes)
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
