import AdhereSchema
import AdhereJSON
import AdhereRepair

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
    } else if let id = line.answer?.id {
      raw(id)
    } else if line.isRecord {
      null()
    } else {
      int(line.number)
    }
    key("model")
    if let model = line.model { raw(model) } else { null() }
    if let provider = line.provider {
      member("provider", raw: provider)
    }
    if let choice = line.answer?.choice {
      member("choice", choice)
    }
    member("outcome", outcome.rawValue)
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
    append(
      repairs: judgement.repairs.map(Trace.RepairRecord.init),
      judgement.violations.map(Trace.ViolationRecord.init),
      judgement.warnings.map(Trace.WarningRecord.init))
  }

  mutating func append(_ problem: FilterProblem, _ line: FilterLine) {
    beginRecord(line, problem.outcome)
    if line.surface == .tool {
      key("calls")
      null()
    }
    let violation = Trace.ViolationRecord(
      instancePath: "", schemaPath: "", keyword: problem.keyword,
      params: Array(#"{"line":\#(line.number)}"#.utf8),
      message: "line \(line.number): \(problem.message)")
    append(repairs: [], [violation], [])
    endObject()
    newline()
  }

  /// Arguments of calls that failed may not be JSON; those are written as the string they are.
  mutating func append(calls: [ToolCall], isChecked: Bool = true) {
    beginArray()
    for call in calls {
      beginObject()
      member("name", call.name)
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

  /// JSON text as a value. Line ends can only be white space between its tokens; on one line
  /// they become spaces, so that a line holds the whole of it and no offset moves.
  mutating func appendValue(_ json: UnsafeBufferPointer<UInt8>, onOneLine: Bool) {
    guard onOneLine, let base = json.baseAddress,
      memchr(base, 0x0A, json.count) != nil || memchr(base, 0x0D, json.count) != nil
    else { return raw(json) }
    raw(json.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
  }
}
