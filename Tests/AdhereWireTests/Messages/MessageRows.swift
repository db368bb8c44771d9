import AdhereWire

/// Whole bodies of the Messages API, and errors.
enum MessageRows {
  static let table = [#"book_table({"seats":4,"at":"19:30"})"#]
  static let input = #"{"seats":4,"at":"19:30"}"#

  static func row(
    _ name: String, _ body: String, calls: [String] = [], content: String? = nil,
    reasoning: String? = nil, finish: FinishReason? = nil, error: ProviderError.Kind? = nil,
    usage: String? = nil
  ) -> StreamRow {
    StreamRow(
      name: "object: " + name, stream: body, calls: calls, content: content, reasoning: reasoning,
      finish: finish, error: error, usage: usage)
  }

  static let all: [StreamRow] = [
    row("text", Claude.message(Claude.text("At noon.")), content: "At noon.", finish: .stop),
    row("usage", Claude.message(Claude.text("a")), content: "a", usage: Claude.usage),
    row(
      "two blocks of text", Claude.message(Claude.text("At "), Claude.text("noon.")),
      content: "At noon."),
    row(
      "citations",
      Claude.message(
        #"{"type":"text","text":"Open.","citations":[{"type":"char_location","cited_text":"open","document_index":0,"document_title":null,"start_char_index":0,"end_char_index":4}]}"#
      ), content: "Open."),
    row(
      "text with escapes", Claude.message(Claude.text("a\n\"b\" \\ ü")), content: "a\n\"b\" \\ ü"),
    row("content is a string", Claude.message().replacing("[]", with: #""noon""#), content: "noon"),
    row(
      "a call", Claude.message(Claude.call(input), stop: "tool_use"), calls: table,
      finish: .toolCalls),
    row(
      "text and a call",
      Claude.message(Claude.text("I book."), Claude.call(input), stop: "tool_use"), calls: table,
      content: "I book.", finish: .toolCalls),
    row(
      "two calls of one tool",
      Claude.message(Claude.call(input), Claude.call(#"{"seats":2}"#, id: "toolu_02")),
      calls: table + [#"book_table({"seats":2})"#], finish: .toolCalls),
    row(
      "the same call twice is two", Claude.message(Claude.call(input), Claude.call(input)),
      calls: table + table),
    row("an empty input", Claude.message(Claude.call("{}", name: "now")), calls: ["now({})"]),
    row(
      // Encoded twice: the judges know it, and the client gets the object.
      "input is a string", Claude.message(Claude.call(#""{\"a\":1}""#)),
      calls: [#"book_table("{\"a\":1}")"#]),
    row("input is null", Claude.message(Claude.call("null")), calls: ["book_table()"]),
    row(
      "input is missing",
      Claude.message(#"{"type":"tool_use","id":"t","name":"now"}"#), calls: ["now()"]),
    row(
      "numbers keep their digits", Claude.message(Claude.call(#"{"seats":12345678901234567890}"#)),
      calls: [#"book_table({"seats":12345678901234567890})"#]),
    row(
      "caller and cache_control pass",
      Claude.message(
        Claude.call(input, extra: #","caller":{"type":"direct"},"cache_control":null"#)),
      calls: table),
    row(
      "members in another order",
      Claude.message(#"{"input":\#(input),"name":"book_table","id":"t","type":"tool_use"}"#),
      calls: table),
    row(
      "thinking before text", Claude.message(Claude.thinking, Claude.text("Four.")),
      content: "Four.", reasoning: "Two or four seats?"),
    row(
      "redacted thinking", Claude.message(Claude.redacted, Claude.text("Four.")), content: "Four.",
      reasoning: ""),
    row(
      "thinking before a call", Claude.message(Claude.thinking, Claude.call(input)), calls: table,
      reasoning: "Two or four seats?"),
    row(
      "a tool of the server is no call",
      Claude.message(Claude.search, Claude.found, Claude.text("Open.")), content: "Open."),
    row(
      "a block to come is no text",
      Claude.message(#"{"type":"hologram","text":"x","name":"y"}"#, Claude.text("a")), content: "a"),
    row(
      "stop_sequence", Claude.message(Claude.text("a"), stop: "stop_sequence"), content: "a",
      finish: .stop),
    row("pause_turn", Claude.message(Claude.search, stop: "pause_turn"), finish: .stop),
    row(
      "max_tokens", Claude.message(Claude.text("a"), stop: "max_tokens"), content: "a",
      finish: .length),
    row(
      "model_context_window_exceeded",
      Claude.message(Claude.text("a"), stop: "model_context_window_exceeded"), content: "a",
      finish: .length),
    row(
      "refusal", Claude.message(Claude.text("a"), stop: "refusal"), content: "a",
      finish: .contentFilter),
    row(
      "refusal with details",
      Claude.message(
        stop: "refusal",
        extra: #","stop_details":{"type":"refusal","category":"cyber","explanation":"No."}"#),
      finish: .contentFilter),
    row(
      "stop_reason tool_use without a call", Claude.message(Claude.text("a"), stop: "tool_use"),
      content: "a", finish: .stop),
    row("a byte order mark", "\u{FEFF}" + Claude.message(Claude.text("a")), content: "a"),
    row(
      "members beside it",
      Claude.message(Claude.text("a"), extra: #","container":null,"diagnostics":null"#),
      content: "a"),
    row(
      "over several lines",
      Claude.message(Claude.call(input)).replacing(",", with: ",\n  "),
      calls: [#"book_table({"seats":4,\#n  "at":"19:30"})"#]),
    row("one event of a stream", #"{"type":"content_block_stop","index":0}"#, error: .unreadable),
    row("overloaded", error("overloaded_error", "Overloaded"), error: .overloaded),
    row("rate limit", error("rate_limit_error", "This request would exceed"), error: .rateLimit),
    row(
      "authentication", error("authentication_error", "invalid x-api-key"), error: .authentication),
    row("permission", error("permission_error", "no"), error: .authentication),
    row("not found", error("not_found_error", "model: claude-0"), error: .notFound),
    row(
      "invalid request", error("invalid_request_error", "max_tokens: Field required"),
      error: .invalidRequest),
    row("api error", error("api_error", "Internal server error"), error: .server),
    row("timeout", error("timeout_error", "Request timed out"), error: .timeout),
    row("billing", error("billing_error", "no"), error: .quota),
  ]

  static func error(_ type: String, _ message: String) -> String {
    #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"},"request_id":"req_01"}"#
  }
}
