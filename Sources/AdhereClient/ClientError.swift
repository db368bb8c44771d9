/// A request that got no answer to judge. Never holds a key.
public struct ClientError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    /// No connection, or one that ended early.
    case connection
    case timeout
    /// The answer is longer than the limit.
    case tooLong
    /// The provider asks to wait longer than its limit.
    case wait
    /// The address is none.
    case address
  }

  public var kind: Kind
  public var message: String
  /// Seconds the provider asks to wait, where it does.
  public var retryAfter: Double?
  /// Tries that were made.
  public var tries: Int

  public init(_ kind: Kind, _ message: String, retryAfter: Double? = nil, tries: Int = 1) {
    self.kind = kind
    self.message = message
    self.retryAfter = retryAfter
    self.tries = tries
  }

  public var description: String {
    "\(kind.rawValue): \(message) (\(tries) \(tries == 1 ? "try" : "tries"))"
  }
}
