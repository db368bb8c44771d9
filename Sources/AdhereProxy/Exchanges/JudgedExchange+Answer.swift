#if Proxy
  import AdhereJSON
  import AdhereJudging
  import AdherePlatform
  import AdhereRepair
  import AdhereTallies
  import AdhereTraces
  import AdhereWire
  import NIOCore
  import NIOHTTP1

  /// A whole answer and the verdict on it.
  struct JudgedBody {
    var bytes: [UInt8]
    var completion: ChatCompletion
    var judgement: CompletionJudgement
  }

  extension JudgedExchange {
    /// An answer that came in one body is whole.
    func finishWhole() {
      guard let contract, let request, let answerHead else { return }
      let status = Int(answerHead.status.code)
      let start = SystemClock.monotonic()
      let answer = judge(contract, status)
      let took = SystemClock.monotonic() - start
      if status >= 400, retries(status, answer.completion) { return }
      attempts.append(
        Reply.Attempt(
          request: request, completion: answer.completion, judgement: answer.judgement))
      nanoseconds.append(took)
      if answer.judgement.outcome.isModelFailure, status < 400 {
        if asksAgain() { return }
        if settings.judging.onFailure == .error {
          return settle { $0.refuseAnswer(answer.judgement) }
        }
      }
      settle { $0.pass(answer, answerHead) }
    }

    private func judge(_ contract: CompletionContract, _ status: Int) -> JudgedBody {
      // Some servers send the events of a stream as a body, whatever they call it.
      if status < 400, JudgedExchange.looksLikeEvents(collected) {
        let judge = StreamJudge(
          contract, mode: settings.judging.stream, abortPolicy: .never, keptText: .max)
        var out: [UInt8] = []
        judge.feed(collected, to: &out)
        let judgement = judge.finish(to: &out)
        return JudgedBody(bytes: out, completion: judge.completion, judgement: judgement)
      }
      let answer = BodyJudge(contract).judge(collected, status: status)
      return JudgedBody(
        bytes: answer.bytes, completion: answer.completion, judgement: answer.judgement)
    }

    private static func looksLikeEvents(_ body: [UInt8]) -> Bool {
      guard let first = body.firstIndex(where: { $0 > 0x20 }) else { return false }
      let line = body[first...]
      return line.starts(with: "data:".utf8) || line.starts(with: "event:".utf8)
        || line.starts(with: ":".utf8)
    }

    /// Sends the judged answer.
    private func pass(_ judged: JudgedBody, _ answerHead: HTTPResponseHead) {
      isOver = true
      var answer = judged
      if settings.accountsInBody {
        answer.bytes = AccountText.add(account(of: answer.judgement), to: answer.bytes)
      }
      let isChanged = answer.bytes != collected
      guard !isHeadSent else {
        // The stream was begun to keep it alive; the answer is its only event.
        let isError = answerHead.status.code >= 400
        let event =
          isError
          ? ErrorBody.event(answer.bytes, api: api)
          : Array("data: ".utf8) + JSONWriter.onOneLine(answer.bytes) + [10, 10]
        client.send(event)
        return client.sendEnd()
      }
      var out = answerHead
      out.headers = HeaderRules.toClient(answerHead.headers, isRemade: true)
      if isChanged {
        out.headers = HeaderRules.withoutDigests(out.headers)
        trailers = trailers.map { HeaderRules.withoutDigests($0) }
      }
      // Trailers follow chunks alone, and those of the answer are passed on.
      if trailers == nil {
        out.headers.add(name: "content-length", value: "\(answer.bytes.count)")
      }
      addAccount(of: answer.judgement, to: &out.headers)
      client.send(out)
      client.send(answer.bytes)
      client.sendEnd(trailers)
    }

    /// Sends an error in place of an answer that does not conform.
    func refuseAnswer(_ judgement: CompletionJudgement) {
      isOver = true
      let json = ErrorBody.nonconforming(
        judgement, api: api, attempts: attempts.count, trace: trace)
      guard !isHeadSent else {
        client.send(preamble + ErrorBody.event(json, api: api))
        return client.sendEnd()
      }
      var head = HTTPResponseHead.ours(.unprocessableEntity, "application/json", json.count)
      addAccount(of: judgement, to: &head.headers)
      client.send(head)
      client.send(json)
      client.sendEnd()
    }

    // MARK: - Another answer

    /// Asks for another answer, where the settings permit it and it would help.
    func asksAgain() -> Bool {
      guard settings.judging.onFailure == .reask, attempts.count < settings.judging.attempts,
        let firstRequest, let request,
        let next = FollowUpRequest.request(
          after: Reply(attempts: attempts), first: firstRequest, last: request, truncation: .stop)
      else { return false }
      self.request = next
      preamble = []
      held = 0
      judging = 0
      tries = 0
      hasRetriedStale = false
      connect(isFresh: false)
      return true
    }

    // MARK: - The account

    /// The account that stands in the answer itself.
    func account(of judgement: CompletionJudgement) -> [UInt8] {
      AccountText.json(judgement, attempts: attempts.count, trace: trace)
    }

    private func addAccount(of judgement: CompletionJudgement, to headers: inout HTTPHeaders) {
      headers.add(name: "adhere-outcome", value: judgement.outcome.rawValue)
      if judgement.choices.contains(where: { $0.judgement.outcome != .valid }) {
        let repairs = judgement.choices.flatMap(\.judgement.repairs)
        if !repairs.isEmpty {
          headers.add(name: "adhere-repairs", value: JudgedExchange.list(repairs))
        }
      }
      headers.add(
        name: "adhere-attempts", value: attempts.count == 1 ? "1" : "\(attempts.count)")
      headers.add(name: "adhere-trace", value: trace)
      if !settings.limited.isEmpty {
        headers.add(name: "adhere-limited", value: settings.limited.joined(separator: ", "))
      }
      let judged = nanoseconds.reduce(0, +)
      let upstream = SystemClock.monotonic() - requestSent
      headers.add(
        name: "server-timing",
        value: "adhere;dur=\(JudgedExchange.milliseconds(judged)), "
          + "upstream;dur=\(JudgedExchange.milliseconds(upstream))")
    }

    /// How many, and the rules of at most ten: a structured field (RFC 9651).
    private static func list(_ repairs: [Repair]) -> String {
      var rules: [String] = []
      for repair in repairs where !rules.contains(repair.rule.id) { rules.append(repair.rule.id) }
      return "\(repairs.count);rules=\"\(rules.prefix(10).joined(separator: " "))\""
    }

    private static func milliseconds(_ nanoseconds: Int) -> String {
      let hundredths = max(0, nanoseconds) / 10_000
      let rest = hundredths % 100
      return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Who asks: as the request says, or as the configuration knows its key.
    private var label: String? {
      settings.label ?? ClientLabel.of(head.headers, configuration.clients)
    }

    /// Counts the answer, keeps its traces, and goes on with `body`: at once, or after the traces
    /// are written where the configuration wants that.
    func settle(_ body: @escaping (JudgedExchange) -> Void) {
      // Where nothing was asked for, an answer says nothing about how well a model adheres.
      if contract?.asksNothing == true, attempts.last?.judgement.outcome == .valid {
        client.loop.counts.note { $0.count(.unasked) }
        return body(self)
      }
      let account = ReplyAccount(
        Reply(attempts: attempts), provider: upstream?.name, nanoseconds: nanoseconds, at: .now())
      client.loop.counts.count { account.count(into: &$0) }
      if let label, let outcome = attempts.last?.judgement.outcome {
        client.loop.counts.note { $0.count(client: label, outcome) }
      }
      guard let recorder = client.loop.server.recorder, settings.keepsTrace, recorder.keepsTraces
      else { return body(self) }
      var traces = account.traces(recorder.options, id: trace)
      for index in traces.indices {
        traces[index].session = settings.session
        if let label {
          traces[index].extra.append(Trace.Member(name: "label", json: JSONWriter.quoted(label)))
        }
      }
      guard !traces.isEmpty else { return body(self) }
      guard recorder.answersWait else {
        recorder.add(traces)
        return body(self)
      }
      let bound = NIOLoopBound((self, body), eventLoop: client.loop.eventLoop)
      let eventLoop = client.loop.eventLoop
      recorder.add(traces) {
        eventLoop.execute {
          let (exchange, body) = bound.value
          if !exchange.isOver { body(exchange) }
        }
      }
    }
  }
#endif
