public import AdhereWire

/// What became of a request: the last answer with its judgement, and every attempt before it.
public struct Reply: Sendable {
  /// One request and its answer.
  public struct Attempt: Sendable {
    /// As it was sent.
    public var request: ChatRequest
    public var completion: ChatCompletion
    public var judgement: CompletionJudgement
  }

  /// In order; at least one.
  public let attempts: [Attempt]

  init(attempts: [Attempt]) { self.attempts = attempts }

  /// The last answer.
  public var completion: ChatCompletion { attempts[attempts.count - 1].completion }
  /// What the last answer is worth.
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
  /// - Throws: ``NonconformingOutput`` where there is none, `DecodingError` where it is no `T`.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let value { return try JSONValueDecoder.decode(type, from: value) }
    if calls.count == 1 { return try JSONValueDecoder.decode(type, from: calls[0].arguments) }
    throw NonconformingOutput(judgement: judgement)
  }
}

/// The answer cannot be decoded, because it does not conform to what was asked.
public struct NonconformingOutput: Error, Sendable, CustomStringConvertible {
  public let judgement: CompletionJudgement

  public var description: String {
    guard let first = judgement.choices.first?.judgement else { return "no answer" }
    return "\(first.outcome.rawValue): \(first.summary)"
  }
}
