internal import AdhereBytes
internal import AdherePattern

/// `uuid` and `regex`.
extension Format {
  /// A UUID of RFC 9562 section 4: hexadecimal digits in groups of 8-4-4-4-12.
  static func isUUID(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 36 else { return false }
    for (index, byte) in text.enumerated() {
      switch index {
      case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return false }
      default: guard byte.isHexDigit else { return false }
      }
    }
    return true
  }

  /// A regular expression of ECMA-262, in the grammar of the `u` flag.
  static func isRegex(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    ECMARegex.isValid(Array(text))
  }
}
