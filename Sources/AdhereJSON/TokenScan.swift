/// Single tokens of JSON, for readers that know already what stands around them. The text must be
/// padded as ``TapeParser`` wants it.
public enum TokenScan {
  /// Where the string ends whose inside begins at `start`: the offset of its closing quote, and
  /// whether there are escapes before it. Nil where it is no JSON string.
  ///
  ///     "a\"b",   start 1  ->  (5, true)
  @inline(__always)
  public static func stringEnd(
    padded text: UnsafePointer<UInt8>, from start: Int
  ) -> (quote: Int, hasEscapes: Bool)? {
    var p = TapeParser.skipPlain(text, start)
    if text[p] == UInt8(ascii: "\"") { return (p, false) }
    var flags: UInt32 = 0
    guard TapeParser.scanString(text, &p, &flags) == .quote else { return nil }
    return (p, flags & Node.escapes != 0)
  }

  /// The offset past the string, number or literal that begins at `start`; nil where there is
  /// none.
  public static func scalarEnd(padded text: UnsafePointer<UInt8>, from start: Int) -> Int? {
    switch text[start] {
    case UInt8(ascii: "\""):
      return stringEnd(padded: text, from: start + 1).map { $0.quote + 1 }
    case UInt8(ascii: "-"), 0x30...0x39:
      var p = start
      var flags: UInt32 = 0
      return TapeParser.scanNumber(text, &p, &flags) == 0 ? p : nil
    default:
      let size = TapeParser.literal(text + start).1
      return size == 0 ? nil : start + size
    }
  }
}
