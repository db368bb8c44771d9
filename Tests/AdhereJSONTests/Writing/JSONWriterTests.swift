import AdhereJSON
import Testing

/// Escapes, wherever in a text they fall.
@Suite struct JSONWriterTests {
  /// One byte after the other, of texts without bytes beyond ASCII.
  private func plain(_ text: [UInt8]) -> [UInt8] {
    let short: [UInt8: Character] = [
      0x22: "\"", 0x5C: "\\", 0x0A: "n", 0x0D: "r", 0x09: "t", 0x08: "b", 0x0C: "f",
    ]
    let digits = Array("0123456789ABCDEF".utf8)
    return text.flatMap { byte -> [UInt8] in
      if let letter = short[byte] { return [0x5C, letter.asciiValue!] }
      guard byte < 0x20 else { return [byte] }
      return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  private func quoted(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    text.withUnsafeBufferPointer { JSONWriter.append(quoted: $0, to: &out) }
    return out
  }

  private func lower(_ text: [UInt8]) -> String {
    String(decoding: text, as: UTF8.self).lowercased()
  }

  @Test func `every byte is escaped as it has to be, at every place`() {
    for byte in UInt8(0)..<0x80 {
      for place in 0..<18 {
        var text = [UInt8](repeating: 0x61, count: 18)
        text[place] = byte
        // A neighbour that is special too.
        for second in [place, (place + 1) % 18, (place + 9) % 18] {
          var text = text
          if second != place { text[second] = 0x22 }
          #expect(lower(quoted(text)) == lower([0x22] + plain(text) + [0x22]))
        }
      }
    }
  }

  @Test func `characters beyond ASCII stand as they are, broken ones do not`() {
    for place in 0..<10 {
      let before = [UInt8](repeating: 0x61, count: place)
      for text in ["é", "€", "😀", "é\"", "\n€"] {
        let bytes = before + Array(text.utf8) + before
        let document = try? JSONDocument(quoted(bytes))
        #expect(document?.withTape { StringText.decode($0, 0) } == bytes)
      }
      let broken = quoted(before + [0xC3] + before)
      #expect(String(validating: broken, as: UTF8.self)?.contains("\u{FFFD}") == true)
    }
  }
}
