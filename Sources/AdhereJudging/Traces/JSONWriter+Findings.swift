import AdhereJSON

/// What judging says of an output beside its outcome, alike in the records of the filter and in
/// traces.
extension JSONWriter {
  /// Writes the members `repairs`, `violations` and `warnings`.
  mutating func append(
    repairs: [Trace.RepairRecord], _ violations: [Trace.ViolationRecord],
    _ warnings: [Trace.WarningRecord]
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

  private mutating func append(_ repair: Trace.RepairRecord) {
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

  private mutating func append(_ violation: Trace.ViolationRecord) {
    beginObject()
    member("instancePath", violation.instancePath)
    member("schemaPath", violation.schemaPath)
    member("keyword", violation.keyword)
    key("params")
    violation.params.withUnsafeBufferPointer { appendValue($0, onOneLine: true) }
    member("message", violation.message)
    endObject()
  }
}
