import AdhereTestSupport
import AdhereJudging
import AdhereRepair
import AdhereSchema
import AdhereWire
import Testing

/// What a request asks in forms beside JSON schemas: judged where that can be, else `unchecked`.
@Suite struct UncheckedTests {
  func outcome(_ members: String, _ message: String, finish: String = "stop") throws -> Outcome {
    try judgement(members, message, finish: finish).outcome
  }

  func judgement(
    _ members: String, _ message: String, finish: String = "stop"
  ) throws -> Judgement {
    let request = try ChatRequest(Array(#"{"model":"m","messages":[],\#(members)}"#.utf8))
    let contract = try CompletionContract(request: request)
    let body = ChatBody(Array(Asked.body(message, finish: finish).utf8))
    return contract.judge(body.completion).first
  }

  static let text = #"{"content":"seven"}"#

  @Test(arguments: [
    #""grammar":"root ::= \"yes\"""#, #""ebnf":"root ::= x""#,
    #""response_format":{"type":"grammar","grammar":"root ::= x"}"#,
    #""response_format":{"type":"structural_tag","structures":[]}"#,
    #""response_format":{"type":"something_new"}"#, #""response_format":"xml""#,
    #""guided_grammar":"root ::= x""#, #""structured_outputs":{"structural_tag":"{}"}"#,
    #""regex":"(unclosed""#, #""extra_body":{"grammar":"root ::= x"}"#,
    #""extra_body":{"my_\u0067rammar":"root ::= x"}"#,
    #""response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true}}"#,
    #""responseFormat":{"type":"json","schema":{"type":"integer"}}"#,
    #""guided_decoding":{"json":{"type":"integer"}}"#, #""structured_outputs":{"lark":"start: X"}"#,
    #""response_schema":{"type":"integer"}"#, #""options":{"jsonSchema":{"type":"integer"}}"#,
    #""outputConfig":{"textFormat":{"structure":{"jsonSchema":{"schema":"{}"}}}}"#,
  ]) func `a form that is not judged is named`(_ members: String) throws {
    let found = try judgement(members, Self.text)
    #expect(found.outcome == .unchecked)
    #expect(found.reason?.code == .notJudged)
    #expect(found.outcome.isSuccess && !found.outcome.isJudged)
    #expect(try outcome(members, #"{"content":""}"#) == .error)
    #expect(try outcome(members, Self.text, finish: "length") == .truncated)
  }

  @Test(arguments: [
    (#""regex":"[a-z]+""#, Outcome.valid), (#""regex":"[0-9]+""#, .invalid),
    (#""regex":"sev""#, .invalid), (#""guided_choice":["six","seven"]"#, .valid),
    (#""structured_outputs":{"choice":["six"]}"#, .invalid),
    (#""response_format":{"type":"regex","pattern":"s.*n"}"#, .valid),
  ]) func `patterns and choices are judged`(_ members: String, _ wanted: Outcome) throws {
    #expect(try outcome(members, Self.text) == wanted)
  }

  @Test func `what only looks like a form is none`() throws {
    for members in [
      #""audio":{"voice":"x","format":"wav"}"#, #""metadata":{"schema":"v2"}"#,
      #""response_format":{"type":"text"}"#, #""output_config":{"effort":"high"}"#,
    ] {
      #expect(try outcome(members, Self.text) == .valid, "\(members)")
    }
  }

  @Test func `a format of the text counts beside one that asks for text`() throws {
    let members =
      #""response_format":{"type":"text"},"text":{"format":{"type":"json_schema","name":"n","schema":{"type":"integer"}}}"#
    #expect(try outcome(members, #"{"content":"7"}"#) == .valid)
    #expect(try outcome(members, #"{"content":"\"a\""}"#) == .invalid)
  }

  @Test func `calls beside such a form are judged`() throws {
    let members = #""grammar":"g","tools":[{"type":"function","function":{"name":"f"}}]"#
    #expect(try outcome(members, Self.text) == .unchecked)
    let call = #"{"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]}"#
    #expect(try outcome(members, call) == .valid)
  }

  @Test func `tools of the provider's own are no tools of ours`() throws {
    let own = #""tools":[{"type":"web_search"}],"tool_choice":{"type":"web_search"}"#
    #expect(try outcome(own, Self.text) == .valid)
    let both =
      #""tools":[{"type":"web_search"},{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"web_search"}"#
    #expect(try outcome(both, Self.text) == .noCall)
  }

  @Test func `only allowed tools may be called`() throws {
    let members =
      #""tools":[{"function":{"name":"f"}},{"function":{"name":"g"}}],"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"g"}}]}}"#
    func call(_ name: String) -> String {
      #"{"tool_calls":[{"id":"a","function":{"name":"\#(name)","arguments":"{}"}}]}"#
    }
    #expect(try outcome(members, call("g")) == .valid)
    let found = try judgement(members, call("f"))
    #expect(found.outcome == .invalid)
    #expect(found.violations.first?.schemaPath == "#/tool_choice")
    #expect(try outcome(members, Self.text) == .noCall)
    #expect(
      try outcome(members.replacing("auto", with: "required"), Self.text) == .unreadable)
  }

  @Test func `custom tools take text`() throws {
    let tools = #""tools":[{"type":"custom","custom":{"name":"sh"}}]"#
    let call = #"{"tool_calls":[{"id":"a","type":"custom","custom":{"name":"sh","input":"a\"b"}}]}"#
    let found = try judgement(tools, call)
    #expect(found.outcome == .valid)
    #expect(found.calls == [ToolCall(name: "sh", arguments: Array(#""a\"b""#.utf8))])
    #expect(try outcome(tools.replacing("sh", with: "py"), call) == .invalid)
    #expect(try outcome(tools, Self.text) == .noCall)
    #expect(try outcome(tools + #","tool_choice":"required""#, Self.text) == .unreadable)
    let grammar = tools.replacing(
      #""name":"sh""#, with: #""name":"sh","format":{"type":"grammar","grammar":{}}"#)
    #expect(try outcome(grammar, call) == .unchecked)
  }
}
