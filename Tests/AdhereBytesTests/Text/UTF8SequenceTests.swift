import AdhereBytes
import Testing

@Suite struct UTF8SequenceTests {
  @Test func `every code point is written and read back`() {
    for scalar in (0..<0x11_0000 as Range<UInt32>) where scalar < 0x3000 || scalar % 61 == 0 {
      var bytes: [UInt8] = []
      UTF8Sequence.append(scalar, to: &bytes)
      bytes.withUnsafeBufferPointer { text in
        let decoded = UTF8Sequence.decode(text, at: 0)
        #expect(decoded?.scalar == scalar && decoded?.size == text.count)
        if let valid = Unicode.Scalar(scalar) {
          #expect(Array(Character(valid).utf8) == bytes)
          if scalar >= 0x80 { #expect(UTF8Sequence.size(text, at: 0) == text.count) }
        } else {
          #expect(UTF8Sequence.size(text, at: 0) == 0)
        }
      }
    }
  }

  @Test func `ill-formed and cut sequences are told apart`() {
    for bytes in [[0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3]]
      as [[UInt8]]
    {
      bytes.withUnsafeBufferPointer { #expect(UTF8Sequence.size($0, at: 0) == 0) }
    }
    for (bytes, isCut) in [([0xE2, 0x82], true), ([0xC3], true), ([0xE2, 0x41], false)]
      as [([UInt8], Bool)]
    {
      bytes.withPadding {
        #expect(UTF8Sequence.isCut($0.baseAddress!, 0, bytes.count) == isCut)
      }
    }
  }
}
