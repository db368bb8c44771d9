import AdhereJSON
import AdhereJudging
import AdhereSchema
import AdhereTestSupport
import AdhereTraces
import AdhereWire
import Testing

@testable import AdhereReport

/// Outputs of models held against cases.
@Suite struct EvaluationTests {
  private static let tools =
    #"[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city"],"additionalProperties":false}}}]"#

  private static func line(_ id: String, _ acceptance: String, extra: String = "") -> [UInt8] {
    Array(
      (#"{"id":"\#(id)","surface":"tool","messages":[{"role":"user","content":"question \#(id)"}],"tools":"#
        + tools + extra + #","acceptance":\#(acceptance)}"#).utf8)
  }

  private static let call =
    #"{"by":"equality","calls":[{"name":"get_weather","arguments":{"city":"Oslo","days":2}}]}"#
  private static let words = #"{"by":"schema","content":"I have no tool for that."}"#

  private func evaluation(_ lines: [[UInt8]]) throws -> Evaluation {
    let judge = TraceJudge()
    return Evaluation(try lines.map { try EvaluationCase(line: $0) }) { judge.judge($0) }
  }

  private func output(_ id: String, _ raw: String, model: String? = nil) throws -> EvaluationOutput
  {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("id", id)
    if let model { writer.member("model", model) }
    writer.member("raw", raw)
    writer.endObject()
    return try EvaluationOutput(line: writer.bytes)
  }

  @Test func `right, conforming, without need, missed and unread`() throws {
    var evaluation = try evaluation([
      Self.line("a", Self.call), Self.line("b", Self.call), Self.line("c", Self.words),
      Self.line("d", Self.words),
    ])
    let right = #"[{"name":"get_weather","arguments":{"days": 2, "city":"Oslo"}}]"#
    let wrong = #"[{"name":"get_weather","arguments":{"city":"Rome"}}]"#
    evaluation.add(try output("a", right), of: "m")
    evaluation.add(try output("b", wrong), of: "m")
    evaluation.add(try output("c", "I do not know."), of: "m")
    evaluation.add(try output("d", wrong), of: "m")
    evaluation.add(try output("a", "<tool_call>\(right)</tool_call>"), of: "n")
    evaluation.add(try output("b", "Sunny."), of: "n")
    evaluation.add(try output("c", "<tool_call>{\"name\": \"get_weather\" x}</tool_call>"), of: "n")
    evaluation.add(try output("d", "find(topic='chess')"), of: "n")
    evaluation.add(try output("zzz", "?"), of: "n")
    #expect(evaluation.casesWithoutCall == 2 && evaluation.strangers == 1)
    let (m, n) = (evaluation.rows[0], evaluation.rows[1])
    func counts(_ row: Evaluation.Row) -> [Int] {
      Evaluation.Score.allCases.map { row[$0].count }
    }
    // Conforming, after repair, right, right after repair, without need, missed, unread.
    #expect(counts(m) == [4, 4, 2, 2, 1, 0, 0])
    #expect(counts(n) == [1, 2, 0, 1, 1, 1, 1])
    #expect(m[.overCalled].total == 2 && m[.missedCall].total == 2 && m[.right].total == 4)
    let difference = try #require(evaluation.differences.first)
    #expect(difference.model == "n" && difference.against == "m" && difference.pairs.pairs == 4)
    #expect(evaluation.text().contains("n against m, right as they came:\n  -50.0 points"))
    #expect(evaluation.html().contains("<h2>Right as they came</h2>"))
  }

  @Test func `without equality what conforms is right, and a call has to be made`() throws {
    let schema = #"{"by":"schema","calls":[{"name":"get_weather","arguments":{"city":"Oslo"}}]}"#
    var evaluation = try evaluation([
      Self.line("a", schema), Self.line("b", schema), Self.line("c", #"{"by":"schema"}"#),
    ])
    evaluation.add(
      try output("a", #"[{"name":"get_weather","arguments":{"city":"Rome"}}]"#), of: "m")
    evaluation.add(try output("b", "Sunny."), of: "m")
    evaluation.add(try output("c", "Sunny."), of: "m")
    #expect(evaluation.rows[0][.right].count == 2 && evaluation.rows[0][.missedCall].count == 1)
    // Where a call is required, words are a failure, and no call all the same.
    let required = Self.line("r", schema, extra: #","tool_choice":"required""#)
    var strict = try self.evaluation([required])
    strict.add(try output("r", "I cannot."), of: "m")
    #expect(strict.rows[0][.missedCall].count == 1 && strict.rows[0][.conforms].count == 0)
  }

  @Test func `values of the json surface`() throws {
    func item(_ by: String) -> [UInt8] {
      Array(
        #"{"id":"\#(by)","surface":"json","prompt":"?","schema":{"type":"object","required":["n"]},"acceptance":{"by":"\#(by)","content":"{\"n\": 1}"}}"#
          .utf8)
    }
    var evaluation = try evaluation([item("equality"), item("schema")])
    for id in ["equality", "schema"] {
      evaluation.add(try output(id, #"{ "n" :1 }"#), of: "m")
      evaluation.add(try output(id, #"{"n":2}"#), of: "m")
      evaluation.add(try output(id, #"{"m":2}"#), of: "m")
    }
    #expect(evaluation.rows[0][.conforms].count == 4 && evaluation.rows[0][.right].count == 3)
  }

  @Test func `a case is found by its request, and judged in its form`() throws {
    let item = Self.line("a", Self.call, extra: #","form":"hermes""#)
    var evaluation = try evaluation([item])
    let text =
      #"<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Oslo\", \"days\": 2}}\n</tool_call>"#
    let line =
      #"{"id":7,"messages":[{"content":"question a","role":"user"}],"tools":"# + Self.tools
      + #","model":"x","raw":"\#(text)"}"#
    evaluation.add(try EvaluationOutput(line: Array(line.utf8)), of: "file")
    #expect(evaluation.rows[0].model == "x" && evaluation.rows[0][.right].count == 1)
  }

  @Test func `the JSON keeps to its schema`() throws {
    var evaluation = try evaluation([Self.line("a", Self.call), Self.line("b", Self.words)])
    for model in ["m", "n"] {
      evaluation.add(try output("a", "Sunny."), of: model)
    }
    let schema = try CompiledSchema(
      JSONDocument(try Repository.bytes("schemas/evaluation.schema.json")))
    let document = try JSONDocument(evaluation.json())
    #expect(document.withTape { schema.violations($0) }.isEmpty)
  }

  @Test func `what is no case and no output is named`() {
    for (line, word) in [
      ("{", "not JSON"), ("{}", "no acceptance"), (#"{"acceptance":{}}"#, "no id"),
      (#"{"id":"a","surface":"x","acceptance":{}}"#, "surface"),
      (#"{"id":"a","form":"Hermes","acceptance":{}}"#, "no form \"Hermes\""),
      (#"{"id":"a","acceptance":{"by":"equal"}}"#, "acceptance/by"),
      (#"{"id":"a","acceptance":{"by":"equality"}}"#, "acceptance/calls"),
      (#"{"id":"a","surface":"json","acceptance":{"by":"equality"}}"#, "acceptance/content"),
      (#"{"id":"a","acceptance":{"calls":[{"x":1}]}}"#, "acceptance/calls/0/name"),
      (#"{"id":"a","acceptance":{"calls":"f"}}"#, "acceptance/calls"),
    ] {
      #expect {
        try EvaluationCase(line: Array(line.utf8))
      } throws: { ($0 as? EvaluationError)?.message.contains(word) == true }
    }
    for (line, word) in [
      ("{}", "no raw"), ("[]", "not an object"), (#"{"raw":[5]}"#, "raw/0"),
      (#"{"raw":5}"#, "raw"),
    ] {
      #expect {
        try EvaluationOutput(line: Array(line.utf8))
      } throws: { ($0 as? EvaluationError)?.message.contains(word) == true }
    }
  }

  @Test func `a request that cannot be read scores nothing`() throws {
    let item = Array(
      #"{"id":"a","surface":"json","prompt":"?","schema":{"type":"nonsense"},"acceptance":{"by":"schema"}}"#
        .utf8)
    var evaluation = try evaluation([item])
    evaluation.add(try output("a", "{}"), of: "m")
    #expect(evaluation.rows[0][.conforms].count == 0)
    let judge = TraceJudge()
    #expect(throws: InputError.self) { try judge.contract(EvaluationCase(line: item).trace()) }
  }

  @Test func `ids may be numbers, and an output says its own form`() throws {
    let item = Self.line("7", Self.call, extra: #","form":"hermes""#)
    var evaluation = try evaluation([item])
    let call = #"[{"name":"get_weather","arguments":{"city":"Oslo","days":2}}]"#
    func add(_ extra: String) throws {
      let line = #"{"id":7,"raw":"\#(call.replacing("\"", with: "\\\""))"\#(extra)}"#
      evaluation.add(try EvaluationOutput(line: Array(line.utf8)), of: "m")
    }
    try add("")
    #expect(evaluation.rows[0][.conforms].count == 0 && evaluation.strangers == 0)
    try add(#","form":"json""#)
    #expect(evaluation.rows[0][.conforms].count == 1)
    evaluation.form = "hermes"
    try add(#","form":"json""#)
    #expect(evaluation.rows[0][.conforms].count == 1 && evaluation.rows[0].outputs == 3)
  }

  /// Two models that are known: the scores put the better one first, as the truth does.
  @Test func `models are ranked as the truth ranks them`() throws {
    let right = #"[{"name":"get_weather","arguments":{"city":"Oslo","days":2}}]"#
    let wrong = #"[{"name":"get_weather","arguments":{"city":"Rome"}}]"#
    var evaluation = try evaluation(
      (0..<200).map { Self.line("\($0)", $0 < 180 ? Self.call : Self.words) })
    for number in 0..<200 {
      let good = number < 180 ? (number % 10 < 8 ? right : wrong) : "I have no tool for that."
      let bad = number % 10 < 4 ? "<tool_call>\(right)</tool_call>" : wrong
      evaluation.add(try output("\(number)", bad), of: "bad")
      evaluation.add(try output("\(number)", good), of: "good")
    }
    let found = try #require(evaluation.differences.first { $0.score == .right }?.pairs.difference)
    #expect(found.isClear && found.value > 0.6)
    #expect(evaluation.rows[0][.overCalled].count == 20)
    #expect(evaluation.rows[1][.overCalled].count == 0)
  }
}
