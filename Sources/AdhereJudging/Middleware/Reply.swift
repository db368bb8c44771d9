public import AdhereWire

/// The answer to a request with its judgement, and every attempt before it.
public struct Reply: Sendable {
  /// One request and its answer.
  public struct Attempt: Sendable {
    /// As it was sent.
    public var request: ChatRequest
    /// The answer.
    public var completion: ChatCompletion
    /// The verdict on the answer.
    public var judgement: CompletionJudgement

    package init(
      request: ChatRequest, completion: ChatCompletion, judgement: CompletionJudgement
    ) {
      self.request = request
      self.completion = completion
      self.judgement = judgement
    }
  }

  /// In order; at least one.
  public let attempts: [Attempt]

  package init(attempts: [Attempt]) { self.attempts = attempts }

  /// The last answer.
  public var completion: ChatCompletion { attempts[attempts.count - 1].completion }
  /// The verdict on the last answer.
  public var judgement: CompletionJudgement { attempts[attempts.count - 1].judgement }
  /// The first choice's outcome.
  public var outcome: Outcome { judgement.choices.first?.judgement.outcome ?? .error }
  /// The first choice's conforming JSON, as content.
  public var value: [UInt8]? { outcome.isSuccess ? judgement.choices[0].judgement.value : nil }
  /// The first choice's conforming calls; empty where there are none.
  public var calls: [ToolCall] {
    outcome.isSuccess ? judgement.choices[0].judgement.calls ?? [] : []
  }
  /// The first choice's text.
  public var text: String? {
    completion.choices.first?.message.content.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first choice's value: its content, or the arguments of its one call.
  ///
  /// - Throws: ``NonconformingOutput`` where there is none, `DecodingError` where it is not a `T`.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let value { return try JSONValueDecoder.decode(type, from: value) }
    if calls.count == 1 { return try JSONValueDecoder.decode(type, from: calls[0].arguments) }
    throw NonconformingOutput(judgement: judgement)
  }
}

/// The answer cannot be decoded, because it does not conform to the contract.
public struct NonconformingOutput: Error, Sendable, CustomStringConvertible {
  /// The verdict on the answer.
  public let judgement: CompletionJudgement

  /// The outcome, and the first thing that is wrong.
  public var description: String {
    guard let first = judgement.choices.first?.judgement else { return "no answer" }
    return "\(first.outcome.rawValue): \(first.summary)"
  }
}
