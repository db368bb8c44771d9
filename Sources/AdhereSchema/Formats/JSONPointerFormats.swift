/// `json-pointer` and `relative-json-pointer`.
extension Format {
  /// A JSON Pointer of RFC 6901 section 3, as a string (not as a URI fragment).
  static func isJSONPointer(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    isJSONPointer(text, from: 0)
  }

  /// Whether the text from `start` on is a JSON Pointer.
  static func isJSONPointer(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    guard start < text.count else { return true }
    guard text[start] == UInt8(ascii: "/") else { return false }
    for index in start..<text.count where text[index] == UInt8(ascii: "~") {
      guard index + 1 < text.count, text[index + 1] == 0x30 || text[index + 1] == 0x31 else {
        return false
      }
    }
    return true
  }

  /// A Relative JSON Pointer: levels up, then a pointer or `#`.
  ///
  /// - Parameter indexed: whether `+1` or `-1` may shift the array index in between, as from
  ///   draft-bhutton-relative-json-pointer-00 (JSON Schema 2020-12) on.
  static func isRelativeJSONPointer(
    _ text: UnsafeBufferPointer<UInt8>, indexed: Bool
  ) -> Bool {
    var cursor = FormatCursor(text)
    guard integer(&cursor, zero: true) else { return false }
    if indexed, cursor.next == UInt8(ascii: "+") || cursor.next == UInt8(ascii: "-") {
      cursor.position += 1
      guard integer(&cursor, zero: false) else { return false }
    }
    if cursor.accept("#") { return cursor.atEnd }
    return isJSONPointer(text, from: cursor.position)
  }

  /// Steps over an integer without leading zeros.
  private static func integer(_ cursor: inout FormatCursor, zero: Bool) -> Bool {
    let start = cursor.position
    let count = cursor.digits()
    guard count > 0 else { return false }
    return cursor.text[start] != 0x30 || (zero && count == 1)
  }
}
