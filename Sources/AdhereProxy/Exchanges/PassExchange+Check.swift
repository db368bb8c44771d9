#if Proxy
  import AdhereJudging
  import AdhereWire
  import NIOCore
  import NIOHTTP1

  extension PassExchange {
    /// Holds the answer where it is one that can be checked; else it passes.
    func beginCheck(_ answer: HTTPResponseHead) {
      guard check != nil else { return }
      let encoding = HeaderRules.value(.contentEncoding, of: answer.headers)?.lowercased()
      if answer.status.code != 200 {
        check = nil
      } else if let encoding, encoding != "identity" {
        giveUpCheck("response_encoding")
      } else if isRequestTooLong {
        giveUpCheck("request_too_long")
      }
    }

    /// The answer passes without being checked, and says so.
    func giveUpCheck(_ reason: String) {
      check = nil
      unchecked = reason
      client.loop.counts.note { $0.unchecked[reason, default: 0] += 1 }
    }

    /// The held answer is whole.
    func finishCheck(_ check: BodyCheck, _ answer: HTTPResponseHead, _ trailers: HTTPHeaders?) {
      let problems = check.problems()
      let outcome: Outcome = problems.isEmpty ? .valid : .invalid
      client.loop.counts.note { $0.count(check.kind, outcome) }
      if !problems.isEmpty, settings.judging.onFailure != .pass {
        let json = ErrorBody.json(
          "the answer holds what was not asked for: \(problems[0].pointer) \(problems[0].message)",
          code: outcome.rawValue, type: "adhere_invalid_output")
        var head = HTTPResponseHead.ours(.unprocessableEntity, "application/json", json.count)
        head.headers.add(name: "adhere-outcome", value: outcome.rawValue)
        client.send(head)
        client.send(json)
        return client.sendEnd()
      }
      var out = answer
      out.headers = HeaderRules.toClient(answer.headers, isRemade: false)
      out.headers.add(name: "adhere-outcome", value: outcome.rawValue)
      if !problems.isEmpty {
        out.headers.add(name: "adhere-problems", value: BodyCheck.summary(problems))
      }
      client.send(out)
      client.send(check.answer)
      client.sendEnd(trailers)
    }
  }
#endif
