import AdhereBytes

/// Reads a file or standard input by lines, each as soon as it is there, in memory bounded by the
/// longest line or the limit.
package final class LineReader {
  /// A line without its LF.
  package enum Line: Sendable {
    case bytes([UInt8])
    /// Longer than the limit; its bytes were dropped.
    case tooLong
  }

  /// The path, or `standard input`.
  package let name: String
  private let descriptor: Int32
  private let pieceSize: Int
  private var buffer: [UInt8] = []
  /// Bytes of `buffer` that were handed out already.
  private var position = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - path: of a file; `-` stands for standard input.
  ///   - pieceSize: bytes that one read(2) asks for.
  /// - Throws: ``IOError`` where the file cannot be opened.
  package init(_ path: String, pieceSize: Int = 64 << 10) throws(IOError) {
    name = path == "-" ? "standard input" : path
    self.pieceSize = pieceSize
    descriptor = path == "-" ? 0 : try Descriptor.open(path, action: "cannot read \(path)")
  }

  deinit { if descriptor > 0 { Descriptor.close(descriptor) } }

  /// The next bytes, whatever is there; nil at the end. Not to be mixed with lines.
  package func piece() throws(IOError) -> [UInt8]? {
    let piece = try Descriptor.piece(descriptor, atMost: pieceSize, name: name)
    return piece.isEmpty ? nil : piece
  }

  /// The next line without its LF or CR LF, however long; nil at the end.
  ///
  /// - Parameter keepsReturn: leave the CR.
  package func line(keepsReturn: Bool = false) throws(IOError) -> [UInt8]? {
    guard case .bytes(var line)? = try line(limit: .max) else { return nil }
    if !keepsReturn, line.last == ASCII.carriageReturn { line.removeLast() }
    return line
  }

  /// The next line, its CR kept; nil at the end.
  ///
  /// - Parameter limit: bytes of the longest line that is handed out.
  package func line(limit: Int) throws(IOError) -> Line? {
    var searched = position
    var wasCut = false
    while true {
      if let end = lineEnd(from: searched) {
        defer { position = end + 1 }
        return wasCut || end - position > limit ? .tooLong : .bytes(Array(buffer[position..<end]))
      }
      buffer.removeSubrange(..<position)
      position = 0
      if buffer.count > limit {
        wasCut = true
        buffer.removeAll(keepingCapacity: true)
      }
      searched = buffer.count
      if isAtEnd {
        defer { buffer = [] }
        if wasCut { return .tooLong }
        return buffer.isEmpty ? nil : .bytes(buffer)
      }
      if let more = try piece() { buffer += more } else { isAtEnd = true }
    }
  }

  private func lineEnd(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(ASCII.lineFeed), bytes.count - start)
      else { return nil }
      return base.distance(to: UnsafeRawPointer(found))
    }
  }
}
