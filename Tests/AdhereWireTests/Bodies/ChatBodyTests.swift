import AdhereTestSupport
import AdhereWire
import Testing

/// Bodies of one piece, in every form of the catalogue.
@Suite struct ChatBodyTests {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var body: String
    var calls: [String] = []
    var content: String?
    var error: ProviderError.Kind?
    var message: String?
    var description: String { name }
  }

  static func call(_ arguments: String, name: String = "get_weather") -> String {
    #"{"id":"call_1","type":"function","function":{"name":"\#(name)","arguments":\#(arguments)}}"#
  }

  static func body(_ message: String, finish: String = "stop") -> String {
    #"{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"#
      + #""message":\#(message),"finish_reason":"\#(finish)"}],"usage":{"total_tokens":3}}"#
  }

  static func calls(_ entries: String...) -> String {
    body(
      #"{"role":"assistant","content":null,"tool_calls":[\#(entries.joined(separator: ","))]}"#,
      finish: "tool_calls")
  }

  static let rows: [Row] = [
    Row(name: "arguments as a string", body: calls(call(Wire.quoted)), calls: Wire.expected),
    Row(name: "arguments as an object", body: calls(call(Wire.arguments)), calls: Wire.expected),
    Row(name: "arguments empty", body: calls(call(#""""#)), calls: ["get_weather()"]),
    Row(name: "arguments null", body: calls(call("null")), calls: ["get_weather()"]),
    Row(
      name: "arguments the word null", body: calls(call(#""null""#)), calls: ["get_weather(null)"]),
    Row(
      name: "arguments missing",
      body: calls(#"{"id":"a","type":"function","function":{"name":"get_weather"}}"#),
      calls: ["get_weather()"]),
    Row(
      name: "arguments doubly encoded", body: calls(call(#""\"{\\\"city\\\":1}\"""#)),
      calls: [#"get_weather("{\"city\":1}")"#]),
    Row(
      name: "two calls of one id and index", body: calls(call(Wire.quoted), call(#""{}""#)),
      calls: Wire.expected + ["get_weather({})"]),
    Row(
      name: "call without a wrapper", body: calls(#"{"name":"f","arguments":{"a":1}}"#),
      calls: [#"f({"a":1})"#]),
    Row(
      name: "legacy function_call",
      body: body(
        #"{"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}}"#),
      calls: ["f({})"]),
    Row(
      name: "tool_calls null, call in the content",
      body: body(#"{"role":"assistant","content":"{\"name\": \"f\"}","tool_calls":null}"#),
      content: #"{"name": "f"}"#),
    Row(
      name: "content as parts",
      body: body(
        #"{"content":[{"type":"text","text":"a"},{"type":"thinking","thinking":"t"},{"type":"text","text":"b"}]}"#
      ),
      content: "ab"),
    Row(
      name: "content as an object", body: body(#"{"content":{"a":1.10}}"#), content: #"{"a":1.10}"#),
    Row(
      name: "together's body",
      body: """
        {
          "id": "t1", "object": "chat.completion", "prompt": [],
          "choices": [{"finish_reason": "eos", "seed": 12479678939117453000, "logprobs": null,
            "index": 0, "message": {"role": "assistant", "content": "hi", "tool_calls": []}}],
          "usage": {"prompt_tokens": 1, "cached_tokens": 0}
        }
        """, content: "hi"),
    Row(
      name: "Groq tool_use_failed",
      body:
        #"{"error":{"message":"Failed to call a function.","type":"invalid_request_error","code":"tool_use_failed","failed_generation":"{\"name\":\"f\"}"}}"#,
      error: .toolUseFailed, message: "Failed to call a function."),
    Row(
      name: "OpenAI error",
      body:
        #"{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#,
      error: .rateLimit, message: "Rate limit reached"),
    Row(
      name: "OpenAI insufficient_quota",
      body:
        #"{"error":{"message":"You exceeded your quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#,
      error: .quota),
    Row(
      name: "together error as text",
      body: #"{"error":"model not found","model":"m","job_id":"j"}"#,
      error: .unknown, message: "model not found"),
    Row(
      name: "together error_type beside",
      body: #"{"error_type":"dynamic_request_limited","message":"slow down"}"#, error: .rateLimit,
      message: "slow down"),
    Row(
      name: "Fireworks error object",
      body:
        #"{"error":{"object":"error","type":"invalid_request_error","code":"invalid","message":"Extra inputs are not permitted, field: 'messages[0].x'"}}"#,
      error: .invalidRequest),
    Row(name: "Fireworks error as text", body: #"{"error":"no"}"#, error: .unknown, message: "no"),
    Row(
      name: "fault", body: #"{"fault":{"faultstring":"Expired","detail":{"errorcode":"oauth.x"}}}"#,
      error: .unknown, message: "Expired"),
    Row(
      name: "detail as text", body: #"{"detail":"Not Found"}"#, error: .unknown,
      message: "Not Found"),
    Row(
      name: "FastAPI detail",
      body: #"{"detail":[{"loc":["body","model"],"msg":"field required"}]}"#,
      error: .unknown, message: "body.model: field required"),
    Row(
      name: "Gemini list",
      body: #"[{"error":{"code":429,"message":"quota","status":"RESOURCE_EXHAUSTED"}}]"#,
      error: .rateLimit, message: "quota"),
    Row(
      name: "older vLLM",
      body: #"{"object":"error","message":"bad","type":"BadRequestError","param":null,"code":400}"#,
      error: .invalidRequest, message: "bad"),
    Row(
      name: "Azure content filter",
      body:
        #"{"error":{"message":"filtered","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{}}}}"#,
      error: .contentFilter),
    Row(
      name: "HTML with 200", body: "<!DOCTYPE html><html><title>Bad\n gateway</title></html>",
      error: .notAnAPI, message: "a page, not an API's answer: Bad  gateway"),
    Row(
      name: "a list of models", body: #"[{"id":"m","object":"model"},{"id":"n"}]"#,
      error: .unreadable),
    Row(name: "text with 200", body: "no healthy upstream", error: .notAnAPI),
    Row(name: "an empty body", body: "", error: .notAnAPI, message: "an empty body"),
    Row(name: "a body cut short", body: #"{"id":"c1","choices":[{"ind"#, error: .cutOff),
    Row(
      name: "JSON up to a byte", body: #"{"id":"c1","choices":oops}"#, error: .unreadable,
      message: "the body is not JSON at byte 21: a value cannot begin with this byte: oops}"),
    Row(
      name: "a status that is no success in base_resp",
      body: #"{"choices":null,"base_resp":{"status_code":1039,"status_msg":"too many tokens"}}"#,
      error: .unknown, message: "too many tokens"),
    Row(
      name: "a status of 0 in base_resp",
      body: #"{"choices":[{"message":{"content":"a"}}],"base_resp":{"status_code":0}}"#,
      content: "a"),
    Row(
      name: "a list of errors",
      body: #"{"result":null,"success":false,"errors":[{"code":7000,"message":"no route"}]}"#,
      error: .unknown, message: "no route"),
    Row(name: "msg beside a code", body: #"{"code":1261,"msg":"too long"}"#, error: .unknown),
    Row(name: "Message in capitals", body: #"{"Message":"not allowed"}"#, error: .unknown),
    Row(
      name: "an error that says nothing",
      body: #"{"error":{"message":"","code":null},"choices":[{"message":{"content":"a"}}]}"#,
      content: "a"),
    Row(
      name: "used-up balance in the words of a provider",
      body: #"{"error":{"message":"Insufficient Balance","code":"invalid_request_error"}}"#,
      error: .quota),
    Row(
      name: "Gemini's own form",
      body: #"{"candidates":[{"content":{"parts":[{"text":"a"}]}}]}"#, content: "a"),
    Row(name: "another object", body: #"{"a":1}"#, error: .unreadable),
    Row(name: "no choices", body: #"{"id":"c1","choices":[]}"#, error: .unreadable),
    Row(name: "a number", body: "5", error: .unreadable),
  ]

  @Test(arguments: rows) func `reads the body`(_ row: Row) {
    let body = ChatBody(row.body.bytes)
    let message = body.completion.choices.first?.message
    #expect((message?.toolCalls ?? []).map(\.shown) == row.calls)
    #expect(message?.content.map { String(decoding: $0, as: UTF8.self) } == row.content)
    #expect(body.completion.error?.kind == row.error)
    if let text = row.message { #expect(body.completion.error?.message == text) }
  }

  @Test(arguments: rows) func `places lead back to the bytes`(_ row: Row) throws {
    let body = ChatBody(row.body.bytes)
    for (part, fragments) in body.parts.fragments {
      for fragment in fragments {
        let token = String(decoding: row.body.bytes[fragment.source], as: UTF8.self)
        if fragment.isString {
          #expect(token.hasPrefix("\"") && token.hasSuffix("\""))
        } else {
          #expect("{n".contains(token.first!), "\(part)")
        }
      }
    }
  }

  @Test func `the failed generation is kept with its place`() throws {
    let row = Self.rows.first { $0.name == "Groq tool_use_failed" }!
    let body = ChatBody(row.body.bytes)
    #expect(body.completion.error?.failedGeneration == #"{"name":"f"}"#.bytes)
    let place = try #require(body.parts.fragments[.failedGeneration]?.first)
    #expect(row.body.bytes[place.source].elementsEqual(#""{\"name\":\"f\"}""#.bytes))
  }

  @Test func `refusals and thoughts are apart from the content`() {
    let body = ChatBody(
      Self.body(#"{"content":null,"refusal":"I'm sorry","reasoning":"hm","role":"assistant"}"#)
        .bytes)
    #expect(body.completion.choices[0].message.refusal == "I'm sorry".bytes)
    #expect(body.completion.choices[0].message.reasoning == "hm".bytes)
    #expect(body.completion.choices[0].message.content == nil)
  }

  @Test func `the reading of finish_reason follows what the message holds`() {
    func finish(_ body: String) -> FinishReason? {
      ChatBody(body.bytes).completion.choices.first?.finish
    }
    #expect(finish(Self.body(#"{"content":"a"}"#, finish: "eos")) == .stop)
    #expect(finish(Self.body(#"{"content":"a"}"#, finish: "MAX_TOKENS")) == .length)
    #expect(finish(Self.body(#"{"content":"a"}"#, finish: "tool_calls")) == .stop)
    #expect(finish(Self.body(#"{"content":"a"}"#, finish: "SAFETY")) == .contentFilter)
    #expect(finish(Self.body(#"{"content":"a"}"#, finish: "strange")) == .other)
    #expect(
      finish(Self.calls(Self.call("{}")).replacing("\"tool_calls\"}", with: "\"stop\"}"))
        == .toolCalls)
  }

  @Test func `a status makes an error of a body without words plainer`() {
    #expect(ChatBody(#"{"error":"x"}"#.bytes, status: 503).completion.error?.kind == .overloaded)
    #expect(ChatBody("".bytes, status: 502).completion.error?.status == 502)
  }
}
