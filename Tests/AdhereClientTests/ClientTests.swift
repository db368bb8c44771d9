#if Client
  import AdhereClient
  import AdhereJudging
  import AdhereWire
  import Foundation
  import NIOCore
  import NIOPosix
  import Testing

  /// The client against a server that plays providers and their faults.
  @Suite struct ClientTests {
    static let request = #"""
      {"messages":[],"tools":[{"type":"function","function":{"name":"get_weather","parameters":
      {"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},
      "required":["city","days"]}}}]}
      """#
    static let good =
      #"{"id":"c","choices":[{"index":0,"message":{"content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\",\"days\":\"1\",}"}}]},"finish_reason":"tool_calls"}]}"#
    static let streamed = [
      #"{"id":"s","choices":[{"index":0,"delta":{"content":"So."},"finish_reason":null}]}"#,
      #"{"id":"s","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"get_weather","arguments":"{\"city\":"}}]},"finish_reason":null}]}"#,
      #"{"id":"s","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"Paris\",\"days\":1}"}}]},"finish_reason":null}]}"#,
      #"{"id":"s","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#, "[DONE]",
    ].map { "data: \($0)\n\n" }.joined()

    func ask(
      _ answers: [Loopback.Answer], stream: Bool = false, attempts: Int = 1,
      change: (inout Provider) -> Void = { _ in }
    ) async throws -> (reply: Reply?, error: ClientError?, requests: [Loopback.Request]) {
      let server = try await Loopback(answers)
      var provider = Provider.custom(server.url, key: APIKey("sk-secret-123"))
      provider.model = "m"
      provider.retry.initialDelay = .milliseconds(10)
      // Long enough for the busiest machine: what is to time out says so itself.
      provider.timeout = .seconds(60)
      change(&provider)
      let client = ProviderClient(provider)
      var reply: Reply?
      var failure: ClientError?
      do {
        let request = try ChatRequest(Array(Self.request.utf8))
        if stream {
          for try await event in try await client.stream(request) {
            if case .finished(let last) = event { reply = last }
          }
        } else {
          reply = try await client.complete(request, attempts: attempts)
        }
      } catch let error as ClientError {
        failure = error
      }
      await server.stop()
      return (reply, failure, server.requests)
    }

    @Test func `asks, repairs and decodes`() async throws {
      let (reply, _, requests) = try await ask([.body(Self.good)])
      #expect(reply?.outcome == .repaired)
      #expect(try reply?.decode([String: Value].self)["days"] == .number(1))
      #expect(requests.count == 1 && requests[0].uri == "/v1/chat/completions")
      #expect(
        requests[0].headers.contains { $0.0 == "authorization" && $0.1 == "Bearer sk-secret-123" })
      #expect(String(decoding: requests[0].body, as: UTF8.self).contains(#""model":"m""#))
    }

    enum Value: Decodable, Equatable {
      case text(String)
      case number(Int)
      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
          self = .number(number)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }

    @Test(arguments: [1, 7, 5_000]) func `reads streams`(_ size: Int) async throws {
      let (reply, error, requests) = try await ask(
        [.stream(Self.streamed, size: size)], stream: true)
      #expect(error == nil)
      #expect(reply?.outcome == .valid)
      #expect(reply?.calls.first?.arguments == Array(#"{"city":"Paris","days":1}"#.utf8))
      #expect(String(decoding: requests[0].body, as: UTF8.self).contains(#""stream":true"#))
    }

    @Test(arguments: [408, 409, 425, 429, 500, 502, 503, 504, 520, 524, 529])
    func `tries again where that may help`(_ status: Int) async throws {
      let (reply, _, requests) = try await ask([
        .body(#"{"error":{"message":"x"}}"#, status: status), .body(Self.good),
      ])
      #expect(reply?.outcome == .repaired && requests.count == 2)
    }

    @Test(arguments: [400, 401, 402, 403, 404, 412, 413, 422])
    func `and not where it cannot`(_ status: Int) async throws {
      let (reply, _, requests) = try await ask([
        .body(#"{"error":{"message":"x"}}"#, status: status)
      ])
      #expect(reply?.outcome == .error && requests.count == 1)
      #expect(reply?.completion.error?.status == status || reply?.completion.error?.status == nil)
    }

    @Test func `never after insufficient_quota`() async throws {
      let body =
        #"{"error":{"message":"x","type":"insufficient_quota","code":"insufficient_quota"}}"#
      let (reply, _, requests) = try await ask([.body(body, status: 429)])
      #expect(requests.count == 1 && reply?.completion.error?.kind == .quota)
    }

    @Test func `waits as long as it is asked to, up to the limit`() async throws {
      let clock = ContinuousClock()
      let start = clock.now
      let busy = Loopback.Answer.body("{}", status: 429, ("x-ratelimit-reset", "0.3"))
      #expect(try await ask([busy, .body(Self.good)]).requests.count == 2)
      #expect(clock.now - start >= .milliseconds(300))
      let (_, error, requests) = try await ask([.body("{}", status: 429, ("retry-after", "100"))])
      #expect(error?.kind == .wait && error?.retryAfter == .seconds(100) && requests.count == 1)
    }

    @Test func `connections that fail before the first byte are tried again`() async throws {
      let hangUp = Loopback.Answer(hangsUp: true)
      #expect(try await ask([hangUp, .body(Self.good)]).requests.count == 2)
      #expect(
        try await ask([hangUp, .stream(Self.streamed)], stream: true).reply?.outcome == .valid)
      let (_, error, requests) = try await ask([hangUp])
      #expect(error?.kind == .connection && error?.tries == 3 && requests.count == 3)
    }

    @Test func `nothing is tried again once output came`() async throws {
      let hasCome = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: Void.self)
      var cut = Loopback.Answer.stream(String(Self.streamed.prefix(200)), size: 150)
      cut.breaksOff = true
      cut.gate = hasCome.futureResult
      let server = try await Loopback([cut])
      let request = try ChatRequest(Array(Self.request.utf8))
      var texts = 0
      var failure: ClientError?
      do {
        for try await event in try await ProviderClient(.custom(server.url, key: nil)).stream(
          request)
        {
          guard case .text = event else { continue }
          texts += 1
          // Only now does the connection break.
          hasCome.succeed()
        }
      } catch let error as ClientError {
        failure = error
      }
      #expect(texts == 1 && failure?.kind == .connection && server.requests.count == 1)
      await server.stop()
    }

    @Test func `a stream that cannot conform any more is not read on`() async throws {
      let never = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: Void.self)
      // "days" is to be an integer, and no repair makes one of this list.
      let bad = Self.streamed.replacing(
        #"{\"city\":"#, with: #"{\"days\":[[1],[2]],\"city\":"#)
      let end = bad.range(of: "\n\n", options: .backwards)!.lowerBound
      var answer = Loopback.Answer.stream(String(bad[..<end]), size: 400)
      answer.gate = never.futureResult
      let server = try await Loopback([answer])
      let request = try ChatRequest(Array(Self.request.utf8))
      var abort: StreamAbort?
      var reply: Reply?
      for try await event in try await ProviderClient(.custom(server.url, key: nil)).stream(request)
      {
        if case .aborted(let reason) = event { abort = reason }
        if case .finished(let last) = event { reply = last }
      }
      #expect(abort?.description == "type: /days breaks type")
      #expect(reply?.outcome == .invalid)
      never.succeed()
      await server.stop()
    }

    @Test func `a stream that ends without its end is an error`() async throws {
      let (reply, _, _) = try await ask([.stream(String(Self.streamed.prefix(400)))], stream: true)
      #expect(reply?.outcome == .error && reply?.completion.error?.kind == .cutOff)
    }

    @Test func `a body that is shorter than announced is an error`() async throws {
      var short = Loopback.Answer.body(Self.good)
      short.announced = Self.good.utf8.count + 10
      short.breaksOff = true
      let (reply, error, requests) = try await ask([short]) { $0.retry.retries = 1 }
      #expect(reply == nil && error?.kind == .connection && requests.count == 2)
    }

    @Test func `silence is a timeout`() async throws {
      let (_, error, _) = try await ask([Loopback.Answer(isSilent: true)]) {
        $0.timeout = .seconds(0.2)
        $0.retry.retries = 0
      }
      #expect(error?.kind == .timeout)
    }

    @Test func `a stream that stalls ends at its idle timeout`() async throws {
      var stalled = Loopback.Answer.stream(Self.streamed, size: 200)
      stalled.pause = 20_000
      let clock = ContinuousClock()
      let start = clock.now
      let (reply, error, _) = try await ask([stalled], stream: true) {
        $0.idleTimeout = .seconds(0.5)
      }
      #expect(error?.kind == .timeout && start.duration(to: clock.now) >= .seconds(0.5))
      #expect(start.duration(to: clock.now) < .seconds(15))
      #expect(reply?.outcome == .error, "what came is handed on first")
    }

    @Test func `many answers that take their time come at once`() async throws {
      let slow = Loopback.Answer.stream(Self.good, size: 10_000)
      let server = try await Loopback((0..<60).map { _ in slow })
      var provider = Provider.custom(server.url, key: nil)
      provider.model = "m"
      let client = ProviderClient(provider)
      let request = try ChatRequest(Self.request)
      let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
        for _ in 0..<60 { group.addTask { try await client.complete(request).outcome } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count == 60 && outcomes.allSatisfy { $0 == .repaired })
      await server.stop()
    }

    @Test func `a reply has status, headers and the time to wait`() async throws {
      var limited = Loopback.Answer.body(#"{"error":{"message":"slow"}}"#, status: 429)
      limited.headers = [("retry-after", "7"), ("x-request-id", "r1")]
      let (reply, _, _) = try await ask([limited]) { $0.retry.retries = 0 }
      #expect(reply?.status == 429 && reply?.retryAfter == .seconds(7) && reply?.requestID == "r1")
    }

    @Test func `other models are asked in turn`() async throws {
      let gone = Loopback.Answer.body(#"{"error":{"message":"no such model"}}"#, status: 404)
      let (reply, _, requests) = try await ask([gone, .body(Self.good)]) {
        $0.fallbackModels = ["n"]
      }
      #expect(reply?.outcome == .repaired && requests.count == 2)
      #expect(String(decoding: requests[1].body, as: UTF8.self).contains(#""model":"n""#))
    }

    @Test func `a body that trickles is a timeout`() async throws {
      var slow = Loopback.Answer.stream(Self.good, size: 10)
      slow.pause = 50
      let (_, error, requests) = try await ask([slow]) {
        $0.timeout = .seconds(0.3)
        $0.retry.retries = 1
      }
      #expect(error?.kind == .timeout && error?.tries == 2, "\(requests.count) requests")
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `no redirect is followed`(_ status: Int) async throws {
      let other = try await Loopback([.body(Self.good)])
      let (reply, error, requests) = try await ask([
        .body("", status: status, ("location", other.url + "/chat/completions"))
      ])
      #expect(reply == nil && error?.kind == .address && requests.count == 1)
      #expect(error?.message.contains(other.url) == true)
      #expect(other.requests.isEmpty)
      await other.stop()
    }

    static let messagesRequest = #"""
      {"model":"m","max_tokens":64,"messages":[{"role":"user","content":"x"}],"tools":[{"name":"get_weather",
      "input_schema":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},
      "required":["city","days"]}}]}
      """#
    static let message =
      #"{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"tool_use","id":"toolu_1","name":"get_weather","input":{"city":"Paris","days":"1"}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}"#

    @Test func `speaks to the Messages API`() async throws {
      let bad = Self.message.replacing(#""1""#, with: "[]")
      let server = try await Loopback([.body(bad), .body(Self.message)])
      var provider = Provider.anthropic(key: APIKey("sk-ant-secret"))
      provider.baseURL = server.url
      let request = try ChatRequest(Array(Self.messagesRequest.utf8))
      let reply = try await ProviderClient(provider).complete(request, attempts: 2)
      await server.stop()
      #expect(reply.outcome == .repaired && reply.attempts.count == 2)
      #expect(reply.calls.first?.arguments == Array(#"{"city":"Paris","days":1}"#.utf8))
      let sent = server.requests[0]
      #expect(sent.uri == "/v1/messages")
      #expect(sent.headers.contains { $0.0 == "x-api-key" && $0.1 == "sk-ant-secret" })
      #expect(sent.headers.contains { $0.0 == "anthropic-version" && $0.1 == "2023-06-01" })
      #expect(!sent.headers.contains { $0.0 == "authorization" })
      #expect(sent.body == Array(Self.messagesRequest.utf8))
    }

    @Test func `a header of the provider counts`() async throws {
      let server = try await Loopback([.body(Self.message)])
      var provider = Provider.custom(server.url, key: nil, api: .messages)
      provider.headers = [("anthropic-version", "2099-01-01")]
      _ = try await ProviderClient(provider).send(
        ChatRequest(Array(Self.messagesRequest.utf8)))
      await server.stop()
      #expect(
        server.requests[0].headers.filter { $0.0 == "anthropic-version" }.map(\.1)
          == ["2099-01-01"])
    }

    @Test func `the Responses API has its own address, and its requests stay as they are`()
      async throws
    {
      let server = try await Loopback([.body("{}")])
      var provider = Provider.openai(key: APIKey("k"), api: .responses)
      provider.baseURL = server.url
      let body = #"{"model":"m","input":"x","text":{"format":{"type":"json_object"}}}"#
      _ = try await ProviderClient(provider).send(ChatRequest(Array(body.utf8)))
      await server.stop()
      #expect(server.requests[0].uri == "/v1/responses")
      #expect(server.requests[0].body == Array(body.utf8))
    }

    @Test func `long answers are bounded`() async throws {
      let (_, error, _) = try await ask([.body(Self.good)]) { $0.maximumBytes = 50 }
      #expect(error?.kind == .tooLong)
    }

    @Test func `cancelling ends it`() async throws {
      let server = try await Loopback([Loopback.Answer(isSilent: true)])
      let client = ProviderClient(.custom(server.url, key: nil))
      let request = try ChatRequest(Array(Self.request.utf8))
      let task = Task { try await client.complete(request) }
      while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
      task.cancel()
      await #expect(throws: (any Error).self) { try await task.value }
      await server.stop()
    }

    @Test func `keys show nowhere`() async throws {
      let key = APIKey("sk-secret-123")
      var text = "\(key) \(String(reflecting: key))"
      dump(key, to: &text)
      text += "\(Provider.openai(key: key))"
      let (_, error, _) = try await ask([Loopback.Answer(hangsUp: true)])
      text += "\(error!) \(String(reflecting: error!))"
      #expect(!text.contains("secret"))
    }
  }
#endif
