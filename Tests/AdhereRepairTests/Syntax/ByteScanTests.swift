import Testing

@testable import AdhereRepair

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
}
