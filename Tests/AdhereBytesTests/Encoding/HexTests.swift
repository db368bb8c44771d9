import AdhereBytes
import Testing

@Suite struct HexTests {
  @Test func `digits are read in either case and written in the wanted one`() {
    for byte in UInt8.min ... .max {
      let character = Character(Unicode.Scalar(byte))
      let value = byte < 0x80 ? character.hexDigitValue : nil
      #expect(byte.hexDigitValue.map(Int.init) == value)
      #expect(byte.isHexDigit == (value != nil))
    }
    #expect(Hex.string([0, 0x9A, 0xFF]) == "009aff")
    #expect(Hex.string([0, 0x9A, 0xFF], uppercase: true) == "009AFF")
  }

  @Test func `code units have four digits`() {
    Array("x00e9".utf8).withUnsafeBufferPointer {
      #expect(Hex.unit($0, at: 1) == 0xE9)
      #expect(Hex.unit($0, at: 0) == nil)
      #expect(Hex.unit($0, at: 2) == nil)
    }
    var out: [UInt8] = []
    Hex.append(unit: 0xD8AB, to: &out)
    #expect(out == Array("d8ab".utf8))
  }
}
