import AdhereBytes

/// Maps offsets in the decoded text of a JSON string to the bytes that encode it.
///
/// Offsets must come in ascending order; the whole walk is linear.
struct EscapeWalk {
  private let text: UnsafeBufferPointer<UInt8>
  /// The first escape is the second half of a character, and counts for all of it.
  private var completesPair: Bool
  private var raw: Int
  private let end: Int
  private var decoded = 0
  /// Bytes of the last unit, encoded and decoded.
  private var unit = (raw: 0, decoded: 0)

  /// - Parameter span: the string in the text, with its quotes.
  init(
    _ text: UnsafeBufferPointer<UInt8>, _ span: Range<Int>, completesPair: Bool = false
  ) {
    self.text = text
    self.completesPair = completesPair
    raw = span.lowerBound + 1
    end = span.upperBound - 1
  }

  /// Where a place of the decoded text is encoded: an offset in the text, how many decoded bytes of
  /// the escape there lie before the place, and how long that escape is.
  mutating func place(of offset: Int) -> (raw: Int, before: Int, unit: Int) {
    while raw < end {
      unit = next()
      guard decoded + unit.decoded <= offset else { break }
      raw += unit.raw
      decoded += unit.decoded
      unit = (0, 0)
    }
    return (raw, offset - decoded, raw < end ? unit.raw : 0)
  }

  private mutating func next() -> (raw: Int, decoded: Int) {
    if completesPair {
      completesPair = false
      return (6, 4)
    }
    guard text[raw] == ASCII.backslash, raw + 1 < end else { return (1, 1) }
    guard text[raw + 1] == UInt8(ascii: "u"), let unit = hex(raw + 2) else { return (2, 1) }
    if unit & 0xFC00 == 0xD800, raw + 12 <= end, text[raw + 6] == ASCII.backslash,
      text[raw + 7] == UInt8(ascii: "u"), let low = hex(raw + 8), low & 0xFC00 == 0xDC00
    {
      return (12, 4)
    }
    return (6, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3)
  }

  private func hex(_ at: Int) -> UInt32? {
    at + 4 <= end ? Hex.unit(text, at: at) : nil
  }
}
