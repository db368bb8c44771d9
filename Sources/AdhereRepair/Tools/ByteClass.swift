/// Classes of bytes that words and numbers are made of.
enum ByteClass {
  /// Letters, digits, `_` and `$` of ASCII: what identifiers are made of.
  static func isWord(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      0x30...0x39, UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }

  /// Words, and letters of other alphabets in UTF-8.
  static func isWordOrBeyondASCII(_ b: UInt8) -> Bool { b >= 0x80 || isWord(b) }

  /// Words with dots and dashes, as names of tools are written.
  static func isName(_ b: UInt8) -> Bool {
    isWord(b) || b == UInt8(ascii: ".") || b == UInt8(ascii: "-")
  }
}
