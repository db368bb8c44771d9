import AdhereProviders
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
  /// The API that requests are written for: what is behind ``baseURL``, and the headers.
  public var api = WireAPI.chat
  /// Sent as `authorization: Bearer`, or as `x-api-key` to the Messages API; nil where the address
  /// needs none.
  public var key: APIKey?
  /// The model of requests that name none, asked before ``fallbackModels``.
  public var model: String?
  /// Models to ask in turn where one fails for good before any output.
  public var fallbackModels: [String] = []
  /// Further headers, such as an organisation. One that is sent anyway is sent as it is here.
  public var headers: [(name: String, value: String)] = []
  /// How `response_format` of chat completions is written for it; nil sends requests as they are.
  public var target: RequestTranslation.Target?
  /// When a request is sent again.
  public var retry: RetryPolicy
  /// From the request to the last byte of the answer; for streams to the first one.
  public var timeout: Duration
  /// Longest pause between two pieces of a stream, once it began; nil waits as long as the connection
  /// stands.
  public var idleTimeout: Duration? = .seconds(120)
  /// Most bytes of an answer.
  public var maximumBytes = 64 << 20

  /// A provider with all that is particular about it.
  public init(
    name: String, baseURL: String, key: APIKey?, target: RequestTranslation.Target? = nil,
    retry: RetryPolicy = RetryPolicy(), timeout: Duration = .seconds(600), api: WireAPI = .chat
  ) {
    self.api = api
    self.name = name
    self.baseURL = baseURL
    self.key = key
    self.target = target
    self.retry = retry
    self.timeout = timeout
  }

  /// OpenAI. Hints of up to two minutes are followed.
  ///
  /// - Parameters:
  ///   - key: sent as `authorization: Bearer`.
  ///   - api: `chat` or `responses`.
  public static func openai(key: APIKey, api: WireAPI = .chat) -> Provider {
    Provider(
      name: "openai", baseURL: ProviderAddress.openai, key: key, target: .openai,
      retry: RetryPolicy(maximumHint: .seconds(120)), api: api)
  }

  /// Anthropic, by its Messages API.
  public static func anthropic(key: APIKey) -> Provider {
    Provider(
      name: "anthropic", baseURL: ProviderAddress.anthropic, key: key,
      retry: RetryPolicy(maximumHint: .seconds(120)), api: .messages)
  }

  /// together.ai. Its pauses grow from one second to ten; an answer has to come within a minute.
  public static func together(key: APIKey) -> Provider {
    Provider(
      name: "together", baseURL: ProviderAddress.together, key: key, target: .together,
      retry: RetryPolicy(initialDelay: .seconds(1), maximumDelay: .seconds(10)),
      timeout: .seconds(60))
  }

  /// Fireworks AI. An answer has to come within a minute.
  ///
  /// - Parameters:
  ///   - key: sent as `authorization: Bearer`.
  ///   - api: `chat` or `responses`.
  public static func fireworks(key: APIKey, api: WireAPI = .chat) -> Provider {
    Provider(
      name: "fireworks", baseURL: ProviderAddress.fireworks, key: key,
      target: .fireworks, timeout: .seconds(60), api: api)
  }

  /// Any other address that has one of the APIs.
  public static func custom(
    _ baseURL: String, key: APIKey?, target: RequestTranslation.Target? = nil,
    api: WireAPI = .chat
  ) -> Provider {
    Provider(name: "custom", baseURL: baseURL, key: key, target: target, api: api)
  }

  /// Where requests go.
  var endpoint: String {
    switch api {
    case .responses: baseURL + "/responses"
    case .messages: baseURL + "/messages"
    default: baseURL + "/chat/completions"
    }
  }

  /// The headers of every request; of a name that comes twice the last one counts.
  var allHeaders: [(name: String, value: String)] {
    var all = [
      (name: "content-type", value: "application/json"),
      (name: "accept", value: "application/json, text/event-stream"),
      (name: "user-agent", value: "adhere"),
    ]
    if api == .messages { all.append(("anthropic-version", "2023-06-01")) }
    if let key { all.append(key.header(for: api)) }
    return all + headers
  }

  /// The models a request is sent to, in turn; nil keeps the request's own.
  func models(for request: ChatRequest) -> [String?] {
    [request.model == nil ? model : nil] + fallbackModels.map { $0 }
  }
}
