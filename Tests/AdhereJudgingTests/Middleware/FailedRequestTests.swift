import AdhereJudging
import AdhereTestSupport
import AdhereWire
import Synchronization
import Testing

/// What ends in a thrown error is counted as well, and what came of it is not lost.
@Suite struct FailedRequestTests {
  final class Recorder: AnswerRecorder {
    let replies = Mutex<[Reply]>([])
    func record(_ reply: Reply, nanoseconds: [Int]) { replies.withLock { $0.append(reply) } }
    func count(retry reason: String) {}
    func count(abort reason: StreamAbort.Reason) {}
    var outcomes: [[Outcome]] {
      replies.withLock { $0.map { $0.attempts.map(\.judgement.outcome) } }
    }
  }

  struct Refused: ProviderErrorConvertible {
    var providerError: ProviderError { ProviderError(kind: .connection, message: "refused") }
  }

  struct Pieces: AsyncSequence {
    var pieces: [[UInt8]]
    var error: (any Error)?
    func makeAsyncIterator() -> Iterator { Iterator(pieces: pieces[...], error: error) }
    struct Iterator: AsyncIteratorProtocol {
      var pieces: ArraySlice<[UInt8]>
      var error: (any Error)?
      mutating func next() async throws -> [UInt8]? {
        if let piece = pieces.popFirst() { return piece }
        if let error { throw error }
        return nil
      }
    }
  }

  @Test func `a request that fails is an error, by its kind`() async throws {
    let recorder = Recorder()
    let request = try ChatRequest(Asked.request)
    await #expect(throws: Refused.self) {
      try await Middleware(recorder: recorder).complete(request) { _ -> [UInt8] in throw Refused() }
    }
    #expect(recorder.outcomes == [[.error]])
    #expect(recorder.replies.withLock { $0[0].completion.error?.kind } == .connection)
  }

  @Test func `an error of a later attempt is an attempt`() async throws {
    let recorder = Recorder()
    let request = try ChatRequest(Asked.request)
    let number = Mutex(0)
    await #expect(throws: Refused.self) {
      try await Middleware(recorder: recorder).complete(request, attempts: 3) { _ -> [UInt8] in
        if number.withLock({
          $0 += 1; return $0
        }) > 1 {
          throw Refused()
        }
        return Array(Asked.bad.utf8)
      }
    }
    #expect(recorder.outcomes == [[.invalid, .error]])
  }

  @Test func `a cancelled request is counted by nobody`() async throws {
    let recorder = Recorder()
    let request = try ChatRequest(Asked.request)
    await #expect(throws: CancellationError.self) {
      try await Middleware(recorder: recorder).complete(request) { _ -> [UInt8] in
        throw CancellationError()
      }
    }
    #expect(recorder.outcomes.isEmpty)
  }

  @Test func `a stream that breaks gives what came, then the error`() async throws {
    let recorder = Recorder()
    let body = Array(Asked.stream(pieces: [#"{"city":"Pa"#, #"ris","da"#, #"ys":1}"#]).utf8)
    let pieces = Pieces(pieces: [Array(body[..<(body.count / 2)])], error: Refused())
    let stream = try await Middleware(recorder: recorder).stream(ChatRequest(Asked.request)) { _ in
      pieces
    }
    var last: Reply?
    await #expect(throws: Refused.self) {
      for try await event in stream { if case .finished(let reply) = event { last = reply } }
    }
    let reply = try #require(last)
    #expect(reply.outcome == .error || reply.outcome == .truncated)
    #expect(!reply.completion.choices.isEmpty && recorder.outcomes.count == 1)
  }

  @Test func `a stream that nobody answers is counted`() async throws {
    let recorder = Recorder()
    let request = try ChatRequest(Asked.request)
    await #expect(throws: Refused.self) {
      try await Middleware(recorder: recorder).stream(request) { _ -> Pieces in throw Refused() }
    }
    #expect(recorder.outcomes == [[.error]])
  }
}
