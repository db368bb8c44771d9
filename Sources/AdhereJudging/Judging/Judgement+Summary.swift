import AdhereSchema

extension Judgement {
  /// The first thing that is wrong, in one line.
  package var summary: String {
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
