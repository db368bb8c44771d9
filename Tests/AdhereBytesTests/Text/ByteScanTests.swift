import AdhereBytes
import Testing

/// The scans of eight bytes at a time against loops of one.
@Suite struct ByteScanTests {
  private static func texts() -> [[UInt8]] {
    var generator = SystemRandomNumberGenerator()
    return (0..<2_000).map { _ in
      let count = Int.random(in: 0...40, using: &generator)
      return (0..<count).map { _ in
        Bool.random(using: &generator)
          ? UInt8(ascii: "a")
          : [0x00, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F, 0x80, 0xFF, 0x0A, 0x0D]
            .randomElement(using: &generator)!
      }
    }
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != ASCII.quote && byte != ASCII.backslash
  }

  @Test func `the plain part ends where the first special byte is`() {
    for text in Self.texts() {
      let expected = text.firstIndex { !isPlain($0) } ?? text.count
      text.withPadding { padded in
        let base = padded.baseAddress!
        #expect(ByteScan.plainEnd(padded: base, from: 0) == expected)
        let closed = text.firstIndex { !isPlain($0) || $0 == 0x5D } ?? text.count
        #expect(ByteScan.plainEnd(base, 0, text.count, close: 0x5D) == closed)
      }
      text.withUnsafeBufferPointer { bytes in
        let end = ByteScan.plainEnd(bytes, from: 0)
        #expect(end == expected || end < expected && text.count - end < 8)
      }
    }
  }

  @Test func `talk ends at the first byte that it does not have`() {
    let marks = Set("{[<=:(`A".utf8)
    var generator = SystemRandomNumberGenerator()
    for end in 0...255 {
      // Every byte, behind talk of every length.
      let talk = (0..<Int.random(in: 0...20, using: &generator)).map { _ in UInt8(ascii: "a") }
      let text = talk + [UInt8(end)] + talk
      let isMark = marks.contains(UInt8(end)) || end >= 0x80
      #expect(ByteScan.talkEnd(text, 0, text.count) == (isMark ? talk.count : text.count))
      #expect(ByteScan.next(of: UInt8(end), text, 0, text.count) == text.firstIndex(of: UInt8(end)))
    }
    for text in Self.texts() {
      let expected = text.firstIndex { marks.contains($0) || $0 >= 0x80 } ?? text.count
      #expect(ByteScan.talkEnd(text, 0, text.count) == expected)
      let one = text.firstIndex(of: 0x5B) ?? text.count
      #expect(ByteScan.next(of: 0x5B, text, 0, text.count) == one)
    }
  }

  @Test func `the next of several bytes is the first of them`() {
    for text in Self.texts() {
      text.withPadding { padded in
        let base = padded.baseAddress!
        let two = text.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
        #expect(ByteScan.next(of: 0x0A, 0x0D, base, 0, text.count) == two)
        let three = text.firstIndex { $0 == 0x5B || $0 == 0x7F || $0 == 0x80 } ?? text.count
        #expect(ByteScan.next(of: 0x5B, 0x7F, 0x80, base, 0, text.count) == three)
      }
    }
  }
}
