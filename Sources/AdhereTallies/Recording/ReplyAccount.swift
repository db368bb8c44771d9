package import AdhereJudging
import AdhereJSON
package import AdherePlatform
package import AdhereTraces
import AdhereWire

/// What is counted and kept of one reply.
package struct ReplyAccount {
  private let reply: Reply
  private let provider: String?
  private let nanoseconds: [Int]
  private let now: Timestamp

  /// - Parameters:
  ///   - nanoseconds: duration of judging, by attempt.
  ///   - now: when the reply came.
  package init(_ reply: Reply, provider: String?, nanoseconds: [Int], at now: Timestamp) {
    self.reply = reply
    self.provider = provider
    self.nanoseconds = nanoseconds
    self.now = now
  }

  /// Counts every attempt with its repeated requests.
  package func count(into tallies: inout Tallies) {
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
  }

  private func series(_ choice: ChoiceJudgement, _ attempt: Reply.Attempt) -> Series {
    let raw = choice.output(in: attempt.completion)?.raw
    return Series(
      provider: provider ?? "", model: attempt.completion.model ?? attempt.request.model ?? "",
      surface: choice.surface,
      tool: choice.surface == .tool ? choice.judgement.toolLabel(raw) : "")
  }

  /// One trace of each choice of the first attempt that is kept; it names the later attempts.
  ///
  /// - Parameter id: of the first trace; nil makes one.
  package func traces(_ options: RecordingOptions, id: String? = nil) -> [Trace] {
    let first = reply.attempts[0]
    var request: Trace.Request?
    var id = id
    return first.judgement.choices.compactMap { choice in
      guard let output = choice.output(in: first.completion) else { return nil }
      let isFirstOfSeveral = reply.attempts.count > 1 && choice.choice == 0
      guard isFirstOfSeveral || options.keeps(choice.judgement.outcome, output.raw) else {
        return nil
      }
      // Reading a request costs more than judging most answers, and few are kept.
      let asked = request ?? self.request(options)
      request = asked
      var trace = Trace(
        id: id ?? TraceID.make(at: now), time: now, surface: choice.surface,
        raw: Trace.Raw(output.raw), outcome: .error, request: asked.only(choice.surface))
      id = nil
      trace.provider = provider
      trace.model = first.completion.model ?? first.request.model
      trace.recordID = first.completion.id.map(JSONWriter.quoted)
      trace.finishReason = output.finishReason
      trace.rights = options.rights
      trace.judgeNanoseconds = nanoseconds.first
      trace.take(choice.judgement)
      if isFirstOfSeveral {
        trace.attempt = 1
        trace.attempts = reply.attempts.dropFirst().map(Trace.Attempt.init)
      }
      return trace
    }
  }

  private func request(_ options: RecordingOptions) -> Trace.Request {
    var request = Trace.Request(reply.attempts[0].request)
    if request.schema == nil { request.schema = options.request.schema }
    return request
  }
}
