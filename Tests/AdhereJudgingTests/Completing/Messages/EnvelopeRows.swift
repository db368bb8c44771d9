import AdhereJudging

/// Whole messages and streams, judged and repaired.
enum EnvelopeRows {
  static let all = bodies + streams + moved + lists
  static let booked = [#"book_table({"seats":4})"#]
  static let tagged = #"<tool_call>{"name":"book_table","arguments":{"seats":4}}</tool_call>"#

  static let bodies: [EnvelopeRow] = [
    EnvelopeRow(
      "a call that conforms", Asking.tools,
      Asking.message(Asking.text("So."), Asking.call(#"{"seats":4}"#), stop: "tool_use"), .valid,
      calls: booked),
    EnvelopeRow(
      "text, no call", Asking.tools, Asking.message(Asking.text("How many?")), .noCall),
    EnvelopeRow(
      "text where a call is due", Asking.due, Asking.message(Asking.text("How many?")), .unreadable),
    EnvelopeRow(
      "a number in a string", Asking.tools,
      Asking.message(Asking.call(#"{ "seats": "4" }"#), stop: "tool_use"), .repaired,
      calls: [#"book_table({ "seats": 4 })"#], (#""4""#, "4")),
    EnvelopeRow(
      "the second of two calls", Asking.tools,
      Asking.message(
        Asking.call(#"{"seats":4}"#), Asking.call(#"{"seats":"2"}"#, id: "toolu_2"),
        stop: "tool_use"), .repaired, calls: booked + [#"book_table({"seats":2})"#],
      (#""2""#, "2")),
    EnvelopeRow(
      "a name in another spelling", Asking.tools,
      Asking.message(Asking.call(#"{"seats":4}"#, name: "functions.book_table"), stop: "tool_use"),
      .repaired, calls: booked, ("functions.book_table", "book_table")),
    EnvelopeRow(
      "input null of a tool without parameters", Asking.tools,
      Asking.message(Asking.call("null", name: "now"), stop: "tool_use"), .repaired,
      calls: ["now({})"], (#""input":null"#, #""input":{}"#)),
    EnvelopeRow(
      "input an empty string", Asking.tools,
      Asking.message(Asking.call(#""""#, name: "now"), stop: "tool_use"), .repaired,
      calls: ["now({})"], (#""input":"""#, #""input":{}"#)),
    EnvelopeRow(
      "input a string that writes an object", Asking.tools,
      Asking.message(Asking.call(#""{'seats':4}""#), stop: "tool_use"), .repaired, calls: booked,
      (#""{'seats':4}""#, #"{"seats":4}"#)),
    EnvelopeRow(
      "a value of the wrong kind", Asking.tools,
      Asking.message(Asking.call(#"{"seats":[]}"#), stop: "tool_use"), .invalid),
    EnvelopeRow(
      "a tool that was not offered", Asking.tools,
      Asking.message(Asking.call("{}", name: "launch"), stop: "tool_use"), .invalid),
    EnvelopeRow(
      "two calls where one is permitted", Asking.one,
      Asking.message(Asking.call(#"{"seats":4}"#), Asking.call(#"{"seats":2}"#), stop: "tool_use"),
      .invalid),
    EnvelopeRow(
      "JSON that conforms", Asking.json, Asking.message(Asking.text(#"{"seats":4}"#)), .valid,
      value: #"{"seats":4}"#),
    EnvelopeRow(
      "JSON in a fence", Asking.json,
      Asking.message(Asking.text("```json\n{\"seats\":4}\n```")), .repaired,
      value: #"{"seats":4}"#, (#"```json\n"#, ""), (#"\n```"#, "")),
    EnvelopeRow(
      "JSON in two blocks", Asking.json,
      Asking.message(Asking.text(#"{"seats":"#), Asking.text(#""4"}"#)), .repaired,
      value: #"{"seats":4}"#, (#"\"4\"}"#, "4}")),
    EnvelopeRow("prose for JSON", Asking.json, Asking.message(Asking.text("Four.")), .unreadable),
    EnvelopeRow(
      "JSON cut by max_tokens", Asking.json,
      Asking.message(Asking.text(#"{"seats":4"#), stop: "max_tokens"), .truncated),
    EnvelopeRow(
      "the context was full", Asking.json,
      Asking.message(Asking.text(#"{"se"#), stop: "model_context_window_exceeded"), .truncated),
    EnvelopeRow(
      "a refusal", Asking.json, Asking.message(Asking.text("No."), stop: "refusal"), .refused),
    EnvelopeRow(
      "an error", Asking.tools,
      #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, .error),
    EnvelopeRow(
      "a tool of the server passes", Asking.tools,
      Asking.message(
        #"{"type":"server_tool_use","id":"s","name":"web_search","input":{"query":"'x'"}}"#,
        #"{"type":"web_search_tool_result","tool_use_id":"s","content":[]}"#, Asking.text("Open.")),
      .noCall),
    EnvelopeRow(
      "tools and JSON: JSON", Asking.both, Asking.message(Asking.text(#"{"seats":4}"#)), .valid),
    EnvelopeRow(
      "tools and JSON: a call", Asking.both,
      Asking.message(Asking.call(#"{"seats":4}"#), stop: "tool_use"), .valid, calls: booked),
  ]

  static let streams: [EnvelopeRow] = [
    EnvelopeRow(
      "stream: a call that conforms", Asking.tools,
      Asking.start + Asking.ping + Asking.text(0, "I ", "book.")
        + Asking.call(1, #"{"sea"#, #"ts":4}"#) + Asking.finish("tool_use"), .valid, calls: booked),
    EnvelopeRow(
      "stream: text, no call", Asking.tools,
      Asking.start + Asking.text(0, "How ", "many?") + Asking.finish("end_turn"), .noCall),
    EnvelopeRow(
      "stream: a call without input", Asking.tools,
      Asking.start + Asking.call(0, name: "now") + Asking.finish("tool_use"), .valid,
      calls: ["now({})"]),
    EnvelopeRow(
      "stream: a number in a string, over two pieces", Asking.tools,
      Asking.start + Asking.call(0, #"{"seats": ""#, #"4"}"#) + Asking.finish("tool_use"),
      .repaired, calls: [#"book_table({"seats": 4})"#], (#"{\"seats\": \"""#, #"{\"seats\": ""#),
      (#""4\"}""#, #""4}""#)),
    EnvelopeRow(
      "stream: single quotes and a trailing comma", Asking.tools,
      Asking.start + Asking.call(0, "{'seats'", ": 4", ",}") + Asking.finish("tool_use"),
      .repaired, calls: [#"book_table({"seats": 4})"#], ("{'seats'", #"{\"seats\""#), (",}", "}")),
    EnvelopeRow(
      "stream: the second of two calls", Asking.tools,
      Asking.start + Asking.call(0, #"{"seats":4}"#)
        + Asking.call(1, #"{"seats":"2"}"#, id: "toolu_2") + Asking.finish("tool_use"), .repaired,
      calls: booked + [#"book_table({"seats":2})"#], (#"\"2\""#, "2")),
    EnvelopeRow(
      "stream: a name in another spelling", Asking.tools,
      Asking.start + Asking.call(0, #"{"seats":4}"#, name: "functions.book_table")
        + Asking.finish("tool_use"), .repaired, calls: booked,
      ("functions.book_table", "book_table")),
    EnvelopeRow(
      "stream: input null at the beginning, and nothing else", Asking.tools,
      Asking.start + Asking.begin(0, Asking.call("null", name: "now")) + Asking.end(0)
        + Asking.finish("tool_use"), .repaired, calls: ["now({})"],
      (#""input":null"#, #""input":{}"#)),
    EnvelopeRow(
      "stream: cut by max_tokens in a call", Asking.tools,
      Asking.start + Asking.call(0, #"{"seats":4"#) + Asking.finish("max_tokens"), .truncated),
    EnvelopeRow(
      "stream: cut off behind a call", Asking.tools,
      Asking.start + Asking.call(0, #"{"seats":4}"#), .error),
    EnvelopeRow(
      "stream: JSON that conforms", Asking.json,
      Asking.start + Asking.text(0, #"{"seats""#, ":4}") + Asking.finish("end_turn"), .valid,
      value: #"{"seats":4}"#),
    EnvelopeRow(
      "stream: JSON in a fence", Asking.json,
      Asking.start + Asking.text(0, "```json\n", #"{"seats":4}"#, "\n```")
        + Asking.finish("end_turn"), .repaired, value: #"{"seats":4}"#, (#"```json\n"#, ""),
      (#"\n```"#, "")),
    EnvelopeRow(
      "stream: a refusal", Asking.tools,
      Asking.start + Asking.text(0, "No.") + Asking.finish("refusal"), .refused),
    EnvelopeRow(
      "stream: an error on the way", Asking.tools,
      Asking.start + Asking.text(0, "I ")
        + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n",
      .error),
    EnvelopeRow(
      "stream: a tool of the server passes", Asking.tools,
      Asking.start
        + Asking.begin(0, #"{"type":"server_tool_use","id":"s","name":"web_search","input":{}}"#)
        + Asking.piece(0, #"{"query":"an 'inn'"}"#) + Asking.end(0) + Asking.text(1, "Open.")
        + Asking.finish("end_turn"), .noCall),
    EnvelopeRow(
      "stream: thinking passes", Asking.tools,
      Asking.start + Asking.begin(0, #"{"type":"thinking","thinking":"","signature":""}"#)
        + Asking.delta(0, #"{"type":"thinking_delta","thinking":"<tool_call>{'x'"}"#)
        + Asking.delta(0, #"{"type":"signature_delta","signature":"Er8C"}"#) + Asking.end(0)
        + Asking.call(1, #"{"seats":4}"#) + Asking.finish("tool_use"), .valid, calls: booked),
  ]

  /// Calls in the text. The ids that are made are shortened by the test.
  static let moved: [EnvelopeRow] = [
    EnvelopeRow(
      "a call in the text", Asking.tools, Asking.message(Asking.text(tagged)), .repaired,
      calls: booked, (Asking.text(tagged), made(0, #"{"seats":4}"#)),
      (#""end_turn""#, #""tool_use""#)),
    EnvelopeRow(
      "two calls in the text", Asking.tools,
      Asking.message(Asking.text("So. " + tagged + tagged.replacing("4", with: "2"))), .repaired,
      calls: booked + [#"book_table({"seats":2})"#],
      (
        Asking.text("So. " + tagged + tagged.replacing("4", with: "2")),
        made(0, #"{"seats":4}"#) + "," + made(1, #"{"seats":2}"#)
      ), (#""end_turn""#, #""tool_use""#)),
    EnvelopeRow(
      "a call in the second block of text, behind thinking", Asking.tools,
      Asking.message(
        #"{"type":"thinking","thinking":"Hm","signature":"E"}"#, Asking.text("So."),
        Asking.text(tagged)), .repaired, calls: booked,
      (Asking.text("So."), made(0, #"{"seats":4}"#)), (", " + Asking.text(tagged), ""),
      (#""end_turn""#, #""tool_use""#)),
    EnvelopeRow(
      "stream: a call in the text", Asking.tools,
      Asking.start + Asking.text(0, tagged) + Asking.finish("end_turn"), .repaired, calls: booked,
      (Asking.text(""), made(0, "{}")), (delta(tagged), input(#"{"seats":4}"#)),
      (#""end_turn""#, #""tool_use""#)),
    EnvelopeRow(
      "stream: a call in pieces of the text", Asking.tools,
      Asking.start + Asking.begin(0, Asking.text("")) + Asking.ping
        + Asking.words(0, String(tagged.prefix(20))) + Asking.words(0, String(tagged.dropFirst(20)))
        + Asking.end(0) + Asking.finish("end_turn"), .repaired, calls: booked,
      (Asking.text(""), made(0, "{}")), (delta(String(tagged.prefix(20))), input(#"{"seats":4}"#)),
      (delta(String(tagged.dropFirst(20))), input("")), (#""end_turn""#, #""tool_use""#)),
    EnvelopeRow(
      "stream: a call behind text that has passed", Asking.tools,
      Asking.start + Asking.text(0, "I book. ", tagged) + Asking.finish("end_turn"), .repaired,
      calls: booked, (Asking.quoted(tagged), #""""#),
      (
        "event: message_delta",
        Asking.begin(1, made(0, "{}")) + Asking.delta(1, input(#"{"seats":4}"#)) + Asking.end(1)
          + "event: message_delta"
      ), (#""end_turn""#, #""tool_use""#)),
    EnvelopeRow(
      "stream: two calls in the text", Asking.tools,
      Asking.start + Asking.text(0, tagged + tagged.replacing("4", with: "2"))
        + Asking.finish("end_turn"), .repaired, calls: booked + [#"book_table({"seats":2})"#],
      (Asking.text(""), made(0, "{}")),
      (delta(tagged + tagged.replacing("4", with: "2")), input(#"{"seats":4}"#)),
      (
        "event: message_delta",
        Asking.begin(1, made(1, "{}")) + Asking.delta(1, input(#"{"seats":2}"#)) + Asking.end(1)
          + "event: message_delta"
      ), (#""end_turn""#, #""tool_use""#)),
  ]

  /// Lists of calls that change.
  static let lists: [EnvelopeRow] = [
    EnvelopeRow(
      "a call that is dropped", dropping,
      Asking.message(
        Asking.call(#"{"seats":4}"#), Asking.call("{}", name: "launch", id: "toolu_2"),
        stop: "tool_use"), .repaired, calls: booked,
      (", " + Asking.call("{}", name: "launch", id: "toolu_2"), "")),
    EnvelopeRow(
      "stream: a call that is dropped, and one behind it", dropping,
      Asking.start + Asking.call(0, "{}", name: "launch", id: "toolu_2")
        + Asking.call(1, #"{"seats":4}"#) + Asking.finish("tool_use"), .repaired, calls: booked,
      (Asking.call(0, "{}", name: "launch", id: "toolu_2"), ""),
      (Asking.call(1, #"{"seats":4}"#), Asking.call(0, #"{"seats":4}"#))),
    EnvelopeRow(
      "stream: two inputs in one call", Asking.tools,
      Asking.start + Asking.call(0, #"{"seats":4}"#, #"{"seats":2}"#) + Asking.finish("tool_use"),
      .repaired, calls: booked + [#"book_table({"seats":2})"#],
      (Asking.piece(0, #"{"seats":2}"#), Asking.piece(0, "")),
      (
        "event: message_delta",
        Asking.begin(1, made(0, "{}")) + Asking.delta(1, input(#"{"seats":2}"#)) + Asking.end(1)
          + "event: message_delta"
      )),
  ]

  static let dropping = Asking.dropping

  static func made(_ number: Int, _ input: String) -> String {
    #"{"type":"tool_use","id":"toolu_adhere\#(number)","name":"book_table","input":\#(input)}"#
  }

  static func delta(_ text: String) -> String {
    #"{"type":"text_delta","text":\#(Asking.quoted(text))}"#
  }

  static func input(_ json: String) -> String {
    #"{"type":"input_json_delta","partial_json":\#(Asking.quoted(json))}"#
  }
}
