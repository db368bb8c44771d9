#if Proxy
  import AdherePlatform
  import NIOCore
  import NIOHTTP1

  /// One connection of a client: reads its requests one after the other, and writes what their
  /// exchanges answer. Unchecked: it is used on its event loop alone.
  final class ClientHandler: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    let loop: LoopState
    private let channel: any Channel
    private var context: ChannelHandlerContext?
    private var writer: MessageWriter
    private var exchange: (any Exchange)?
    /// Parts of requests that came while another one was answered.
    private var waiting: [HTTPServerRequestPart] = []
    /// The end of the current request has not come yet.
    private var isRequestOpen = false
    private var keepsAlive = true
    private var isHeadSent = false
    private var isOldVersion = false
    private var isHeadRequest = false
    private var isDraining = false
    private var isClosed = false
    private var isServing = false
    /// The writing of the last answer of the connection.
    private var ending: EventLoopFuture<Void>?
    /// When something came or went last, and since when the client does not read.
    private var lastActivity = SystemClock.monotonic()
    private var blockedSince: Int?
    private var timeouts: ProxyTimeouts

    init(_ channel: any Channel, _ loop: LoopState) {
      self.channel = channel
      self.loop = loop
      writer = MessageWriter(channel.allocator)
      timeouts = loop.server.snapshot.configuration.timeouts
      isDraining = loop.server.isDraining
    }

    var isWritable: Bool { channel.isWritable }
    var allocator: ByteBufferAllocator { channel.allocator }

    // MARK: - The connection

    func handlerAdded(context: ChannelHandlerContext) {
      loop.add(self)
      self.context = context
      if context.channel.isActive { context.read() }
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) { context.read() }

    func channelInactive(context: ChannelHandlerContext) {
      isClosed = true
      loop.remove(self)
      waiting = []
      if let exchange {
        loop.counts.note { $0.clientsGone += 1 }
        self.exchange = nil
        leave()
        exchange.clientIsGone()
      }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      lastActivity = SystemClock.monotonic()
      take(unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) { readOn() }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
      if channel.isWritable {
        blockedSince = nil
        exchange?.clientIsWritable()
      } else {
        blockedSince = SystemClock.monotonic()
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      guard error is HTTPParserError, !isClosed, exchange == nil || !isHeadSent else {
        context.close(promise: nil)
        return
      }
      keepsAlive = false
      // What is broken came behind a request that is whole, and gets its answer first.
      if exchange != nil, !isRequestOpen { return }
      if let broken = exchange {
        exchange = nil
        leave()
        broken.clientIsGone()
      }
      isRequestOpen = false
      let isTooLong = error as? HTTPParserError == .headerOverflow
      refuse(
        isTooLong ? .requestHeaderFieldsTooLarge : .badRequest, "bad_request",
        "the request is not HTTP that can be read: \(error)")
    }

    /// Reads more of the client where somebody takes it.
    func readOn() {
      guard !isClosed, waiting.isEmpty else { return }
      if let exchange, isRequestOpen, !exchange.takesRequestBytes { return }
      channel.read()
    }

    // MARK: - Requests

    private func take(_ part: HTTPServerRequestPart) {
      switch part {
      case .head(let head):
        guard exchange == nil, !isRequestOpen, waiting.isEmpty else { return waiting.append(part) }
        begin(head)
      case .body(let bytes):
        guard waiting.isEmpty else { return waiting.append(part) }
        if isRequestOpen { exchange?.takeRequest(bytes) }
      case .end(let trailers):
        guard waiting.isEmpty else { return waiting.append(part) }
        guard isRequestOpen else { return }
        isRequestOpen = false
        if let exchange { exchange.endRequest(trailers) } else { closeAfterAnswer() }
      }
    }

    private func begin(_ head: HTTPRequestHead) {
      isRequestOpen = true
      isHeaderBegun = false
      isHeadSent = false
      isOldVersion = head.version.major == 1 && head.version.minor == 0
      isHeadRequest = head.method == .HEAD
      keepsAlive = head.isKeepAlive && !isDraining
      let snapshot = loop.server.snapshot
      timeouts = snapshot.configuration.timeouts
      let request = RequestHead(head)
      if let refusal = request.refusal {
        return refuse(refusal.status, "bad_request", refusal.message)
      }
      guard loop.server.enter(limit: snapshot.configuration.limits.concurrent) else {
        return refuse(
          .serviceUnavailable, "too_many_requests", "as many requests as are permitted are served",
          headers: [("retry-after", "1")])
      }
      isServing = true
      let exchange: any Exchange
      let method = head.method == .POST ? "POST" : ""
      switch Endpoint(method: method, uri: head.uri) {
      case .completion(let api):
        exchange = JudgedExchange(self, snapshot, request, api)
        loop.counts.note { $0.count(.judged) }
      case .judge:
        exchange = RecordExchange(self, snapshot, request)
        loop.counts.note { $0.count(.record) }
      case .guardrail:
        exchange = GuardrailExchange(self, snapshot, request)
        loop.counts.note { $0.count(.guardrail) }
      case .embeddings:
        exchange = PassExchange(self, snapshot, request, checking: .embeddings)
        loop.counts.note { $0.count(.checked) }
      case .rerank:
        exchange = PassExchange(self, snapshot, request, checking: .rerank)
        loop.counts.note { $0.count(.checked) }
      case .other:
        exchange = PassExchange(self, snapshot, request)
        loop.counts.note { $0.count(.passed) }
      }
      self.exchange = exchange
      if request.expectsContinue {
        writer.begin(HTTPResponseHead(version: .http1_1, status: .continue))
        flush()
      }
      exchange.begin()
    }

    private func leave() {
      guard isServing else { return }
      isServing = false
      loop.server.leave()
    }

    // MARK: - Answers

    /// Begins an answer. The connection's own headers are added here.
    func send(_ head: HTTPResponseHead) {
      guard !isClosed else { return }
      var head = head
      // Old clients read no chunks: the end of the connection is the end of the answer.
      let isOld =
        isOldVersion && HeaderRules.value(.contentLength, of: head.headers) == nil
      if isOld { keepsAlive = false }
      // What is left of an unread request would be taken for the next one.
      if isRequestOpen || isDraining { keepsAlive = false }
      if !keepsAlive { head.headers.replaceOrAdd(name: "connection", value: "close") }
      isHeadSent = true
      writer.begin(head, isHead: isHeadRequest, isOld: isOld)
    }

    func send(_ body: ByteBuffer) {
      guard !isClosed, let context else { return }
      writer.body(body) { context.write(wrapOutboundOut($0), promise: nil) }
    }

    func send(_ body: [UInt8]) {
      guard !isClosed else { return }
      writer.body(body)
    }

    func flush() {
      lastActivity = SystemClock.monotonic()
      guard let context else { return }
      if let bytes = writer.take() {
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
      } else {
        context.flush()
      }
    }

    /// Trailers can be sent behind the answer that is written.
    var takesTrailers: Bool { writer.takesTrailers }

    /// Ends the answer; the next request is begun.
    func sendEnd(_ trailers: HTTPHeaders? = nil) {
      guard !isClosed else { return }
      exchange = nil
      leave()
      writer.end(trailers)
      if keepsAlive {
        flush()
      } else {
        lastActivity = SystemClock.monotonic()
        ending = context?.writeAndFlush(
          wrapOutboundOut(writer.take() ?? channel.allocator.buffer(capacity: 0)))
      }
      if isRequestOpen { return readOn() }
      guard keepsAlive else { return closeAfterAnswer() }
      goOn()
    }

    /// Ends an answer that cannot be completed: the client has to see that it is not whole.
    func sendCut() {
      exchange = nil
      leave()
      channel.close(mode: .all, promise: nil)
    }

    /// Takes what came meanwhile, up to the end of the next answer.
    private func goOn() {
      while !waiting.isEmpty, !isClosed {
        let parts = waiting
        waiting = []
        for (place, part) in parts.enumerated() {
          if case .head = part, exchange != nil || isRequestOpen {
            waiting = Array(parts[place...]) + waiting
            break
          }
          take(part)
          guard keepsAlive || isRequestOpen || exchange != nil else { return }
        }
        if exchange != nil || isRequestOpen { break }
      }
      readOn()
    }

    /// An answer of our own to a request that no exchange serves.
    func refuse(
      _ status: HTTPResponseStatus, _ code: String, _ message: String,
      headers: [(String, String)] = []
    ) {
      loop.counts.note { $0.refused[code, default: 0] += 1 }
      keepsAlive = false
      let body = ErrorBody.json(message, code: code)
      send(.ours(status, "application/json", body.count, HTTPHeaders(headers)))
      send(body)
      sendEnd()
    }

    /// Closes once the answer is written.
    private func closeAfterAnswer() {
      guard !isClosed else { return }
      isClosed = true
      let channel = channel
      guard let ending else { return channel.close(mode: .all, promise: nil) }
      ending.whenComplete { _ in channel.close(mode: .all, promise: nil) }
    }

    // MARK: - Time and the end

    func tick(_ now: Int) {
      let quiet = Double(now - lastActivity) / 1e9
      if let blockedSince, Double(now - blockedSince) / 1e9 > timeouts.gap {
        channel.close(mode: .all, promise: nil)
      } else if isClosed {
        return
      } else if let exchange {
        if isRequestOpen, exchange.takesRequestBytes, quiet > timeouts.gap {
          exchange.clientIsGone()
          self.exchange = nil
          leave()
          refuse(.requestTimeout, "request_timeout", "the request did not go on")
        } else {
          exchange.tick(now)
        }
      } else if isRequestOpen {
        // Answered early; the rest was waited for long enough.
        if quiet > min(2, timeouts.gap) { closeAfterAnswer() }
      } else if quiet > (isHeaderBegun ? timeouts.header : idleTime) {
        channel.close(mode: .all, promise: nil)
      }
    }

    /// A request may be on its way when the server begins to end.
    private var idleTime: Double { isDraining ? min(1, timeouts.idle) : timeouts.idle }

    /// Set by ``HeaderClock``: some of a request's headers came, and not all of them.
    var isHeaderBegun = false

    func headerBegins() {
      guard exchange == nil, !isRequestOpen, !isHeaderBegun else { return }
      isHeaderBegun = true
      lastActivity = SystemClock.monotonic()
    }

    /// The server ends: the connection serves what has come, or is on its way, and then ends.
    func drain() { isDraining = true }

    func end() {
      if let exchange { exchange.serverEnds() }
      channel.close(mode: .all, promise: nil)
    }
  }

  extension HTTPResponseHead {
    /// An answer of our own.
    static func ours(
      _ status: HTTPResponseStatus, _ type: String, _ length: Int?,
      _ headers: HTTPHeaders = HTTPHeaders()
    ) -> HTTPResponseHead {
      var all = headers
      all.replaceOrAdd(name: "content-type", value: type)
      if let length { all.replaceOrAdd(name: "content-length", value: "\(length)") }
      return HTTPResponseHead(version: .http1_1, status: status, headers: all)
    }
  }
#endif
