internal import AdhereBytes
internal import AdherePlatform

/// Finds the ends of lines, which are LF or CR, in one piece of a stream.
///
/// The next of both is remembered: most streams have only one of them, and looking for the other
/// again with each line would take time in the square of the piece's length.
struct LineEnds {
  private let base: UnsafePointer<UInt8>
  private let count: Int
  private var lineFeed = -1
  private var carriageReturn = -1

  init(_ base: UnsafePointer<UInt8>, _ count: Int) {
    self.base = base
    self.count = count
  }

  /// Offset of the first line end from `start` on, or the piece's length. `start` must not go
  /// back.
  @inline(__always)
  mutating func next(from start: Int) -> Int {
    if lineFeed < start { lineFeed = find(ASCII.lineFeed, from: start) }
    if carriageReturn < start { carriageReturn = find(ASCII.carriageReturn, from: start) }
    return min(lineFeed, carriageReturn)
  }

  @inline(__always)
  private func find(_ byte: UInt8, from start: Int) -> Int {
    guard let found = memchr(base + start, Int32(byte), count - start) else { return count }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }
}
