import AdhereJudging
import AdhereTestSupport
import AdhereWire
import Testing

/// Loops of calls and results, and what a reply tells beside its value.
@Suite struct ConversationTests {
  private func reply(_ answers: [String], _ request: String = Asked.request) async throws -> Reply {
    try await Asked.ask(answers, request: request).reply
  }

  private func appended(_ reply: Reply) throws -> String {
    let message = try #require(reply.assistantMessage)
    return String(
      decoding: try ChatRequest(#"{"messages":[]}"#).appending(message).bytes, as: UTF8.self)
  }

  @Test func `the message that goes back has the repaired calls with their ids`() async throws {
    let reply = try await reply([Asked.broken])
    let call = try #require(reply.calls.first)
    let came = reply.completion.choices[0].message.toolCalls[0]
    #expect(call.id == came.id)
    #expect(try call.decode(MiddlewareTests.Weather.self).days == 1)
    let text = try appended(reply)
    #expect(text.contains(#""tool_calls":[{"id":"\#(call.id ?? "-")","type":"function","#))
    let arguments = String(decoding: call.arguments, as: UTF8.self)
    #expect(text.contains(arguments.replacing("\"", with: "\\\"")))
  }

  @Test func `calls that were written in the text get ids, and leave the text`() async throws {
    let body = Asked.body(
      #"{"content":"<tool_call>{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Paris\",\"days\":1}}</tool_call>"}"#
    )
    let reply = try await reply([body])
    let call = try #require(reply.calls.first)
    #expect(call.id?.hasPrefix("call_") == true && reply.calls == reply.calls)
    let text = try appended(reply)
    #expect(!text.contains("<tool_call>") && text.contains(call.id!))
    let next = try ChatRequest(Asked.request).appending(
      try #require(reply.assistantMessage), .tool("12 °C", for: call))
    #expect(String(decoding: next.bytes, as: UTF8.self).contains(#""tool_call_id":"\#(call.id!)""#))
  }

  @Test func `text and values go back as they are handed on`() async throws {
    let json = try await reply(
      [Asked.body(#"{"content":"{'city':'Paris','days':1,}"}"#)], Asked.jsonRequest)
    #expect(try appended(json).contains(#""content":"{\"city\":\"Paris\",\"days\":1}""#))
    let bad = try await reply([Asked.bad])
    #expect(bad.assistantMessage == nil && bad.calls.isEmpty)
  }

  @Test func `status, headers, usage and the time to wait`() async throws {
    let request = try ChatRequest(Asked.request)
    let reply = try await Middleware().complete(request) { _ in
      ProviderResponse(
        #"{"error":{"message":"slow down","type":"rate_limit"}}"#.utf8, status: 429,
        headers: ["Retry-After": "7", "X-Request-ID": "r1"])
    }
    #expect(reply.status == 429 && reply.retryAfter == .seconds(7) && reply.requestID == "r1")
    #expect(reply.outcome == .error && reply.completion.error?.status == 429)
    let good = try await Middleware().complete(request) { _ in
      ProviderResponse(
        Asked.good.replacing(
          #""usage":{"#,
          with:
            #""usage":{"prompt_tokens":5,"completion_tokens":3,"completion_tokens_details":{"reasoning_tokens":2},"#
        ).utf8, status: 200)
    }
    #expect(good.usage == TokenUsage(input: 5, output: 3, reasoning: 2, cached: nil))
    #expect(good.retryAfter == nil && good.status == 200)
  }

  @Test func `errors say what they are about`() async throws {
    let two = #"""
      {"tool_calls":[{"id":"a","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Oslo\",\"days\":1}"}},{"id":"b","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Rome\",\"days\":1}"}}]}
      """#
    let calls = try await reply([Asked.body(two)])
    #expect(calls.calls.map(\.id) == ["a", "b"])
    let error = #expect(throws: NonconformingOutput.self) {
      try calls.decode(MiddlewareTests.Weather.self)
    }
    #expect(error?.description.contains("2 calls (get_weather, get_weather)") == true)
    #expect(calls.judgement.choices[0].feedback == nil)
    let text = try await reply([Asked.body(#"{"content":"It rains."}"#)])
    let other = #expect(throws: NonconformingOutput.self) {
      try text.decode(MiddlewareTests.Weather.self)
    }
    #expect(other?.description == "no_call: the answer is text, with nothing in it to decode")
  }

  @Test func `judgements and their parts can be printed`() throws {
    let contract = try Contract(
      schema: Array(#"{"properties":{"a":{"type":"integer"}}}"#.utf8))
    let repaired = contract.judge(Output(text: "{'a':1}"))
    #expect(
      "\(repaired)".hasPrefix("repaired {\"a\":1}\n  single-quotes at /a, bytes 1-2: ' -> \""))
    let invalid = contract.judge(Output(text: #"{"a":[]}"#))
    #expect("\(invalid)".contains("/a must be integer"))
    #expect(
      String(decoding: invalid.record(), as: UTF8.self).hasPrefix(
        #"{"outcome":"invalid","repairs":[],"violations":[{"instancePath":"/a","#))
    #expect("\(ToolCall(name: "f", arguments: Array("{}".utf8)))" == "f({})")
    #expect("\(Warning(.duplicateKey, "x"))" == "duplicate-key: x")
  }
}
