public import AdhereJudging
import AdherePlatform
public import AdhereTraces
public import AdhereWire
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
  /// Takes the traces and counts of one reply, or the counts of a request that failed; called by the task of the request, one call at a
  /// time.
  public typealias Keep = @Sendable (_ traces: [Trace], _ tallies: Tallies) -> Void

  private struct State {
    var tallies = Tallies()
    let redactor: Redactor?
    var labels: LabelRedaction?
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
    state = Mutex(State(redactor: redactor, labels: redactor.map(LabelRedaction.init)))
  }

  /// The counts so far.
  public var tallies: Tallies { state.withLock { $0.tallies } }

  /// Counts something that happened beside an answer: a request that was sent again, a stream that
  /// was ended before its end.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - reason: of a bounded set of words, such as a status or the name of an error.
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

  /// Counts every attempt of a reply with its repeated requests, and makes a trace of each choice of
  /// the first that is kept; that of choice 0 names the later attempts.
  ///
  /// - Parameters:
  ///   - reply: the answer, with every attempt before it.
  ///   - nanoseconds: duration of judging, by attempt.
  public func record(_ reply: Reply, nanoseconds: [Int] = []) {
    let now = Timestamp.now()
    var tallies = Tallies()
    let account = ReplyAccount(reply, provider: provider, nanoseconds: nanoseconds, at: now)
    account.count(into: &tallies)
    take(options.keepsTraces ? account.traces(options) : [], tallies)
  }

  /// Counts an answer that the application judged itself, by `CompletionContract`, `BodyJudge` or
  /// `StreamJudge`, and makes its traces.
  ///
  /// - Parameters:
  ///   - judgement: the verdict on the answer.
  ///   - completion: the answer.
  ///   - request: what was asked.
  ///   - nanoseconds: duration of judging, where it was measured.
  public func record(
    _ judgement: CompletionJudgement, of completion: ChatCompletion, to request: ChatRequest,
    nanoseconds: Int? = nil
  ) {
    let attempt = Reply.Attempt(request: request, completion: completion, judgement: judgement)
    record(Reply(attempts: [attempt]), nanoseconds: nanoseconds.map { [$0] } ?? [])
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
      if let redacted = state.labels?.redact(tallies) { tallies = redacted }
      state.tallies += tallies
      keep?(traces, tallies)
    }
  }
}
