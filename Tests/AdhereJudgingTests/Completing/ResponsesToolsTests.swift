import AdhereJudging
import AdhereRepair
import AdhereTestSupport
import AdhereWire
import Testing

/// Tools of the Responses API that are no functions: custom ones, and those of the provider.
@Suite struct ResponsesToolsTests {
  private func judge(
    _ items: [ResponseSample.Item], tools: String, choice: String = "\"auto\""
  ) throws -> CompletionJudgement {
    let request =
      #"{"model":"m-2","input":"x","tool_choice":\#(choice),"tools":[\#(tools)]}"#
    let judge = BodyJudge(
      try CompletionContract(request: ChatRequest(Array(request.utf8))))
    let body = ResponseSample(items).body
    let answer = judge.judge(Array(body.utf8))
    #expect(answer.bytes.shown == body)
    return answer.judgement
  }

  private static let sql = #"{"type":"custom","name":"run_sql","description":"Runs it."}"#
  private static let rain =
    #"{"type":"function","name":"rain_in","parameters":\#(ResponsesEnvelopeRow.schema)}"#
  private static let search = #"{"type":"web_search"}"#
  private static let found = ResponseSample.Item.other(
    #"{"id":"ws_9","type":"web_search_call","status":"completed"}"#)

  @Test func `the input of a custom tool is text, whatever it looks like`() throws {
    for input in ["select 1", "{'a': 1,}", #"{"a":1}"#, ""] {
      let judgement = try judge([.custom("run_sql", [input])], tools: Self.sql)
      #expect(judgement.outcome == .valid)
      #expect(judgement.calls == ["run_sql(\(Asked.quoted(input)))"])
    }
  }

  @Test func `a custom tool beside a function`() throws {
    let judgement = try judge(
      [.custom("run_sql", ["select 1"]), ResponsesEnvelopeRows.call],
      tools: Self.sql + "," + Self.rain)
    #expect(judgement.outcome == .valid && judgement.calls.count == 2)
  }

  @Test func `a custom tool that was not offered`() throws {
    #expect(try judge([.custom("rm_all", ["/"])], tools: Self.sql).outcome == .invalid)
  }

  @Test func `tools of the provider alone ask for nothing`() throws {
    for choice in ["\"auto\"", "\"required\"", #"{"type":"web_search"}"#] {
      let judgement = try judge(
        [Self.found, .message([["Rain."]])], tools: Self.search, choice: choice)
      #expect(judgement.outcome == .valid, "\(choice)")
    }
  }

  @Test func `a tool of the provider is the call that was required`() throws {
    let judgement = try judge(
      [Self.found, .message([["Rain."]])], tools: Self.search + "," + Self.rain,
      choice: "\"required\"")
    #expect(judgement.outcome == .noCall)
  }

  @Test func `a tool of a server is none of ours`() throws {
    let judgement = try judge(
      [.message([["Rain."]])], tools: #"{"type":"mcp","server_label":"s"},"# + Self.rain,
      choice: #"{"type":"mcp","server_label":"s","name":"f"}"#)
    #expect(judgement.outcome == .noCall)
  }

  @Test func `only allowed tools may be called`() throws {
    let allowed =
      #"{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"now"}]}"#
    let judgement = try judge(
      [ResponsesEnvelopeRows.call], tools: Self.rain + #",{"type":"function","name":"now"}"#,
      choice: allowed)
    #expect(judgement.outcome == .invalid)
  }

  @Test func `items that pass are named where nothing else came`() throws {
    for type in ["computer_call", "mcp_approval_request", "hologram"] {
      let judgement = try judge(
        [.other(#"{"id":"i_1","type":"\#(type)","status":"completed"}"#)], tools: Self.rain)
      #expect(judgement.outcome == .unchecked)
      #expect(judgement.first.reason?.message.contains(type) == true)
    }
  }
}
