import AdhereWire
import Testing

/// Requests for the Responses API.
@Suite struct ResponsesRequestTests {
  @Test(arguments: [
    (#"{"input":"x"}"#, WireAPI.responses), (#"{"input":[]}"#, .responses),
    (#"{"previous_response_id":"resp_1"}"#, .responses),
    (#"{"instructions":"x","max_output_tokens":5}"#, .responses),
    (#"{"messages":[]}"#, .chat), (#"{"messages":[],"max_output_tokens":5}"#, .chat),
    (#"{"model":"m"}"#, .chat), (#"{"input":null,"messages":[]}"#, .chat),
  ]) func `the API is told by the members`(_ body: String, _ api: WireAPI) throws {
    #expect(try ChatRequest(body.bytes).api == api)
  }

  @Test(arguments: [
    (
      #"{"input":"Say \"hi\"","x":1e400}"#,
      #"{"input":[{"role":"user","content":"Say \"hi\""},{},{"a":2}],"x":1e400}"#
    ),
    (#"{ "input" : [ {"role":"user"} ] }"#, #"{ "input" : [ {"role":"user"} ,{},{"a":2}] }"#),
    (#"{"input":[]}"#, #"{"input":[{},{"a":2}]}"#),
    (
      #"{"previous_response_id":"r"}"#, #"{"previous_response_id":"r","input":[{},{"a":2}]}"#
    ),
  ]) func `messages are added to the input`(_ body: String, _ changed: String) throws {
    let request = try ChatRequest(body.bytes).appending(messages: ["{}".bytes, #"{"a":2}"#.bytes])
    #expect(String(decoding: request.bytes, as: UTF8.self) == changed)
  }

  @Test func `what it asks is read`() throws {
    let request = try ChatRequest(
      #"{"model":"m","input":"x","max_output_tokens":9,"stream":true,"parallel_tool_calls":false,"tools":[{"type":"function","name":"f","parameters":{"type":"object"},"strict":true}],"tool_choice":{"type":"function","name":"f"},"text":{"format":{"type":"json_schema","name":"n","strict":true,"schema":{"type":"object"}},"verbosity":"low"}}"#
        .bytes)
    #expect(request.maximumTokens == 9 && request.isStream && !request.parallelToolCalls)
    #expect(request.toolChoice == .tool("f"))
    #expect(
      request.responseFormat == .schema(#"{"type":"object"}"#.bytes, name: "n", strict: true))
    #expect(request.tools != nil)
  }

  @Test(arguments: [
    (#"{"format":{"type":"text"}}"#, ResponseFormat.text),
    (#"{"format":{"type":"json_object"}}"#, .json), (#"{"verbosity":"high"}"#, .text),
  ]) func `the format is read`(_ text: String, _ format: ResponseFormat) throws {
    #expect(try ChatRequest(#"{"input":"x","text":\#(text)}"#.bytes).responseFormat == format)
  }
}
