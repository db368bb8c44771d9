import AdherePlatform
import AdhereBytes
public import AdhereJSON
import AdhereJudging

/// Writing traces (`schemas/record-trace.schema.json`).
extension JSONWriter {
  /// Writes a trace as one object on one line, without the line end.
  ///
  ///     writer.append(trace)
  ///     writer.newline()
  public mutating func append(_ trace: Trace) {
    beginObject()
    member("trace", Trace.version)
    field("id", trace.id)
    field("time", trace.time.description)
    field("session", trace.session)
    json("record", trace.recordID)
    field("provider", trace.provider)
    field("model", trace.model)
    field("surface", trace.surface.rawValue)
    json("messages", trace.request.messages)
    json("prompt", trace.request.prompt)
    json("schema", trace.request.schema)
    json("tools", trace.request.tools)
    json("tool_choice", trace.request.toolChoice)
    json("parameters", trace.request.parameters)
    field("form", trace.form)
    append(trace.raw)
    field("finish_reason", trace.finishReason)
    field("outcome", trace.outcome.rawValue)
    json("value", trace.value)
    if let calls = trace.calls {
      key("calls")
      append(traced: calls)
    } else if trace.surface == .tool {
      key("calls")
      null()
    }
    append(repairs: trace.repairs, trace.violations, trace.warnings)
    append(reason: trace.reason)
    if let policy = trace.policy { append(policy) }
    field("judge_ns", trace.judgeNanoseconds)
    field("attempt", trace.attempt)
    append(trace.attempts)
    if let acceptance = trace.acceptance { append(acceptance) }
    field("occurrences", trace.occurrences)
    if let redaction = trace.redaction { append(redaction) }
    field("licence", trace.rights.licence)
    if let consent = trace.rights.consent {
      member("consent", consent)
    }
    field("retain_until", trace.rights.retainUntil?.description)
    append(trace.cut)
    for member in trace.extra { json(member.name, member.json) }
    endObject()
  }

  private mutating func field(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    member(name, text)
  }

  private mutating func field(_ name: StaticString, _ number: Int?) {
    guard let number else { return }
    member(name, number)
  }

  private mutating func json(_ name: StaticString, _ json: [UInt8]?) {
    guard let json else { return }
    key(name)
    json.withUnsafeBufferPointer { appendValue($0, onOneLine: true) }
  }

  private mutating func json(_ name: String, _ json: [UInt8]) {
    key(name)
    json.withUnsafeBufferPointer { appendValue($0, onOneLine: true) }
  }

  private mutating func append(_ raw: Trace.Raw) {
    key("raw")
    switch raw {
    case .none: null()
    case .calls(let json): json.withUnsafeBufferPointer { appendValue($0, onOneLine: true) }
    case .text(let text):
      string(text)
      // JSON cannot hold these bytes; the text beside them is for people.
      if String(validating: text, as: UTF8.self) == nil { field("raw_base64", Base64.encode(text)) }
    }
  }

  /// Arguments that are an object or an array are written as JSON, others as a string of their
  /// text, so that reading gives the same bytes.
  private mutating func append(traced calls: [ToolCall]) {
    beginArray()
    for call in calls {
      beginObject()
      member("name", call.name)
      key("arguments")
      let first = call.arguments.first { !$0.isSpaceOrControl }
      if first == ASCII.leftBrace || first == ASCII.leftBracket,
        (try? JSONDocument(call.arguments, options: .anyDepth)) != nil
      {
        call.arguments.withUnsafeBufferPointer { appendValue($0, onOneLine: true) }
      } else {
        string(call.arguments)
      }
      endObject()
    }
    endArray()
  }

  private mutating func list(_ name: StaticString, _ texts: [String]) {
    key(name)
    beginArray()
    for text in texts { string(text) }
    endArray()
  }

  private mutating func append(_ policy: Trace.PolicyRecord) {
    key("policy")
    beginObject()
    field("tier", policy.tier)
    if !policy.allow.isEmpty { list("allow", policy.allow) }
    if !policy.deny.isEmpty { list("deny", policy.deny) }
    endObject()
  }

  private mutating func append(_ attempts: [Trace.Attempt]) {
    guard !attempts.isEmpty else { return }
    key("attempts")
    beginArray()
    for attempt in attempts {
      beginObject()
      field("trace", attempt.trace)
      field("time", attempt.time?.description)
      field("model", attempt.model)
      field("outcome", attempt.outcome.rawValue)
      append(attempt.raw)
      json("value", attempt.value)
      if let calls = attempt.calls {
        key("calls")
        append(traced: calls)
      }
      endObject()
    }
    endArray()
  }

  private mutating func append(_ acceptance: Trace.Acceptance) {
    key("acceptance")
    beginObject()
    field("verdict", acceptance.verdict.rawValue)
    field("by", acceptance.by.rawValue)
    field("time", acceptance.time?.description)
    field("note", acceptance.note)
    json("value", acceptance.value)
    if let calls = acceptance.calls {
      key("calls")
      append(traced: calls)
    }
    endObject()
  }

  private mutating func append(_ cut: Trace.Cut) {
    guard !cut.isEmpty else { return }
    key("cut")
    beginObject()
    field("repairs", cut.repairs)
    field("violations", cut.violations)
    field("warnings", cut.warnings)
    field("raw", cut.raw)
    field("value", cut.value)
    field("context", cut.context)
    endObject()
  }

  private mutating func append(_ redaction: Trace.Redaction) {
    key("redaction")
    beginObject()
    field("state", redaction.state.rawValue)
    field("rules", redaction.rules)
    if !redaction.replaced.isEmpty {
      key("replaced")
      beginObject()
      for count in redaction.replaced {
        member(count.rule, count.count)
      }
      endObject()
    }
    field("outcome", redaction.outcome?.rawValue)
    endObject()
  }
}
