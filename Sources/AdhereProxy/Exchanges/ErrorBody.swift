#if Proxy
  import AdhereRepair
  import AdhereJSON
  import AdhereJudging
  import AdhereWire

  /// Errors of our own, in the form that the clients of an API read.
  enum ErrorBody {
    /// - Parameters:
    ///   - code: one of a bounded set of words.
    ///   - judgement: of the answer that the error is about.
    static func json(
      _ message: String, code: String, type: String = "adhere_proxy_error", api: WireAPI = .chat,
      judgement: CompletionJudgement? = nil, trace: String? = nil
    ) -> [UInt8] {
      var writer = JSONWriter()
      writer.beginObject()
      if api == .messages { writer.member("type", "error") }
      writer.key("error")
      writer.beginObject()
      writer.member("message", message)
      writer.member("type", type)
      writer.key("param")
      writer.null()
      writer.member("code", code)
      if let trace { writer.member("trace", trace) }
      if let judgement {
        writer.key("choices")
        writer.beginArray()
        for choice in judgement.choices { writer.append(account: choice) }
        writer.endArray()
      }
      writer.endObject()
      writer.endObject()
      return writer.bytes
    }

    /// The same as an event of a stream that has begun.
    static func event(_ json: [UInt8], api: WireAPI) -> [UInt8] {
      // Clients of the Messages and Responses APIs go by the event's name.
      let name = api == .chat ? "" : "event: error\n"
      return Array("\(name)data: ".utf8) + JSONWriter.onOneLine(json) + [10, 10]
    }

    /// The error for an answer that does not conform.
    static func nonconforming(
      _ judgement: CompletionJudgement, api: WireAPI, attempts: Int, trace: String
    ) -> [UInt8] {
      let failed = judgement.choices.first { !$0.judgement.outcome.isSuccess }
      let reason = failed?.judgement.reason?.message ?? judgement.outcome.rawValue
      let tries = attempts == 1 ? "" : " (after \(attempts) attempts)"
      return json(
        "the model's output does not conform to what was asked\(tries): \(reason)",
        code: judgement.outcome.rawValue, type: "adhere_invalid_output", api: api,
        judgement: judgement, trace: trace)
    }
  }

  extension Outcome {
    /// The model answered, and not with what was asked for: what `on-failure` is about. Errors of
    /// the provider and refusals are answers that a client reads itself.
    var isModelFailure: Bool {
      self == .invalid || self == .unreadable || self == .truncated
    }
  }
#endif
