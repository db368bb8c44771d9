import AdhereBytes
import Testing

@Suite struct ASCIITests {
  @Test func `classes hold what Unicode says of ASCII`() {
    for byte in UInt8.min ... .max {
      let character = Character(Unicode.Scalar(byte))
      let isASCII = byte < 0x80
      #expect(byte.isDigit == (isASCII && character.isNumber))
      #expect(byte.isLetter == (isASCII && character.isLetter))
      #expect(byte.isUppercase == (isASCII && character.isUppercase))
      #expect(byte.isLowercase == (isASCII && character.isLowercase))
      #expect(byte.isWord == (byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_")))
      #expect(byte.isJSONSpace == " \t\n\r".utf8.contains(byte))
      let lower = isASCII ? character.lowercased().utf8.first : byte
      #expect(byte.asciiLowercased == lower)
    }
  }

  @Test func `names are of the bytes they say`() {
    #expect(ASCII.quote == UInt8(ascii: "\"") && ASCII.apostrophe == UInt8(ascii: "'"))
    #expect(ASCII.backslash == UInt8(ascii: "\\") && ASCII.slash == UInt8(ascii: "/"))
    #expect(ASCII.leftBrace == UInt8(ascii: "{") && ASCII.rightBrace == UInt8(ascii: "}"))
    #expect(ASCII.leftBracket == UInt8(ascii: "[") && ASCII.rightBracket == UInt8(ascii: "]"))
    #expect(ASCII.backquote == UInt8(ascii: "`") && ASCII.caret == UInt8(ascii: "^"))
  }
}
