import AdhereJudging
import AdhereTestSupport
import AdhereWire
import Synchronization
import Testing

/// An application's own recorder gets every reply and every stream that was ended.
@Suite struct AnswerRecorderTests {
  private final class Recorder: AnswerRecorder {
    struct State {
      var replies: [(outcomes: [Outcome], durations: Int)] = []
      var aborts: [StreamAbort.Reason] = []
    }
    let state = Mutex(State())

    func record(_ reply: Reply, nanoseconds: [Int]) {
      let outcomes = reply.attempts.map(\.judgement.outcome)
      state.withLock { $0.replies.append((outcomes, nanoseconds.count)) }
    }
    func count(retry reason: String) {}
    func count(abort reason: StreamAbort.Reason) { state.withLock { $0.aborts.append(reason) } }
  }

  @Test func `a reply is recorded once, with all its attempts`() async throws {
    let recorder = Recorder()
    _ = try await Asked.ask([Asked.bad, Asked.broken], Middleware(recorder: recorder))
    let replies = recorder.state.withLock { $0.replies }
    #expect(replies.map(\.outcomes) == [[.invalid, .repaired]])
    #expect(replies.map(\.durations) == [2])
  }

  @Test func `a failure of the client is recorded with the attempts before it`() async throws {
    struct Offline: Error {}
    let recorder = Recorder()
    let provider = ScriptedProvider([Asked.bad])
    await #expect(throws: Offline.self) {
      try await Middleware(recorder: recorder).complete(
        ChatRequest(Array(Asked.request.utf8)), attempts: 3
      ) { request in
        if await !provider.requests.isEmpty { throw Offline() }
        return await provider.answer(request)
      }
    }
    #expect(recorder.state.withLock { $0.replies.map(\.outcomes) } == [[.invalid, .error]])
  }

  @Test func `a stream that was ended is counted`() async throws {
    let recorder = Recorder()
    let body = Asked.stream(pieces: ["{", String(repeating: " ", count: 2000)])
    let stream = try await Middleware(recorder: recorder).stream(
      ChatRequest(Array(Asked.request.utf8))
    ) { _ in
      AsyncStream<[UInt8]> { stream in
        stream.yield(Array(body.utf8))
        stream.finish()
      }
    }
    var last: Reply?
    for try await event in stream {
      if case .finished(let reply) = event { last = reply }
    }
    let state = recorder.state.withLock { ($0.replies.map(\.outcomes), $0.aborts) }
    #expect(last?.judgement.outcome == .truncated)
    #expect(state.0 == [[.truncated]] && state.1 == [.whitespace])
  }
}
