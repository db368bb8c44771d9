import AdhereWire

/// A streamed answer of 2,000 chunks of about 240 bytes, as a provider writes them, and what was
/// asked. A chunk is an event with all its lines. Two further samples have the shorter events that
/// the Messages API writes for a word or two.
struct SampleStream {
  let name: String
  let request: String
  let bytes: [UInt8]
  let isCalls: Bool

  private static let chunks = 2_000

  static let all = [
    chat("text") { #"{"content":" word\#($0 % 100)"}"# },
    // Something else changes from chunk to chunk, so that each has to be parsed.
    chat("text, chunks that never look alike") {
      #"{"content":" word\#($0 % 100)","entropy":\#($0)}"#
    },
    chat("calls", isCalls: true) { i in
      i == 0
        ? #"{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":\#(quoted(arguments(i)))}}]}"#
        : #"{"tool_calls":[{"index":0,"function":{"arguments":\#(quoted(arguments(i)))}}]}"#
    },
    responsesText, responsesCalls, messagesText, messagesCalls, shortMessagesText,
    shortMessagesCalls,
  ]

  // MARK: - What is said

  private static let parameters =
    #"{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"},"notes":{"type":"array","items":{"type":"string"}}},"required":["city","days"]}"#

  /// A piece of one call's arguments.
  private static func arguments(_ i: Int) -> String {
    if i == 0 { return #"{"city":"Paris","days":1,"notes":["a""# }
    return i == chunks - 1 ? "]}" : #","note \#(i)""#
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\\\"") + "\""
  }

  // MARK: - Chat completions

  private static func chat(
    _ name: String, isCalls: Bool = false, _ delta: (Int) -> String
  ) -> SampleStream {
    let start =
      #"data: {"id":"chatcmpl-9aX0b1","object":"chat.completion.chunk","created":1760000000,"#
      + #""model":"meta-llama/Llama-3.3-70B-Instruct-Turbo","choices":[{"index":0,"delta":"#
    var out = ""
    for i in 0..<chunks {
      out += start + delta(i) + #","logprobs":null,"finish_reason":null}],"usage":null}"# + "\n\n"
    }
    out += start + #"{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"
    return SampleStream(
      name: name,
      request:
        #"{"messages":[],"tools":[{"type":"function","function":{"name":"get_weather","parameters":\#(parameters)}}]}"#,
      bytes: Array(out.utf8), isCalls: isCalls)
  }

  // MARK: - Responses

  private static let responsesRequest =
    #"{"input":"Hello","tools":[{"type":"function","name":"get_weather","parameters":\#(parameters)}]}"#

  private static func responses(_ name: String, isCalls: Bool, _ events: [(String, String)])
    -> SampleStream
  {
    var out = ""
    for (number, (type, rest)) in events.enumerated() {
      out +=
        "event: \(type)\ndata: {\"type\":\"\(type)\",\"sequence_number\":\(number),\(rest)}\n\n"
    }
    return SampleStream(
      name: name, request: responsesRequest, bytes: Array(out.utf8), isCalls: isCalls)
  }

  private static func response(_ status: String, _ item: String) -> String {
    #""response":{"id":"resp_1","object":"response","created_at":1760000000,"status":"\#(status)","model":"gpt-5-mini-2025-08-07","output":[\#(item)]}"#
  }

  private static var responsesText: SampleStream {
    let id = "msg_68af4030592c81938ec0a5fbab4a3e9f05438e46b5f69a3b"
    var events = [
      ("response.created", response("in_progress", "")),
      (
        "response.output_item.added",
        #""output_index":0,"item":{"id":"\#(id)","type":"message","status":"in_progress","role":"assistant","content":[]}"#
      ),
      (
        "response.content_part.added",
        #""item_id":"\#(id)","output_index":0,"content_index":0,"part":{"type":"output_text","annotations":[],"text":""}"#
      ),
    ]
    var text = ""
    for i in 0..<chunks {
      let word = " word\(i % 100)"
      text += word
      events.append(
        (
          "response.output_text.delta",
          #""item_id":"\#(id)","output_index":0,"content_index":0,"delta":"\#(word)","logprobs":[],"obfuscation":"aXb9"#
            + #"0c7f5a""#
        ))
    }
    let part = #"{"type":"output_text","annotations":[],"text":"\#(text)"}"#
    let item =
      #"{"id":"\#(id)","type":"message","status":"completed","role":"assistant","content":[\#(part)]}"#
    events += [
      (
        "response.output_text.done",
        #""item_id":"\#(id)","output_index":0,"content_index":0,"text":"\#(text)","logprobs":[]"#
      ),
      (
        "response.content_part.done",
        #""item_id":"\#(id)","output_index":0,"content_index":0,"part":\#(part)"#
      ),
      ("response.output_item.done", #""output_index":0,"item":\#(item)"#),
      ("response.completed", response("completed", item)),
    ]
    return responses("Responses, text", isCalls: false, events)
  }

  private static var responsesCalls: SampleStream {
    let id = "fc_68af4030592c81938ec0a5fbab4a3e9f05438e46b5f69a3b"
    func item(_ status: String, _ arguments: String) -> String {
      #"{"id":"\#(id)","type":"function_call","status":"\#(status)","arguments":\#(quoted(arguments)),"call_id":"call_1","name":"get_weather"}"#
    }
    var events = [
      ("response.created", response("in_progress", "")),
      ("response.output_item.added", #""output_index":0,"item":\#(item("in_progress", ""))"#),
    ]
    var whole = ""
    for i in 0..<chunks {
      whole += arguments(i)
      events.append(
        (
          "response.function_call_arguments.delta",
          #""item_id":"\#(id)","output_index":0,"delta":\#(quoted(arguments(i))),"obfuscation":"aXb90c7f5a""#
        ))
    }
    events += [
      (
        "response.function_call_arguments.done",
        #""item_id":"\#(id)","output_index":0,"arguments":\#(quoted(whole))"#
      ),
      ("response.output_item.done", #""output_index":0,"item":\#(item("completed", whole))"#),
      ("response.completed", response("completed", item("completed", whole))),
    ]
    return responses("Responses, calls", isCalls: true, events)
  }

  // MARK: - Messages

  private static func messages(
    _ name: String, isCalls: Bool, block: String, _ delta: (Int) -> String
  ) -> SampleStream {
    func event(_ type: String, _ rest: String) -> String {
      "event: \(type)\ndata: {\"type\":\"\(type)\",\(rest)}\n\n"
    }
    var out = event(
      "message_start",
      #""message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":1}}"#
    )
    out += event("content_block_start", #""index":0,"content_block":\#(block)"#)
    for i in 0..<chunks {
      out += event("content_block_delta", #""index":0,"delta":\#(delta(i))"#)
    }
    out += event("content_block_stop", #""index":0"#)
    out += event(
      "message_delta",
      #""delta":{"stop_reason":"\#(isCalls ? "tool_use" : "end_turn")","stop_sequence":null},"usage":{"output_tokens":2000}"#
    )
    out += "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"
    return SampleStream(
      name: name,
      request:
        #"{"model":"claude-sonnet-4-5","max_tokens":4096,"messages":[{"role":"user","content":"Hello"}],"tools":[{"name":"get_weather","input_schema":\#(parameters)}]}"#,
      bytes: Array(out.utf8), isCalls: isCalls)
  }

  private static var messagesText: SampleStream {
    messages("Messages, text", isCalls: false, block: #"{"type":"text","text":""}"#) { i in
      #"{"type":"text_delta","text":"\#(prose(at: i * 120, 120))"}"# + blanks(i)
    }
  }

  private static var messagesCalls: SampleStream {
    messages(
      "Messages, calls", isCalls: true,
      block: #"{"type":"tool_use","id":"toolu_1","name":"get_weather","input":{}}"#
    ) { i in
      let isInside = i > 0 && i < chunks - 1
      let piece = isInside ? ",\"note \(i): \(prose(at: i, 85))\"" : arguments(i)
      return #"{"type":"input_json_delta","partial_json":\#(quoted(piece))}"# + blanks(i)
    }
  }

  private static var shortMessagesText: SampleStream {
    messages("Messages, text, short", isCalls: false, block: #"{"type":"text","text":""}"#) {
      #"{"type":"text_delta","text":" word\#($0 % 100) and some more of what a chunk of a busy provider holds, up to its end"}"#
    }
  }

  private static var shortMessagesCalls: SampleStream {
    messages(
      "Messages, calls, short", isCalls: true,
      block: #"{"type":"tool_use","id":"toolu_1","name":"get_weather","input":{}}"#
    ) { i in
      #"{"type":"input_json_delta","partial_json":\#(quoted(arguments(i)))}"#
    }
  }

  /// Before an event's last brace, as many as change from event to event there.
  private static func blanks(_ i: Int) -> String { String(repeating: " ", count: i * 7 % 16) }

  /// A piece of what a model says, as JSON has it in a string.
  private static func prose(at start: Int, _ count: Int) -> String {
    String((0..<count).map { said[(start + $0) % said.count] })
  }

  private static let said = Array(
    "It's mild in Paris today: 14 degrees, with light rain until noon (about 2 mm). Tomorrow "
      + "looks brighter, so take a walk along the river if you can, and don't forget a coat for "
      + "the evening. The museum's own page says that it opens at nine; tickets are 12 euros, or "
      + "9 for students. A good plan would be this: first the market, then the old town, and a "
      + "late lunch near the bridge. ")
}
