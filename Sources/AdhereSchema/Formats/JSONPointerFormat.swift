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
}
