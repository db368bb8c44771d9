import AdhereRepair

/// The kind of verdict on one output. Exactly one for each. May gain cases in later versions.
public enum Outcome: String, Sendable, CaseIterable, Codable {
  /// Conforms as it came; its bytes are passed on unchanged.
  case valid
  /// Conforms after the listed repairs.
  case repaired
  /// Read, but violates its schema, and no permitted repair mends it.
  case invalid
  /// No JSON and no call could be read where one was due.
  case unreadable
  /// Cut off, and therefore not trusted, even where closing the brackets would validate.
  case truncated
  /// Tools were offered, not required, and the model answered with text: not a failure.
  case noCall = "no_call"
  /// The provider marked a refusal or a content filter.
  case refused
  /// The provider answered with an error.
  case error
  /// Something was asked that is not judged, such as a grammar: passed on as it came, named, and
  /// never counted as adherent.
  case unchecked

  /// Whether the output can be used, or rightly holds nothing to use; of one that is not judged
  /// nothing is known against it.
  public var isSuccess: Bool {
    self == .valid || self == .repaired || self == .noCall || self == .unchecked
  }
  /// Whether the output says how well the model adheres: an error of the provider does not, nor
  /// does an output that is not judged.
  public var isJudged: Bool { self != .error && self != .unchecked }
}

extension Outcome {
  /// What the repair room found, as an outcome.
  init(_ verdict: RepairVerdict, withoutCall: Outcome) {
    self =
      switch verdict {
      case .valid: .valid
      case .repaired: .repaired
      case .invalid: .invalid
      case .unreadable: .unreadable
      case .truncated: .truncated
      case .text: withoutCall
      }
  }
}
