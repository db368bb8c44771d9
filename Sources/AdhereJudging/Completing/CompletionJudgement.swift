import AdhereJSON
import AdhereRepair

/// The verdict on one answer: a judgement for each choice.
public struct CompletionJudgement: Sendable {
  /// At least one, also where the provider answered with an error.
  public var choices: [ChoiceJudgement]

  /// The worst outcome of the choices.
  public var outcome: Outcome {
    let order: [Outcome] = [
      .valid, .noCall, .repaired, .unchecked, .refused, .truncated, .invalid, .unreadable, .error,
    ]
    return choices.map(\.judgement.outcome).max {
      order.firstIndex(of: $0)! < order.firstIndex(of: $1)!
    } ?? .error
  }
}

extension CompletionJudgement {
  /// The verdict on an answer whose stream was ended: invalid where no continuation could have
  /// conformed to the schema, else truncated.
  init(_ abort: StreamAbort) {
    var params = JSONWriter()
    params.beginObject()
    params.member("reason", abort.reason.rawValue)
    params.endObject()
    let outcome: Outcome
    switch abort.reason {
    case .type, .schema: outcome = .invalid
    case .whitespace, .repetition, .syntax, .tooLong: outcome = .truncated
    }
    let judgement = Judgement(
      outcome, violations: [RequestViolation.reported("abort", params.bytes, abort.message)],
      reason: Reason(.aborted, abort.message))
    self.init(choices: [ChoiceJudgement(choice: 0, subject: .nothing, judgement: judgement)])
  }
}
