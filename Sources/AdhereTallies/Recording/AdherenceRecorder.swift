import AdhereWire
import AdhereJSON
public import AdhereJudging
import AdherePlatform
public import AdhereTraces
import Synchronization

/// Counts the answers to the requests of an application, and makes traces of those that were
/// repaired or failed.
///
///     let recorder = AdherenceRecorder(provider: "together")
///     let middleware = Middleware(recorder: recorder)
///     …
///     let text = Metrics(recorder.tallies).text(.prometheus)
///
/// May be used by any number of tasks at once. Traces are redacted before ``Keep`` gets them.
public final class AdherenceRecorder: AnswerRecorder {
  /// Takes the traces and counts of one reply; called by the task of the request, one call at a
  /// time.
  public typealias Keep = @Sendable (_ traces: [Trace], _ tallies: Tallies) -> Void

  private struct State {
    var tallies = Tallies()
    let redactor: Redactor?
  }

  /// The provider that answers are counted under.
  public let provider: String?
  private let options: RecordingOptions
  private let keep: Keep?
  private let state: Mutex<State>

  /// - Parameters:
  ///   - provider: what answers are counted under, such as `together`.
  ///   - options: which traces are made, and their rights. Their requests are those of the replies.
  ///   - redactor: nil leaves secrets and personal data in traces.
  ///   - keep: where traces and counts go besides ``tallies``, such as to a store.
  public init(
    provider: String? = nil, options: RecordingOptions = RecordingOptions(),
    redactor: Redactor? = Redactor(), keep: Keep? = nil
  ) {
    self.provider = provider
    self.options = options
    self.keep = keep
    state = Mutex(State(redactor: redactor))
  }

  /// The counts so far.
  public var tallies: Tallies { state.withLock { $0.tallies } }

  /// Counts something that happened beside an answer: a request that was sent again, a stream that
  /// was ended before its end.
  ///
  /// - Parameter reason: of a bounded set of words, such as a status or the name of an error.
  public func count(_ event: Tallies.Event, reason: String = "") {
    var tallies = Tallies()
    tallies.count(event, provider: provider ?? "", reason: reason)
    take([], tallies)
  }

  /// Counts a request that was sent again because the provider failed.
  ///
  /// - Parameter reason: of a bounded set of words, such as a status or the name of an error.
  public func count(retry reason: String) { count(.retry, reason: reason) }

  /// Counts a stream that was ended before its end.
  public func count(abort reason: StreamAbort.Reason) { count(.abort, reason: reason.rawValue) }

  /// Counts every attempt of a reply with its repeated requests, and makes one trace of the first
  /// attempt that names the later ones.
  ///
  /// - Parameter nanoseconds: duration of judging, by attempt.
  public func record(_ reply: Reply, nanoseconds: [Int] = []) {
    let now = Timestamp.now()
    var tallies = Tallies()
    for (number, attempt) in reply.attempts.enumerated() {
      for choice in attempt.judgement.choices {
        let place = tallies.position(
          of: Tallies.Key(hour: now.hour, series: series(choice, attempt)))
        tallies.count(choice.judgement, at: place)
        if number < nanoseconds.count { tallies.observe(nanoseconds[number], at: place) }
      }
      if number > 0 {
        let before = reply.attempts[number - 1].judgement.outcome
        tallies.count(.reask, provider: provider ?? "", reason: before.rawValue, at: now)
      }
    }
    take(options.keepsTraces ? traces(of: reply, now, nanoseconds.first) : [], tallies)
  }

  private func take(_ traces: [Trace], _ tallies: Tallies) {
    state.withLock { state in
      var (traces, tallies) = (traces, tallies)
      for i in traces.indices {
        if let redactor = state.redactor {
          redactor.redact(&traces[i])
        } else {
          traces[i].redaction = Trace.Redaction(.off)
        }
      }
      if state.redactor != nil { tallies.count(redactionsOf: traces) }
      state.tallies += tallies
      keep?(traces, tallies)
    }
  }

  private func series(_ choice: ChoiceJudgement, _ attempt: Reply.Attempt) -> Series {
    let raw = choice.output(in: attempt.completion)?.raw
    return Series(
      provider: provider ?? "", model: attempt.completion.model ?? attempt.request.model ?? "",
      surface: choice.surface,
      tool: choice.surface == .tool ? choice.judgement.toolLabel(raw) : "")
  }

  // MARK: - Traces

  private func traces(of reply: Reply, _ now: Timestamp, _ nanoseconds: Int?) -> [Trace] {
    let first = reply.attempts[0]
    var request = Trace.Request(first.request)
    if request.schema == nil { request.schema = options.request.schema }
    return first.judgement.choices.compactMap { choice in
      guard let output = choice.output(in: first.completion) else { return nil }
      let isFirstOfSeveral = reply.attempts.count > 1 && choice.choice == 0
      guard isFirstOfSeveral || options.keeps(choice.judgement.outcome, output.raw) else {
        return nil
      }
      var trace = Trace(
        id: TraceID.make(at: now), time: now, surface: choice.surface,
        raw: Trace.Raw(output.raw), outcome: .error, request: request.only(choice.surface))
      trace.provider = provider
      trace.model = first.completion.model ?? first.request.model
      trace.recordID = first.completion.id.map(JSONWriter.quoted)
      trace.finishReason = output.finishReason
      trace.rights = options.rights
      trace.judgeNanoseconds = nanoseconds
      trace.take(choice.judgement)
      if isFirstOfSeveral {
        trace.attempt = 1
        trace.attempts = reply.attempts.dropFirst().map(Trace.Attempt.init)
      }
      return trace
    }
  }
}
