import AdhereTallies
import AdhereTraces
import AdhereTestSupport
import AdhereJudging
import AdhereWire
import AdhereJSON
import Synchronization
import Testing

/// Replies are counted, and kept as traces.
@Suite struct AdherenceRecorderTests {
  /// What a recorder hands over.
  final class Kept: Sendable {
    private let state = Mutex<(traces: [Trace], tallies: Tallies)>(([], Tallies()))
    var traces: [Trace] { state.withLock { $0.traces } }
    var tallies: Tallies { state.withLock { $0.tallies } }
    func add(_ traces: [Trace], _ tallies: Tallies) {
      state.withLock {
        $0.traces += traces
        $0.tallies += tallies
      }
    }
  }

  private func recorder(_ kept: Kept) -> AdherenceRecorder {
    AdherenceRecorder(provider: "p") { kept.add($0, $1) }
  }

  private func counts(_ tallies: Tallies) -> [Outcome: Int] {
    var counts: [Outcome: Int] = [:]
    for (_, entry) in tallies.entries {
      for outcome in Outcome.allCases where entry[outcome] > 0 {
        counts[outcome, default: 0] += entry[outcome]
      }
    }
    return counts
  }

  @Test func `every attempt is counted, and the request that was repeated`() async throws {
    let kept = Kept()
    let recorder = recorder(kept)
    let middleware = Middleware(recorder: recorder)
    _ = try await Asked.ask([Asked.bad, Asked.broken], middleware)
    _ = try await Asked.ask([Asked.good], middleware)
    #expect(counts(recorder.tallies) == [.invalid: 1, .repaired: 1, .valid: 1])
    #expect(kept.tallies == recorder.tallies)
    #expect(
      recorder.tallies.events.map { [$0.key.event.rawValue, $0.key.provider, $0.key.reason] }
        == [["reask", "p", "invalid"]])
    #expect(recorder.tallies.entries.allSatisfy { $0.key.series.tool == "get_weather" })
    #expect(recorder.tallies.entries.reduce(0) { $0 + $1.counts.durations.count } == 3)
  }

  @Test func `ten thousand requests at once are right, and counted once each`() async throws {
    let kept = Kept()
    let recorder = recorder(kept)
    let middleware = Middleware(recorder: recorder)
    let answers = [Asked.good, Asked.broken, Asked.bad]
    let outcomes = try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
      for number in 0..<10_000 {
        group.addTask {
          let request = try ChatRequest(Asked.request)
          let reply = try await middleware.complete(request) { _ in
            await Task.yield()
            return Array(answers[number % 3].utf8)
          }
          return (number % 3, reply.judgement.outcome)
        }
      }
      var outcomes: [[Outcome: Int]] = [[:], [:], [:]]
      for try await (kind, outcome) in group { outcomes[kind][outcome, default: 0] += 1 }
      return outcomes
    }
    #expect(outcomes == [[.valid: 3_334], [.repaired: 3_333], [.invalid: 3_333]])
    #expect(counts(recorder.tallies) == [.valid: 3_334, .repaired: 3_333, .invalid: 3_333])
    #expect(kept.tallies == recorder.tallies)
    #expect(kept.traces.reduce(0) { $0 + $1.occurrences } == 6_666)
  }

  @Test func `one trace names the attempts`() async throws {
    let kept = Kept()
    _ = try await Asked.ask(
      [Asked.bad, Asked.good], Middleware(recorder: recorder(kept)))
    let trace = try #require(kept.traces.first)
    #expect(kept.traces.count == 1 && trace.outcome == .invalid && trace.attempt == 1)
    #expect(trace.attempts.map(\.outcome) == [.valid])
    #expect(trace.attempts[0].calls?.count == 1)
    #expect(trace.request.tools != nil && trace.request.schema == nil)
    #expect(trace.redaction?.state == .done && trace.provider == "p")
    var writer = JSONWriter()
    writer.append(trace)
    let read = try Trace(json: writer.bytes)
    #expect(read.attempts == trace.attempts && read.fingerprint == trace.fingerprint)
  }

  @Test func `valid answers are counted and not kept, streams are recorded too`() async throws {
    let kept = Kept()
    let middleware = Middleware(recorder: recorder(kept))
    _ = try await Asked.ask([Asked.good], middleware)
    #expect(kept.traces.isEmpty)
    let event =
      #"data: {"choices":[{"index":0,"delta":{"content":"nothing of the kind"}}]}"#
      + "\n\n" + #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
      + "\n\ndata: [DONE]\n\n"
    let stream = try await middleware.stream(ChatRequest(Array(Asked.jsonRequest.utf8))) { _ in
      AsyncStream<[UInt8]> { stream in
        stream.yield(Array(event.utf8))
        stream.finish()
      }
    }
    for try await _ in stream {}
    #expect(kept.traces.map(\.outcome) == [.unreadable])
    #expect(counts(kept.tallies) == [.valid: 1, .unreadable: 1])
  }
}
