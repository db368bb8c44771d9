import AdhereTestSupport
import AdhereWire
import Testing

/// Requests of the Messages API.
@Suite struct MessageRequestTests {
  static let tools =
    #""tools":[{"name":"book_table","input_schema":{"type":"object","properties":{"seats":{"type":"integer"}}}}]"#

  func request(_ rest: String) throws -> ChatRequest {
    try ChatRequest(
      #"{"model":"claude-haiku-4-5","max_tokens":512,"system":"Be brief.","messages":[{"role":"user","content":"A table?"}],\#(rest)}"#
        .bytes)
  }

  @Test(arguments: [
    (#"{"type":"auto"}"#, ToolChoice.auto), (#"{"type":"any"}"#, .required),
    (#"{"type":"tool","name":"book_table"}"#, .tool("book_table")), (#"{"type":"none"}"#, .none),
  ])
  func `reads tool_choice`(_ written: String, _ choice: ToolChoice) throws {
    let request = try request(#"\#(Self.tools),"tool_choice":\#(written)"#)
    #expect(request.toolChoice == choice)
    #expect(request.parallelToolCalls)
    #expect(request.maximumTokens == 512)
    #expect(request.tools != nil)
  }

  @Test func `reads disable_parallel_tool_use`() throws {
    for (written, allowed) in [("true", false), ("false", true)] {
      let request = try request(
        #"\#(Self.tools),"tool_choice":{"type":"auto","disable_parallel_tool_use":\#(written)}"#)
      #expect(request.parallelToolCalls == allowed)
    }
  }

  @Test func `reads what the content has to be`() throws {
    let schema = #"{"type":"object","properties":{"seats":{"type":"integer"}}}"#
    let format = #"{"type":"json_schema","schema":\#(schema)}"#
    for written in [
      #""output_config":{"effort":"low","format":\#(format)}"#, #""output_format":\#(format)"#,
    ] {
      guard case .schema(let read, _, _) = try request(written).responseFormat else {
        Issue.record("\(written) is not read")
        continue
      }
      #expect(String(decoding: read, as: UTF8.self) == schema)
    }
    #expect(try request(#""output_config":{"effort":"low"}"#).responseFormat == .text)
  }
}
