import AdhereWire
import AdhereRepair
package import AdhereJudging

/// What changed in an answer that is passed on in the provider's own form, where no record holds
/// it.
///
///     line 3: repaired: trailing-comma, string-to-number; finish_reason stop, read as tool_calls
package struct FilterNote: Sendable, CustomStringConvertible {
  package var place: OutputPlace
  package var outcome: Outcome
  package var message: String

  package var description: String { "\(place): \(outcome.rawValue): \(message)" }

  /// Nil where the answer passes unchanged.
  init?(_ choice: ChoiceJudgement, at place: OutputPlace) {
    var parts: [String] = []
    var rules: [String] = []
    for repair in choice.judgement.repairs where !rules.contains(repair.rule.id) {
      rules.append(repair.rule.id)
    }
    if !rules.isEmpty { parts.append(rules.joined(separator: ", ")) }
    if choice.isRescued { parts.append("calls moved out of the text") }
    if let reason = choice.finishReason, let finish = choice.finish, reason != finish.rawValue {
      parts.append("finish_reason \(reason), read as \(finish.rawValue)")
    }
    guard !parts.isEmpty else { return nil }
    self.place = place
    outcome = choice.judgement.outcome
    message = parts.joined(separator: "; ")
  }
}
