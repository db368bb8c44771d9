package import AdhereJudging
package import AdhereWire
import AdhereJSON

/// What is asked in the tests of whole answers, and how answers are written.
package enum Asked {
  package static let request = #"""
    {"model":"m","tools":[{"type":"function","function":{"name":"get_weather","parameters":
    {"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},
    "required":["city","days"],"additionalProperties":false}}}]}
    """#
  package static let jsonRequest = #"""
    {"model":"m","response_format":{"type":"json_schema","json_schema":{"name":"n","schema":
    {"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},
    "required":["city","days"],"additionalProperties":false}}}}
    """#

  package static func tools(_ change: (ChatRequest) throws -> ChatRequest = { $0 }) throws
    -> CompletionContract
  {
    try CompletionContract(request: change(ChatRequest(Array(request.utf8))))
  }

  package static func json() throws -> CompletionContract {
    try CompletionContract(request: ChatRequest(Array(jsonRequest.utf8)))
  }

  package static func body(_ message: String, finish: String = "stop") -> String {
    #"{"id": "c1", "seed":12479678939117453000,"x":1e400,"choices":[{"index":0,"message":"#
      + message + #","finish_reason":"\#(finish)"}],"usage":{"total_tokens":3 }}"#
  }

  package static func call(_ arguments: String, name: String = "get_weather") -> String {
    body(
      #"{"content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"\#(name)","arguments":\#(arguments)}}]}"#,
      finish: "tool_calls")
  }

  /// As a JSON string.
  package static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  package static func chunk(_ delta: String, finish: String? = nil) -> String {
    let finish = finish.map { "\"\($0)\"" } ?? "null"
    return
      #"data: {"id":"s1","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
      + "\n\n"
  }

  /// A stream of one call whose arguments come in these pieces.
  package static func stream(pieces: [String], finish: String = "tool_calls") -> String {
    chunk(#"{"role":"assistant","content":"Let me see."}"#)
      + chunk(
        #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"get_weather","arguments":""}}]}"#)
      + pieces.map {
        chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":\#(quoted($0))}}]}"#)
      }.joined() + chunk("{}", finish: finish) + "data: [DONE]\n\n"
  }

  /// A stream of text in these pieces.
  package static func stream(text: [String], finish: String = "stop") -> String {
    text.map { chunk(#"{"content":\#(quoted($0))}"#) }.joined() + chunk("{}", finish: finish)
      + "data: [DONE]\n\n"
  }
}

extension CompletionJudgement {
  package var first: Judgement { choices[0].judgement }
  package var calls: [String] { (first.calls ?? []).map(\.shown) }
}

/// A provider that gives these answers in turn, the last one again and again.
package actor ScriptedProvider {
  private var answers: [String]
  package private(set) var requests: [ChatRequest] = []

  package init(_ answers: [String]) { self.answers = answers }

  package func answer(_ request: ChatRequest) -> [UInt8] {
    requests.append(request)
    return Array((answers.count > 1 ? answers.removeFirst() : answers[0]).utf8)
  }
}

extension Asked {
  /// An answer that conforms, one that a repair makes conform, and one that violates the schema.
  package static let good = call(#""{\"city\":\"Paris\",\"days\":1}""#)
  package static let broken = call(#""{\"city\":\"Paris\",\"days\":\"1\",}""#)
  package static let bad = call(#""{\"city\":5}""#)

  /// The reply to a request that a scripted provider answers, and what was sent to it.
  package static func ask(
    _ answers: [String], attempts: Int = 3, _ middleware: Middleware = Middleware(),
    request: String = Asked.request
  ) async throws -> (reply: Reply, requests: [ChatRequest]) {
    let provider = ScriptedProvider(answers)
    let reply = try await middleware.complete(
      ChatRequest(Array(request.utf8)), attempts: attempts
    ) { await provider.answer($0) }
    return (reply, await provider.requests)
  }
}
