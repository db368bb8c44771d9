internal import AdhereBytes

/// Single tokens of JSON, for readers that know the text around them. The text must be padded
/// as ``TapeParser`` wants it.
package enum TokenScan {
  /// Where the string ends whose inside begins at `start`: the offset of its closing quote, and
  /// whether there are escapes before it. Nil where it is not a JSON string.
  ///
  ///     "a\"b",   start 1  ->  (5, true)
  @inline(__always)
  package static func stringEnd(
    padded text: UnsafePointer<UInt8>, from start: Int
  ) -> (quote: Int, hasEscapes: Bool)? {
    var p = ByteScan.plainEnd(padded: text, from: start)
    if text[p] == ASCII.quote { return (p, false) }
    var flags: UInt32 = 0
    guard TapeParser.scanString(text, &p, &flags) == .quote else { return nil }
    return (p, flags & Node.escapes != 0)
  }

  /// The offset past the string, number or literal that begins at `start`; nil where there
  /// is none.
  package static func scalarEnd(padded text: UnsafePointer<UInt8>, from start: Int) -> Int? {
    switch text[start] {
    case ASCII.quote:
      return stringEnd(padded: text, from: start + 1).map { $0.quote + 1 }
    case ASCII.minus, 0x30...0x39:
      var p = start
      var flags: UInt32 = 0
      return TapeParser.scanNumber(text, &p, &flags) == 0 ? p : nil
    default:
      let size = TapeParser.literal(text + start).1
      return size == 0 ? nil : start + size
    }
  }
}
