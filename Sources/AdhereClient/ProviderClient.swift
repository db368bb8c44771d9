#if Client
  public import AdhereJudging
  public import AsyncHTTPClient
  import AdherePlatform
  public import AdhereWire
  import NIOCore
  import NIOHTTP1

  /// Asks a provider, with retries, and judges what comes back: by chat completions, the Responses
  /// API or Anthropic's Messages, see ``Provider/api``.
  ///
  ///     let client = ProviderClient(.together(key: APIKey(key)))
  ///     let reply = try await client.complete(request, attempts: 3)
  ///     let order = try reply.decode(Order.self)
  ///
  /// Nothing is tried again once output was passed on. Cancelling the task ends the request.
  public struct ProviderClient: Sendable {
    /// The provider that is asked.
    public var provider: Provider
    /// What answers are judged by.
    public var middleware: Middleware
    private let http: HTTPClient
    /// Lives as long as the process.
    private static let connections: HTTPClient = {
      var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
      // A request that waits for a connection uses up its time: 8 at once, which is the default, would
      // let a hundred requests fail whose answers take a second each.
      configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1_024
      return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// A client of a provider.
    ///
    /// - Parameters:
    ///   - provider: the provider that is asked.
    ///   - middleware: what answers are judged by.
    ///   - http: whose connections are used; where none is given, one that all clients share and
    ///     that follows no redirect, since a request and its key go to nobody else.
    public init(
      _ provider: Provider, middleware: Middleware = Middleware(), http: HTTPClient? = nil
    ) {
      self.provider = provider
      self.middleware = middleware
      self.http = http ?? ProviderClient.connections
    }

    /// Asks until the answer conforms, at most `attempts` times: an answer that does not is sent
    /// back with what is wrong about it.
    ///
    /// - Throws: ``ClientError`` where there is no answer, `InputError` where the request's
    ///   schemas cannot be used. An error of the provider is an answer: see `Reply`.
    public func complete(_ request: ChatRequest, attempts: Int = 1) async throws -> Reply {
      try await middleware.complete(request, attempts: attempts) { try await respond(to: $0) }
    }

    /// Asks for a streamed answer and reads it as it comes.
    ///
    /// - Throws: ``ClientError`` where no answer began, `InputError` where the request's schemas
    ///   cannot be used.
    public func stream(_ request: ChatRequest) async throws -> CompletionStream<ResponsePieces> {
      try await middleware.stream(request) { try await open($0) }
    }

    /// Sends one request, again where that is worth it, and returns the body of the last answer,
    /// whatever its status.
    ///
    /// - Throws: ``ClientError`` where there is none.
    public func send(_ request: ChatRequest) async throws -> [UInt8] {
      try await respond(to: request).body
    }

    /// Sends one request, again where that is worth it, and returns the last response, whatever its
    /// status.
    ///
    /// - Throws: ``ClientError`` where there is none.
    public func respond(to request: ChatRequest) async throws -> ProviderResponse {
      let answer = try await open(request)
      var pieces = answer.makeAsyncIterator()
      var body: [UInt8] = []
      while let piece = try await pieces.next() { body += piece }
      return ProviderResponse(body, status: answer.status, headers: answer.headers)
    }

    /// Sends one request, and again where that is worth it, until an answer has begun.
    ///
    /// - Returns: the last answer, whatever its status.
    /// - Throws: ``ClientError`` where there is none.
    public func open(_ request: ChatRequest) async throws -> ResponsePieces {
      var last: Result<ResponsePieces, any Error>?
      for model in provider.models(for: request) {
        try Task.checkCancellation()
        do {
          let answer = try await tries(model.map { request.setting("model", $0) } ?? request)
          guard answer.status >= 400, ![400, 401, 402, 422].contains(answer.status) else {
            return answer
          }
          last = .success(answer)
        } catch let error as ClientError {
          last = .failure(error)
        }
      }
      return try last!.get()
    }

    // MARK: - Tries

    private func tries(_ request: ChatRequest) async throws -> ResponsePieces {
      let message = try message(for: request)
      var number = 1
      while true {
        let decision: RetryPolicy.Decision
        let outcome: Result<ResponsePieces, ClientError>
        do {
          let answer = try await attempt(message, isStream: request.isStream)
          if answer.status < 400 { return answer }
          let error = ChatBody(answer.first, status: answer.status).completion.error
          decision = provider.retry.decide(
            status: answer.status, header: { answer.headers[$0] }, error: error, try: number,
            now: Double(SystemClock.wall() / 1_000_000_000), chance: Double.random(in: 0...1))
          outcome = .success(answer)
        } catch let error as ClientError {
          guard error.kind == .connection || error.kind == .timeout else { throw error }
          decision = provider.retry.decideAfterFailure(
            try: number, chance: Double.random(in: 0...1))
          outcome = .failure(error)
        }
        switch decision {
        case .retry(let pause):
          middleware.recorder?.count(retry: outcome.reason)
          try await Task.sleep(for: pause)
          number += 1
        case .giveUp(.hintTooLong(let pause)):
          throw ClientError(
            .wait, "the provider asks to wait \(pause)", retryAfter: pause, tries: number)
        case .giveUp:
          switch outcome {
          case .success(let answer): return answer
          case .failure(var error):
            error.tries = number
            throw error
          }
        }
      }
    }

    /// One request. Of an error the whole body is read; of a success the first piece, so that a
    /// connection that ends before it can be tried again.
    private func attempt(_ message: HTTPClientRequest, isStream: Bool) async throws
      -> ResponsePieces
    {
      do {
        return try await Deadline.within(provider.timeout, "the answer") {
          try await answer(to: message, isStream: isStream)
        }
      } catch {
        throw try ClientError(wrapping: error, provider.key)
      }
    }

    private func answer(to message: HTTPClientRequest, isStream: Bool) async throws
      -> ResponsePieces
    {
      let response = try await http.execute(
        message, timeout: TimeAmount(provider.timeout))
      let status = Int(response.status.code)
      guard response.history.count < 2, !(300...399).contains(status) else {
        throw ClientError(
          .address,
          "the provider answers with another address, which is not asked: "
            + (response.headers.first(name: "location") ?? "it names none"))
      }
      var headers: [String: String] = [:]
      for (name, value) in response.headers { headers[name.lowercased()] = value }
      var answer = ResponsePieces(
        status: status, headers: headers, limit: provider.maximumBytes,
        idleTimeout: provider.idleTimeout, body: response.body, key: provider.key)
      if isStream, answer.status < 400 {
        try await answer.readFirst()
      } else {
        try await answer.readAll()
      }
      return answer
    }

    private func message(for request: ChatRequest) throws -> HTTPClientRequest {
      var body = request
      if provider.api == .chat, let target = provider.target {
        body = RequestTranslation(request, to: target).request
      }
      var message = HTTPClientRequest(url: provider.endpoint)
      message.method = .POST
      for header in provider.allHeaders {
        message.headers.replaceOrAdd(name: header.name, value: header.value)
      }
      message.body = .bytes(ByteBuffer(bytes: body.bytes))
      return message
    }
  }

  extension Result where Success == ResponsePieces, Failure == ClientError {
    /// Why a request is sent again: the label that metrics count by.
    fileprivate var reason: String {
      switch self {
      case .success(let answer): String(answer.status)
      case .failure(let error): error.kind.rawValue
      }
    }
  }
#endif
