/// What can still become of a text that is not whole yet.
public enum PrefixVerdict: Sendable, Equatable {
  /// Some continuation can conform.
  case viable
  /// None can; the stream can be given up.
  case dead(StreamAbort)
  /// It conforms as it stands, and nothing but white space may follow.
  case complete
}

/// Follows a text that arrives in pieces and says what can still become of it.
///
/// A verdict may be late, never wrong: `viable` is always allowed, `dead` only where no
/// continuation conforms, nor is mended by a permitted repair.
public protocol PrefixJudge {
  /// Takes the next piece.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> PrefixVerdict
}

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
    /// The value is of a type that the schema does not permit.
    case type
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
