import AdhereTestSupport
import AdhereJudging
import AdhereWire
import Testing

@Suite struct MiddlewareTests {
  @Test func `an answer that conforms is the last`() async throws {
    let (reply, requests) = try await Asked.ask([Asked.good])
    #expect(reply.outcome == .valid && reply.attempts.count == 1 && requests.count == 1)
    #expect(reply.calls.map(\.shown) == [#"get_weather({"city":"Paris","days":1})"#])
  }

  @Test func `one that was repaired is never asked for again`() async throws {
    let (reply, requests) = try await Asked.ask([Asked.broken])
    #expect(reply.outcome == .repaired && requests.count == 1)
  }

  @Test func `one that does not conform is sent back with what is wrong`() async throws {
    let (reply, requests) = try await Asked.ask([Asked.bad, Asked.good])
    #expect(reply.outcome == .valid && reply.attempts.count == 2)
    #expect(reply.attempts[0].judgement.outcome == .invalid)
    let second = String(decoding: requests[1].bytes, as: UTF8.self)
    #expect(second.contains(#""role":"user","content":"Your last answer was:\nget_weather({"#))
    #expect(second.contains("must have required property 'days'"))
    #expect(second.contains("/0/arguments/city: must be string"))
  }

  @Test func `the conversation does not grow with every attempt`() async throws {
    let (reply, requests) = try await Asked.ask([Asked.bad], attempts: 4)
    #expect(reply.attempts.count == 4 && reply.outcome == .invalid)
    #expect(requests[1].bytes.count == requests[3].bytes.count)
  }

  @Test func `content is sent back as the model's own`() async throws {
    let (_, requests) = try await Asked.ask(
      [Asked.body(#"{"content":"{\"city\":1}"}"#), Asked.body(#"{"content":"{}"}"#)], attempts: 2,
      request: Asked.jsonRequest)
    let second = String(decoding: requests[1].bytes, as: UTF8.self)
    #expect(second.contains(#"{"role":"assistant","content":"{\"city\":1}"},{"role":"user""#))
  }

  @Test func `a truncated answer is not asked for again with the same limit`() async throws {
    let cut = Asked.call(#""{\"city\":\"Pa""#).replacing("\"tool_calls\"}", with: "\"length\"}")
    #expect(try await Asked.ask([cut]).requests.count == 1)
    let limited = Asked.request.replacing(#""model":"m","#, with: #""model":"m","max_tokens":100,"#)
    #expect(try await Asked.ask([cut], request: limited).requests.count == 1)
    let raising = Middleware(truncation: .raiseLimit(upTo: 300))
    let (_, requests) = try await Asked.ask([cut], attempts: 9, raising, request: limited)
    #expect(requests.map(\.maximumTokens) == [100, 200, 300])
  }

  @Test func `refusals and errors end it`() async throws {
    for answer in [Asked.body(#"{"refusal":"no"}"#), #"{"error":{"message":"x"}}"#] {
      #expect(try await Asked.ask([answer]).requests.count == 1)
    }
  }

  @Test func `what the client throws is thrown, and a bad schema too`() async throws {
    struct Offline: Error {}
    let request = try ChatRequest(Array(Asked.request.utf8))
    await #expect(throws: Offline.self) {
      try await Middleware().complete(request) { _ -> [UInt8] in throw Offline() }
    }
    let bad = try ChatRequest(
      Array(#"{"response_format":{"type":"json_object","schema":{"type":"objekt"}}}"#.utf8))
    await #expect(throws: InputError.self) {
      try await Middleware().complete(bad) { _ in [UInt8]() }
    }
  }

  struct Weather: Decodable, Equatable {
    var city: String
    var days: Int
  }

  @Test func `the answer is decoded`() async throws {
    #expect(
      try await Asked.ask([Asked.broken]).reply.decode(Weather.self)
        == Weather(city: "Paris", days: 1))
    let bad = try await Asked.ask([Asked.bad], attempts: 1).reply
    #expect(throws: NonconformingOutput.self) { try bad.decode(Weather.self) }
  }

  struct Pieces: AsyncSequence {
    var pieces: [[UInt8]]
    func makeAsyncIterator() -> Iterator { Iterator(pieces: pieces[...]) }
    struct Iterator: AsyncIteratorProtocol {
      var pieces: ArraySlice<[UInt8]>
      mutating func next() async -> [UInt8]? { pieces.popFirst() }
    }
  }

  @Test func `a stream is read as it comes`() async throws {
    let body = Array(Asked.stream(pieces: [#"{"city":"Pa"#, #"ris","da"#, #"ys":1}"#]).utf8)
    var text: [UInt8] = []
    var names: [String] = []
    var partials: [String] = []
    var reply: Reply?
    let pieces = Pieces(
      pieces: stride(from: 0, to: body.count, by: 7).map {
        Array(body[$0..<min($0 + 7, body.count)])
      })
    let stream = try await Middleware().stream(ChatRequest(Array(Asked.request.utf8))) { request in
      #expect(request.isStream)
      return pieces
    }
    for try await event in stream {
      switch event {
      case .text(_, let piece): text += piece
      case .call(_, _, let name): names.append(name)
      case .partial(let part):
        partials.append(part.value.map { String(decoding: $0, as: UTF8.self) } ?? "")
      case .finished(let last): reply = last
      case .reasoning, .aborted: break
      }
    }
    #expect(text == Array("Let me see.".utf8))
    #expect(names == ["get_weather"])
    #expect(partials.contains(#"{"city":"Pa"}"#) && partials.last == #"{"city":"Paris","days":1}"#)
    #expect(try reply?.decode(Weather.self) == Weather(city: "Paris", days: 1))
  }
}
