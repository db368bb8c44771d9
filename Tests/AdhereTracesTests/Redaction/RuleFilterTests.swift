@testable import AdhereTraces
import Testing

@testable import AdhereJudging

/// What is not named as a candidate would not match: the filter only saves time.
@Suite struct RuleFilterTests {
  private let rules = try! RedactionRule.read(Array(BuiltInRules.json.utf8))

  private func named(_ text: String, _ rules: [RedactionRule], own: Int = 0) -> Set<Int> {
    let found = Array(text.utf8).withUnsafeBufferPointer {
      RuleFilter(rules, firstBuiltIn: own).candidates(in: $0)
    }
    return Set(rules.indices.filter { found & RuleFilter.bit($0) != 0 })
  }

  /// Texts put together from pieces of what rules look for, and of what they do not.
  private func texts() -> [String] {
    let pieces = [
      "sk-ant-", "sk-proj-", "AKIA", "0123456789", "abcdefghijklmnopqrst", "ABCDEFGHIJKLMNOP",
      "@", ".", "-", "+", "(", ")", " ", "4111 1111 1111 1111", "GB82WEST12345698765432",
      "+44 20 7946 0958", "(555) 123-4567", "555-123-4567", "ada", "x.org", "://", ":", "eyJ",
      "password", "\"", "'", "=", "Bearer ", "token", "\\", "\n", "u0040", "é", "tgp_v1_", "fw_",
    ]
    var state: UInt64 = 42
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    return (0..<4000).map { _ in
      (0..<1 + next(12)).map { _ in pieces[next(pieces.count)] }.joined()
    }
  }

  @Test func `every rule that matches was named`() {
    var matches = 0
    for text in texts() {
      let candidates = named(text, rules)
      for (place, rule) in rules.enumerated() where !candidates.contains(place) {
        let found = Array(text.utf8).withUnsafeBufferPointer { rule.places(in: $0) }
        #expect(found.isEmpty, "\(rule.id) in \(text)")
      }
      matches += candidates.count
    }
    #expect(matches > 4000)
  }

  @Test func `most texts are no rule's business`() {
    for text in [
      #"{"city":"Paris","days":3,"unit":"celsius","tags":["a","b"]}"#, "{'n': 1.5, 'ok': True}",
      "What is the weather like in the city number 1234? Please tell me.", "2026-11-21",
    ] { #expect(named(text, rules).isEmpty, "\(text)") }
  }

  @Test func `rules of users are named by their keywords, or always`() throws {
    let own = try RedactionRule.read(
      Array(
        #"{"rules":[{"id":"a","pattern":"x"},{"id":"b","pattern":"x","keywords":["Employee"]},{"id":"c","pattern":"x","keywords":["id"]},{"id":"d","kind":"card","pattern":"[0-9]","check":"luhn"},{"id":"e","pattern":"x","keywords":["a\"b"]}]}"#
          .utf8))
    #expect(named("EMPLOYEE 7", own + rules, own: own.count) == [0, 1, 2, 3, 4])
    #expect(named("nobody", own + rules, own: own.count) == [0, 2, 3, 4])
  }

  @Test func `more rules than there are bits share the last one`() throws {
    let many = (0..<80).map { #"{"id":"r\#($0)","pattern":"x","keywords":["word\#($0)x"]}"# }
    let own = try RedactionRule.read(
      Array(#"{"rules":[\#(many.joined(separator: ","))]}"#.utf8))
    #expect(named("word3x", own) == [3])
    #expect(named("word70x", own) == Set(63..<80))
  }

  @Test func `escapes that hide text are seen`() {
    func hides(_ text: String) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer(RuleFilter.hasHidingEscape)
    }
    #expect(!hides(#"{"a":"b\n\"c\"\\"}"#))
    #expect(hides(#"{"a":"ada\u0040x.org"}"#) && hides(#"{"a":"postgres:\/\/u:p@x"}"#))
    #expect(hides(#"{"a":"{\"b\":\"ada\\u0040x.org\"}"}"#))
  }
}
