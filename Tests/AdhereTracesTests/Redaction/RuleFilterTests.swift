import AdherePattern
@testable import AdhereTraces
import Testing

@testable import AdhereJudging

/// What is not named as a candidate would not match: the filter only saves time.
@Suite struct RuleFilterTests {
  private let rules = try! RedactionRule.read(Array(BuiltInRules.json.utf8))

  private func named(_ text: String, _ rules: [RedactionRule], own: Int = 0) -> Set<Int> {
    let found = Array(text.utf8).withUnsafeBufferPointer {
      RuleFilter(rules, firstBuiltIn: own).look(at: $0).candidates
    }
    return Set(rules.indices.filter { RuleFilter.holds(found, $0) })
  }

  /// Texts put together from pieces of what rules look for, and of what they do not.
  private func texts() -> [String] {
    let pieces = [
      "sk-ant-", "sk-proj-", "AKIA", "0123456789", "abcdefghijklmnopqrst", "ABCDEFGHIJKLMNOP",
      "@", ".", "-", "+", "(", ")", " ", "4111 1111 1111 1111", "GB82WEST12345698765432",
      "+44 20 7946 0958", "(555) 123-4567", "555-123-4567", "ada", "x.org", "://", ":", "eyJ",
      "password", "\"", "'", "=", "Bearer ", "token", "\\", "\n", "u0040", "é", "tgp_v1_", "fw_",
      "hotel", "key", "api_key: ", "path", "is ", "Zm9vYmFyMTIzNDU2Nzg5MGFi", "pat",
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
        let found = Array(text.utf8).withUnsafeBufferPointer {
          var unsearched: [Range<Int>] = []
          let places = rule.places(in: $0, unsearched: &unsearched)
          return places.filter { [text = $0] in
            rule.accepts(UnsafeBufferPointer(rebasing: text[$0]))
          }
        }
        #expect(found.isEmpty, "\(rule.id) in \(text)")
      }
      matches += candidates.count
    }
    #expect(matches > 4000)
  }

  @Test func `where the pattern of names finds a secret, one may stand`() {
    var secrets = 0
    let names = ["api_key", "access token", "client-secret", "\"token\"", "dsn", "apikey'"]
    let signs = ["=", ": ", " => ", " is ", ":= [", "：", "\n=\n\"", "\": \""]
    let values = ["ab12cd34ef56", "=Ab1Cd2Ef3Gh4", "QWxhZGRpbjpvcGVuIHNlc2FtZVh", "a1:b2=c3;d4"]
    let made = names.flatMap { name in
      signs.flatMap { sign in values.map { "x \(name)\(sign)\($0), y" } }
    }
    for text in made + texts() {
      for rule in rules {
        guard case .named(let pattern) = rule.search else { continue }
        Array(text.utf8).withUnsafeBufferPointer { bytes in
          var unsearched: [Range<Int>] = []
          let places = pattern.places(in: bytes, unsearched: &unsearched).filter {
            rule.accepts(UnsafeBufferPointer(rebasing: bytes[$0]))
          }
          guard !places.isEmpty else { return }
          secrets += 1
          #expect(Announced.mayStand(in: bytes), "\(text)")
        }
      }
    }
    #expect(secrets > 100)
  }

  @Test func `most texts are no rule's business`() {
    for text in [
      #"{"city":"Paris","days":3,"unit":"celsius","tags":["a","b"]}"#, "{'n': 1.5, 'ok': True}",
      "What is the weather like in the city number 1234? Please say so.", "2026-11-21",
      "the path of a hotel's request, a re_run of the code in section 3",
      #"{"organization": "pat", "sk-": "as-", "description": "calculate_area"}"#,
    ] { #expect(named(text, rules).isEmpty, "\(text)") }
  }

  @Test func `a value that cannot be a secret is not searched for the names of secrets`() {
    func mayStand(_ text: String) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer(Announced.mayStand)
    }
    for text in [
      "api_key: ab12cd34ef56", "token=Ab1!Cd2?Ef3", #""apiKey":"ab12cd34ef56""#,
      "key is ab12cd34ef",
      "key=>[\"ab12cd34", "secret :=  ab12cd34", "token：ab12cd34ef", "dsn=a:b:c:1234567",
      "token = ABCDefghijklmnopqrstuv", "key=:ab12cd3", #"{"note":"x-api-key: ab12cd34ef"}"#,
      "a: token:= ab12cd34ef", "a=b= ab12cd34ef",
    ] { #expect(mayStand(text), "\(text)") }
    for text in [
      "", "key", "token: 12345678901", "the key is in the other room", "tokens: a, b, c",
      #"{"name":"calculate_electrostatic_potential","key":"value"}"#, "2026-11-21T10:00:00",
    ] { #expect(!mayStand(text), "\(text)") }
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
    let many = (0..<300).map { #"{"id":"r\#($0)","pattern":"x","keywords":["word\#($0)x"]}"# }
    let own = try RedactionRule.read(
      Array(#"{"rules":[\#(many.joined(separator: ","))]}"#.utf8))
    #expect(named("word3x", own) == [3])
    #expect(named("word200x", own) == [200])
    #expect(named("word270x", own) == Set(255..<300))
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
