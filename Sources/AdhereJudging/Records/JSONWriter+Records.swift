import AdherePlatform
package import AdhereJSON

/// What judging says of an output beside its outcome, alike in the records of the filter and in
/// traces.
extension JSONWriter {
  /// Writes the members `repairs`, `violations` and `warnings`.
  package mutating func append(
    repairs: [RepairRecord], _ violations: [ViolationRecord],
    _ warnings: [WarningRecord]
  ) {
    key("repairs")
    beginArray()
    for repair in repairs { append(repair) }
    endArray()
    key("violations")
    beginArray()
    for violation in violations { append(violation) }
    endArray()
    key("warnings")
    beginArray()
    for warning in warnings {
      beginObject()
      member("code", warning.code)
      member("message", warning.message)
      endObject()
    }
    endArray()
  }

  private mutating func append(_ repair: RepairRecord) {
    beginObject()
    member("rule", repair.rule)
    member("tier", repair.tier)
    key("path")
    if let path = repair.path { string(path) } else { null() }
    key("span")
    beginArray()
    int(repair.span.lowerBound)
    int(repair.span.upperBound)
    endArray()
    member("before", repair.before)
    member("after", repair.after)
    if !repair.with.isEmpty {
      key("with")
      beginArray()
      for rule in repair.with { string(rule) }
      endArray()
    }
    if let call = repair.call {
      member("call", call)
    }
    endObject()
  }

  private mutating func append(_ violation: ViolationRecord) {
    beginObject()
    member("instancePath", violation.instancePath)
    member("schemaPath", violation.schemaPath)
    member("keyword", violation.keyword)
    key("params")
    violation.params.withUnsafeBufferPointer { appendValue($0, onOneLine: true) }
    member("message", violation.message)
    endObject()
  }

  /// Arguments of calls that failed may not be JSON; those are written as the string they are.
  package mutating func append(calls: [ToolCall], isChecked: Bool = true) {
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
  package mutating func appendValue(_ json: UnsafeBufferPointer<UInt8>, onOneLine: Bool) {
    guard onOneLine, let base = json.baseAddress,
      memchr(base, 0x0A, json.count) != nil || memchr(base, 0x0D, json.count) != nil
    else { return raw(json) }
    raw(json.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
  }

  /// The members of a record that a judgement fills.
  package mutating func append(members judgement: Judgement, surface: Contract.Surface) {
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
      repairs: judgement.repairs.map(RepairRecord.init),
      judgement.violations.map(ViolationRecord.init),
      judgement.warnings.map(WarningRecord.init))
  }
}
