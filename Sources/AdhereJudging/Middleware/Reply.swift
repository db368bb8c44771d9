import AdherePlatform
public import AdhereWire

/// The answer to a request with its judgement, and every attempt before it.
public struct Reply: Sendable {
  /// One request and its answer.
  public struct Attempt: Sendable {
    /// As it was given to be sent.
    public var request: ChatRequest
    /// The answer.
    public var completion: ChatCompletion
    /// The verdict on the answer.
    public var judgement: CompletionJudgement
    /// What the provider answered with; nil where that is not known. Of a stream the body is empty,
    /// and the rest is known where its pieces are a ``ResponseHead``.
    public var response: ProviderResponse?

    package init(
      request: ChatRequest, completion: ChatCompletion, judgement: CompletionJudgement,
      response: ProviderResponse? = nil
    ) {
      self.request = request
      self.completion = completion
      self.judgement = judgement
      self.response = response
    }
  }

  /// In order; at least one.
  public let attempts: [Attempt]

  package init(attempts: [Attempt]) { self.attempts = attempts }

  /// The last answer.
  public var completion: ChatCompletion { last.completion }
  /// The verdict on the last answer.
  public var judgement: CompletionJudgement { last.judgement }
  /// The first choice's outcome.
  public var outcome: Outcome { judgement.choices.first?.judgement.outcome ?? .error }
  /// The first choice's conforming JSON, as content.
  public var value: [UInt8]? { outcome.isSuccess ? judgement.choices[0].judgement.value : nil }
  /// The first choice's text. Of calls that were written in it nothing is left out.
  public var text: String? {
    completion.choices.first?.message.content.map { String(decoding: $0, as: UTF8.self) }
  }

  /// HTTP status of the last answer; nil where it is not known.
  public var status: Int? { last.response?.status ?? completion.error?.status }
  /// Response headers of the last answer, names in lower case.
  public var headers: [String: String] { last.response?.headers ?? [:] }
  /// The provider's name for the request, which its support asks for; nil where none came.
  public var requestID: String? {
    let headers = headers
    return RequestIDHeader.value { headers[$0] }
  }
  /// How long the provider asks to wait, by its headers or its body; nil where it does not.
  public var retryAfter: Duration? {
    guard completion.error != nil || (status ?? 200) >= 400 else { return nil }
    let now = Double(SystemClock.wall()) / 1e9
    let headers = headers
    let seconds =
      RetryHint.seconds({ headers[$0] }, now: now) ?? completion.error?.retryHint(now: now)
    return seconds.map { .seconds($0) }
  }
  /// What the last answer cost; nil where the provider did not say.
  public var usage: TokenUsage? { completion.tokenUsage }

  /// The first choice's value: its content, or the arguments of its one call.
  ///
  /// - Throws: ``NonconformingOutput`` where there is none, `DecodingError` where it is not a `T`.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try JSONValueDecoder.decode(type, from: json())
  }

  /// The first choice's value, decoded by a decoder of the application's.
  ///
  ///     try reply.decode(Order.self) { try JSONDecoder().decode($0, from: Data($1)) }
  ///
  /// - Throws: ``NonconformingOutput`` where there is none, and what `decoder` throws.
  public func decode<T: Decodable>(
    _ type: T.Type, with decoder: (T.Type, [UInt8]) throws -> T
  ) throws -> T {
    try decoder(type, json())
  }

  private func json() throws(NonconformingOutput) -> [UInt8] {
    guard let json = judgement.choices.first?.judgement.decodable else {
      throw NonconformingOutput(judgement: judgement)
    }
    return json
  }

  private var last: Attempt { attempts[attempts.count - 1] }
}
