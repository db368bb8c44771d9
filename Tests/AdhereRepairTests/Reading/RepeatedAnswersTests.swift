import Testing

@testable import AdhereRepair

@Suite struct RepeatedAnswersTests {
  private func kept(_ calls: String, isCut: Bool = false) -> [Int]? {
    RepeatedAnswers.firstRound(calls.utf8.map { [$0] }, isCut: isCut)
  }

  @Test func `whole rounds are repeated`() {
    #expect(kept("abab") == [0, 1])
    #expect(kept("abcabcabc") == [0, 1, 2])
  }

  @Test func `part of a round or one call twice is not`() {
    for calls in ["aba", "abba", "aa", "abc", ""] { #expect(kept(calls) == nil, "\(calls)") }
  }

  @Test func `where the text is cut off any calls made before count`() {
    #expect(kept("aaa", isCut: true) == [0])
    #expect(kept("abba", isCut: true) == [0, 1])
  }
}

@Suite struct TurnMarkerTests {
  @Test func `finds where the next turn begins`() {
    for (text, place) in [("f() </s> g()", 4), ("a\nUser: b", 1), ("a [INS", 6), ("x", 1)] {
      #expect(withPadded(text) { TurnMarker.first($0, from: 0, to: $1) } == place)
    }
  }
}
