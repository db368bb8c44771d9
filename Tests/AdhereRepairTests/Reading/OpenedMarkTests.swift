import Testing

@testable import AdhereRepair

@Suite struct OpenedMarkTests {
  private func isOpened(_ before: String, _ behind: String) -> Bool {
    let call = "{}"
    return withPadded(before + call + behind) {
      OpenedMark.endsText(
        $0, $1, first: before.utf8.count, last: before.utf8.count + call.utf8.count)
    }
  }

  @Test func `the mark of the first call stands once more`() {
    #expect(isOpened("<tool_call>\n", "</tool_call>\n<tool_call>\n"))
    #expect(isOpened("<tool_call>", "</tool_call><tool_"))
    #expect(isOpened("[TOOL_CALLS]", " [TOOL_"))
  }

  @Test func `nothing is opened by other marks`() {
    #expect(!isOpened("<tool_call>", "</tool_call>"))
    #expect(!isOpened("<tool_call>", "</tool_call> done"))
    #expect(!isOpened("<|im_start|>", "<|im_start|>"))
    #expect(!isOpened("", "<tool_call>"))
  }
}
