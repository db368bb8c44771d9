extension Format {
  /// A Relative JSON Pointer: levels up, then a pointer or `#`.
  ///
  /// - Parameter indexed: whether `+1` or `-1` may shift the array index in between, as from
  ///   draft-handrews-relative-json-pointer-02 (JSON Schema 2019-09) on.
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
