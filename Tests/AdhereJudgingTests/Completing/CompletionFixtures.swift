import AdhereJudging
import AdhereWire
import AdhereJSON
import Testing

/// What is asked in the tests of whole answers, and how answers are written.
enum Asked {
  static let request = #"""
    {"model":"m","tools":[{"type":"function","function":{"name":"get_weather","parameters":
    {"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},
    "required":["city","days"],"additionalProperties":false}}}]}
    """#
  static let jsonRequest = #"""
    {"model":"m","response_format":{"type":"json_schema","json_schema":{"name":"n","schema":
    {"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},
    "required":["city","days"],"additionalProperties":false}}}}
    """#

  static func tools(_ change: (ChatRequest) -> ChatRequest = { $0 }) throws -> CompletionContract {
    try CompletionContract(request: change(ChatRequest(Array(request.utf8))))
  }

  static func json() throws -> CompletionContract {
    try CompletionContract(request: ChatRequest(Array(jsonRequest.utf8)))
  }

  static func body(_ message: String, finish: String = "stop") -> String {
    #"{"id": "c1", "seed":12479678939117453000,"x":1e400,"choices":[{"index":0,"message":"#
      + message + #","finish_reason":"\#(finish)"}],"usage":{"total_tokens":3 }}"#
  }

  static func call(_ arguments: String, name: String = "get_weather") -> String {
    body(
      #"{"content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"\#(name)","arguments":\#(arguments)}}]}"#,
      finish: "tool_calls")
  }

  /// As a JSON string.
  static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  static func chunk(_ delta: String, finish: String? = nil) -> String {
    let finish = finish.map { "\"\($0)\"" } ?? "null"
    return
      #"data: {"id":"s1","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
      + "\n\n"
  }

  /// A stream of one call whose arguments come in these pieces.
  static func stream(pieces: [String], finish: String = "tool_calls") -> String {
    chunk(#"{"role":"assistant","content":"Let me see."}"#)
      + chunk(
        #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"get_weather","arguments":""}}]}"#)
      + pieces.map {
        chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":\#(quoted($0))}}]}"#)
      }.joined() + chunk("{}", finish: finish) + "data: [DONE]\n\n"
  }

  /// A stream of text in these pieces.
  static func stream(text: [String], finish: String = "stop") -> String {
    text.map { chunk(#"{"content":\#(quoted($0))}"#) }.joined() + chunk("{}", finish: finish)
      + "data: [DONE]\n\n"
  }
}

extension CompletionJudgement {
  var first: Judgement { choices[0].judgement }
  var calls: [String] { (first.calls ?? []).map(\.shown) }
}
