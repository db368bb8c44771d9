import AdherePlatform
import AdhereTallies
import AdhereTraces
package import AdhereJudging
import AdhereSchema

/// An output that is left out of `value` output, or a record that could not be judged: where it
/// stands, and what is wrong.
///
///     line 3: invalid: /age must be integer
package struct FilterFailure: Sendable, CustomStringConvertible {
  /// Where an output stands in its input.
  package struct Place: Sendable, CustomStringConvertible {
    /// The input's name; nil for standard input.
    package var source: String?
    package var kind: InputKind
    /// Number of the line (`text`, `record`) or output (`nul`), from 1.
    package var number: Int

    package init(source: String?, kind: InputKind, number: Int) {
      self.source = source
      self.kind = kind
      self.number = number
    }

    /// As compilers and grep write places: `a.jsonl:3`; on standard input `line 3`.
    package var description: String {
      switch (kind, source) {
      case (.document, let source), (.sse, let source): source ?? "standard input"
      case (.nul, let source?): "\(source): output \(number)"
      case (.nul, nil): "output \(number)"
      case (_, let source?): "\(source):\(number)"
      case (_, nil): "line \(number)"
      }
    }
  }

  package var place: Place
  package var outcome: Outcome
  package var message: String

  package init(place: Place, outcome: Outcome, message: String) {
    self.place = place
    self.outcome = outcome
    self.message = message
  }

  package var description: String { "\(place): \(outcome.rawValue): \(message)" }
}
