#if Proxy
  import AdhereJudging
  import AdherePlatform
  import NIOCore
  import NIOHTTP1

  /// A request that passes, and an answer that does: byte for byte, each as fast as the other side
  /// reads.
  final class PassExchange: Exchange, UpstreamReceiver, @unchecked Sendable {
    /// Parts of the request that came before there was a connection.
    private enum Part {
      case body(ByteBuffer)
      case end(HTTPHeaders?)
    }

    /// Bytes of a request that may wait for a connection.
    private static let mostWaiting = 256 << 10

    let client: ClientHandler
    private let snapshot: ProxySnapshot
    private let head: RequestHead
    private var pool: UpstreamPool?
    private var connection: UpstreamConnection?
    private var attempt: UpstreamPool.Attempt?
    /// Where the answer is checked; it is held then.
    var check: BodyCheck?
    var settings: RequestSettings
    /// Why an answer passed that should have been checked.
    var unchecked: String?
    /// The request is too long to be looked at.
    private(set) var isRequestTooLong = false
    private var answerHead: HTTPResponseHead?
    private var waiting: [Part] = []
    private var waitingBytes = 0
    private var hasBody = false
    private var isAnswered = false
    private var isOver = false
    private var lastProgress = SystemClock.monotonic()

    /// - Parameter kind: what the answer is checked as; nil where it passes as it comes.
    init(
      _ client: ClientHandler, _ snapshot: ProxySnapshot, _ head: RequestHead,
      checking kind: BodyCheck.Kind? = nil
    ) {
      self.client = client
      self.snapshot = snapshot
      self.head = head
      settings = RequestSettings(snapshot.configuration.policy)
      check = kind.map { BodyCheck($0) }
    }

    func begin() {
      if check != nil {
        do throws(SettingError) { if head.hasOwn { try settings.take(head.headers) } } catch {
          return fail(.badRequest, "bad_setting", error.message)
        }
      }
      guard let upstream = snapshot.upstreams.first else {
        return fail(.badGateway, "no_upstream", "there is no upstream")
      }
      connect(client.loop.pool(upstream, snapshot), isFresh: false)
    }

    private func connect(_ pool: UpstreamPool, isFresh: Bool) {
      self.pool = pool
      attempt = pool.connect(self, isFresh: isFresh)
    }

    // MARK: - The request

    var takesRequestBytes: Bool {
      guard let connection else { return waitingBytes < PassExchange.mostWaiting }
      return connection.isWritable
    }

    func takeRequest(_ body: ByteBuffer) {
      lastProgress = SystemClock.monotonic()
      hasBody = hasBody || body.readableBytes > 0
      if check != nil, !isRequestTooLong {
        check?.request += body.readableBytesView
        isRequestTooLong =
          (check?.request.count ?? 0) > snapshot.configuration.limits.requestBytes
        if isRequestTooLong { check?.request = [] }
      }
      if let connection {
        connection.send(body)
        connection.flush()
      } else {
        waiting.append(.body(body))
        waitingBytes += body.readableBytes
      }
    }

    func endRequest(_ trailers: HTTPHeaders?) {
      if let connection {
        connection.sendEnd(trailers)
        connection.flush()
      } else {
        waiting.append(.end(trailers))
      }
    }

    func upstreamIsReady(_ connection: UpstreamConnection) {
      guard !isOver else { return connection.abandon() }
      attempt = nil
      self.connection = connection
      lastProgress = SystemClock.monotonic()
      guard let upstream = pool?.upstream else { return }
      var sent = HTTPRequestHead(
        version: .http1_1, method: head.method, uri: upstream.address.target(head.uri))
      sent.headers = HeaderRules.toUpstream(
        head.headers, host: upstream.hostHeader, key: upstream.configuration.key?.text,
        isJudged: false)
      if check != nil {
        sent.headers.replaceOrAdd(name: "accept-encoding", value: "identity")
      }
      connection.send(sent, isChunked: head.isChunked)
      for part in waiting {
        switch part {
        case .body(let body): connection.send(body)
        case .end(let trailers): connection.sendEnd(trailers)
        }
      }
      connection.flush()
      // Kept for one more try where the connection turns out to have been ended.
      if hasBody || !isRepeatable {
        waiting = []
        waitingBytes = 0
      }
      client.readOn()
    }

    func upstreamIsWritable() { client.readOn() }

    /// Whether sending it twice is as sending it once (RFC 9110, 9.2.2).
    private var isRepeatable: Bool {
      [.GET, .HEAD, .OPTIONS, .PUT, .DELETE].contains(head.method)
    }

    // MARK: - The answer

    var takesUpstreamBytes: Bool { client.isWritable || answerHead != nil }

    func upstream(_ answer: HTTPResponseParts.Head) {
      isAnswered = true
      waiting = []
      lastProgress = SystemClock.monotonic()
      beginCheck(answer)
      guard check == nil else {
        answerHead = answer
        return
      }
      send(answer)
    }

    private func send(_ answer: HTTPResponseHead) {
      var out = answer
      out.headers = HeaderRules.toClient(answer.headers, isRemade: false)
      if let unchecked {
        out.headers.add(name: "adhere-outcome", value: Outcome.unchecked.rawValue)
        out.headers.add(name: "adhere-unchecked", value: unchecked)
      }
      client.send(out)
    }

    func upstream(_ body: ByteBuffer) {
      guard answerHead != nil else { return client.send(body) }
      check?.answer += body.readableBytesView
      guard let check, check.answer.count > snapshot.configuration.limits.responseBytes else {
        return
      }
      giveUpCheck("response_too_long")
      if let answerHead { send(answerHead) }
      answerHead = nil
      client.send(check.answer)
    }

    func upstreamPaused() {
      lastProgress = SystemClock.monotonic()
      if answerHead == nil { client.flush() }
    }

    func upstreamEnded(_ trailers: HTTPResponseParts.Trailers?) {
      connection = nil
      isOver = true
      if let check, let answerHead { return finishCheck(check, answerHead, trailers) }
      client.sendEnd(trailers)
    }

    func upstreamFailed(_ failure: UpstreamFailure) {
      attempt = nil
      connection = nil
      guard !isOver else { return }
      if failure.isStale, isRepeatable, !hasBody, let pool {
        return connect(pool, isFresh: true)
      }
      fail(
        failure.kind == .timeout ? .gatewayTimeout : .badGateway, failure.kind.rawValue,
        failure.message)
    }

    private func fail(_ status: HTTPResponseStatus, _ code: String, _ message: String) {
      isOver = true
      client.loop.counts.note { $0.refused[code, default: 0] += 1 }
      guard !isAnswered || answerHead != nil else { return client.sendCut() }
      let body = ErrorBody.json(message, code: code)
      client.send(.ours(status, "application/json", body.count))
      client.send(body)
      client.sendEnd()
    }

    func clientIsWritable() { connection?.resume() }

    func clientIsGone() {
      isOver = true
      attempt?.cancel()
      connection?.abandon()
      connection = nil
    }

    func serverEnds() { clientIsGone() }

    func tick(_ now: Int) {
      let quiet = Double(now - lastProgress) / 1e9
      let limit =
        isAnswered ? snapshot.configuration.timeouts.gap : snapshot.configuration.timeouts.firstByte
      // A client that does not read is not the upstream's silence.
      guard quiet > limit, client.isWritable, !isOver else { return }
      attempt?.cancel()
      connection?.abandon()
      connection = nil
      fail(
        .gatewayTimeout, UpstreamFailure.Kind.timeout.rawValue,
        "the upstream did not answer in time")
    }
  }
#endif
