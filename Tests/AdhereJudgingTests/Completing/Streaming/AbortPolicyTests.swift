import AdhereTestSupport
import AdhereJudging
import AdhereWire
import AdhereSchema
import AdhereRepair
import Testing

/// Streams that are given up, and those that are not.
@Suite struct AbortPolicyTests {
  static let request = #"""
    {"tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object",
    "properties":{"city":{"type":"string"},"days":{"type":"integer","maximum":7}},
    "required":["city"]}}}]}
    """#
  /// The number is wrong for good once the next key is there.
  static let bad = [#"{"days":"#, "40", #","city":"#, #""Paris","x":["#, "1,2,3]}"]

  func contract(_ policy: Policy = Policy()) throws -> CompletionContract {
    try CompletionContract(request: ChatRequest(Array(Self.request.utf8)), policy: policy)
  }

  /// Feeds a stream event by event; how many were read before it was given up.
  func run(
    _ stream: String, _ contract: CompletionContract, _ abortPolicy: AbortPolicy = .arguments,
    mode: StreamJudge.Mode = .hold
  ) -> (judge: StreamJudge, judgement: CompletionJudgement, events: Int, out: String) {
    let judge = StreamJudge(contract, mode: mode, abortPolicy: abortPolicy)
    var out: [UInt8] = []
    var events = 0
    for event in stream.split(separator: "\n\n") where judge.abort == nil {
      judge.feed(Array((event + "\n\n").utf8), to: &out)
      events += 1
    }
    let judgement = judge.finish(to: &out)
    return (judge, judgement, events, String(decoding: out, as: UTF8.self))
  }

  @Test func `arguments that no repair mends end the stream, with the reason`() throws {
    let stream = Asked.stream(pieces: Self.bad)
    let result = run(stream, try contract())
    #expect(
      result.judge.abort
        == StreamAbort(.schema, "/days breaks maximum"))
    // Text, the call, and three of the five pieces.
    #expect(result.events == 5)
    #expect(result.judgement.outcome == .invalid)
    #expect(result.judgement.first.violations[0].keyword == "abort")
    #expect(result.out.contains(#""code":"schema""#))
    #expect(result.out.contains("/days breaks maximum"))
    #expect(run(stream, try contract(), .content).judge.abort != nil)
    for abortPolicy in [AbortPolicy.never, .runaway] {
      let patient = run(stream, try contract(), abortPolicy)
      #expect(patient.judge.abort == nil && patient.judgement.outcome == .invalid)
    }
  }

  @Test func `where it ends does not depend on how the bytes are split`() throws {
    let contract = try contract()
    let bytes = Array(Asked.stream(pieces: Self.bad).utf8)
    func run(_ pieces: [ArraySlice<UInt8>]) -> (abort: StreamAbort?, out: [UInt8]) {
      let judge = StreamJudge(contract)
      var out: [UInt8] = []
      for piece in pieces { judge.feed(Array(piece), to: &out) }
      _ = judge.finish(to: &out)
      return (judge.abort, out)
    }
    let whole = run([bytes[...]])
    #expect(whole.abort?.reason == .schema)
    for cut in bytes.indices {
      let parts = run([bytes[..<cut], bytes[cut...]])
      #expect(parts.abort == whole.abort && parts.out == whole.out, "cut at \(cut)")
    }
    let single = run(bytes.indices.map { bytes[$0...$0] })
    #expect(single.abort == whole.abort && single.out == whole.out)
  }

  @Test func `and not what a repair may mend`() throws {
    let stream = Asked.stream(pieces: [#"{"days":"#, #""4""#, #","city":"#, #""Paris","#, "}"])
    let result = run(stream, try contract())
    #expect(result.judge.abort == nil && result.judgement.outcome == .repaired)
    // Where nothing may be repaired, the text in place of a number is enough.
    let strict = run(stream, try contract(.none))
    #expect(strict.judge.abort == StreamAbort(.type, "/days breaks type"))
  }

  @Test func `a name that comes late is waited for`() throws {
    let stream =
      Asked.chunk(#"{"tool_calls":[{"index":0,"id":"a","function":{"arguments":"{\"days\":"}}]}"#)
      + Asked.chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":"40,\"ci"}}]}"#)
      + Asked.chunk(
        #"{"tool_calls":[{"index":0,"function":{"name":"get_weather","arguments":"ty\""}}]}"#)
      + Asked.chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]}"#)
    let result = run(stream, try contract())
    #expect(result.judge.abort == StreamAbort(.schema, "/days breaks maximum"))
    #expect(result.events == 3)
  }

  @Test func `another choice may be good`() throws {
    let good = #"{"city":"Paris","days":1}"#
    func choice(_ index: Int, _ arguments: String) -> String {
      #"data: {"choices":[{"index":\#(index),"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"get_weather","arguments":\#(Asked.quoted(arguments))}}]},"finish_reason":null}]}"#
        + "\n\n"
    }
    let stream =
      choice(0, "{") + choice(1, good) + choice(0, #""days":40,"city":"x""#)
      + choice(0, "}") + "data: [DONE]\n\n"
    let result = run(stream, try contract())
    #expect(result.judge.abort == nil)
    #expect(result.judgement.choices.map(\.judgement.outcome) == [.invalid, .valid])
  }

  @Test func `content is given up only where that was asked`() throws {
    let stream = Asked.stream(text: [#"{"days":"#, #"[1,"#, #"2],"city":"#, #""x"}"#])
    #expect(run(stream, try Asked.json()).judge.abort == nil)
    let early = run(stream, try Asked.json(), .content)
    #expect(early.judge.abort == StreamAbort(.type, "/days breaks type"))
    // A second answer behind the first is the price.
    let second = Asked.stream(text: [
      #"{"days":[1,2],"city":"x"}"#, "\nNo: {\"days\":1,\"city\":\"x\"}",
    ])
    #expect(run(second, try Asked.json()).judgement.outcome == .repaired)
    #expect(run(second, try Asked.json(), .content).judge.abort != nil)
  }

  @Test func `the library's stream ends early too`() async throws {
    let pieces = Asked.stream(pieces: Self.bad).split(separator: "\n\n").map {
      Array(($0 + "\n\n").utf8)
    }
    let bytes = AsyncStream { continuation in
      for piece in pieces { continuation.yield(piece) }
      continuation.finish()
    }
    var abort: StreamAbort?
    var reply: Reply?
    let request = try ChatRequest(Array(Self.request.utf8))
    for try await event in try await Middleware().stream(request, send: { _ in bytes }) {
      if case .aborted(let reason) = event { abort = reason }
      if case .finished(let last) = event { reply = last }
    }
    #expect(abort == StreamAbort(.schema, "/days breaks maximum"))
    #expect(reply?.outcome == .invalid)
  }

  @Test func `text that passed on is not kept for ever`() throws {
    let judge = StreamJudge(try contract(), keptText: 1_000)
    var out: [UInt8] = []
    var fed = ""
    for i in 0..<200 {
      let chunk = Asked.chunk(#"{"content":"word \#(i) "}"#)
      fed += chunk
      judge.feed(Array(chunk.utf8), to: &out)
      #expect(judge.completion.choices[0].message.content!.count <= 1_010)
    }
    #expect(out == Array(fed.utf8))
    // A call in the text behind it is found all the same.
    let call =
      #"<tool_call>{"name":"get_weather","arguments":{"city":"Paris","days":"1"}}</tool_call>"#
    out = []
    judge.feed(Array(Asked.chunk(#"{"content":\#(Asked.quoted(call))}"#).utf8), to: &out)
    judge.feed(Array((Asked.chunk("{}", finish: "stop") + "data: [DONE]\n\n").utf8), to: &out)
    #expect(out.isEmpty)
    let judgement = judge.finish(to: &out)
    #expect(judgement.first.outcome == .repaired)
    #expect(judgement.calls == [#"get_weather({"city":"Paris","days":1})"#])
    #expect(judgement.first.warnings.contains { $0.code == .textNotKept })
    #expect(String(decoding: out, as: UTF8.self).contains(#""tool_calls":[{"index":0"#))
  }
}
