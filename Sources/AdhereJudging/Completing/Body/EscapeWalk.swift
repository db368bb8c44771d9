import AdhereJSON

/// Walks the inside of a JSON string, telling where what it says is written.
///
/// Offsets must be asked for in ascending order; the whole walk is linear.
struct EscapeWalk {
  private let text: UnsafeBufferPointer<UInt8>
  private var raw: Int
  private let end: Int
  private var decoded = 0
  /// Bytes the last unit was written with, and says.
  private var unit = (raw: 0, decoded: 0)

  /// - Parameter span: the string in the text, with its quotes.
  init(_ text: UnsafeBufferPointer<UInt8>, _ span: Range<Int>) {
    self.text = text
    raw = span.lowerBound + 1
    end = span.upperBound - 1
  }

  /// Where a place in what the string says is written: an offset in the text, and how many bytes
  /// of what the escape there says lie before the place.
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

  private func next() -> (raw: Int, decoded: Int) {
    guard text[raw] == UInt8(ascii: "\\"), raw + 1 < end else { return (1, 1) }
    guard text[raw + 1] == UInt8(ascii: "u"), let unit = hex(raw + 2) else { return (2, 1) }
    if unit & 0xFC00 == 0xD800, raw + 12 <= end, text[raw + 6] == UInt8(ascii: "\\"),
      text[raw + 7] == UInt8(ascii: "u"), let low = hex(raw + 8), low & 0xFC00 == 0xDC00
    {
      return (12, 4)
    }
    return (6, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3)
  }

  private func hex(_ at: Int) -> UInt32? {
    guard at + 4 <= end else { return nil }
    var value: UInt32 = 0
    for i in at..<at + 4 {
      guard let digit = StringText.hexDigit(text[i]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
