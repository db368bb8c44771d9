import AdhereJudging
import AdhereWire
import Testing

/// Answers in which a call, a text or an end stands where it is not read, or is said in two ways:
/// nothing of them is handed on as something else.
@Suite struct HiddenPartsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var asked = HiddenPartsTests.tool
    var answer: String
    var outcome: Outcome
    var testDescription: String { name }

    /// Events of a stream, each a JSON text.
    static func stream(
      _ name: String, asked: String = HiddenPartsTests.tool, _ events: [String],
      _ outcome: Outcome
    ) -> Row {
      Row(
        name: name, asked: asked, answer: events.map { "data: \($0)\n\n" }.joined(),
        outcome: outcome)
    }
  }

  static let tool = #"""
    {"tools":[{"type":"function","function":{"name":"open_gate",
    "parameters":{"type":"object","properties":{"gate":{"type":"string"}}}}}]}
    """#
  static let number = #"""
    {"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"integer"}}}}
    """#

  private static let begin =
    #"{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[]}}"#
  private static let call =
    #"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"open_gate","input":{}}}"#
  private static let end = [
    #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#, #"{"type":"message_stop"}"#,
  ]
  private static func text(_ index: Int) -> String {
    #"{"type":"content_block_start","index":\#(index),"content_block":{"type":"text","text":""}}"#
  }
  private static func delta(_ index: Int, _ text: String) -> String {
    #"{"type":"content_block_delta","index":\#(index),"delta":{"type":"text_delta","text":"\#(text)"}}"#
  }
  private static func pieces(_ delta: String) -> String {
    #"{"type":"content_block_delta","index":0,"delta":\#(delta)}"#
  }
  private static func chat(_ message: String, _ finish: String = "stop") -> String {
    #"{"choices":[{"index":0,"message":\#(message),"finish_reason":"\#(finish)"}]}"#
  }
  private static func chunk(_ delta: String, _ finish: String = "null") -> String {
    #"{"choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
  }
  private static func response(_ status: String, _ output: String, _ more: String = "") -> String {
    #"{"object":"response","status":"\#(status)"\#(more),"output":[\#(output)]}"#
  }
  private static let seven =
    #"{"type":"message","role":"assistant","content":[{"type":"output_text","text":"7"}]}"#

  static let rows: [Row] = [
    .stream(
      "text behind the end of a message", asked: number,
      [begin, text(0), delta(0, "4")] + end + [delta(0, "2")], .valid),
    .stream(
      "a piece of input that is an object",
      [begin, call, pieces(#"{"type":"input_json_delta","partial_json":{"gate":"w"}}"#)] + end,
      .error),
    .stream("text in a block of a call", [begin, call, delta(0, "west")] + end, .error),
    .stream(
      "a block of a call that begins twice",
      [
        begin, call, call,
        pieces(#"{"type":"input_json_delta","partial_json":"{\"gate\":\"w\"}"}"#),
      ]
        + end, .error),
    .stream(
      "a response that is completed and went wrong", asked: number,
      [
        #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"item_id":"x","delta":"7"}"#,
        #"{"type":"response.completed","response":{"object":"response","status":"expired","output":[]}}"#,
      ], .error),
    Row(
      name: "a call under the name of tools beside text",
      answer: chat(#"{"content":"Hm","tools":[{"name":"open_gate"}]}"#), outcome: .unreadable),
    .stream(
      "deltas of two blocks mixed", asked: number,
      [begin, text(0), text(1), delta(0, "4"), delta(1, "5"), delta(0, "6")] + end, .error),
    Row(
      name: "arguments under another name, in a message",
      answer:
        #"{"type":"message","role":"assistant","stop_reason":"tool_use","content":[{"type":"tool_use","id":"t","name":"open_gate","arguments":{"gate":"w"}}]}"#,
      outcome: .error),
    Row(
      name: "arguments under another name, in a response",
      answer: response(
        "completed",
        #"{"type":"function_call","id":"f","call_id":"c","name":"open_gate","params":{"gate":"w"}}"#
      ),
      outcome: .error),
    Row(
      name: "arguments under another name, in a chat completion",
      answer: chat(
        #"{"tool_calls":[{"id":"c","function":{"name":"open_gate","params":{"gate":"w"}}}]}"#,
        "tool_calls"), outcome: .error),
    .stream(
      "pieces of arguments under another name",
      [
        chunk(
          #"{"tool_calls":[{"index":0,"id":"c","function":{"name":"open_gate","arguments":""}}]}"#),
        chunk(#"{"tool_calls":[{"index":0,"function":{"piece":"{\"gate\":\"w\"}"}}]}"#),
        chunk("{}", #""tool_calls""#),
      ], .error),
    Row(
      name: "arguments under another name, Gemini",
      answer:
        #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"open_gate","params":{"gate":"w"}}}]},"finishReason":"STOP"}]}"#,
      outcome: .error),
    Row(
      name: "a part that is not read, Gemini",
      answer:
        #"{"candidates":[{"content":{"parts":[{"text":"Hm"},{"call":{"name":"open_gate"}}]},"finishReason":"STOP"}]}"#,
      outcome: .unreadable),
    Row(
      name: "a call under another name beside text",
      answer: chat(#"{"content":"Hm","toolCalls":[{"name":"open_gate"}]}"#, "tool_calls"),
      outcome: .unreadable),
    Row(
      name: "text that is said to end in calls",
      answer: chat(#"{"content":"Hm"}"#, "tool_calls"), outcome: .error),
    Row(
      name: "text that is said to end in calls, with a list of none",
      answer: chat(#"{"content":"Hm","tool_calls":[]}"#, "function_call"), outcome: .error),
    Row(
      name: "text that is said to end in calls, in a message",
      answer:
        #"{"type":"message","role":"assistant","stop_reason":"tool_use","content":[{"type":"text","text":"Hm"}]}"#,
      outcome: .error),
    .stream(
      "text that is said to end in calls, piece by piece",
      [chunk(#"{"content":"Hm"}"#), chunk("{}", #""tool_calls""#), "[DONE]"], .error),
    Row(
      name: "a call in the text that is said to end in calls",
      answer: chat(
        #"{"content":"{\"name\":\"open_gate\",\"arguments\":{}}"}"#, "tool_calls"),
      outcome: .valid),
    Row(
      name: "a content that is said twice", asked: number,
      answer: chat(#"{"content":"1","content":"2"}"#), outcome: .error),
    Row(
      name: "a response that is an error by its status", asked: number,
      answer: response("error", seven), outcome: .error),
    Row(
      name: "an error in words beside a response", asked: number,
      answer: response("completed", seven, #","error":"upstream is gone""#), outcome: .error),
    Row(
      name: "a response that was given up", asked: number, answer: response("canceled", seven),
      outcome: .error),
    .stream(
      "a response that is completed and not whole", asked: number,
      [
        #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"item_id":"x","delta":"7"}"#,
        #"{"type":"response.completed","response":{"object":"response","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]}}"#,
      ], .truncated),
    Row(
      name: "what was asked among the items", asked: number,
      answer: response("completed", seven.replacing("assistant", with: "user")),
      outcome: .unchecked),
    .stream(
      "a word for an end behind the limit", asked: number,
      [chunk(#"{"content":"7"}"#, #""length""#), chunk("{}", #""stop""#), "[DONE]"], .truncated),
    .stream(
      "a message at the end that says something else", asked: number,
      [
        chunk(#"{"content":"7"}"#),
        chat(#"{"content":"8"}"#), "[DONE]",
      ], .error),
    .stream(
      "calls in the message at the end",
      [
        chunk(#"{"content":"Hm"}"#),
        chat(
          #"{"content":"Hm","tool_calls":[{"id":"c","function":{"name":"open_gate","arguments":"{}"}}]}"#,
          "tool_calls"), "[DONE]",
      ], .valid),
  ]

  @Test(arguments: rows) func `nothing is handed on as something else`(_ row: Row) throws {
    let contract = try CompletionContract(request: ChatRequest(Array(row.asked.utf8)))
    let judge = StreamJudge(contract)
    var out: [UInt8] = []
    judge.feed(Array(row.answer.utf8), to: &out)
    let judgement = judge.finish(to: &out)
    #expect(judgement.outcome == row.outcome)
    guard !row.answer.hasPrefix("data") else { return }
    #expect(BodyJudge(contract).judge(Array(row.answer.utf8)).judgement.outcome == row.outcome)
  }
}
