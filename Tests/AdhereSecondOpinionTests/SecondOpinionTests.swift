import AdhereJSON
import AdhereSecondOpinion
import Testing

/// What libjansson says to texts, and to our reading of them.
@Suite struct SecondOpinionTests {
  @Test(
    "agrees on JSON",
    arguments: [
      "{}", "[]", "null", "-1", "9223372036854775807", "-9223372036854775808", "1.10", "1e-5",
      "\"\\u0000\"", "\"\\uD83D\\uDE00 é\"", "{\"a\":{\"b\":[1,2.5,\"x\",true,false,null]}}",
      "{\"a\":1,\"a\":2}", "{\"b\":1,\"a\":2,\"\":3}",
    ])
  func agrees(_ text: String) { #expect(SecondOpinion.read(Array(text.utf8)) == .agrees) }

  @Test(
    "what it cannot hold is told as its limit",
    arguments: [
      ("9223372036854775808", .integer), ("[-9223372036854775809]", .integer), ("1e400", .real),
      ("{\"a\\u0000b\":1}", .keyWithNUL), ("\"\\uD800\"", .surrogate),
      (String(repeating: "[", count: 2_049) + String(repeating: "]", count: 2_049), .depth),
    ] as [(String, SecondOpinion.Limit)])
  func limits(_ text: String, _ limit: SecondOpinion.Limit) {
    #expect(SecondOpinion.read(Array(text.utf8)) == .cannotHold(limit))
  }

  @Test("texts that are no JSON", arguments: ["", "[1,]", "{'a':1}", "[1] 2", "nul", "\"a\nb\""])
  func refuses(_ text: String) {
    #expect(!SecondOpinion.accepts(Array(text.utf8)))
    guard case .disagrees = SecondOpinion.read(Array(text.utf8)) else {
      Issue.record("libjansson agrees to \(text)")
      return
    }
  }

  @Test(
    "a reading of another text is found out",
    arguments: [
      ("{\"a\":1}", "{\"a\":2}"), ("{\"a\":1}", "{\"b\":1}"), ("{\"a\":1}", "{\"a\":1.0}"),
      ("[1,2]", "[1,3]"), ("[1,2]", "[1]"), ("[true]", "[false]"), ("[null]", "[{}]"),
      ("[\"a\"]", "[\"b\"]"), ("[\"a\"]", "[\"a\\u0000\"]"), ("[0.1]", "[0.2]"),
      ("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"), ("[-5]", "[5]"), ("[10]", "[100]"),
    ])
  func differs(_ text: String, _ other: String) throws {
    let document = try JSONDocument(Array(other.utf8))
    guard case .disagrees = SecondOpinion.read(Array(text.utf8), as: document) else {
      Issue.record("\(other) passes for \(text)")
      return
    }
    #expect(SecondOpinion.read(Array(other.utf8), as: document) == .agrees)
  }
}
