import AdhereTallies
import AdhereTestSupport
import AdhereJudging
import AdhereWire
import AdhereRepair
import Testing

/// The library example of the README, line by line; a test of the command compares the two.
@Test func `the library example of the README`() throws {
  var printed: [String] = []
  func print(_ items: Any...) {
    printed.append(items.map { "\($0)" }.joined(separator: " "))
  }

  let schema = #"{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]}"#
  let contract = try Contract(schema: Array(schema.utf8))
  let judgement = contract.judge(Output(text: #"Here you are: {"age": "36",}"#))
  switch judgement.outcome {
  case .valid, .repaired: print(String(decoding: judgement.value!, as: UTF8.self))  // {"age": 36}
  default: print(judgement.violations)
  }
  for repair in judgement.repairs { print(repair.rule.id, repair.span) }

  #expect(printed.first == #"{"age": 36}"#)
  #expect(printed.contains { $0.hasPrefix("string-to-number ") })
}

@Test func `the example of the README around a completion`() async throws {
  struct Weather: Decodable {
    var city: String
    var days: Int
  }
  struct Client {
    func send(_ request: [UInt8]) async throws -> [UInt8] {
      try Repository.bytes("schemas/samples/weather-response.json")
    }
  }
  let myClient = Client()
  let body = try Repository.bytes("schemas/samples/weather-request.json")

  let request = try ChatRequest(body)
  let reply = try await Middleware().complete(request, attempts: 3) { request in
    try await myClient.send(request.bytes)
  }
  let weather = try reply.decode(Weather.self)

  #expect(weather.city == "Paris" && weather.days == 1)
  #expect(reply.outcome == .repaired && reply.attempts.count == 1)
}

@Test func `the example of the README of a recorder`() async throws {
  var printed: [String] = []
  func print(_ text: String) { printed.append(text) }
  struct Client {
    func send(_ request: [UInt8]) async throws -> [UInt8] {
      try Repository.bytes("schemas/samples/weather-response.json")
    }
  }
  let myClient = Client()
  let request = try ChatRequest(Repository.bytes("schemas/samples/weather-request.json"))

  let recorder = AdherenceRecorder(provider: "together")
  let middleware = Middleware(recorder: recorder)
  _ = try await middleware.complete(request) { try await myClient.send($0.bytes) }
  print(String(decoding: Metrics(recorder.tallies).text(.prometheus), as: UTF8.self))

  let line = #"surface="tool",tool="get_weather",outcome="repaired"} 1"#
  #expect(printed[0].contains(#"adhere_outputs_total{provider="together""#))
  #expect(printed[0].contains(line))
}
