import Testing

@testable import AdhereRepair

@Suite struct GapRulesTests {
  @Test(arguments: [
    (" \n", []), ("```json\n", [Rule.stripFence]), ("<tool_call>", [.stripMarkup]),
    ("[TOOL_CALLS]", [.stripMarkup]), (", ", [.joinCalls]), ("# why\n", [.comment]),
    ("## Why", [.stripProse]), ("Sure!", [.stripProse]), ("}", [.extraClose]),
    ("Here: ```", [.stripFence, .stripProse]), ("'", [.quotedCall]),
  ])
  func `names what a stretch of text holds`(_ text: String, _ rules: [Rule]) {
    withPadded(text) { start, count in
      let gaps = GapRules(text: start, count: count, zones: [])
      #expect(gaps.kinds(0, count).rules == rules)
    }
  }

  @Test func `thinking and repeated answers have their own rules`() {
    withPadded("hm {} f()") { start, count in
      let gaps = GapRules(text: start, count: count, zones: [0..<5], repeats: [6..<9])
      #expect(gaps.kinds(0, count).rules == [.stripThink, .repeatedAnswer])
    }
  }
}
