#if Proxy
  import AdhereTallies
  import AdhereJudging
  import AdherePlatform
  import AdhereWire
  import NIOCore
  import NIOHTTP1

  extension JudgedExchange {
    func beginStream(_ contract: CompletionContract, _ answer: HTTPResponseHead) {
      mode = .stream(
        StreamJudge(
          contract, mode: settings.judging.stream, abortPolicy: configuration.policy.abortPolicy))
      held = 0
      judging = 0
      attempt = attempts.count + 1
      if !keepsPreamble { sendStreamHead() }
    }

    /// What a stream begins with is kept back while the answer may yet turn into another one.
    private var keepsPreamble: Bool {
      settings.judging.onFailure != .pass && settings.judging.stream == .hold && !isDelivered
    }

    private func sendStreamHead() {
      guard !isHeadSent, let answerHead else { return }
      isHeadSent = true
      var out = answerHead
      out.headers = HeaderRules.toClient(answerHead.headers, isRemade: true)
      // A repair changes bytes after this.
      out.headers = HeaderRules.withoutDigests(out.headers)
      out.headers.add(name: "adhere-trace", value: trace)
      if attempt > 1 {
        out.headers.add(name: "adhere-attempts", value: "\(attempt)")
      }
      if !settings.limited.isEmpty {
        out.headers.add(name: "adhere-limited", value: settings.limited.joined(separator: ", "))
      }
      client.send(out)
    }

    func feed(_ bytes: ByteBuffer, to judge: StreamJudge) {
      var out: [UInt8] = []
      let start = SystemClock.monotonic()
      bytes.withUnsafeReadableBytes { judge.feed($0.bindMemory(to: UInt8.self), to: &out) }
      judging += SystemClock.monotonic() - start
      held += bytes.readableBytes - out.count
      deliver(out, judge)
      if let abort = judge.abort {
        // Nobody is to pay for the rest of it.
        connection?.abandon()
        connection = nil
        client.loop.counts.count {
          $0.count(.abort, provider: upstream?.name ?? "", reason: abort.reason.rawValue)
        }
        finish(judge, cut: nil)
        client.flush()
      } else if held > configuration.limits.responseBytes {
        leaveUpstream()
        fail(
          .badGateway, "response_too_long",
          "the parts of the answer that are held are longer than the limit")
      }
    }

    private func deliver(_ out: [UInt8], _ judge: StreamJudge) {
      guard !out.isEmpty else { return }
      if keepsPreamble {
        preamble += out
        let messages = judge.completion.choices.map(\.message)
        let hasText =
          judge.contract.content == nil && messages.contains { $0.content?.isEmpty == false }
        guard hasText || messages.contains(where: { !$0.reasoning.isEmpty }) else { return }
        isTextDelivered = hasText
        write(preamble)
        preamble = []
        return
      }
      if !isTextDelivered, judge.contract.content == nil {
        isTextDelivered = judge.completion.choices.contains {
          $0.message.content?.isEmpty == false
        }
      }
      write(out)
    }

    private func write(_ bytes: [UInt8]) {
      guard let last = bytes.last else { return }
      sendStreamHead()
      isDelivered = true
      endsWithLine = last == 10
      lastWrite = SystemClock.monotonic()
      client.send(bytes)
    }

    /// The stream has ended, or was ended.
    ///
    /// - Parameter cut: why it ended before its end, where the connection failed.
    func finish(_ judge: StreamJudge, cut: UpstreamFailure?) {
      guard let request else { return }
      var rest: [UInt8] = []
      let start = SystemClock.monotonic()
      let judgement = judge.finish(to: &rest)
      judging += SystemClock.monotonic() - start
      attempts.append(
        Reply.Attempt(request: request, completion: judge.completion, judgement: judgement))
      nanoseconds.append(judging)
      if judgement.outcome.isModelFailure {
        // Events of a second answer follow those of a first in chat completions alone, and text
        // would be there twice.
        if !isDelivered || api == .chat && !isTextDelivered && settings.judging.stream == .hold,
          asksAgain()
        {
          return
        }
        if settings.judging.onFailure == .error {
          return settle { exchange in
            if !exchange.endsWithLine { exchange.client.send([10, 10]) }
            exchange.refuseAnswer(judgement)
          }
        }
      }
      let out =
        settings.accountsInBody
        ? AccountText.add(account(of: judgement), toEvents: rest) : rest
      // One that says itself that it is whole lacks nothing but the end of its connection.
      let isWhole =
        judgement.outcome.isSuccess && judge.completion.choices.allSatisfy { $0.finish != nil }
      settle { exchange in
        exchange.write(exchange.preamble + out)
        exchange.preamble = []
        exchange.sendStreamHead()
        if let cut, !isWhole {
          // Clients must not take what came so far for the whole.
          exchange.fail(.badGateway, cut.kind.rawValue, cut.message)
        } else {
          exchange.isOver = true
          exchange.client.sendEnd(exchange.trailers)
        }
      }
    }
  }
#endif
