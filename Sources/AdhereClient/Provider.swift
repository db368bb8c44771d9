public import AdhereWire

/// The provider to ask: its address, its key, and what is particular about it.
///
///     let provider = Provider.together(key: key)
///     let other = Provider.custom("http://127.0.0.1:8000/v1", key: nil)
public struct Provider: Sendable {
  /// As it is named in records and metrics.
  public var name: String
  /// Up to and with the version, without a slash at the end: `https://api.openai.com/v1`.
  public var baseURL: String
  /// Sent as `authorization: Bearer`; nil where the address needs none.
  public var key: APIKey?
  /// The model of requests that name none, and first of ``models``.
  public var model: String?
  /// Models to ask in turn where one fails for good before any output.
  public var fallbackModels: [String] = []
  /// Further headers, such as an organisation.
  public var headers: [(name: String, value: String)] = []
  /// How `response_format` is written for it; nil sends requests as they are.
  public var target: RequestTranslation.Target?
  /// When a request is sent again.
  public var retry: RetryPolicy
  /// Seconds from the request to its last byte; for streams to the first one.
  public var timeout: Double
  /// Most bytes of an answer.
  public var maximumBytes = 64 << 20

  /// A provider with all that is particular about it.
  public init(
    name: String, baseURL: String, key: APIKey?, target: RequestTranslation.Target? = nil,
    retry: RetryPolicy = RetryPolicy(), timeout: Double = 600
  ) {
    self.name = name
    self.baseURL = baseURL
    self.key = key
    self.target = target
    self.retry = retry
    self.timeout = timeout
  }

  /// OpenAI. Hints of up to two minutes are followed.
  public static func openai(key: APIKey) -> Provider {
    Provider(
      name: "openai", baseURL: "https://api.openai.com/v1", key: key, target: .openai,
      retry: RetryPolicy(maximumHint: 120))
  }

  /// together.ai. Its pauses grow from one second to ten; an answer has to come within a minute.
  public static func together(key: APIKey) -> Provider {
    Provider(
      name: "together", baseURL: "https://api.together.xyz/v1", key: key, target: .together,
      retry: RetryPolicy(initialDelay: 1, maximumDelay: 10), timeout: 60)
  }

  /// Fireworks AI. An answer has to come within a minute.
  public static func fireworks(key: APIKey) -> Provider {
    Provider(
      name: "fireworks", baseURL: "https://api.fireworks.ai/inference/v1", key: key,
      target: .fireworks, timeout: 60)
  }

  /// Any other OpenAI-compatible address.
  public static func custom(
    _ baseURL: String, key: APIKey?, target: RequestTranslation.Target? = nil
  ) -> Provider {
    Provider(name: "custom", baseURL: baseURL, key: key, target: target)
  }

  /// The models a request is sent to, in turn; nil keeps the request's own.
  func models(for request: ChatRequest) -> [String?] {
    [request.model == nil ? model : nil] + fallbackModels.map { $0 }
  }
}
