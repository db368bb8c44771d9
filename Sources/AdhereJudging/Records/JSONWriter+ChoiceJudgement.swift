import AdhereWire
package import AdhereJSON

/// Writing the judgement on a choice of an answer.
extension JSONWriter {
  /// Writes the judgement on one choice as an object.
  package mutating func append(account choice: ChoiceJudgement) {
    beginObject()
    member("outcome", choice.judgement.outcome.rawValue)
    append(reading: choice)
    append(members: choice.judgement, surface: choice.surface)
    endObject()
  }

  /// Writes the members `finish_reason`, as it came, and `finish`, what it means.
  package mutating func append(reading choice: ChoiceJudgement) {
    key("finish_reason")
    if let reason = choice.finishReason { string(reason) } else { null() }
    key("finish")
    if let finish = choice.finish { string(finish.rawValue) } else { null() }
  }
}
