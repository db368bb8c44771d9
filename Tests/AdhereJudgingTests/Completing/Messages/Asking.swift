import AdhereJSON
import AdhereJudging
import AdhereRepair
import AdhereWire

/// What is asked of Anthropic's Messages in these tests, and the events it answers with.
enum Asking {
  static let tool =
    #"{"name":"book_table","input_schema":{"type":"object","properties":{"seats":{"type":"integer"},"at":{"type":"string"}},"required":["seats"],"additionalProperties":false}}"#
  static let now = #"{"name":"now","input_schema":{"type":"object","properties":{}}}"#
  static let schema =
    #"{"type":"object","properties":{"seats":{"type":"integer"}},"required":["seats"],"additionalProperties":false}"#

  static func contract(_ rest: String, _ policy: Policy = Policy(tier: .safe)) -> CompletionContract
  {
    let request =
      #"{"model":"claude-sonnet-4-5","max_tokens":1024,"messages":[{"role":"user","content":[{"type":"text","text":"A table, please."}]}],\#(rest)}"#
    return try! CompletionContract(request: ChatRequest(Array(request.utf8)), policy: policy)
  }

  static let tools = contract(#""tools":[\#(tool),\#(now)]"#)
  static let json = contract(
    #""output_config":{"format":{"type":"json_schema","schema":\#(schema)}}"#)
  static let both = contract(
    #""tools":[\#(tool)],"output_config":{"format":{"type":"json_schema","schema":\#(schema)}}"#)
  static let one = contract(
    #""tools":[\#(tool)],"tool_choice":{"type":"auto","disable_parallel_tool_use":true}"#)
  static let due = contract(#""tools":[\#(tool)],"tool_choice":{"type":"any"}"#)

  /// Calls of tools that were not offered are dropped.
  static let dropping = contract(
    #""tools":[\#(tool)]"#,
    {
      var policy = Policy(tier: .safe)
      policy.allow(.dropUnknownCall)
      return policy
    }())

  // MARK: - Answers

  static func message(_ blocks: String..., stop: String = "end_turn") -> String {
    #"{ "id":"msg_9","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":["#
      + blocks.joined(separator: ", ")
      + #"],"stop_reason":"\#(stop)","stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":7}, "x":1e400}"#
  }

  static func text(_ text: String) -> String { #"{"type":"text","text":\#(quoted(text))}"# }

  static func call(_ input: String, name: String = "book_table", id: String = "toolu_1") -> String {
    #"{"type":"tool_use","id":"\#(id)","name":"\#(name)","input":\#(input),"caller":{"type":"direct"}}"#
  }

  static func event(_ type: String, _ rest: String = "") -> String {
    "event: \(type)\ndata: {\"type\":\"\(type)\"\(rest)}\n\n"
  }

  static let start = event(
    "message_start",
    #","message":{"id":"msg_9","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":1}}"#
  )
  static let ping = event("ping")

  static func begin(_ index: Int, _ block: String) -> String {
    event("content_block_start", #","index":\#(index),"content_block":\#(block)"#)
  }

  static func delta(_ index: Int, _ delta: String) -> String {
    event("content_block_delta", #","index":\#(index),"delta":\#(delta)"#)
  }

  static func words(_ index: Int, _ text: String) -> String {
    delta(index, #"{"type":"text_delta","text":\#(quoted(text))}"#)
  }

  static func piece(_ index: Int, _ json: String) -> String {
    delta(index, #"{"type":"input_json_delta","partial_json":\#(quoted(json))}"#)
  }

  static func end(_ index: Int) -> String {
    event("content_block_stop", #","index":\#(index)"#)
  }

  static func text(_ index: Int, _ pieces: String...) -> String {
    begin(index, text("")) + pieces.map { words(index, $0) }.joined() + end(index)
  }

  static func call(
    _ index: Int, _ pieces: String..., name: String = "book_table", id: String = "toolu_1"
  ) -> String {
    begin(index, call("{}", name: name, id: id)) + piece(index, "")
      + pieces.map { piece(index, $0) }.joined() + end(index)
  }

  static func finish(_ reason: String) -> String {
    event(
      "message_delta",
      #","delta":{"stop_reason":"\#(reason)","stop_sequence":null},"usage":{"output_tokens":7}"#)
      + event("message_stop")
  }

  static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
