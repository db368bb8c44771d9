import AdhereWire

/// Ollama's and Gemini's own bodies and streams.
enum OwnFormRows {
  static let arguments = #"{"seats":4}"#
  static let called = [#"book_table({"seats":4})"#]

  static func line(_ message: String, _ rest: String = #""done":false"#) -> String {
    #"{"model":"qwen3","created_at":"2026-11-02T09:00:00Z","message":{"role":"assistant",\#(message)},\#(rest)}"#
      + "\n"
  }

  static let done = #""done_reason":"stop","done":true,"eval_count":7"#
  static let call =
    #""content":"","tool_calls":[{"function":{"name":"book_table","arguments":\#(arguments)}}]"#

  static func candidate(_ parts: String, _ rest: String = #","finishReason":"STOP""#) -> String {
    #"{"candidates":[{"content":{"parts":[\#(parts)],"role":"model"},"index":0\#(rest)}],"usageMetadata":{"totalTokenCount":9},"modelVersion":"gemini-3-flash","responseId":"r1"}"#
  }

  static func events(_ chunks: String...) -> String {
    chunks.map { "data: \($0)\r\n\r\n" }.joined()
  }

  static let all: [StreamRow] = [
    StreamRow(
      name: "Ollama: a body", stream: line(#""content":"noon""#, done), content: "noon",
      finish: .stop),
    StreamRow(
      name: "Ollama: a stream",
      stream: line(#""content":"no""#) + line(#""content":"on""#) + line(#""content":"""#, done),
      content: "noon", finish: .stop),
    StreamRow(
      name: "Ollama: a call", stream: line(call) + line(#""content":"""#, done), calls: called,
      finish: .toolCalls),
    StreamRow(
      name: "Ollama: the same call twice is two",
      stream: line(call) + line(call) + line(#""content":"""#, done), calls: called + called),
    StreamRow(
      name: "Ollama: thinking",
      stream: line(#""content":"","thinking":"Hm""#) + line(#""content":"a""#, done), content: "a",
      reasoning: "Hm"),
    StreamRow(
      name: "Ollama: length",
      stream: line(#""content":"a""#, #""done_reason":"length","done":true"#), content: "a",
      finish: .length),
    StreamRow(
      name: "Ollama: no reason", stream: line(#""content":"a""#, #""done":true"#), content: "a",
      finish: .stop),
    StreamRow(
      name: "Ollama: a stream that was cut off",
      stream: line(#""content":"a""#) + line(#""content":"b""#), content: "ab", error: .cutOff),
    StreamRow(
      name: "Ollama: cut off behind the first line", stream: line(#""content":"a""#), content: "a",
      error: .cutOff),
    StreamRow(
      name: "Ollama: generate",
      stream: #"{"model":"m","response":"a","done":false}"# + "\n"
        + #"{"model":"m","response":"b","thinking":"t","done":true}"#, content: "ab",
      reasoning: "t", finish: .stop),
    StreamRow(
      name: "Ollama: an error on the way",
      stream: line(#""content":"a""#) + #"{"error":"the runner has stopped"}"#, content: "a",
      error: .unknown),
    StreamRow(
      name: "Gemini: text", stream: candidate(#"{"text":"noon"}"#), content: "noon", finish: .stop,
      usage: #"{"totalTokenCount":9}"#),
    StreamRow(
      name: "Gemini: a thought",
      stream: candidate(#"{"text":"Hm","thought":true},{"text":"a"}"#), content: "a",
      reasoning: "Hm"),
    StreamRow(
      name: "Gemini: a call",
      stream: candidate(
        #"{"functionCall":{"name":"book_table","args":\#(arguments)},"thoughtSignature":"x"}"#),
      calls: called, finish: .toolCalls),
    StreamRow(
      name: "Gemini: a call without arguments",
      stream: candidate(#"{"functionCall":{"name":"now"}}"#), calls: ["now({})"]),
    StreamRow(
      name: "Gemini: a stream of events",
      stream: events(candidate(#"{"text":"no"}"#, ""), candidate(#"{"text":"on"}"#)),
      content: "noon", finish: .stop),
    StreamRow(
      name: "Gemini: a stream of events that was cut off",
      stream: events(candidate(#"{"text":"no"}"#, "")), content: "no", error: .cutOff),
    StreamRow(
      name: "Gemini: a stream in one array",
      stream: "[" + candidate(#"{"text":"no"}"#, "") + ",\n" + candidate(#"{"text":"on"}"#) + "]",
      content: "noon", finish: .stop),
    StreamRow(
      name: "Gemini: a call that could not be written",
      stream:
        #"{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"print(x)"}]}"#,
      error: .server),
    StreamRow(
      name: "Gemini: a blocked prompt",
      stream: #"{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{}}"#,
      finish: .contentFilter),
    StreamRow(
      name: "Gemini: calls in pieces are named",
      stream: candidate(
        #"{"functionCall":{"name":"book_table","partialArgs":[],"willContinue":true}}"#),
      error: .unreadable),
    StreamRow(
      name: "Gemini: an error",
      stream: #"[{"error":{"code":503,"message":"overloaded","status":"UNAVAILABLE"}}]"#,
      error: .overloaded),
  ]
}
