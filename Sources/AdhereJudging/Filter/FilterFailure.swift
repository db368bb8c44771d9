import AdhereSchema

/// An output that is left out of `value` output, or a record that could not be judged: where it
/// stands, and what is wrong.
///
///     line 3: invalid: /age must be integer
public struct FilterFailure: Sendable, CustomStringConvertible {
  /// Where an output stands in its input.
  public struct Place: Sendable, CustomStringConvertible {
    /// The input's name; nil for standard input.
    public var source: String?
    public var kind: InputKind
    /// Number of the line (`text`, `record`) or output (`nul`), from 1.
    public var number: Int

    public init(source: String?, kind: InputKind, number: Int) {
      self.source = source
      self.kind = kind
      self.number = number
    }

    /// As compilers and grep write places: `a.jsonl:3`; on standard input `line 3`.
    public var description: String {
      switch (kind, source) {
      case (.document, let source), (.sse, let source): source ?? "standard input"
      case (.nul, let source?): "\(source): output \(number)"
      case (.nul, nil): "output \(number)"
      case (_, let source?): "\(source):\(number)"
      case (_, nil): "line \(number)"
      }
    }
  }

  public var place: Place
  public var outcome: Outcome
  public var message: String

  public init(place: Place, outcome: Outcome, message: String) {
    self.place = place
    self.outcome = outcome
    self.message = message
  }

  public var description: String { "\(place): \(outcome.rawValue): \(message)" }
}

extension Judgement {
  /// The first thing that is wrong, in one line.
  var summary: String {
    guard let first = violations.first else {
      switch outcome {
      case .unreadable: return "no JSON and no call could be read"
      case .truncated: return "the output is cut off"
      case .refused: return "the provider marked a refusal"
      case .error: return "the provider answered with an error"
      default: return warnings.first?.message ?? "does not conform"
      }
    }
    let place = first.instancePath.isEmpty ? "" : first.instancePath + " "
    let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
    return place + first.message + more
  }
}
