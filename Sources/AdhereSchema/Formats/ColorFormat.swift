internal import AdhereBytes

extension Format {
  /// A colour of CSS 2.1 section 4.3.6, as draft 3 has it: a name, `#rgb`, `#rrggbb` or `rgb(…)`.
  static func isColor(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = FormatCursor(text)
    if cursor.accept("#") {
      return (text.count == 4 || text.count == 7) && text.dropFirst().allSatisfy(\.isHexDigit)
    }
    for name in colorNames where text.count == name.utf8CodeUnitCount {
      var same = true
      for index in 0..<text.count where text[index] | 0x20 != name.utf8Start[index] {
        same = false
      }
      if same { return true }
    }
    for letter: Unicode.Scalar in ["r", "g", "b"] where !cursor.acceptLetter(letter) {
      return false
    }
    guard cursor.accept("(") else { return false }
    var percent: Bool?
    for index in 0..<3 {
      if index > 0, !cursor.accept(",") { return false }
      spaces(&cursor)
      if !cursor.accept("-") { _ = cursor.accept("+") }
      guard cursor.digits() > 0 else { return false }
      let isPercent = cursor.accept("%")
      guard percent ?? isPercent == isPercent else { return false }
      percent = isPercent
      spaces(&cursor)
    }
    return cursor.accept(")") && cursor.atEnd
  }

  private static let colorNames: [StaticString] = [
    "aqua", "black", "blue", "fuchsia", "gray", "green", "lime", "maroon", "navy", "olive",
    "orange", "purple", "red", "silver", "teal", "white", "yellow",
  ]

  private static func spaces(_ cursor: inout FormatCursor) {
    while cursor.next == UInt8(ascii: " ") || cursor.next == 0x09 { cursor.position += 1 }
  }
}
