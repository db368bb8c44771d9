import AdhereJSON
import AdherePlatform
import AdhereRepair
import AdhereTraces
import Testing

@testable import AdhereJudging

/// A trace with something in every field.
enum FullTrace {
  static func make() throws -> Trace {
    let schema = Array(#"{"type":"object","properties":{"n":{"type":"integer"}}}"#.utf8)
    let contract = try Contract(schema: schema)
    let raw = Array("Here: {\"n\": \"12345678901234567890\",}".utf8)
    var trace = Trace(
      id: "01J0000000000000000000000A", time: try #require(Timestamp("2026-11-21T05:14:07.250Z")),
      surface: .json, raw: .text(raw), outcome: .error)
    trace.take(contract.judge(Output(.text(raw))))
    trace.session = "s \"1\""
    trace.recordID = Array("{\"run\": 1.50}".utf8)
    trace.provider = "together"
    trace.model = "m\u{0}\u{1F600}"
    trace.request = Trace.Request(
      messages: Array(#"[{"role":"user","content":"1.10"}]"#.utf8), prompt: Array("\"p\"".utf8),
      schema: schema, toolChoice: Array("\"auto\"".utf8),
      parameters: Array(#"{"temperature":1e400}"#.utf8))
    trace.finishReason = "stop"
    trace.policy = Trace.PolicyRecord(.init(tier: .safe))
    trace.judgeNanoseconds = 1234
    trace.attempt = 1
    trace.attempts = [
      Trace.Attempt(
        outcome: .valid, raw: .text([0xFF, 0x41]), value: Array("{}".utf8), trace: "x",
        time: Timestamp(milliseconds: 5), model: "n"),
      Trace.Attempt(
        outcome: .invalid, raw: .calls(json: Array(#"[{"name":"f"}]"#.utf8)),
        calls: [ToolCall(name: "f", arguments: Array("{broken".utf8))]),
    ]
    trace.acceptance = Trace.Acceptance(
      .rejected, by: .person, time: Timestamp(milliseconds: 1), note: "no",
      value: Array("{\"n\":1.0}".utf8))
    trace.occurrences = 3
    trace.redaction = Trace.Redaction(
      .done, rules: "1", replaced: [.init(rule: "email", count: 2)], outcome: .invalid)
    trace.rights = Trace.Rights(
      licence: "CC-BY-4.0", consent: true, retainUntil: Timestamp("2027-01-01"))
    trace.extra = [Trace.Member(name: "region", json: Array("{\"a\" : 1.00}".utf8))]
    return trace
  }
}
