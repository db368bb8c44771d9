import AdhereJudging
import AdhereTestSupport
import AdhereWire
import Testing

/// The calls that an application makes first, from each place that it makes them from. That this
/// compiles is what is tested.
@Suite struct IsolationTests {
  /// A client with state of its own.
  final class Client {
    var sent = 0

    func send(_ body: [UInt8]) throws -> [UInt8] {
      sent += 1
      return Array(Asked.good.utf8)
    }
  }

  struct Pieces: AsyncSequence {
    func makeAsyncIterator() -> Iterator { Iterator() }
    struct Iterator: AsyncIteratorProtocol {
      var isOver = false
      mutating func next() async throws -> [UInt8]? {
        defer { isOver = true }
        return isOver ? nil : Array(Asked.good.utf8)
      }
    }
  }

  actor Service {
    let client = Client()
    let middleware = Middleware()
    var asked = 0

    func complete(_ request: ChatRequest) async throws -> Outcome {
      try await middleware.complete(request) { request in
        self.asked += 1
        return try self.client.send(request.bytes)
      }.outcome
    }

    func stream(_ request: ChatRequest) async throws -> Outcome? {
      var outcome: Outcome?
      for try await event in try await middleware.stream(request, send: { _ in Pieces() }) {
        if case .finished(let reply) = event { outcome = reply.outcome }
      }
      return outcome
    }
  }

  @MainActor final class ViewModel {
    var last: Outcome?

    func ask(_ request: ChatRequest) async throws {
      let client = Client()
      last = try await Middleware().complete(request) { try client.send($0.bytes) }.outcome
      let task = Task {
        self.last = try await Middleware().complete(request) { _ in
          self.last = nil
          return ProviderResponse(Asked.good.utf8, status: 200)
        }.outcome
      }
      try await task.value
    }
  }

  @Test func `an actor asks, with its state`() async throws {
    let request = try ChatRequest(Asked.request)
    let service = Service()
    #expect(try await service.complete(request) == .valid)
    #expect(try await service.stream(request) == .valid)
    let asked = await service.asked
    #expect(asked == 1)
  }

  @Test func `a type of the main actor asks`() async throws {
    let request = try ChatRequest(Asked.request)
    let model = ViewModel()
    try await model.ask(request)
    let last = await model.last
    #expect(last == .valid)
  }

  @Test func `a stream is handed to another task`() async throws {
    let request = try ChatRequest(Asked.request)
    let stream = try await Middleware().stream(request) { _ in Pieces() }
    let task = Task.detached {
      var events = 0
      for try await _ in stream { events += 1 }
      return events
    }
    #expect(try await task.value > 0)
  }
}
