/// An error a provider answered with, from any of the forms they use.
public struct ProviderError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What it is about, as far as that is known. More cases may be added.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Kind: String, Sendable, CaseIterable {
    /// Too many requests or tokens for now.
    case rateLimit = "rate_limit"
    /// Nothing left to spend; waiting does not help.
    case quota
    /// The key is missing, wrong or not permitted.
    case authentication
    /// No such model or address.
    case notFound = "not_found"
    /// The request is longer than the model's context.
    case contextLength = "context_length"
    /// A filter refused the request or the answer.
    case contentFilter = "content_filter"
    /// The provider refused the calls the model made; ``ProviderError/failedGeneration`` holds
    /// them.
    case toolUseFailed = "tool_use_failed"
    /// Something else is wrong with the request.
    case invalidRequest = "invalid_request"
    /// The provider has no room for now.
    case overloaded
    /// The provider failed.
    case server
    /// There was no connection, or it ended before an answer.
    case connection
    /// The provider was too slow, or a gateway before it.
    case timeout
    /// The body is no answer of an API: a page of a proxy, or plain text.
    case notAnAPI = "not_an_api"
    /// The stream ended before the answer did.
    case cutOff = "cut_off"
    /// A part of the body cannot be read.
    case unreadable
    /// Nothing is known of it.
    case unknown
  }

  /// What it is about.
  public var kind: Kind
  /// The provider's message.
  public var message: String
  /// HTTP status, of the response or as the body names it.
  public var status: Int?
  /// The provider's `code`, as a word.
  public var code: String?
  /// The provider's `type`.
  public var type: String?
  /// The provider's `param`: the member of the request that it is about.
  public var param: String?
  /// The text of the model that the provider refused (Groq).
  public var failedGeneration: [UInt8]?
  /// How many seconds the body asks to wait.
  public var retryAfter: Double?
  /// Headers of the answer behind the provider, by their names in small letters, where the body
  /// hands them on (OpenRouter).
  public var headers: [String: String] = [:]

  /// An error with what is known of it.
  public init(
    kind: Kind = .unknown, message: String, status: Int? = nil, code: String? = nil,
    type: String? = nil, param: String? = nil, failedGeneration: [UInt8]? = nil
  ) {
    self.kind = kind
    self.message = message
    self.status = status
    self.code = code
    self.type = type
    self.param = param
    self.failedGeneration = failedGeneration
  }

  /// The message, and the status, code and type that came with it.
  public var description: String {
    var place = [status.map(String.init), code, type].compactMap { $0 }
    if place.isEmpty { place = [kind.rawValue] }
    return "\(message) (\(place.joined(separator: ", ")))"
  }
}
