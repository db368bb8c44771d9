import AdherePlatform
public import AdhereWire
public import AdhereSchema
public import AdhereRepair

/// Wraps completions of any HTTP client: answers are judged and repaired, and requested again where
/// they do not conform.
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
  public var schemaOptions: SchemaOptions {
    didSet { contracts = ContractCache(options: schemaOptions) }
  }
  /// What to do about an answer that the token limit cut off.
  public var truncation: Truncation
  /// When a streamed answer is ended before its end.
  public var abortPolicy: AbortPolicy
  /// Counts the answers, and makes traces of those that were repaired or failed.
  public var recorder: (any AnswerRecorder)?
  private var contracts: ContractCache

  /// What to do about an answer that the token limit cut off. With the same limit the next one would
  /// be cut off too. May gain cases in later versions.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Truncation: Sendable, Equatable {
    /// Return it.
    case stop
    /// Repeat the request with twice the limit, up to this many tokens, while attempts are left.
    case raiseLimit(upTo: Int)
  }

  /// - Parameters:
  ///   - policy: permitted repairs.
  ///   - schemaOptions: how the schemas of requests are read.
  ///   - truncation: what to do about an answer that the token limit cut off.
  ///   - abortPolicy: when a streamed answer is ended before its end.
  ///   - recorder: counts the answers and makes traces.
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
    contracts = ContractCache(options: schemaOptions)
  }

  /// Sends the request until the answer conforms, at most `attempts` times.
  ///
  /// An answer that repairs make conform is not requested again. One that does not conform is sent
  /// back with what is wrong with it; only the last one, so that the conversation does not grow. A
  /// refusal and an error of the provider end it. May be called from an actor, whose state `send`
  /// may use.
  ///
  /// - Parameters:
  ///   - request: the body of the request. What it asks is the contract.
  ///   - attempts: 1 or more.
  ///   - contract: what the answer has to be, where it differs from what the request asks, as it
  ///     does when the request was translated for another provider.
  ///   - isolation: the caller's actor, whose state `send` may use; nil where there is none.
  ///   - send: sends the body and returns the body of the response, whatever its status.
  /// - Throws: `InputError` where the request's schemas cannot be used, and what `send`
  ///   throws. A bad answer is no error: see ``Reply/judgement``.
  public func complete<Body: Sequence>(
    _ request: ChatRequest, attempts: Int = 1, contract: CompletionContract? = nil,
    isolation: isolated (any Actor)? = #isolation,
    send: (ChatRequest) async throws -> Body
  ) async throws -> Reply where Body.Element == UInt8 {
    try await run(request, attempts, contract, send) { ProviderResponse($0) }
  }

  /// Sends the request until the answer conforms, with a client that tells status and headers:
  /// ``Reply/status``, ``Reply/retryAfter`` and ``Reply/requestID`` come from them.
  ///
  /// - Parameters:
  ///   - request: the body of the request. What it asks is the contract.
  ///   - attempts: 1 or more.
  ///   - contract: what the answer has to be, where it differs from what the request asks.
  ///   - isolation: the caller's actor, whose state `send` may use; nil where there is none.
  ///   - send: sends the body and returns the response, whatever its status.
  /// - Throws: `InputError` where the request's schemas cannot be used, and what `send` throws.
  public func complete(
    _ request: ChatRequest, attempts: Int = 1, contract: CompletionContract? = nil,
    isolation: isolated (any Actor)? = #isolation,
    send: (ChatRequest) async throws -> ProviderResponse
  ) async throws -> Reply {
    try await run(request, attempts, contract, send) { $0 }
  }

  private func run<Response>(
    _ request: ChatRequest, _ attempts: Int, _ contract: CompletionContract?,
    _ send: (ChatRequest) async throws -> Response,
    _ read: (Response) -> ProviderResponse, isolation: isolated (any Actor)? = #isolation
  ) async throws -> Reply {
    let contract = try contract ?? self.contract(for: request)
    var next = request
    var done: [Reply.Attempt] = []
    var times: [Int] = []
    // Also where sending fails in the end: what ended is counted.
    defer {
      if !done.isEmpty { recorder?.record(Reply(attempts: done), nanoseconds: times) }
    }
    while true {
      try Task.checkCancellation()
      let response: ProviderResponse
      do {
        response = read(try await send(next))
      } catch {
        if let failed = Reply.Attempt(next, thrown: error, contract) { done.append(failed) }
        throw error
      }
      let start = SystemClock.monotonic()
      let completion = Middleware.completion(response)
      let judgement = contract.judge(completion)
      times.append(SystemClock.monotonic() - start)
      done.append(
        Reply.Attempt(
          request: next, completion: completion, judgement: judgement, response: response))
      let reply = Reply(attempts: done)
      guard done.count < attempts,
        let followUp = FollowUpRequest.request(
          after: reply, first: request, last: next, truncation: truncation)
      else { return reply }
      next = followUp
    }
  }

  /// What the answer to a request has to be.
  func contract(for request: ChatRequest) throws(InputError) -> CompletionContract {
    try contracts.contract(request, policy)
  }

  /// A body, or a recorded stream.
  static func completion(_ response: ProviderResponse) -> ChatCompletion {
    if let status = response.status, status >= 400 {
      return ChatBody(response.body, status: status).completion
    }
    let reader = ChatStreamReader()
    reader.feed(response.body) { _ in }
    reader.finish { _ in }
    return reader.completion
  }
}
