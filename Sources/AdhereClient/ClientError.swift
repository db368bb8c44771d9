public import AdhereJudging
public import AdhereWire

/// A request that got no answer to judge. Never holds a key.
public struct ClientError: ProviderErrorConvertible, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure, and the labels that metrics count retries by. May grow.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Kind: String, Sendable {
    /// No connection, or one that ended early.
    case connection
    /// No answer within the time of ``Provider/timeout``.
    case timeout
    /// The answer is longer than ``Provider/maximumBytes``.
    case tooLong
    /// The provider asks to wait longer than its `RetryPolicy` permits.
    case wait
    /// ``Provider/baseURL`` is no address, or answers with that of another one.
    case address
  }

  /// What failed.
  public var kind: Kind
  /// One sentence for people.
  public var message: String
  /// How long the provider asks to wait, where it does.
  public var retryAfter: Duration?
  /// Requests that were sent.
  public var tries: Int

  /// A failure of this kind.
  public init(_ kind: Kind, _ message: String, retryAfter: Duration? = nil, tries: Int = 1) {
    self.kind = kind
    self.message = message
    self.retryAfter = retryAfter
    self.tries = tries
  }

  /// Kind, sentence, and how many requests were sent.
  public var description: String {
    "\(kind.rawValue): \(message) (\(tries) \(tries == 1 ? "try" : "tries"))"
  }

  /// What answers and metrics know the failure as.
  public var providerError: ProviderError {
    let kind: ProviderError.Kind =
      switch self.kind {
      case .connection: .connection
      case .timeout: .timeout
      case .tooLong: .unreadable
      case .wait: .rateLimit
      case .address: .notFound
      }
    return ProviderError(kind: kind, message: message)
  }
}
