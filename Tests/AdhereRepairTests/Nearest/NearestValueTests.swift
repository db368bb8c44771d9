import AdhereSchema
import AdhereJSON
import Testing

@testable import AdhereRepair

/// The nearest reading of a broken value: one, several that are as good, or none.
@Suite struct NearestValueTests {
  private static let schema = #"""
    {"type":"object","properties":{"town":{"type":"string"},"count":{"type":"integer"},
    "open":{"type":"boolean"}},"required":["town"]}
    """#

  private func repair(_ text: String, _ schema: String = schema, tier: Tier = .safe) throws
    -> RepairResult
  {
    let compiled = try CompiledSchema(JSONDocument(bytes(schema)))
    return withPadded(text) { text, count in
      OutputRepair(.value(compiled), policy: Policy(tier: tier)).run(padded: text, count: count)
    }
  }

  @Test(arguments: [
    (#"{"town:"Oslo","count":3}"#, Rule.missingEndQuote),
    (#"{town":"Oslo","count":3}"#, .missingStartQuote),
    (#"{"town":"Oslo,"count":3}"#, .missingEndQuote),
    (#"{"town":"Oslo""count":3}"#, .missingComma),
    (#"{"town" "Oslo","count":3}"#, .missingColon),
    (#"{"town"::"Oslo","count":3}"#, .strayMark),
    (#"{"town":"Oslo",,"count":3}"#, .repeatedComma),
    (#"{"town":"Oslo";"count":3}"#, .lookAlikeMark),
    (#"{"town":"Oslo"，"count":3}"#, .lookAlikeMark),
    (#"{"town»:"Oslo","count":3}"#, .lookAlikeMark),
    (#"{"town":"Oslo,""count":3}"#, .swappedMarks),
    (#"{"town":"Oslo":"count":3}"#, .wrongMark),
    (#"{{"town":"Oslo","count":3}"#, .extraOpen),
    (#"{"town":"Oslo","count":3}}"#, .extraClose),
    (#""town":"Oslo","count":3}"#, .missingOpen),
    (#"{"town":"Oslo"},"count":3}"#, .earlyClose),
    (#"{"town":""Oslo","count":3}"#, .strayQuote),
  ])
  func `one damaged mark is mended under its rule`(_ text: String, _ rule: Rule) throws {
    let result = try repair(text)
    #expect(result.verdict == .repaired)
    let document = try #require(result.parsed())
    let form = document.withTape { Canonical.form($0) }
    #expect(form.string == #"{"count":3,"town":"Oslo"}"#)
    #expect(result.repairs.contains { ([$0.rule] + $0.with).contains(rule) }, "\(rule.id)")
  }

  /// Whether letters before a quote are a prefix depends on what stands before: reading that is taken up
  /// near the damage has to see it.
  @Test func `reading that is taken up sees what is before it`() throws {
    let pad = String(repeating: "x", count: 250)
    let end = String(repeating: "y", count: 250)
    let result = try repair(
      #"{"town":b"Oslo","pad":"\#(pad)","last":b"two","count" 3,"end":"\#(end)"}"#)
    #expect(result.verdict == .repaired)
    #expect(
      result.json?.string
        == #"{"town":"Oslo","pad":"\#(pad)","last":"two","count": 3,"end":"\#(end)"}"#)
  }

  @Test func `two damaged marks are mended where nothing nearer conforms`() throws {
    let result = try repair(#"{"town":"Oslo";"count:3}"#)
    #expect(result.verdict == .repaired)
    #expect(result.json?.string == #"{"town":"Oslo","count":3}"#)
  }

  @Test(arguments: ["[-]2", "[3.,,14159]", "[6]e3]"])
  func `no number is put together of two`(_ text: String) throws {
    let result = try repair(text, #"{"type":"array","items":{"type":"number"}}"#)
    for number in ["-2", "3.14159", "6e3"] { #expect(result.json?.string != "[\(number)]") }
  }

  @Test func `two readings as near as each other are none`() throws {
    // The inner object may be over behind "a" or behind "b".
    let result = try repair(#"[{"x":{"a":1,"b":2},{"x":{}}]"#, "{}")
    #expect(result.verdict == .unreadable)
    #expect(result.reason?.code == .rivals)
    #expect(result.rivals.count >= 2)
    #expect(try repair(#"[{"x":{"a":1,"b":2},{"x":{}}]"#, "{}", tier: .guess).verdict == .repaired)
  }

  @Test func `the contract decides between readings`() throws {
    let closed = #"""
      {"type":"object","properties":{"x":{"type":"object","properties":{"a":{"type":"integer"}},
      "additionalProperties":false},"b":{"type":"integer"}},"required":["b"]}
      """#
    let result = try repair(#"{"x":{"a":1,"b":2}}"#.replacing("}}", with: "}"), closed)
    #expect(result.json?.string == #"{"x":{"a":1},"b":2}"#)
  }

  @Test(arguments: [
    #"{"town":"Oslo","count":3"#, #"{"town":"Os"#, #"{"town":"Oslo","count":"#, #"{"town":"Oslo""#,
  ])
  func `a text that was cut off is no broken one`(_ text: String) throws {
    #expect(try repair(text).verdict == .truncated)
  }

  @Test(arguments: [
    // A variable is no text that lost both quotes, a comma between digits no mark too many, and
    // nothing makes up a value.
    #"{"town": oslo_name, "count": 3}"#, #"{"town":"Oslo","count":3,250}"#,
    #"{"town":"Oslo","count":}"#, #"{"town": }"#,
  ])
  func `what is missing is not made up`(_ text: String) throws {
    let result = try repair(text)
    #expect(result.verdict != .repaired, "\(result.json?.string ?? "")")
  }

  @Test func `quotes that belong to a text come in pairs`() throws {
    #expect(
      try repair(#"{"town":"the "old" port","count":3}"#).json?.string
        == #"{"town":"the \"old\" port","count":3}"#)
    #expect(try repair(#"{"town":"the old" port","count":3}"#).verdict != .repaired)
  }

  @Test func `long texts are searched in time that grows with them`() throws {
    func time(_ n: Int) throws -> Duration {
      let items = (0..<n).map { #"{"town":"Town number \#($0)","count":\#($0)}"# }
      let text = ("[" + items.joined(separator: ", ") + "]")
        .replacing(#""count":\#(n / 2)}"#, with: #""count:\#(n / 2)}"#)
      let clock = ContinuousClock()
      var verdict = RepairVerdict.invalid
      let spent = try clock.measure { verdict = try repair(text, #"{"type":"array"}"#).verdict }
      #expect(verdict == .repaired)
      return spent
    }
    _ = try time(100)
    let (small, large) = (try time(500), try time(4_000))
    #expect(large < small * 24, "8 times the text took \(large / small) times as long")
  }

  /// Reading is taken up near an edit, from a state that must not depend on what is edited.
  @Test func `white space between the marks changes no verdict`() throws {
    let tokens = [
      "{", #""town""#, ":", #""Oslo""#, ",", #""tags""#, ":", "[", #""a""#, ",", #""b""#, "]", ",",
      #""count""#, ":", "3", ",", #""more""#, ":", "{", #""open""#, ":", "true", ",", #""note""#,
      ":", #""x""#, "}", "}",
    ]
    func repaired(_ separator: String, without place: Int) throws -> (RepairVerdict, String) {
      var rest = tokens
      rest.remove(at: place)
      let result = try repair(rest.joined(separator: separator))
      let plain = result.json?.string.filter { !$0.isWhitespace } ?? ""
      return (result.verdict, plain)
    }
    var mended = 0
    for place in tokens.indices where tokens[place].utf8.count == 1 && tokens[place] != "3" {
      let short = try repaired(" ", without: place)
      let long = try repaired("\n" + String(repeating: " ", count: 40), without: place)
      #expect(short == long, "without token \(place), \(tokens[place])")
      if short.0 == .repaired { mended += 1 }
    }
    #expect(mended > 8)
  }
}
