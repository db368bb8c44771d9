import AdhereBytes
import Testing

@Suite struct PrefixTests {
  @Test func `words are found where they begin`() {
    let text = Array("a </Think>".utf8)
    #expect(text.hasBytes("a ", at: 0) && text.hasBytes(">", at: 9))
    #expect(!text.hasBytes("</think>", at: 2) && !text.hasBytes(">>", at: 9))
    #expect(!text.hasBytes("a", at: -1) && text.hasBytes("", at: 10))
    text.withUnsafeBufferPointer {
      #expect($0.hasBytes(ignoringCase: "</think>", at: 2))
      #expect($0.hasBytes(Array("Think".utf8), at: 4))
      #expect(!$0.hasBytes(ignoringCase: "think>>", at: 4))
    }
    text.withPadding { #expect(!($0.baseAddress! + 9).hasBytes(">x")) }
  }
}
