#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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
    descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw TraceError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    // A writer that was killed may have left half a line; ours must not continue it.
    var last: UInt8 = 0
    let end = lseek(descriptor, 0, SEEK_END)
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") {
      try write(Array("\n".utf8))
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
    var done = 0
    while done < bytes.count {
      let n = bytes.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      if n >= 0 {
        done += n
      } else if errno != EINTR {
        let reason = String(cString: strerror(errno))
        // What stands there of these lines was not acknowledged; where nobody else appends,
        // it goes, else a reader skips the half line.
        if done > 0, lseek(descriptor, 0, SEEK_END) == start + off_t(done) {
          _ = ftruncate(descriptor, start)
        } else if done > 0 {
          _ = "\n".withCString { systemWrite(descriptor, $0, 1) }
        }
        throw TraceError("cannot write \(path): \(reason)")
      }
    }
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

  /// As it is told to users.
  public let name: String
  /// Number of the line that was read last, from 1.
  public private(set) var number = 0
  private let descriptor: Int32
  private let limit: Int
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - path: of a file; `-` stands for standard input.
  ///   - limit: bytes of the longest line that is read; a longer one is unreadable.
  /// - Throws: ``TraceError`` where the file cannot be opened.
  public init(_ path: String, limit: Int = 64 << 20) throws(TraceError) {
    name = path == "-" ? "standard input" : path
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    self.limit = limit
    guard descriptor >= 0 else {
      throw TraceError("cannot read \(name): \(String(cString: strerror(errno)))")
    }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

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
      if line.count > limit {
        return .failure(TraceError("longer than \(limit >> 20) MiB"))
      }
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      return .success(line)
    }
    return nil
  }

  private func line() throws(TraceError) -> [UInt8]? {
    var searched = position
    var dropped = 0
    while true {
      if let end = lineEnd(from: searched) {
        defer { position = end + 1 }
        return dropped > 0
          ? [UInt8](repeating: 0x20, count: limit + 1) : Array(buffer[position..<end])
      }
      buffer.removeSubrange(..<position)
      position = 0
      if buffer.count > limit {
        dropped += buffer.count
        buffer.removeAll(keepingCapacity: true)
      }
      searched = buffer.count
      if isAtEnd {
        defer { buffer = [] }
        if dropped > 0 { return [UInt8](repeating: 0x20, count: limit + 1) }
        return buffer.isEmpty ? nil : buffer
      }
      try fill()
    }
  }

  private func lineEnd(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return base.distance(to: UnsafeRawPointer(found))
    }
  }

  private func fill() throws(TraceError) {
    do throws(FilterError) {
      let piece = try Descriptor.piece(descriptor, atMost: 256 << 10, name: name)
      if piece.isEmpty { isAtEnd = true }
      buffer += piece
    } catch {
      throw TraceError(error.message)
    }
  }
}

// The global function, not the methods around it.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
