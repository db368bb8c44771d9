import AdhereWire

/// Streams of the Messages API.
enum MessageStreamRows {
  static let table = MessageRows.table

  static func row(
    _ name: String, _ stream: String, calls: [String] = [], content: String? = nil,
    reasoning: String? = nil, finish: FinishReason? = nil, error: ProviderError.Kind? = nil,
    usage: String? = nil
  ) -> StreamRow {
    StreamRow(
      name: "stream: " + name, stream: stream, calls: calls, content: content,
      reasoning: reasoning, finish: finish, error: error, usage: usage)
  }

  /// The usual stream of a call.
  static let call =
    Claude.start + Claude.ping + Claude.call(0, #"{"seats""#, ": 4, \"at\"", #":"19:30"}"#)
    + Claude.finish("tool_use")
  static let called = [#"book_table({"seats": 4, "at":"19:30"})"#]

  static let all: [StreamRow] = usual + shapes + ends

  static let usual: [StreamRow] = [
    row(
      "text", Claude.start + Claude.text(0, "At ", "noon.") + Claude.finish("end_turn"),
      content: "At noon.", finish: .stop, usage: #"{"input_tokens":472,"output_tokens":41}"#),
    row("a call", call, calls: called, finish: .toolCalls),
    row(
      "text and a call",
      Claude.start + Claude.text(0, "I ", "book.") + Claude.call(1, MessageRows.input)
        + Claude.finish("tool_use"), calls: table, content: "I book.", finish: .toolCalls),
    row(
      "two calls",
      Claude.start + Claude.call(0, MessageRows.input)
        + Claude.call(1, #"{"se"#, #"ats":2}"#, id: "toolu_02") + Claude.finish("tool_use"),
      calls: table + [#"book_table({"seats":2})"#]),
    row(
      "a call without input",
      Claude.start + Claude.call(0, name: "now") + Claude.finish("tool_use"), calls: ["now({})"]),
    row(
      "a call without any delta",
      Claude.start + Claude.begin(0, Claude.call("{}", name: "now")) + Claude.end(0)
        + Claude.finish("tool_use"), calls: ["now({})"]),
    row(
      "thinking, text, a call",
      Claude.start + Claude.thinking(0) + Claude.text(1, "Four.")
        + Claude.call(2, MessageRows.input) + Claude.finish("tool_use"), calls: table,
      content: "Four.", reasoning: "Two or four seats?"),
    row(
      "redacted thinking",
      Claude.start + Claude.begin(0, Claude.redacted) + Claude.end(0) + Claude.text(1, "a")
        + Claude.finish("end_turn"), content: "a", reasoning: ""),
    row(
      "a tool of the server, with input in pieces",
      Claude.start + Claude.begin(0, Claude.search.replacing(#"{"query":"bistro"}"#, with: "{}"))
        + Claude.piece(0, #"{"query":"#) + Claude.piece(0, #""bistro"}"#) + Claude.end(0)
        + Claude.begin(1, Claude.found) + Claude.end(1) + Claude.text(2, "Open.")
        + Claude.finish("end_turn"), content: "Open."),
    row(
      "citations",
      Claude.start + Claude.begin(0, #"{"type":"text","text":"","citations":[]}"#)
        + Claude.words(0, "Open.")
        + Claude.delta(
          0,
          #"{"type":"citations_delta","citation":{"type":"char_location","cited_text":"open","document_index":0,"document_title":null,"start_char_index":0,"end_char_index":4}}"#
        ) + Claude.end(0) + Claude.finish("end_turn"), content: "Open."),
    row(
      "pings between deltas",
      Claude.start + Claude.begin(0, Claude.text("")) + Claude.ping + Claude.words(0, "a")
        + Claude.ping + Claude.words(0, "b") + Claude.end(0) + Claude.ping
        + Claude.finish("end_turn"), content: "ab"),
    row(
      "an event to come",
      Claude.start + Claude.event("content_block_hologram", #","index":0"#)
        + Claude.text(0, "a") + Claude.finish("end_turn"), content: "a"),
    row(
      "escapes in pieces",
      Claude.start + Claude.call(0, #"{"at":"\u00"#, #"e9\\"#, #"n"}"#)
        + Claude.finish("tool_use"), calls: [#"book_table({"at":"\u00e9\\n"})"#]),
    row(
      "many deltas",
      Claude.start + Claude.begin(0, Claude.text(""))
        + (0..<40).map { Claude.words(0, "w\($0) ") }.joined() + Claude.end(0)
        + Claude.finish("end_turn"), content: (0..<40).map { "w\($0) " }.joined()),
    row(
      "many pieces of two calls",
      Claude.start
        + ["a", "b"].enumerated().map { index, id in
          Claude.begin(index, Claude.call("{}", id: id)) + Claude.piece(index, "[")
            + (0..<20).map { Claude.piece(index, "\($0),") }.joined() + Claude.piece(index, "0]")
            + Claude.end(index)
        }.joined() + Claude.finish("tool_use"),
      calls: [String](
        repeating: "book_table([" + (0..<20).map { "\($0)," }.joined() + "0])", count: 2)),
  ]

  static let shapes: [StreamRow] = [
    row(
      "no names of events", call.replacing(try! Regex("event: [a-z_]+\n"), with: ""),
      calls: called),
    row("no space behind the colon", call.replacing("data: ", with: "data:"), calls: called),
    row("comments", ": open\n\n" + call.replacing("event:", with: ": beat\nevent:"), calls: called),
    row("a byte order mark", "\u{FEFF}" + call, calls: called),
    row("no blank line at the end", String(call.dropLast(2)), calls: called),
    row("[DONE] behind it", call + "data: [DONE]\n\n", calls: called),
    row(
      "[DONE] in place of message_stop",
      call.replacing(Claude.stop, with: "data: [DONE]\n\n"), calls: called),
    row(
      "text in the beginning of its block",
      Claude.start + Claude.begin(0, Claude.text("At ")) + Claude.words(0, "noon.")
        + Claude.end(0) + Claude.finish("end_turn"), content: "At noon."),
    row(
      "the whole input in the beginning of its block",
      Claude.start + Claude.begin(0, Claude.call(MessageRows.input)) + Claude.end(0)
        + Claude.finish("tool_use"), calls: table),
    row(
      "the whole input in the beginning, and again in pieces",
      Claude.start + Claude.begin(0, Claude.call(MessageRows.input))
        + Claude.piece(0, MessageRows.input) + Claude.end(0) + Claude.finish("tool_use"),
      calls: table),
    row(
      "input null at the beginning",
      Claude.start + Claude.begin(0, Claude.call("null")) + Claude.piece(0, MessageRows.input)
        + Claude.end(0) + Claude.finish("tool_use"), calls: table),
    row(
      "no end of the block",
      Claude.start + Claude.begin(0, Claude.call("{}", name: "now")) + Claude.finish("tool_use"),
      calls: ["now({})"]),
    row(
      "no numbers of blocks",
      call.replacing(#","index":0"#, with: ""), calls: called),
    row(
      "all blocks have one number",
      Claude.start + Claude.text(0, "a") + Claude.call(0, MessageRows.input)
        + Claude.call(0, "{}", id: "toolu_02") + Claude.finish("tool_use"),
      calls: table + ["book_table({})"], content: "a"),
    row(
      "blocks that interleave",
      Claude.start + Claude.begin(0, Claude.call("{}", id: "a"))
        + Claude.begin(1, Claude.call("{}", id: "b")) + Claude.piece(0, #"{"seats""#)
        + Claude.piece(1, #"{"seats""#) + Claude.piece(0, ":1}") + Claude.piece(1, ":2}")
        + Claude.end(0) + Claude.end(1) + Claude.finish("tool_use"),
      calls: [#"book_table({"seats":1})"#, #"book_table({"seats":2})"#]),
    row(
      "a piece of no block",
      Claude.start + Claude.piece(3, "{}") + Claude.finish("tool_use"), calls: ["({})"]),
    row(
      "a piece of input in a block of text",
      Claude.start + Claude.begin(0, Claude.text("")) + Claude.words(0, "a")
        + Claude.piece(0, "{}") + Claude.end(0) + Claude.finish("tool_use"), calls: ["({})"],
      content: "a"),
    row(
      "text without a beginning",
      Claude.start + Claude.words(0, "a") + Claude.finish("end_turn"), content: "a"),
    row(
      "no message_start",
      Claude.text(0, "a") + Claude.finish("end_turn"), content: "a", finish: .stop),
    row(
      "the message in message_start",
      Claude.event("message_start", #","message":\#(Claude.message(Claude.text("a")))"#)
        + Claude.stop, content: "a", finish: .stop),
    row(
      "no stop_reason",
      Claude.start + Claude.text(0, "a") + Claude.stop, content: "a"),
    row("nothing between beginning and end", Claude.start + Claude.stop),
  ]

  static let ends: [StreamRow] = [
    row(
      "max_tokens in a call",
      Claude.start + Claude.begin(0, Claude.call("{}")) + Claude.piece(0, #"{"seats""#)
        + Claude.end(0) + Claude.finish("max_tokens"), calls: [#"book_table({"seats")"#],
      finish: .length),
    row(
      "refusal on the way",
      Claude.start + Claude.text(0, "a")
        + Claude.finish(
          "refusal", #","stop_details":{"type":"refusal","category":null,"explanation":"No."}"#),
      content: "a", finish: .contentFilter),
    row(
      "pause_turn", Claude.start + Claude.text(0, "a") + Claude.finish("pause_turn"),
      content: "a", finish: .stop),
    row(
      "an error on the way",
      Claude.start + Claude.text(0, "a")
        + "event: error\ndata: \(MessageRows.error("overloaded_error", "Overloaded"))\n\n",
      content: "a", error: .overloaded),
    row(
      "an error without a name",
      Claude.start + "data: \(MessageRows.error("api_error", "Internal server error"))\n\n",
      error: .server),
    row("no message_stop", String(call.dropLast(Claude.stop.count)), calls: called, error: .cutOff),
    row(
      "no message_delta and no message_stop",
      Claude.start + Claude.call(0, MessageRows.input), calls: table, error: .cutOff),
    row("nothing but a beginning", Claude.start, error: .cutOff),
    row("nothing but pings", Claude.ping + Claude.ping, error: .cutOff),
    row("a second message", call + call, calls: called, error: .unreadable),
    row(
      "more behind the end", call + Claude.text(7, "b"), calls: called, finish: .toolCalls),
  ]
}
