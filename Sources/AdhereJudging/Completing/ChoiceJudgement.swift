public import AdhereWire

/// The judgement on one choice of an answer.
public struct ChoiceJudgement: Sendable {
  /// The part of the choice that was judged. May gain cases in later versions.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Subject: Sendable, Equatable {
    /// Its text, as JSON or as calls that are written in it.
    case content
    /// Its calls; the places are those in `ChatMessage.toolCalls`.
    case calls([Int])
    /// The arguments of its one call, as the JSON that the request asked for as content.
    case arguments(call: Int)
    /// The text in a provider's error.
    case failedGeneration
    /// Nothing: an error, a refusal, or no structure was asked for.
    case nothing
  }

  /// Place in `ChatCompletion.choices`.
  public var choice: Int
  /// The part of the choice that was judged.
  public var subject: Subject
  /// The verdict on it.
  public var judgement: Judgement
  /// `finish_reason` as it came.
  public var finishReason: String?
  /// What that means; corrected where the choice's content contradicts it.
  public var finish: FinishReason?
  /// Where structure was searched.
  public var surface = Contract.Surface.json
  /// The calls were written in the text, or several as one call.
  public var isRescued = false
  /// Where the arguments of each call stand in those of the one call that came.
  var joined: [Range<Int>] = []
  /// Calls that say once more what a judged one says, by place: a repair changes them alike. Nil
  /// for one that is written otherwise, in which a repair has no place.
  var repeatedCalls: [Int: Int?] = [:]
}

extension ChoiceJudgement {
  /// The part of the answer that was judged, as an output of its own: the text or the calls as they
  /// came. Nil where no structure was asked for, or the answer holds no output of the model.
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
    case .calls(let places): return .calls(places.map { message.toolCalls[$0].toolCall })
    case .arguments(let call):
      let given = message.toolCalls[call]
      // Several calls that came joined in one stay that call; other arguments are a text.
      let isJoined = surface == .tool && given.name != "multi_tool_use.parallel"
      return isJoined ? .calls([given.toolCall]) : .text(given.arguments)
    case .nothing:
      if judgement.outcome == .valid { return nil }
      if !message.toolCalls.isEmpty { return .calls(message.toolCalls.map(\.toolCall)) }
      let text = message.content ?? message.refusal ?? []
      return text.isEmpty ? nil : .text(text)
    }
  }
}
