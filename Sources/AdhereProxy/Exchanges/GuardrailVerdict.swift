#if Proxy
  import AdhereJSON
  import AdhereJudging
  import AdhereRepair
  import AdhereSchema
  import AdhereWire

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
      // What is not understood is not let through for nothing.
      if let problem = read.problem { return json("BLOCKED", reason: problem) }
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
        let contract = try Contract(
          tools: tools, choice: .auto, policy: policy, options: SchemaOptions(), spares: true)
        let judgement = contract.judge(Output(.calls(read.calls)))
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
    /// Why it cannot be judged.
    var problem: String?

    init(_ tape: Tape) {
      isAnswer = tape.string("input_type", of: 0) != "request"
      if let list = tape.field("texts", of: 0), tape.kind(list) == .array {
        for item in tape.children(of: list) {
          if tape.kind(item) != .string { problem = "text \(texts.count): it is no string" }
          texts.append(tape.kind(item) == .string ? StringText.decode(tape, item) : [])
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
      guard let list = tape.field("tool_calls", of: 0) else { return }
      guard tape.kind(list) == .array else {
        problem = "tool calls: they are no list"
        return
      }
      do throws(RecordError) {
        calls = try ToolCall.list(tape, at: list)
      } catch {
        problem = "tool calls: \(error.message)"
      }
    }
  }
#endif
