#if Proxy
  import AdhereTallies
  import AdhereJudging
  import AdherePlatform
  import AdhereWire
  import NIOCore
  import NIOHTTP1

  extension JudgedExchange {
    // MARK: - Sending

    func connect(isFresh: Bool) {
      guard let upstream else {
        return fail(.badGateway, "no_upstream", "no upstream takes requests for this model")
      }
      tries += 1
      mode = .none
      answerHead = nil
      collected = []
      trailers = nil
      lastProgress = SystemClock.monotonic()
      connecting = client.loop.pool(upstream, snapshot).connect(self, isFresh: isFresh)
    }

    func upstreamIsReady(_ connection: UpstreamConnection) {
      guard !isOver, let upstream else { return connection.abandon() }
      connecting = nil
      self.connection = connection
      requestSent = SystemClock.monotonic()
      lastProgress = requestSent
      let bytes = outgoing
      var sent = HTTPRequestHead(
        version: .http1_1, method: .POST, uri: upstream.address.target(head.uri))
      sent.headers = HeaderRules.toUpstream(
        head.headers, host: upstream.hostHeader, key: upstream.configuration.key?.text,
        isMessages: api == .messages, isJudged: true)
      // Trailers follow chunks alone.
      if requestTrailers == nil {
        sent.headers.add(name: "content-length", value: "\(bytes.count)")
      }
      connection.send(sent, isChunked: requestTrailers != nil)
      connection.send(bytes)
      connection.sendEnd(requestTrailers)
      connection.flush()
    }

    func upstreamIsWritable() {}

    // MARK: - The answer

    var takesUpstreamBytes: Bool {
      if case .collect = mode { return true }
      return client.isWritable
    }

    func upstream(_ answer: HTTPResponseParts.Head) {
      lastProgress = SystemClock.monotonic()
      answerHead = answer
      let encoding = HeaderRules.value(.contentEncoding, of: answer.headers)?.lowercased()
      if let encoding, encoding != "identity", unchecked == nil {
        // It was asked not to; what cannot be read is passed on, and said to be unread.
        unchecked = "response_encoding"
        guard !isHeadSent else {
          leaveUpstream()
          return fail(
            .badGateway, "response_encoding", "the upstream's answer is compressed (\(encoding))")
        }
      }
      guard unchecked == nil, let contract else { return pass(answer) }
      let type = HeaderRules.value(.contentType, of: answer.headers)?.lowercased() ?? ""
      guard answer.status.code < 400, type.hasPrefix("text/event-stream") else {
        mode = .collect
        return
      }
      beginStream(contract, answer)
    }

    /// From here on the answer passes without being judged.
    private func pass(_ answer: HTTPResponseHead) {
      let reason = unchecked ?? "not_judged"
      client.loop.counts.note { $0.unchecked[reason, default: 0] += 1 }
      mode = .pass
      isHeadSent = true
      isDelivered = true
      var out = answer
      out.headers = HeaderRules.toClient(answer.headers, isRemade: false)
      out.headers.add(name: "adhere-outcome", value: Outcome.unchecked.rawValue)
      out.headers.add(name: "adhere-unchecked", value: reason)
      out.headers.add(name: "adhere-trace", value: trace)
      client.send(out)
    }

    func upstream(_ bytes: ByteBuffer) {
      guard !isOver else { return }
      lastProgress = SystemClock.monotonic()
      switch mode {
      case .none: break
      case .pass: client.send(bytes)
      case .stream(let judge): feed(bytes, to: judge)
      case .collect:
        collected += bytes.readableBytesView
        guard collected.count > configuration.limits.responseBytes, let answerHead else { return }
        unchecked = "response_too_long"
        guard !isHeadSent else {
          leaveUpstream()
          return fail(
            .badGateway, "response_too_long", "the answer is longer than what may be held")
        }
        pass(answerHead)
        client.send(collected)
        collected = []
      }
    }

    func upstreamPaused() {
      switch mode {
      case .pass, .stream: if isHeadSent { client.flush() }
      case .none, .collect: break
      }
    }

    func upstreamEnded(_ trailers: HTTPResponseParts.Trailers?) {
      connection = nil
      guard !isOver else { return }
      self.trailers = trailers.map { HeaderRules.toClient($0, isRemade: true) }
      switch mode {
      case .none: break
      case .pass:
        isOver = true
        client.sendEnd(trailers)
      case .collect: finishWhole()
      case .stream(let judge): finish(judge, cut: nil)
      }
    }

    // MARK: - Failures and retries

    func upstreamFailed(_ failure: UpstreamFailure) {
      connecting = nil
      connection = nil
      guard !isOver else { return }
      if case .stream(let judge) = mode, isDelivered || !preamble.isEmpty || held > 0 {
        return finish(judge, cut: failure)
      }
      guard !isDelivered else { return fail(.badGateway, failure.kind.rawValue, failure.message) }
      if failure.isStale, !hasRetriedStale {
        // It was ended between two requests, which says nothing about this one.
        hasRetriedStale = true
        tries -= 1
        return connect(isFresh: true)
      }
      let decision = configuration.retry.decideAfterFailure(
        try: tries, chance: Double.random(in: 0...1, using: &client.loop.random))
      switch decision {
      case .retry(let pause): tryAgain(after: pause, reason: failure.kind.rawValue)
      case .giveUp:
        guard !goToNextUpstream(reason: failure.kind.rawValue) else { return }
        let status: HTTPResponseStatus =
          failure.kind == .timeout ? .gatewayTimeout : .badGateway
        fail(status, failure.kind.rawValue, failure.message)
      }
    }

    /// Whether an answer with an error is asked for again, here or elsewhere.
    func retries(_ status: Int, _ completion: ChatCompletion) -> Bool {
      let headers = answerHead?.headers ?? HTTPHeaders()
      let decision = configuration.retry.decide(
        status: status, header: { headers.first(name: $0) }, error: completion.error,
        try: tries, now: Double(SystemClock.wall()) / 1e9,
        chance: Double.random(in: 0...1, using: &client.loop.random))
      switch decision {
      case .retry(let pause):
        tryAgain(after: pause, reason: "\(status)")
        return true
      case .giveUp:
        // Of these the next upstream would say the same.
        guard ![400, 401, 402, 422].contains(status) else { return false }
        return goToNextUpstream(reason: "\(status)")
      }
    }

    private func goToNextUpstream(reason: String) -> Bool {
      guard targets.count > 1 else { return false }
      countRetry(reason)
      targets.removeFirst()
      tries = 0
      hasRetriedStale = false
      connect(isFresh: false)
      return true
    }

    private func tryAgain(after wait: Duration, reason: String) {
      countRetry(reason)
      let bound = NIOLoopBound(self, eventLoop: client.loop.eventLoop)
      pause = client.loop.eventLoop.scheduleTask(in: TimeAmount(wait)) {
        let exchange = bound.value
        exchange.pause = nil
        if !exchange.isOver { exchange.connect(isFresh: false) }
      }
    }

    private func countRetry(_ reason: String) {
      let provider = upstream?.name ?? ""
      client.loop.counts.count { $0.count(.retry, provider: provider, reason: reason) }
    }
  }
#endif
