import AdhereJSON
import AdhereJudging

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

  /// The record of a text that conforms as it came.
  mutating func append(valid text: UnsafeBufferPointer<UInt8>, _ line: FilterLine) {
    beginRecord(line, .valid)
    key("value")
    appendValue(text, onOneLine: true)
    endRecord()
  }

  /// Ends a record without repairs, violations and warnings.
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

  mutating func append(_ problem: FilterProblem, _ line: FilterLine) {
    beginRecord(line, problem.outcome)
    if line.surface == .tool {
      key("calls")
      null()
    }
    let violation = ViolationRecord(
      instancePath: "", schemaPath: "", keyword: problem.keyword,
      params: Array(#"{"line":\#(line.number)}"#.utf8),
      message: "line \(line.number): \(problem.message)")
    append(repairs: [], [violation], [])
    append(reason: ReasonRecord(problem.reason))
    endObject()
    newline()
  }
}
