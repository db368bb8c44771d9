/// Builds the wire bytes of Anthropic's Messages API, so that a row shows only what is special.
enum Claude {
  static let usage =
    #"{"input_tokens":472,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":9}"#

  static func message(
    _ blocks: String..., stop: String = "end_turn", extra: String = ""
  ) -> String {
    #"{"model":"claude-sonnet-4-5","id":"msg_01Rv","type":"message","role":"assistant","#
      + #""content":[\#(blocks.joined(separator: ","))],"stop_reason":"\#(stop)","#
      + #""stop_sequence":null\#(extra),"usage":\#(usage)}"#
  }

  static func text(_ text: String) -> String { #"{"type":"text","text":\#(quoted(text))}"# }

  static func call(
    _ input: String, name: String = "book_table", id: String = "toolu_01Aq", extra: String = ""
  ) -> String {
    #"{"type":"tool_use","id":"\#(id)","name":"\#(name)","input":\#(input)\#(extra)}"#
  }

  static let thinking = #"{"type":"thinking","thinking":"Two or four seats?","signature":"Er8C"}"#
  static let redacted = #"{"type":"redacted_thinking","data":"EmwKAhgB"}"#
  static let search =
    #"{"type":"server_tool_use","id":"srvtoolu_01","name":"web_search","input":{"query":"bistro"}}"#
  static let found =
    #"{"type":"web_search_tool_result","tool_use_id":"srvtoolu_01","content":[{"type":"web_search_result","url":"https://example.org","title":"t","encrypted_content":"x","page_age":null}]}"#

  // MARK: - Streams

  static func event(_ type: String, _ rest: String = "") -> String {
    "event: \(type)\ndata: {\"type\":\"\(type)\"\(rest)}\n\n"
  }

  static let start = event(
    "message_start",
    #","message":{"model":"claude-sonnet-4-5","id":"msg_01Rv","type":"message","role":"assistant","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":472,"output_tokens":2}}"#
  )
  static let ping = event("ping")
  static let stop = event("message_stop")

  static func begin(_ index: Int, _ block: String) -> String {
    event("content_block_start", #","index":\#(index),"content_block":\#(block)"#)
  }

  static func delta(_ index: Int, _ delta: String) -> String {
    event("content_block_delta", #","index":\#(index),"delta":\#(delta)"#)
  }

  static func end(_ index: Int) -> String {
    event("content_block_stop", #","index":\#(index)"#)
  }

  static func finish(_ reason: String, _ extra: String = "") -> String {
    event(
      "message_delta",
      #","delta":{"stop_reason":"\#(reason)","stop_sequence":null\#(extra)},"usage":{"input_tokens":null,"output_tokens":41}"#
    ) + stop
  }

  static func words(_ index: Int, _ text: String) -> String {
    delta(index, #"{"type":"text_delta","text":\#(quoted(text))}"#)
  }

  static func piece(_ index: Int, _ json: String) -> String {
    delta(index, #"{"type":"input_json_delta","partial_json":\#(quoted(json))}"#)
  }

  /// A block of text in pieces.
  static func text(_ index: Int, _ pieces: String...) -> String {
    begin(index, text("")) + pieces.map { words(index, $0) }.joined() + end(index)
  }

  /// A call whose input comes in pieces; the first is empty, as the API has it.
  static func call(
    _ index: Int, _ pieces: String..., name: String = "book_table", id: String = "toolu_01Aq"
  ) -> String {
    begin(index, call("{}", name: name, id: id)) + piece(index, "")
      + pieces.map { piece(index, $0) }.joined() + end(index)
  }

  static func thinking(_ index: Int) -> String {
    begin(index, #"{"type":"thinking","thinking":"","signature":""}"#)
      + delta(index, #"{"type":"thinking_delta","thinking":"Two or "}"#)
      + delta(index, #"{"type":"thinking_delta","thinking":"four seats?"}"#)
      + delta(index, #"{"type":"signature_delta","signature":"Er8C"}"#) + end(index)
  }

  /// As a JSON string; only quotes, backslashes and line feeds are escaped.
  static func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#)
      .replacing("\n", with: #"\n"#) + "\""
  }
}
