package import AdhereJudging
package import AdhereWire

extension ChoiceJudgement {
  /// What of the answer the judgement is about, as an output of its own: the text or the calls as
  /// they came. Nil where nothing was asked, or the answer holds nothing of the model's.
  package func output(in completion: ChatCompletion) -> Output? {
    guard let raw = raw(in: completion) else { return nil }
    return Output(raw, finishReason: finishReason)
  }

  private func raw(in completion: ChatCompletion) -> Output.Raw? {
    if subject == .failedGeneration { return completion.error?.failedGeneration.map { .text($0) } }
    guard completion.choices.indices.contains(choice) else { return nil }
    let message = completion.choices[choice].message
    switch subject {
    case .failedGeneration: return nil
    case .content: return .text(message.content ?? [])
    case .calls(let places): return .calls(places.map { message.toolCalls[$0].asked })
    case .arguments(let call):
      let given = message.toolCalls[call]
      // Calls that came joined in one stay the call they came as; other arguments were read as
      // a text of its own.
      let isJoined = surface == .tool && given.name != "multi_tool_use.parallel"
      return isJoined ? .calls([given.asked]) : .text(given.arguments)
    case .nothing:
      if judgement.outcome == .valid { return nil }
      if !message.toolCalls.isEmpty { return .calls(message.toolCalls.map(\.asked)) }
      let text = message.content ?? message.refusal ?? []
      return text.isEmpty ? nil : .text(text)
    }
  }
}
