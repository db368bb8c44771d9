package import AdhereJSON

/// Writing the parts of a judgement, alike in the records of the filter and in traces.
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

  mutating func append(_ repair: RepairRecord) {
    beginObject()
    member("rule", repair.rule)
    member("tier", repair.tier)
    key("path")
    if let path = repair.path { string(path) } else { null() }
    member(span: repair.span)
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

  /// Writes a list of calls. Arguments that are not JSON are written as a string.
  ///
  /// - Parameter isChecked: the arguments are known to be JSON.
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

  /// Writes the members of a record that come from a judgement.
  package mutating func append(members judgement: Judgement, surface: Contract.Surface) {
    // Beside a failure the value may be anything; only JSON can be part of the record.
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
    append(reason: judgement.reasonRecord)
  }
}
