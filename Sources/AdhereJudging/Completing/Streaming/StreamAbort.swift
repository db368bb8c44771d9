/// Why a stream was ended before its end.
public struct StreamAbort: Sendable, Equatable, CustomStringConvertible {
  /// Stable names. May gain cases in later versions.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Reason: String, Sendable, CaseIterable {
    /// White space without end.
    case whitespace = "runaway-whitespace"
    /// The same bytes without end.
    case repetition
    /// The text stopped being JSON, and no repair is permitted.
    case syntax
    /// A value is of a type that the schema does not permit.
    case type
    /// A value violates another keyword of the schema.
    case schema
    /// The text is longer than the limit, or more of the stream would have to be held than is held.
    case tooLong = "too-long"
  }

  /// The kind of reason.
  public var reason: Reason
  /// The details, for people.
  public var message: String

  /// - Parameters:
  ///   - reason: the kind of reason.
  ///   - message: the details, for people.
  public init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  /// Reason and message.
  public var description: String { "\(reason.rawValue): \(message)" }
}
