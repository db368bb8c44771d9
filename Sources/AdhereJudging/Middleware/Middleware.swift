import AdherePlatform
public import AdhereWire
public import AdhereSchema
public import AdhereRepair

/// Wraps completions of any client: what comes back is judged and repaired, and asked for again
/// where that is worth it.
///
///     let middleware = Middleware()
///     let reply = try await middleware.complete(request, attempts: 3) { request in
///       try await myClient.post("/v1/chat/completions", request.bytes)
///     }
///     let order = try reply.decode(Order.self)
public struct Middleware: Sendable {
  /// Permitted repairs.
  public var policy: Policy
  /// How the schemas of requests are read.
  public var schemaOptions: SchemaOptions
  /// What to do about an answer that the limit of tokens cut off.
  public var truncation: Truncation
  /// When a streamed answer is given up before its end.
  public var abortPolicy: AbortPolicy
  /// Counts the answers, and makes traces of those that were repaired or failed.
  public var recorder: (any AnswerRecorder)?

  /// What to do about an answer that the limit of tokens cut off. Asking again with the same
  /// limit would cut the next one off at the same place.
  public enum Truncation: Sendable, Equatable {
    /// It is the last one.
    case stop
    /// Ask again, once more for each attempt left, with twice the limit, up to this one.
    case raiseLimit(upTo: Int)
  }

  public init(
    policy: Policy = Policy(), schemaOptions: SchemaOptions = SchemaOptions(),
    truncation: Truncation = .stop, abortPolicy: AbortPolicy = .arguments,
    recorder: (any AnswerRecorder)? = nil
  ) {
    self.policy = policy
    self.schemaOptions = schemaOptions
    self.truncation = truncation
    self.abortPolicy = abortPolicy
    self.recorder = recorder
  }

  /// Asks until the answer conforms, at most `attempts` times.
  ///
  /// An answer that a repair makes conform is never asked for again. One that does not conform
  /// is sent back with what is wrong about it; only the last one, so that the conversation does
  /// not grow. A refusal and an error of the provider end it.
  ///
  /// - Parameters:
  ///   - request: the body of the request. What it asks is the contract.
  ///   - attempts: 1 or more.
  ///   - contract: what the answer has to be, where it differs from what the request asks, as it
  ///     does when the request was translated for another provider.
  ///   - send: sends the body and gives back the body of the response, whatever its status.
  /// - Throws: ``ContractError`` where the request's schemas cannot be used, and what `send`
  ///   throws. A bad answer is no error: see ``Reply/judgement``.
  public func complete<Body: Sequence>(
    _ request: ChatRequest, attempts: Int = 1, contract: CompletionContract? = nil,
    send: (ChatRequest) async throws -> Body
  ) async throws -> Reply where Body.Element == UInt8 {
    let contract =
      try contract
      ?? CompletionContract(request: request, policy: policy, options: schemaOptions)
    var next = request
    var made: [Reply.Attempt] = []
    var times: [Int] = []
    defer {
      // Also where sending fails in the end: the answers before it were given.
      if !made.isEmpty { recorder?.record(Reply(attempts: made), nanoseconds: times) }
    }
    while true {
      try Task.checkCancellation()
      let body = Array(try await send(next))
      let start = SystemClock.monotonic()
      let completion = Middleware.read(body)
      let judgement = contract.judge(completion)
      times.append(SystemClock.monotonic() - start)
      made.append(Reply.Attempt(request: next, completion: completion, judgement: judgement))
      let reply = Reply(attempts: made)
      guard made.count < attempts,
        let again = FollowUpRequest.request(
          after: reply, asking: request, last: next, truncation: truncation)
      else { return reply }
      next = again
    }
  }

  /// A body, or a recorded stream.
  static func read(_ body: [UInt8]) -> ChatCompletion {
    let reader = ChatStreamReader()
    reader.feed(body) { _ in }
    reader.finish { _ in }
    return reader.completion
  }
}
