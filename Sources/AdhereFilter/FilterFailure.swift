package import AdhereJudging

/// An output that is left out of `value` output, or a record that could not be judged: where it
/// is, and what is wrong.
///
///     line 3: invalid: /age must be integer
///     line 4: truncated: the text ends inside a value; would help: a higher limit of tokens
package struct FilterFailure: Sendable, CustomStringConvertible {
  package var place: OutputPlace
  package var outcome: Outcome
  package var message: String
  /// What would help; nil where nothing is known.
  package var help: String?

  package init(place: OutputPlace, outcome: Outcome, message: String, help: String? = nil) {
    self.place = place
    self.outcome = outcome
    self.message = message
    self.help = help
  }

  package var description: String {
    let advice = help.map { "; would help: \($0)" } ?? ""
    return "\(place): \(outcome.rawValue): \(message)\(advice)"
  }
}
