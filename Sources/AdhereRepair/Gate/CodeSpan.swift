/// Backticks around a part of a sentence: what is between them is shown, not said.
enum CodeSpan {
  /// Whether one is open at `i` on its line.
  static func isOpen(_ text: UnsafePointer<UInt8>, at i: Int) -> Bool {
    var isOdd = false
    var j = i
    while j > 0, i - j < longest, text[j - 1] != 0x0A {
      if text[j - 1] == UInt8(ascii: "`") { isOdd.toggle() }
      j -= 1
    }
    return isOdd
  }

  /// How far back its backtick is looked for.
  private static let longest = 400
}
