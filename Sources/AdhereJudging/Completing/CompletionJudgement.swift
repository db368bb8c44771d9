public import AdhereWire

/// Everything Adhere has to say about one answer: a judgement for each choice.
public struct CompletionJudgement: Sendable {
  /// At least one, also where the provider answered with an error.
  public var choices: [ChoiceJudgement]

  /// The worst outcome of the choices.
  public var outcome: Outcome {
    let order: [Outcome] = [
      .valid, .noCall, .repaired, .refused, .truncated, .invalid, .unreadable, .error,
    ]
    return choices.map(\.judgement.outcome).max {
      order.firstIndex(of: $0)! < order.firstIndex(of: $1)!
    } ?? .error
  }
}

/// The judgement on one choice of an answer.
public struct ChoiceJudgement: Sendable {
  /// What of the choice was judged.
  public enum Subject: Sendable, Equatable {
    /// Its text, as JSON or as calls that are written in it.
    case content
    /// Its calls; the places are those in ``ChatMessage/toolCalls``.
    case calls([Int])
    /// The arguments of its one call, as the JSON that was asked for as content.
    case arguments(call: Int)
    /// The text in a provider's error.
    case failedGeneration
    /// Nothing: an error, a refusal, or nothing was asked.
    case nothing
  }

  /// Place in ``ChatCompletion/choices``.
  public var choice: Int
  public var subject: Subject
  public var judgement: Judgement
  /// `finish_reason` as it came.
  public var finishReason: String?
  /// What that means, as far as the choice's content does not contradict it.
  public var finish: FinishReason?
  /// Where structure was looked for.
  public var surface = Contract.Surface.json
  /// The calls were written in the text, or as one call of several.
  public var isRescued = false
}
