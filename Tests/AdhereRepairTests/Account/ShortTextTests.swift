import Testing

@testable import AdhereRepair

@Suite struct ShortTextTests {
  @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 17, 300]) func `holds what it was given`(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 1) }
    let text = ShortText(bytes)
    #expect(text.count == count)
    #expect(text.array == bytes)
    #expect(Array(text) == bytes)
    #expect(bytes.withUnsafeBufferPointer { ShortText($0) } == text)
    var appended: [UInt8] = [9]
    text.append(to: &appended)
    #expect(appended == [9] + bytes)
    let quoted = bytes.withUnsafeBufferPointer { ShortText($0, between: 0x22, and: 0x27) }
    #expect(quoted.array == [0x22] + bytes + [0x27])
    if count > 0 {
      var shorter = text
      shorter.dropLastByte()
      #expect(shorter.array == Array(bytes.dropLast()))
      #expect(shorter != text)
    }
  }
}

@Suite struct ByteScanTests {
  @Test func `stops where a byte means something`() {
    for special in [
      UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"), 0x1F, 0x00, 0x80, 0xFF,
    ] {
      for at in 0..<20 {
        var text = [UInt8](repeating: UInt8(ascii: "a"), count: 40)
        text[at] = special
        text.withUnsafeBufferPointer {
          #expect(
            ByteScan.plainEnd($0.baseAddress!, 0, 25, close: UInt8(ascii: "'")) == at)
          #expect(ByteScan.plainEnd($0.baseAddress!, at + 1, 25, close: UInt8(ascii: "'")) == 25)
          #expect(ByteScan.next(of: special, 1, 2, $0.baseAddress!, 0, 25) == at)
        }
      }
    }
  }

  @Test func `a mark stands only where all its bytes do`() {
    let text = Array("xx<escape>``` ```".utf8) + [UInt8](repeating: 0, count: 8)
    text.withUnsafeBufferPointer {
      #expect(Mark("<escape>").stands(at: $0.baseAddress! + 2))
      #expect(!Mark("<escape>").stands(at: $0.baseAddress! + 3))
      #expect(Mark.fence.stands(at: $0.baseAddress! + 10))
      #expect(!Mark.fence.stands(at: $0.baseAddress! + 11))
    }
  }
}
