import AdherePlatform
import AdhereTallies
import AdhereTraces
package import AdhereJudging
import AdhereWire
import AdhereRepair

/// What there is to know about an answer that is passed on in the provider's own form, where
/// there is no record to say it.
///
///     line 3: repaired: trailing-comma, string-to-number; finish_reason stop, read as tool_calls
package struct FilterNote: Sendable, CustomStringConvertible {
  package var place: FilterFailure.Place
  package var outcome: Outcome
  package var message: String

  package var description: String { "\(place): \(outcome.rawValue): \(message)" }

  /// Nil where there is nothing to say.
  init?(_ choice: ChoiceJudgement, at place: FilterFailure.Place) {
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
