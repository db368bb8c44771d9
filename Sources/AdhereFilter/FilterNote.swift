import AdhereWire
import AdhereRepair
package import AdhereJudging

/// What is worth knowing about an answer where no record holds it: what was repaired in it, and
/// what was found out beside its verdict.
///
///     line 3: repaired: trailing-comma, string-to-number; finish_reason stop, read as tool_calls
///     line 4 (r7, choice 1): unchecked: a grammar was asked for, which is not judged
package struct FilterNote: Sendable, CustomStringConvertible {
  package var place: OutputPlace
  package var outcome: Outcome
  package var message: String
  /// Has to be said without being asked for: something is missing, or was not judged.
  package var isImportant = false
  /// Is said of the first output alone, whichever it is.
  package var isSaidOnce = false

  package var description: String {
    isSaidOnce ? "\(place): \(message)" : "\(place): \(outcome.rawValue): \(message)"
  }

  /// Nil where there is nothing to be said.
  init?(_ choice: ChoiceJudgement, at place: OutputPlace) {
    let judgement = choice.judgement
    var parts: [String] = []
    var rules: [String] = []
    for repair in judgement.repairs where !rules.contains(repair.rule.id) {
      rules.append(repair.rule.id)
    }
    if !rules.isEmpty { parts.append(rules.joined(separator: ", ")) }
    if choice.isRescued, choice.subject == .content { parts.append("calls moved out of the text") }
    if let reason = choice.finishReason, let finish = choice.finish, reason != finish.rawValue {
      parts.append("finish_reason \(reason), read as \(finish.rawValue)")
    }
    // The reason of a failure is reported as such.
    if judgement.outcome == .unchecked, let reason = judgement.reason {
      parts.append(reason.message)
      isImportant = true
    }
    for warning in judgement.warnings {
      parts.append("\(warning.code.rawValue): \(warning.message)")
      isImportant =
        isImportant || warning.code == .missingChoices || warning.code == .repeatedResult
    }
    guard !parts.isEmpty else { return nil }
    self.place = place
    outcome = judgement.outcome
    message = parts.joined(separator: "; ")
  }

  /// A member `form` that names none.
  init(unknownForm name: String, at place: OutputPlace) {
    self.place = place
    outcome = .unchecked
    message = "`form` \"\(name)\" is none of \(Form.list): not used, here and further on"
    isImportant = true
    isSaidOnce = true
  }

  /// A result of a batch whose name another one has.
  init(repeated place: OutputPlace) {
    self.place = place
    outcome = .valid
    message = Warning.repeatedResult.message
    isImportant = true
  }
}

extension Warning {
  static var repeatedResult: Warning {
    Warning(.repeatedResult, "an earlier result of the batch has the same custom_id")
  }
}
