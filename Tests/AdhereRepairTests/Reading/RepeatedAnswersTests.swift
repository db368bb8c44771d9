import Testing

@testable import AdhereRepair

@Suite struct RepeatedAnswersTests {
  private func count(_ calls: String) -> Int? {
    RepeatedAnswers.firstRound(calls.utf8.map { [$0] })
  }

  @Test func `four rounds and more go in circles`() {
    #expect(count("aaaa") == 1)
    #expect(count("abababab") == 2)
    #expect(count("abcabcabcabcab") == 3)
  }

  @Test func `fewer rounds, or others, may be meant`() {
    for calls in ["", "a", "aaa", "ababab", "abababba", "abcd"] {
      #expect(count(calls) == nil, "\(calls)")
    }
  }
}

@Suite struct TurnMarkerTests {
  @Test func `finds where the next turn begins`() {
    for (text, place) in [("f() </s> g()", 4), ("a\nUser: b", 1), ("a [INS", 6), ("x", 1)] {
      #expect(withPadded(text) { TurnMarker.first($0, from: 0, to: $1) } == place)
    }
  }
}
