/// The answer cannot be decoded: it does not conform to the contract, or holds no single value.
public struct NonconformingOutput: Error, Sendable, CustomStringConvertible {
  /// The verdict on the answer.
  public let judgement: CompletionJudgement

  /// The outcome, and the first thing that is wrong.
  public var description: String {
    guard let choice = judgement.choices.first else { return "no answer" }
    let first = choice.judgement
    guard first.outcome.isSuccess else { return "\(first.outcome.rawValue): \(first.summary)" }
    if let calls = first.calls, !calls.isEmpty {
      let names = calls.map(\.name).joined(separator: ", ")
      return "\(first.outcome.rawValue): the answer has \(calls.count) calls (\(names)); "
        + "decode each, by ToolCall.decode(_:)"
    }
    return "\(first.outcome.rawValue): the answer is text, with nothing in it to decode"
  }
}
