#if Proxy
  import AdhereJSON
  import AdhereJudging
  import AdhereRepair
  import AdhereWire
  import NIOCore
  import NIOHTTP1

  /// `POST /beta/litellm_basic_guardrail_api`: LiteLLM's Generic Guardrail API.
  ///
  /// LiteLLM sends `texts`, `tools` and `tool_calls`, not the request's `response_format`: a schema of
  /// the texts comes as `additional_provider_specific_params.schema`. Its answer can change texts and
  /// block; **it has no place for calls**, so a call that would need a repair is blocked. Texts without
  /// a schema, and what a client asks (`input_type: request`), pass.
  final class GuardrailExchange: Exchange {
    private let client: ClientHandler
    private let snapshot: ProxySnapshot
    private let head: RequestHead
    private var body: [UInt8] = []
    private var isOver = false

    init(_ client: ClientHandler, _ snapshot: ProxySnapshot, _ head: RequestHead) {
      self.client = client
      self.snapshot = snapshot
      self.head = head
    }

    func begin() {}
    var takesRequestBytes: Bool { true }

    func takeRequest(_ part: ByteBuffer) {
      guard !isOver else { return }
      body += part.readableBytesView
      if body.count > snapshot.configuration.limits.requestBytes {
        answer(
          .payloadTooLarge,
          ErrorBody.json("the request is longer than the limit", code: "request_too_long"))
      }
    }

    func endRequest(_ trailers: HTTPHeaders?) {
      guard !isOver else { return }
      var settings = RequestSettings(snapshot.configuration.policy)
      do throws(SettingError) {
        if head.hasOwn { try settings.take(head.headers) }
      } catch {
        return answer(.badRequest, ErrorBody.json(error.message, code: "bad_setting"))
      }
      guard let document = try? JSONDocument(body, options: .anyDepth),
        document.withTape({ $0.kind(0) }) == .object
      else {
        return answer(
          .badRequest, ErrorBody.json("the body is no JSON object", code: "no_guardrail_request"))
      }
      do throws(InputError) {
        answer(.ok, try GuardrailVerdict(document, settings.judging.policy).json)
      } catch {
        answer(.badRequest, ErrorBody.json(error.message, code: "bad_schema"))
      }
    }

    private func answer(_ status: HTTPResponseStatus, _ bytes: [UInt8]) {
      isOver = true
      client.send(.ours(status, "application/json", bytes.count))
      client.send(bytes)
      client.sendEnd()
    }

    func clientIsWritable() {}
    func clientIsGone() { isOver = true }
    func serverEnds() {}
    func tick(_ now: Int) {}
  }

  /// What is answered to LiteLLM.
  struct GuardrailVerdict {
    /// `{"action","blocked_reason","texts"}`.
    let json: [UInt8]

    /// - Throws: where a schema or the tools cannot be read.
    init(_ document: JSONDocument, _ policy: Policy) throws(InputError) {
      json = try Self.answer(document.withTape { GuardrailInput($0) }, policy)
    }

    private static func answer(
      _ read: GuardrailInput, _ policy: Policy
    ) throws(InputError) -> [UInt8] {
      guard read.isAnswer else { return json("NONE") }
      var texts = read.texts
      if let schema = read.schema {
        let contract = try Contract(schema: schema, policy: policy)
        for place in texts.indices {
          let judgement = contract.judge(Output(.text(texts[place])))
          guard judgement.outcome.isSuccess else {
            return json("BLOCKED", reason: "text \(place): \(why(judgement))")
          }
          // The words of a text that conforms stay as they are.
          if judgement.outcome == .repaired, let value = judgement.value { texts[place] = value }
        }
      }
      if let tools = read.tools, !read.calls.isEmpty {
        let judgement = try Contract(tools: tools, policy: policy).judge(Output(.calls(read.calls)))
        if judgement.outcome == .repaired {
          return json(
            "BLOCKED",
            reason: "tool calls: they need a repair, which a guardrail cannot hand back: put "
              + "adhere-proxy before the provider")
        }
        guard judgement.outcome.isSuccess else {
          return json("BLOCKED", reason: "tool calls: \(why(judgement))")
        }
      }
      return texts == read.texts ? json("NONE") : json("GUARDRAIL_INTERVENED", texts: texts)
    }

    private static func why(_ judgement: Judgement) -> String {
      judgement.reason?.message ?? judgement.outcome.rawValue
    }

    private static func json(
      _ action: String, reason: String? = nil, texts: [[UInt8]]? = nil
    ) -> [UInt8] {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("action", action)
      if let reason { writer.member("blocked_reason", reason) }
      if let texts { writer.array("texts", of: texts) { writer, text in writer.string(text) } }
      writer.endObject()
      return writer.bytes
    }
  }

  /// What LiteLLM sends, as far as it is judged.
  private struct GuardrailInput {
    var isAnswer: Bool
    var texts: [[UInt8]] = []
    var schema: [UInt8]?
    var tools: [UInt8]?
    var calls: [ToolCall] = []

    init(_ tape: Tape) {
      isAnswer = tape.string("input_type", of: 0) != "request"
      if let list = tape.field("texts", of: 0), tape.kind(list) == .array {
        for item in tape.children(of: list) where tape.kind(item) == .string {
          texts.append(StringText.decode(tape, item))
        }
      }
      if let more = tape.field("additional_provider_specific_params", of: 0),
        let node = tape.field("schema", of: more)
      {
        // In YAML it may be written as an object or as a string.
        schema = tape.kind(node) == .string ? StringText.decode(tape, node) : tape.bytes(node)
      }
      if let list = tape.field("tools", of: 0), tape.kind(list) == .array, tape.count(of: list) > 0
      {
        tools = tape.bytes(list)
      }
      guard let list = tape.field("tool_calls", of: 0), tape.kind(list) == .array else { return }
      for item in tape.children(of: list) {
        guard let function = tape.field("function", of: item) else { continue }
        let arguments = tape.field("arguments", of: function)
        calls.append(
          ToolCall(
            name: tape.string("name", of: function) ?? "",
            arguments: arguments.map {
              tape.kind($0) == .string ? StringText.decode(tape, $0) : tape.bytes($0)
            } ?? []))
      }
    }
  }
#endif
