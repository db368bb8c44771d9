import Testing

@testable import AdhereRepair

@Suite struct MarkTests {
  @Test func `matches only where all its bytes do`() {
    let text = Array("xx<escape>``` ```".utf8) + [UInt8](repeating: 0, count: 8)
    text.withUnsafeBufferPointer {
      #expect(Mark("<escape>").matches(at: $0.baseAddress! + 2))
      #expect(!Mark("<escape>").matches(at: $0.baseAddress! + 3))
      #expect(Mark.fence.matches(at: $0.baseAddress! + 10))
      #expect(!Mark.fence.matches(at: $0.baseAddress! + 11))
    }
  }
}
