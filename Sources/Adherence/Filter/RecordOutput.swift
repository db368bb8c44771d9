import JSONSchema
import JSONText
import OutputRepair

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The records of `schemas/record-output.schema.json`.
extension JSONWriter {
  mutating func beginRecord(_ line: FilterLine, _ outcome: Outcome) {
    beginObject()
    key("id")
    if let id = line.id {
      raw(id)
    } else if let id = line.answerID {
      raw(id)
    } else if line.isRecord {
      null()
    } else {
      int(line.number)
    }
    key("model")
    if let model = line.model { raw(model) } else { null() }
    if let provider = line.provider {
      key("provider")
      raw(provider)
    }
    if let choice = line.choice {
      key("choice")
      int(choice)
    }
    key("outcome")
    string(outcome.rawValue)
  }

  /// Ends a record that has nothing more to say.
  mutating func endRecord() {
    for name in ["repairs", "violations", "warnings"] as [StaticString] {
      key(name)
      beginArray()
      endArray()
    }
    endObject()
    newline()
  }

  mutating func append(_ judgement: Judgement, _ line: FilterLine) {
    beginRecord(line, judgement.outcome)
    append(members: judgement, surface: line.surface)
    endObject()
    newline()
  }

  /// The members of a record that a judgement fills.
  mutating func append(members judgement: Judgement, surface: Contract.Surface) {
    // What is given beside a failure is for looking at; it must not break the record.
    if let value = judgement.value,
      judgement.outcome.isSuccess || (try? JSONDocument(value)) != nil
    {
      key("value")
      value.withUnsafeBufferPointer { appendValue($0, onOneLine: true) }
    }
    if let calls = judgement.calls {
      key("calls")
      append(calls: calls, isChecked: judgement.outcome.isSuccess)
    } else if surface == .tool {
      key("calls")
      null()
    }
    key("repairs")
    beginArray()
    for repair in judgement.repairs { append(repair) }
    endArray()
    key("violations")
    beginArray()
    for violation in judgement.violations { append(violation) }
    endArray()
    key("warnings")
    beginArray()
    for warning in judgement.warnings {
      beginObject()
      key("code")
      string(warning.code.rawValue)
      key("message")
      string(warning.message)
      endObject()
    }
    endArray()
  }

  mutating func append(_ problem: FilterProblem, _ line: FilterLine) {
    beginRecord(line, problem.outcome)
    if line.surface == .tool {
      key("calls")
      null()
    }
    key("repairs")
    beginArray()
    endArray()
    key("violations")
    beginArray()
    beginObject()
    key("instancePath")
    string("")
    key("schemaPath")
    string("")
    key("keyword")
    string(problem.keyword)
    key("params")
    beginObject()
    key("line")
    int(line.number)
    endObject()
    key("message")
    string("line \(line.number): \(problem.message)")
    endObject()
    endArray()
    key("warnings")
    beginArray()
    endArray()
    endObject()
    newline()
  }

  /// Arguments of calls that failed may not be JSON; those are written as the string they are.
  mutating func append(calls: [ToolCall], isChecked: Bool = true) {
    beginArray()
    for call in calls {
      beginObject()
      key("name")
      string(call.name)
      key("arguments")
      if isChecked || (try? JSONDocument(call.arguments)) != nil {
        call.arguments.withUnsafeBufferPointer { appendValue($0, onOneLine: true) }
      } else {
        string(call.arguments)
      }
      endObject()
    }
    endArray()
  }

  private mutating func append(_ repair: Repair) {
    beginObject()
    key("rule")
    string(repair.rule.id)
    key("tier")
    string(repair.tier.rawValue)
    key("path")
    if let path = repair.path { string(path) } else { null() }
    key("span")
    beginArray()
    int(repair.span.lowerBound)
    int(repair.span.upperBound)
    endArray()
    key("before")
    string(repair.before)
    key("after")
    string(repair.after)
    if !repair.with.isEmpty {
      key("with")
      beginArray()
      for rule in repair.with { string(rule.id) }
      endArray()
    }
    if let call = repair.call {
      key("call")
      int(call)
    }
    endObject()
  }

  private mutating func append(_ violation: Violation) {
    beginObject()
    key("instancePath")
    string(violation.instancePath)
    key("schemaPath")
    string(violation.schemaPath)
    key("keyword")
    string(violation.keyword)
    key("params")
    if violation.params.isEmpty {
      beginObject()
      endObject()
    } else {
      raw(violation.params)
    }
    key("message")
    string(violation.message)
    endObject()
  }

  /// JSON text as a value. Line ends can only be white space between its tokens; on one line
  /// they become spaces, so that a line holds the whole of it and no offset moves.
  mutating func appendValue(_ json: UnsafeBufferPointer<UInt8>, onOneLine: Bool) {
    guard onOneLine, let base = json.baseAddress,
      memchr(base, 0x0A, json.count) != nil || memchr(base, 0x0D, json.count) != nil
    else { return raw(json) }
    raw(json.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
  }
}
