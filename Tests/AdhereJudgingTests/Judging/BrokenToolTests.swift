import AdhereJSON
import AdhereRepair
import AdhereWire
import Testing

@testable import AdhereJudging

/// A tool whose parameters cannot be read, among others.
@Suite struct BrokenToolTests {
  private static let tools =
    #"[{"type":"function","function":{"name":"good","parameters":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}},{"type":"function","function":{"name":"broken","parameters":{"type":"nonsense"}}}]"#

  private func contract() throws -> CompletionContract {
    try CompletionContract(
      request: ChatRequest(#"{"model":"m","messages":[],"tools":\#(BrokenToolTests.tools)}"#))
  }

  @Test func `its calls are judged error, those of the others as ever`() throws {
    let tools = try #require(try contract().tools)
    func outcome(_ name: String, _ arguments: String) -> Judgement {
      tools.judge(Output(.calls([ToolCall(name: name, arguments: Array(arguments.utf8))])))
    }
    #expect(outcome("good", #"{"n":1}"#).outcome == .valid)
    #expect(outcome("good", #"{"n":"1"}"#).outcome == .repaired)
    #expect(outcome("good", #"{"n":"x"}"#).outcome == .invalid)
    let broken = outcome("broken", #"{"n":1}"#)
    #expect(broken.outcome == .error && broken.reason?.code == .badSchema)
    #expect(broken.reason?.message.contains("parameters of tool 'broken': line 1") == true)
    for text in [
      "broken(n=1)", #"[{"name":"broken","arguments":{}}]"#, "[good(n=1), broken(n=1)]",
      "<tool_call>{\"name\":\"broken\",\"arguments\":{}}</tool_call>",
    ] {
      let judgement = tools.judge(Output(text: text))
      #expect(judgement.outcome == .error && judgement.repairs.isEmpty, "\(text): \(judgement)")
    }
    #expect(tools.judge(Output(text: "good(n=1)")).outcome == .repaired)
    #expect(tools.judge(Output(text: "no call")).outcome == .noCall)
  }

  @Test func `a list of nothing else is refused, and so is one that a program gives`() throws {
    #expect(throws: InputError.self) { try Contract(tools: Array(BrokenToolTests.tools.utf8)) }
    #expect(throws: InputError.self) {
      try CompletionContract(
        request: ChatRequest(
          #"{"model":"m","messages":[],"tools":[{"type":"function","function":{"name":"b","parameters":{"type":"no"}}}]}"#
        ))
    }
  }

  @Test func `a body passes as it came`() throws {
    let body =
      #"{"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"broken","arguments":"{'n': 1}"}}]},"finish_reason":"tool_calls"}]}"#
    let result = BodyJudge(try contract()).judge(Array(body.utf8))
    #expect(result.bytes == Array(body.utf8))
    #expect(result.judgement.outcome == .error)
  }
}
