import AdhereWire

/// What is worth knowing about how an answer came, whatever became of it.
enum ReadingWarnings {
  static func of(_ choice: ChatChoice, _ repeated: [Int: Int]) -> [Warning] {
    var out: [Warning] = []
    if choice.finish == .other, let word = choice.finishReason {
      out.append(Warning(.unknownFinish, "'\(word)' is no word for an end that is known"))
    } else if choice.finishReason == nil {
      out.append(Warning(.noFinish, "the answer came without a finish_reason"))
    }
    for part in choice.message.unreadParts {
      out.append(Warning(.unreadPart, "\(part) could not be read"))
    }
    if !repeated.isEmpty {
      out.append(
        Warning(.repeatedCall, "\(repeated.count) of the calls came twice, and counts once"))
    }
    return out
  }
}
