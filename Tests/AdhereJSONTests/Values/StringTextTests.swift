import AdhereJSON
import Testing

@Suite struct StringTextTests {
  @Test(arguments: [
    (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
    (#""\u00e9\u20ac""#, "é€"), (#""\ud83d\ude00!""#, "😀!"), (#""""#, ""),
  ])
  func `escapes are resolved`(_ text: String, _ value: String) throws {
    try JSONDocument(Array(text.utf8)).withTape { tape in
      #expect(StringText.decode(tape, 0) == Array(value.utf8))
      var out: [UInt8] = [1]
      StringText.append(tape, 0, to: &out)
      #expect(out == [1] + Array(value.utf8))
      #expect(StringText.length(tape, 0) == value.unicodeScalars.count)
      let bytes = Array(value.utf8)
      #expect(bytes.withUnsafeBufferPointer { StringText.equals(tape, 0, $0) })
      #expect((bytes + [0]).withUnsafeBufferPointer { !StringText.equals(tape, 0, $0) })
    }
  }

  @Test func `lone surrogates keep three bytes each`() throws {
    try JSONDocument(Array(#"["\ud83d","\ude00","\ud83dx","\ud83d\ud83d"]"#.utf8)).withTape {
      #expect(StringText.decode($0, 1) == [0xED, 0xA0, 0xBD])
      #expect(StringText.decode($0, 2) == [0xED, 0xB8, 0x80])
      #expect(StringText.decode($0, 3) == [0xED, 0xA0, 0xBD, 0x78])
      #expect(StringText.decode($0, 4) == [0xED, 0xA0, 0xBD, 0xED, 0xA0, 0xBD])
      #expect(StringText.compare($0, 1, $0, 2) < 0 && StringText.compare($0, 1, $0, 1) == 0)
      #expect(StringText.equal($0, 1, $0, 1) && !StringText.equal($0, 1, $0, 3))
    }
  }
}
