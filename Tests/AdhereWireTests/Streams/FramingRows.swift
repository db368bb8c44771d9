import AdhereWire

/// How providers and proxies frame their events.
enum FramingRows {
  static let plain = Wire.usual.map(Wire.event)

  static let all: [StreamRow] = [
    .usual("usual", Wire.usual(separator: "\n\n")),
    .usual(
      "comment keep-alive",
      ": OPENROUTER PROCESSING\n\n" + Wire.usual(separator: "\n\n: keepalive\n\n")),
    .usual("comment after id", Wire.usual(separator: "\n\n: ping\n\n", prefix: "id: 7\ndata: ")),
    .usual(
      "comment wrapped as data", "data: : OPENROUTER PROCESSING\n\n" + Wire.usual(separator: "\n\n")
    ),
    .usual(
      "comments before DONE",
      plain.joined() + ": x-omniroute-latency-ms=337\n: x-cost=1\n\ndata: [DONE]\n\n"),
    .usual("random comment", Wire.usual(separator: "\n\n: L1Gt0UZWbB\n\n")),
    .usual("no space", Wire.usual(separator: "\n\n", prefix: "data:")),
    .usual("CR LF", Wire.usual(separator: "\r\n\r\n")),
    .usual("lone CR", Wire.usual(separator: "\r\r")),
    .usual(
      "one line feed between events", (Wire.usual + ["[DONE]"]).map { "data: \($0)\n" }.joined()),
    .usual(
      "one CR LF between events", (Wire.usual + ["[DONE]"]).map { "data: \($0)\r\n" }.joined()),
    .usual(
      "mixed separators",
      plain.enumerated().map { $1.dropLast(2) + ["\n\n", "\r\n\r\n", "\r\r"][$0 % 3] }.joined()
        + "data: [DONE]"),
    .usual("byte order mark", "\u{FEFF}" + Wire.usual(separator: "\n\n")),
    .usual(
      "several data lines in one event",
      Wire.usual.map {
        "data: " + $0.replacing(",\"choices\"", with: "\ndata: ,\"choices\"") + "\n\n"
      }.joined()
        + "data: [DONE]\n\n"),
    .usual(
      "event message on each event", Wire.usual(separator: "\n\n", prefix: "event: message\ndata: ")
    ),
    StreamRow(
      name: "event error in a 200 stream",
      stream: Wire.event(Wire.role)
        + #"event: error"# + "\n"
        + #"data: {"error":{"message":"Tool call validation failed","type":"invalid_request_error","code":"tool_use_failed","failed_generation":"<function=get_weather>{\"city\":\"Paris\"}</function>","status_code":400}}"#
        + "\n\n",
      error: .toolUseFailed),
    StreamRow(
      name: "error without event",
      stream: Wire.event(Wire.role)
        + Wire.event(
          #"{"id":"x","error":{"message":"Provider returned error","code":502,"metadata":{"raw":"x"}},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}"#
        ),
      finish: .error, error: .server),
    StreamRow(
      name: "error as text under event error",
      stream: Wire.event(Wire.role) + "event: error\ndata: upstream gone\n\n", error: .unknown),
    .usual("missing DONE", plain.joined()),
    .usual("missing DONE and last line end", plain.joined().dropLastCharacters(2)),
    StreamRow(
      name: "ends with no finish and no DONE", stream: plain.dropLast().joined(),
      calls: Wire.expected, error: .cutOff),
    StreamRow(
      name: "ends inside an event",
      stream: plain.dropLast().joined() + "data: {\"id\":\"c1\",\"cho",
      calls: Wire.expected, error: .cutOff),
    StreamRow(name: "ends before anything", stream: "", error: .notAnAPI),
    StreamRow(name: "nothing but DONE", stream: "data: [DONE]\n\n", error: .unreadable),
    .usual("DONE in lower case", plain.joined() + "data: [done]\n\n"),
    .usual("DONE without space or line end", plain.joined() + "data:[DONE]"),
    .usual("events after DONE", Wire.usual(separator: "\n\n") + Wire.event(Wire.calls(Wire.first))),
    StreamRow(
      name: "usage-only last chunk",
      stream: plain.joined()
        + Wire.event(#"{"id":"c1","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#)
        + "data: [DONE]\n\n",
      calls: Wire.expected, usage: #"{"prompt_tokens":1,"completion_tokens":2}"#),
    StreamRow(
      name: "usage with the finish chunk",
      stream: plain.dropLast().joined()
        + Wire.event(
          Wire.end.dropLast() + #","usage":{"prompt_tokens":41,"cached_tokens":0}}"#)
        + "data: [DONE]\n\n",
      calls: Wire.expected, usage: #"{"prompt_tokens":41,"cached_tokens":0}"#),
    StreamRow(
      name: "usage twice",
      stream: plain.dropLast().joined()
        + Wire.event(
          Wire.end.dropLast()
            + #","x_groq":{"id":"r","usage":{"prompt_tokens":1}},"usage":{"prompt_tokens":2}}"#)
        + "data: [DONE]\n\n",
      calls: Wire.expected, usage: #"{"prompt_tokens":2}"#),
    StreamRow(
      name: "usage under x_groq alone",
      stream: plain.dropLast().joined()
        + Wire.event(
          Wire.end.dropLast() + #","x_groq":{"usage":{"prompt_tokens":1}}}"#),
      calls: Wire.expected, usage: #"{"prompt_tokens":1}"#),
    StreamRow(
      name: "usage in every chunk",
      stream: Wire.usual.enumerated().map {
        Wire.event($1.dropLast() + #","usage":{"completion_tokens":\#($0)}}"#)
      }.joined(),
      calls: Wire.expected, usage: #"{"completion_tokens":4}"#),
    .usual(
      "usage null in every chunk",
      Wire.usual.map { Wire.event($0.dropLast() + #","usage":null}"#) }.joined()),
    .usual(
      "Azure first chunk",
      Wire.event(
        #"{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}]}"#
      )
        + Wire.usual(separator: "\n\n")),
    .usual(
      "obfuscation",
      Wire.usual.map { Wire.event($0.dropLast() + #","obfuscation":"Qup1BsQ3"}"#) }.joined()),
    StreamRow(
      name: "UTF-8 over reads",
      stream: Wire.stream(
        Wire.chunk(#"{"content":"Grüße, 日本 😀"}"#), Wire.chunk("{}", finish: "stop")),
      content: "Grüße, 日本 😀", finish: .stop),
    StreamRow(
      name: "invalid UTF-8", stream: "", content: "a\u{FFFD}b", finish: .stop,
      bytes: Array("data: ".utf8)
        + Array(Wire.chunk(#"{"content":"a?b"}"#, finish: "stop").utf8).map {
          $0 == UInt8(ascii: "?") ? 0xFF : $0
        }
        + Array("\n\n".utf8)),
    .usual(
      "choices absent", Wire.event(#"{"id":"c1","object":"x"}"#) + Wire.usual(separator: "\n\n")),
    .usual(
      "choices null", Wire.event(#"{"id":"c1","choices":null}"#) + Wire.usual(separator: "\n\n")),
    .usual(
      "keep-alive as data", "data: keep-alive\n\n" + Wire.usual(separator: "\n\n") + "data:\n\n"),
    .usual("garbage lines between events", Wire.usual(separator: "\n\nxyz\n\u{1}\n")),
    .usual("lines of JSON without data", Wire.usual.map { $0 + "\n" }.joined()),
    StreamRow(
      name: "error line without data",
      stream: Wire.event(Wire.role) + #"{"error":{"message":"overloaded","code":503}}"# + "\n",
      error: .overloaded),
    StreamRow(
      name: "error body in place of a stream",
      stream:
        #"{"error":{"message":"no such model","type":"invalid_request_error","code":"model_not_found"}}"#,
      error: .notFound),
    StreamRow(
      name: "page in place of a stream",
      stream: "<html><head><title>502 Bad Gateway</title></head></html>", error: .notAnAPI),
    StreamRow(name: "text in place of a stream", stream: "upstream connect error", error: .cutOff),
    StreamRow(
      name: "whole completion in place of a stream",
      stream:
        #"{"id":"c1","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[\#(Wire.call.replacing(#""arguments":"""#, with: #""arguments":\#(Wire.quoted)"#))]},"finish_reason":"tool_calls"}]}"#,
      calls: Wire.expected, finish: .toolCalls),
    StreamRow(
      name: "JSON that cannot be read in an event",
      stream: Wire.event(Wire.role) + "data: {\"choices\":[}}{\n\n" + "data: [DONE]\n\n",
      error: .unreadable),
  ]
}

extension String {
  func dropLastCharacters(_ n: Int) -> String { String(dropLast(n)) }
}
