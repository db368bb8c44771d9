import AdhereBytes
import Foundation
import Testing

@Suite struct Base64Tests {
  @Test func `Base64 agrees with Foundation`() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
      let text = Base64.encode(bytes)
      #expect(text == Data(bytes).base64EncodedString())
      #expect(Base64.decode(Array(text.utf8)) == bytes)
    }
    for text in ["A", "AB=C", "====", "A===", "AA=A", "AA-_"] {
      #expect(Base64.decode(Array(text.utf8)) == nil, "\(text)")
    }
  }

  @Test func `padding may be left out where that is permitted`() {
    for (text, bytes) in [
      ("QQ", [65]), ("QQ=", [65]), ("QQ==", [65]), ("QUI", [65, 66]), ("QUJD==", [65, 66, 67]),
      ("", []),
    ] as [(String, [UInt8])] {
      #expect(Base64.decode(Array(text.utf8), padding: .optional) == bytes, "\(text)")
    }
    for text in ["Q", "QQ===", "Q=Q", "QUJDR"] {
      #expect(Base64.decode(Array(text.utf8), padding: .optional) == nil, "\(text)")
    }
  }
}
