/// An error a provider answered with, from any of the forms they use.
public struct ProviderError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What it is about, where that can be told.
  public enum Kind: String, Sendable, CaseIterable {
    /// Too many requests or tokens for now.
    case rateLimit = "rate_limit"
    /// Nothing left to spend; waiting does not help.
    case quota
    case authentication
    case notFound = "not_found"
    /// The request is longer than the model's context.
    case contextLength = "context_length"
    case contentFilter = "content_filter"
    /// The provider refused the calls the model made; ``ProviderError/failedGeneration`` holds
    /// them.
    case toolUseFailed = "tool_use_failed"
    case invalidRequest = "invalid_request"
    case overloaded
    case server
    case timeout
    /// The body is no answer of an API: a page of a proxy, or plain text.
    case notAnAPI = "not_an_api"
    /// The stream ended before the answer did.
    case cutOff = "cut_off"
    /// A part of the body cannot be read.
    case unreadable
    case unknown
  }

  public var kind: Kind
  public var message: String
  /// HTTP status, of the response or as the body names it.
  public var status: Int?
  /// The provider's `code`, as a word.
  public var code: String?
  /// The provider's `type`.
  public var type: String?
  public var param: String?
  /// The text of the model that the provider refused (Groq).
  public var failedGeneration: [UInt8]?

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

  public var description: String {
    var place = [status.map(String.init), code, type].compactMap { $0 }
    if place.isEmpty { place = [kind.rawValue] }
    return "\(message) (\(place.joined(separator: ", ")))"
  }
}
