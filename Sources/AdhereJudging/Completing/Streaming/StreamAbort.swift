import AdhereJSON

/// Why a stream was given up.
public struct StreamAbort: Sendable, Equatable, CustomStringConvertible {
  /// Stable names.
  public enum Reason: String, Sendable, CaseIterable {
    /// Nothing but white space came for too long.
    case whitespace = "runaway-whitespace"
    /// The same bytes came over and over.
    case repetition
    /// The text is no JSON any more, and nothing may be repaired.
    case syntax
    /// A value is of a type that the schema does not permit.
    case type
    /// A value breaks another keyword of the schema.
    case schema
    /// The text is longer than the limit.
    case tooLong = "too-long"
  }

  public var reason: Reason
  public var message: String

  public init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  public var description: String { "\(reason.rawValue): \(message)" }
}

extension CompletionJudgement {
  /// On an answer whose stream was given up. It is cut off; where its beginning broke the schema
  /// for good it is invalid.
  init(_ abort: StreamAbort) {
    var params = JSONWriter()
    params.beginObject()
    params.member("reason", abort.reason.rawValue)
    params.endObject()
    let outcome: Outcome
    switch abort.reason {
    case .type, .schema: outcome = .invalid
    case .whitespace, .repetition, .syntax, .tooLong: outcome = .truncated
    }
    let judgement = Judgement(
      outcome, violations: [RequestViolation.reported("abort", params.bytes, abort.message)])
    self.init(choices: [ChoiceJudgement(choice: 0, subject: .nothing, judgement: judgement)])
  }
}
