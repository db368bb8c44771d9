import AdhereWire
import Testing

/// Requests that are made of values, and values that are added to them.
@Suite struct RequestBuildingTests {
  private func text(_ request: ChatRequest) -> String {
    String(decoding: request.bytes, as: UTF8.self)
  }

  private let call = ChatToolCall(
    id: "c1", name: "f", arguments: Array(#"{"a":1}"#.utf8), form: .string)

  private func conversation(_ api: WireAPI) throws -> String {
    let tool = try RequestTool("f", "Does it.", parameters: #"{"type":"object"}"#.utf8)
    return text(
      try ChatRequest(
        model: "m", messages: [.system("Be brief."), .user(#"say "hi""#)], tools: [tool],
        responseFormat: .schema(Array("{}".utf8), name: nil, strict: true), maximumTokens: 9,
        api: api
      ).appending([.assistant("so", calls: [call]), .tool("ok", callID: "c1")], api: api))
  }

  @Test func `chat completions`() throws {
    #expect(
      try conversation(.chat)
        == #"{"model":"m","max_completion_tokens":9,"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"say \"hi\""},{"role":"assistant","content":"so","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]},{"role":"tool","tool_call_id":"c1","content":"ok"}],"tools":[{"type":"function","function":{"name":"f","description":"Does it.","parameters":{"type":"object"}}}],"response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":{},"strict":true}}}"#
    )
  }

  @Test func `the Responses API`() throws {
    #expect(
      try conversation(.responses)
        == #"{"model":"m","max_output_tokens":9,"input":[{"role":"system","content":"Be brief."},{"role":"user","content":"say \"hi\""},{"role":"assistant","content":"so"},{"type":"function_call","call_id":"c1","name":"f","arguments":"{\"a\":1}"},{"type":"function_call_output","call_id":"c1","output":"ok"}],"tools":[{"type":"function","name":"f","description":"Does it.","parameters":{"type":"object"}}],"text":{"format":{"type":"json_schema","name":"answer","schema":{},"strict":true}}}"#
    )
  }

  @Test func `the Messages API`() throws {
    #expect(
      try conversation(.messages)
        == #"{"model":"m","max_tokens":9,"system":"Be brief.","messages":[{"role":"user","content":"say \"hi\""},{"role":"assistant","content":[{"type":"text","text":"so"},{"type":"tool_use","id":"c1","name":"f","input":{"a":1}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"ok"}]}],"tools":[{"name":"f","description":"Does it.","input_schema":{"type":"object"}}],"output_config":{"format":{"type":"json_schema","schema":{}}}}"#
    )
  }

  @Test func `what is built asks what was meant`() throws {
    for api in [WireAPI.chat, .responses, .messages] {
      let request = try ChatRequest(
        model: "m", messages: [.user("x")], tools: [RequestTool("f", parameters: "{}".utf8)],
        responseFormat: .schema(Array(#"{"type":"object"}"#.utf8), name: "n", strict: nil),
        maximumTokens: 9, api: api)
      guard case .schema(let schema, _, _) = request.responseFormat else {
        Issue.record("\(api): \(request.responseFormat)")
        continue
      }
      #expect(schema == Array(#"{"type":"object"}"#.utf8))
      #expect(request.tools != nil && request.model == "m")
    }
    let json = try ChatRequest(model: "m", messages: [], responseFormat: .json)
    #expect(json.responseFormat == .json)
  }

  @Test func `values become JSON`() throws {
    let request = try ChatRequest("{}").setting("a", 0.5).setting("b", 3).setting("c", true)
      .setting("d", ["x\"", "y"]).setting("e", "\u{1}").setting("f", json: "[1e400]".utf8)
    #expect(
      text(request) == #"{"a":0.5,"b":3,"c":true,"d":["x\"","y"],"e":"\u0001","f":[1e400]}"#)
    #expect(
      text(request.removing("a").removing("f").removing("d")) == #"{"b":3,"c":true,"e":"\u0001"}"#)
  }

  @Test func `what is not JSON is an error and never left out`() throws {
    let request = try ChatRequest(#"{"messages":[]}"#)
    #expect(throws: InputError.self) { try request.setting("temperature", json: "0,5".utf8) }
    #expect(throws: InputError.self) { try request.setting("tool_choice", json: "7".utf8) }
    #expect(throws: InputError.self) { try request.setting("tool_choice", 7) }
    #expect(throws: InputError.self) { try request.setting("temperature", Double.nan) }
    let odd = try ChatRequest(#"{"messages":{"a":1}}"#)
    #expect(throws: InputError.self) { try odd.appending(.user("hi")) }
    #expect(text(try ChatRequest(#"{"messages":null}"#).appending(.user("a"))).contains("\"a\""))
    let broken = ChatToolCall(id: "c", name: "f", arguments: Array("{\"a\":".utf8))
    #expect(throws: InputError.self) {
      try request.appending([.assistant(calls: [broken])], api: .messages)
    }
    #expect(throws: InputError.self) {
      try ChatRequest(model: "m", messages: [.user("x")], api: .messages)
    }
    let unquoted = Array(#"{"role":"user","content":"say "hi""}"#.utf8)
    let error = #expect(throws: InputError.self) { try request.appending(messages: [unquoted]) }
    #expect(error?.message.contains("line 1, column") == true)
    #expect(throws: InputError.self) { try request.appending(messages: [Array("1".utf8)]) }
    #expect(throws: InputError.self) { try RequestMessage(json: "[]".utf8) }
    #expect(throws: InputError.self) { try RequestTool("f", parameters: "{".utf8) }
    #expect(throws: InputError.self) {
      try ChatRequest(model: "m", messages: [], responseFormat: .regex("a+"))
    }
    #expect(throws: InputError.self) {
      try ChatRequest(
        model: "m", messages: [], responseFormat: .schema(Array("{".utf8), name: nil, strict: nil))
    }
  }
}
