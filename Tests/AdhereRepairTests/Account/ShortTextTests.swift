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
