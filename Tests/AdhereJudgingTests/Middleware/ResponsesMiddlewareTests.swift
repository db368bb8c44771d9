import AdhereJudging
import AdhereTestSupport
import AdhereWire
import Testing

/// Requests for the Responses API are sent again, raised and streamed as those for chat are.
@Suite struct ResponsesMiddlewareTests {
  private static let good = ResponseSample([ResponsesEnvelopeRows.call])
  private static let bad = ResponseSample([.call("rain_in", [#"{"city":7}"#])])

  @Test func `an answer that does not conform is asked for again`() async throws {
    let (reply, requests) = try await Asked.ask(
      [Self.bad.body, Self.good.body], request: ResponsesEnvelopeRow.tools)
    #expect(reply.outcome == .valid && reply.attempts.count == 2)
    let second = String(decoding: requests[1].bytes, as: UTF8.self)
    #expect(
      second.contains(#""input":[{"role":"user","content":"Rain?"},{"role":"user","content":"#))
    #expect(second.contains("must have required property 'days'"))
    #expect(!second.contains(#""messages""#))
  }

  @Test func `content is sent back as the model's own`() async throws {
    let (_, requests) = try await Asked.ask(
      [
        ResponseSample([.message([[#"{"city":1}"#]])]).body,
        ResponseSample([.message([["{}"]])]).body,
      ], attempts: 2, request: ResponsesEnvelopeRow.json)
    let second = String(decoding: requests[1].bytes, as: UTF8.self)
    #expect(
      second.contains(
        #""text":"Rain?"}]},{"role":"assistant","content":"{\"city\":1}"},{"role":"user""#))
  }

  @Test func `a limit is raised`() async throws {
    let cut = ResponseSample(
      [.call("rain_in", [#"{"city":"O"#])], status: "incomplete",
      incomplete: #"{"reason":"max_output_tokens"}"#)
    let (reply, requests) = try await Asked.ask(
      [cut.body, Self.good.body], Middleware(truncation: .raiseLimit(upTo: 300)),
      request: ResponsesEnvelopeRow.tools.replacing(
        #""model":"m-2","#, with: #""model":"m-2","max_output_tokens":100,"#))
    #expect(requests.map(\.maximumTokens) == [100, 200])
    #expect(reply.outcome == .valid)
  }

  @Test func `failures end it`() async throws {
    let failed = ResponseSample(
      [], status: "failed", error: #"{"code":"server_error","message":"Gone."}"#)
    let (reply, requests) = try await Asked.ask(
      [failed.body], request: ResponsesEnvelopeRow.tools)
    #expect(requests.count == 1 && reply.outcome == .error)
    #expect(reply.completion.error?.message == "Gone.")
  }

  @Test func `a stream is read as it comes`() async throws {
    let sample = ResponseSample([
      .reasoning(["Wet."]), .message([["One ", "moment."]]), ResponsesEnvelopeRows.call,
    ])
    let body = Array(sample.stream().utf8)
    var text: [UInt8] = []
    var thoughts: [UInt8] = []
    var names: [String] = []
    var partials: [String] = []
    var reply: Reply?
    let stream = try await Middleware().stream(
      ChatRequest(Array(ResponsesEnvelopeRow.tools.utf8))
    ) { request in
      #expect(request.isStream)
      return MiddlewareTests.Pieces(
        pieces: stride(from: 0, to: body.count, by: 11).map {
          Array(body[$0..<min($0 + 11, body.count)])
        })
    }
    for try await event in stream {
      switch event {
      case .text(_, let piece): text += piece
      case .reasoning(_, let piece): thoughts += piece
      case .call(_, _, let name): names.append(name)
      case .partial(let part):
        partials.append(part.value.map { String(decoding: $0, as: UTF8.self) } ?? "")
      case .finished(let last): reply = last
      case .aborted: break
      }
    }
    #expect(text.shown == "One moment." && thoughts.shown == "Wet.")
    #expect(names == ["rain_in"])
    #expect(partials.contains(#"{"city":"Os"}"#) && partials.last == ResponsesEnvelopeRows.good)
    #expect(reply?.outcome == .valid)
  }

  @Test func `words of the user count where the input holds them`() throws {
    let tools =
      #"[{"type":"function","name":"fit","parameters":{"type":"object","properties":{"data":{"type":"string"}},"required":["data"]}}]"#
    for input in [
      #""Fit my_data""#,
      #"[{"role":"developer","content":"fit(data=old_data)"},{"role":"user","content":[{"type":"input_text","text":"Fit my_data"}]}]"#,
    ] {
      let contract = try CompletionContract(
        request: ChatRequest(Array(#"{"input":\#(input),"tools":\#(tools)}"#.utf8)))
      func outcome(_ text: String) -> Outcome {
        contract.judge(ChatBody(Array(ResponseSample([.message([[text]])]).body.utf8)).completion)
          .outcome
      }
      #expect(outcome("[fit(data=my_data)]") == .repaired)
      #expect(outcome("[fit(data=old_data)]") == .unreadable)
    }
  }
}
