import AdherePlatform
import AdhereJSON
public import AdhereTraces
public import AdhereJudging
import AdhereWire
import Synchronization

/// Counts what becomes of the requests of an application, and makes traces of the answers that
/// were repaired or failed.
///
///     let recorder = AdherenceRecorder(provider: "together")
///     let middleware = Middleware(recorder: recorder)
///     …
///     let text = Metrics(recorder.tallies).text(.prometheus)
///
/// May be used by any number of tasks at once. Traces are redacted before anybody sees them.
public final class AdherenceRecorder: AnswerRecorder {
  /// Takes what one answer came to; called by the task that asked, one call at a time.
  public typealias Keep = @Sendable (_ traces: [Trace], _ tallies: Tallies) -> Void

  private struct State {
    var tallies = Tallies()
    let redactor: Redactor?
  }

  /// Whom the answers are of, where they are counted.
  public let provider: String?
  private let options: RecordingOptions
  private let keep: Keep?
  private let state: Mutex<State>

  /// - Parameters:
  ///   - options: which traces are made; the request and the rights of every one. What was asked
  ///     is taken from the request itself.
  ///   - redactor: nil keeps secrets and personal data.
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

  /// What was counted so far.
  public var tallies: Tallies { state.withLock { $0.tallies } }

  /// Counts something that happened around an answer: a request that was sent again, a stream
  /// that was given up.
  ///
  /// - Parameter reason: of a bounded set of words, such as a status or the name of an error.
  public func count(_ event: Tallies.Event, reason: String = "") {
    var tallies = Tallies()
    tallies.count(event, provider: provider ?? "", reason: reason)
    take([], tallies)
  }

  public func count(retry reason: String) { count(.retry, reason: reason) }

  public func count(abort reason: StreamAbort.Reason) { count(.abort, reason: reason.rawValue) }

  /// Counts every attempt of a reply with its repeated requests, and makes one trace of the first
  /// attempt that names the later ones.
  ///
  /// - Parameter nanoseconds: what judging took, by attempt.
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
    var asked = Trace.Request(first.request)
    if asked.schema == nil { asked.schema = options.request.schema }
    return first.judgement.choices.compactMap { choice in
      guard let output = choice.output(in: first.completion) else { return nil }
      let isFirstOfSeveral = reply.attempts.count > 1 && choice.choice == 0
      guard isFirstOfSeveral || options.keeps(choice.judgement.outcome, output.raw) else {
        return nil
      }
      var trace = Trace(
        id: TraceID.make(at: now), time: now, surface: choice.surface,
        raw: Trace.Raw(output.raw), outcome: .error, request: asked.only(choice.surface))
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
