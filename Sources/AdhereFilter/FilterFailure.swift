package import AdhereJudging

/// An output that is left out of `value` output, or a record that could not be judged: where it
/// is, and what is wrong.
///
///     line 3: invalid: /age must be integer
package struct FilterFailure: Sendable, CustomStringConvertible {
  package var place: OutputPlace
  package var outcome: Outcome
  package var message: String

  package init(place: OutputPlace, outcome: Outcome, message: String) {
    self.place = place
    self.outcome = outcome
    self.message = message
  }

  package var description: String { "\(place): \(outcome.rawValue): \(message)" }
}
