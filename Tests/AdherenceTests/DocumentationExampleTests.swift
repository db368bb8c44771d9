import Adherence
import Foundation
import Testing

/// The Swift examples of README and manual, line by line; a test of the command compares them.
@Suite struct DocumentationExampleTests {
  struct Weather: Decodable {
    var city: String
    var days: Int
  }

  /// A client that answers every request with a recorded response.
  struct Client {
    func send(_ request: [UInt8]) async throws -> [UInt8] {
      try DocumentationExampleTests.sample("weather-response.json")
    }
  }

  let myClient = Client()

  static func sample(_ name: String) throws -> [UInt8] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: root.appendingPathComponent("schemas/samples/\(name)")))
  }

  @Test func `an output is judged`() throws {
    var printed: [String] = []
    func print(_ items: Any...) {
      printed.append(items.map { "\($0)" }.joined(separator: " "))
    }

    let schema = #"{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]}"#
    let contract = try Contract(schema: Array(schema.utf8), policy: Policy(tier: .safe))
    let judgement = contract.judge(Output(text: #"Here you are: {"age": "36",}"#))
    switch judgement.outcome {
    case .valid, .repaired: print(String(decoding: judgement.value!, as: UTF8.self))  // {"age": 36}
    default: print(judgement.reason?.message ?? "", judgement.violations)
    }
    for repair in judgement.repairs { print(repair.rule.id, repair.span) }

    #expect(printed.first == #"{"age": 36}"#)
    #expect(printed.contains { $0.hasPrefix("string-to-number ") })

    let cut = contract.judge(Output(text: #"{"age": 36, "likes": ["ma"#))
    print(cut.reason?.code == .cutOff)  // true
    print(cut.reason?.message ?? "")  // the text ends inside a value
    #expect(printed.last == "the text ends inside a value")
    let reason: Reason? = cut.reason
    let code: ReasonCode? = reason?.code
    let rivals: [Rival] = cut.rivals
    #expect(code?.rawValue == "cut-off" && rivals.isEmpty)

    struct Person: Decodable { var age: Int }
    let person = try contract.decode(Person.self, from: #"{'age': '36'}"#)
    #expect(person.age == 36)

    struct Stay: Codable {
      var city: String
      var nights: UInt8
      var board: String?
    }

    let typed = try Contract(decoding: Stay.self)
    let stay = try typed.decode(Stay.self, from: #"Sure: {'city': 'Oslo', 'nights': '3',}"#)
    #expect(stay.city == "Oslo" && stay.nights == 3 && stay.board == nil)

    struct Guest: Decodable { var age: UInt8 }
    let gaps = try Contract.gaps(in: schema.utf8, decoding: Guest.self)
    print(gaps)  // ["/age: whole numbers outside of 0 to 255 are permitted"]
    #expect(printed.last == #"["/age: whole numbers outside of 0 to 255 are permitted"]"#)
  }

  @Test func `the landing page's example`() throws {
    var printed: [String] = []
    func print(_ items: Any...) {
      printed.append(items.map { "\($0)" }.joined(separator: " "))
    }

    let schema = #"{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]}"#
    let contract = try Contract(schema: Array(schema.utf8))
    let judgement = contract.judge(Output(text: #"Here you are: {"age": "36",}"#))
    print(judgement.outcome)  // repaired
    print(String(decoding: judgement.value ?? [], as: UTF8.self))  // {"age": 36}
    for repair in judgement.repairs { print(repair.rule.id, repair.span) }

    #expect(printed.prefix(2) == ["repaired", #"{"age": 36}"#])
  }

  @Test func `a policy permits single rules`() throws {
    let schema = #"{"items":{"type":"integer"}}"#
    var policy = Policy(tier: .lossless)
    policy.allow(.stringToNumber)
    policy.deny(.stripFence)
    let strict = try Contract(schema: Array(schema.utf8), policy: policy)
    #expect(strict.judge(Output(text: #"["1",]"#)).outcome == .repaired)
    #expect(strict.judge(Output(text: "```json\n[1]\n```")).outcome != .repaired)
  }

  @Test func `a completion is wrapped`() async throws {
    let body = try Self.sample("weather-request.json")

    let request = try ChatRequest(body)
    let middleware = Middleware()
    let reply = try await middleware.complete(request, attempts: 3) { request in
      try await myClient.send(request.bytes)
    }
    let weather = try reply.decode(Weather.self)

    #expect(weather.city == "Paris" && weather.days == 1)
    #expect(reply.outcome == .repaired && reply.attempts.count == 1)
  }

  @Test func `a loop of calls`() async throws {
    struct Place: Decodable { var city: String }
    struct Client {
      func send(_ request: [UInt8]) async throws -> [UInt8] {
        let isFirst = !String(decoding: request, as: UTF8.self).contains("12 degrees in Oslo")
        let message =
          isFirst
          ? #"{"tool_calls":[{"id":"a","type":"function","function":{"name":"get_weather","arguments":"{'city': 'Oslo'}"}}]}"#
          : #"{"content":"It is cold."}"#
        return Array(
          #"{"choices":[{"index":0,"message":\#(message),"finish_reason":"stop"}]}"#.utf8)
      }
    }
    let myClient = Client()
    let middleware = Middleware()

    let parameters =
      #"{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"#
    let question = try ChatRequest(
      model: "m", messages: [.system("Be brief."), .user("How is the \"weather\" in Oslo?")],
      tools: [
        RequestTool("get_weather", "The weather of a city, now.", parameters: parameters.utf8)
      ]
    ).setting("temperature", 0.5)
    var conversation = question
    for _ in 0..<8 {
      let reply = try await middleware.complete(conversation) { try await myClient.send($0.bytes) }
      guard let message = reply.assistantMessage, !reply.calls.isEmpty else { break }
      conversation = try conversation.appending(message)
      let results = try reply.calls.map { call in
        let place = try call.decode(Place.self)
        return RequestMessage.tool("12 degrees in \(place.city)", for: call)
      }
      conversation = try conversation.appending(results)
    }

    let sent = String(decoding: conversation.bytes, as: UTF8.self)
    #expect(sent.hasSuffix(#""temperature":0.5}"#))
    #expect(sent.contains(#"{"role":"tool","tool_call_id":"a","content":"12 degrees in Oslo"}]"#))
  }

  @Test func `a streamed answer is read event by event`() async throws {
    let pieces = [
      #"data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":"#,
      #"{"name":"get_weather","arguments":"{'city': 'Paris', 'days': 1}"}}]},"#,
      #""finish_reason":"tool_calls"}]}"# + "\n\ndata: [DONE]\n\n",
    ].map { Array($0.utf8) }
    let middleware = Middleware()
    let request = try ChatRequest(Self.sample("weather-request.json"))
    var previews: [[UInt8]?] = []
    var outcomes: [Outcome] = []
    func open(_ request: ChatRequest) async throws -> AsyncStream<[UInt8]> {
      AsyncStream { stream in
        for piece in pieces { stream.yield(piece) }
        stream.finish()
      }
    }
    func show(_ text: [UInt8]) {}
    func preview(_ value: [UInt8]?) { previews.append(value) }
    func finish(_ outcome: Outcome) { outcomes.append(outcome) }

    for try await event in try await middleware.stream(request, send: open) {
      switch event {
      case .text(_, let text): show(text)
      case .partial(let part): preview(part.value)
      case .finished(let reply): finish(reply.outcome)
      default: break
      }
    }

    #expect(outcomes == [.repaired])
    #expect(!previews.isEmpty)

    let judge = try StreamJudge(CompletionContract(request: request))
    var out: [UInt8] = []
    for piece in pieces { judge.feed(piece, to: &out) }
    let verdict = judge.finish(to: &out)
    #expect(verdict.choices.first?.judgement.outcome == .repaired)
    #expect(String(decoding: out, as: UTF8.self).contains(#"{\"city\": \"Paris\", \"days\": 1}"#))
  }

  @Test func `a request for another provider says what it loses`() throws {
    var printed: [String] = []
    func print(_ items: Any...) {
      printed.append(items.map { "\($0)" }.joined(separator: " "))
    }

    let format =
      #"{"model":"m","messages":[],"response_format":{"type":"json_schema","json_schema":{"#
      + #""name":"age","schema":{"type":"object","properties":{"age":{"type":"integer","minimum":0}}}}}}"#
    let asked = try ChatRequest(Array(format.utf8))
    for target in [RequestTranslation.Target.together, .fireworks] {
      let translation = RequestTranslation(asked, to: target)
      print(target, translation.changes.map(\.place))
    }

    #expect(printed.count == 2)
    #expect(printed.allSatisfy { $0.contains("/properties/age/minimum") })
  }

  @Test func `a recorder counts`() async throws {
    var printed: [String] = []
    func print(_ text: String) { printed.append(text) }
    let request = try ChatRequest(Self.sample("weather-request.json"))

    let recorder = AdherenceRecorder(provider: "together")
    let counted = Middleware(recorder: recorder)
    _ = try await counted.complete(request) { try await myClient.send($0.bytes) }
    print(String(decoding: Metrics(recorder.tallies).text(.prometheus), as: UTF8.self))

    let line = #"surface="tool",tool="get_weather",outcome="repaired"} 1"#
    #expect(printed[0].contains(#"adhere_outputs_total{provider="together""#))
    #expect(printed[0].contains(line))
  }

  #if Store
    /// Compiled only: it would make a file.
    func keeping() throws -> Middleware {
      let store = try TraceStore("adhere.db")
      let kept = Middleware(
        recorder: AdherenceRecorder(store: store, provider: "together") { print($0) })
      return kept
    }
  #endif

  #if Telemetry
    /// Compiled only: backends are the application's.
    func bridging() -> AdherenceRecorder {
      let telemetry = TelemetryBridge()
      let bridged = AdherenceRecorder(provider: "together") { _, tallies in telemetry.add(tallies) }
      return bridged
    }
  #endif
}
