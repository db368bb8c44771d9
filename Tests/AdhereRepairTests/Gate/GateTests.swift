import Testing

@testable import AdhereRepair

/// What may be left out behind a value or a call, and what may not.
@Suite struct GateTests {
  @Test(arguments: [
    ("", true), (" \n", true), (" That is all.", true), ("\n\nHope it helps!", true),
    (", \"b\": 2}", false), ("}", false), ("]", false), (" and \"b\": 2", false),
    (" {\"b\":2}", false),
  ])
  func `prose may follow a value that was mended, structure may not`(
    _ rest: String, _ may: Bool
  ) {
    withPadded(rest) { text, count in #expect(Gate.mayFollow(text, 0, count) == may) }
  }

  @Test(arguments: [
    (", \"b\":2}", true), ("},\"b\":2}", true), (", 3]", true), ("]", true), ("; b: 2}", true),
    (" is what I found", false), (", as you asked", false), ("\nNote: [1] is a source", false),
  ])
  func `a value that was closed too early goes on`(_ rest: String, _ goesOn: Bool) {
    withPadded(rest) { text, count in
      var brackets = LineBrackets()
      let found = Gate.goesOn(text, 0, count, &brackets)
      #expect(found == goesOn)
    }
  }

  @Test func `the brackets of a line are asked about from any place`() {
    withPadded("[]} {]\n]") { text, count in
      var brackets = LineBrackets()
      let found = (0..<count).map { brackets.closeMore(text, from: $0, to: count) }
      #expect(found == [true, true, true, false, false, true, false, true])
      let atEnd = brackets.closeMore(text, from: count, to: count)
      #expect(!atEnd)
    }
  }

  @Test(arguments: [
    ("", true), ("\ng(b=2)", true), ("</call>", true), (", g(b=2)", true), ("; g(b=2)", true),
    (", b=2)", false), (")", false), ("}", false), ("\", \"b\": 2}", false),
  ])
  func `a call is over where another one or a mark follows`(_ rest: String, _ isOver: Bool) {
    withPadded(rest) { text, count in #expect(Gate.callMayEnd(text, 0, count) == isOver) }
  }

  @Test(arguments: [
    ("Sure: ", true), ("```json\n", true), ("curl -d '", false), ("x = ", false),
    ("{\"a\":1} ", false),
  ])
  func `an argument string holds words around its object at most`(_ part: String, _ isTalk: Bool) {
    withPadded(part) { text, count in
      let raw = UnsafeBufferPointer(start: text, count: count)
      #expect(Gate.isTalk(raw, 0..<count, outside: []) == isTalk)
    }
  }
}
