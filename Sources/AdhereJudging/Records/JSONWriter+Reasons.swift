package import AdhereJSON

/// Writing reasons, alike in the records of the filter and in traces.
extension JSONWriter {
  /// Writes the member `reason`; nothing where there is none, as for outputs that are handed on.
  package mutating func append(reason: ReasonRecord?) {
    guard let reason else { return }
    key("reason")
    beginObject()
    member("code", reason.code)
    member("message", reason.message)
    if let span = reason.span { member(span: span) }
    if let call = reason.call { member("call", call) }
    if let help = reason.help { member("help", help) }
    if let rule = reason.rule { member("rule", rule) }
    if !reason.rivals.isEmpty { array("rivals", of: reason.rivals) { $0.append($1) } }
    endObject()
  }

  private mutating func append(_ rival: ReasonRecord.RivalRecord) {
    beginObject()
    key("cost")
    // Costs have one or two decimals; three are the same on every machine.
    let thousandths = Int((rival.cost * 1000).rounded())
    let rest = String(thousandths % 1000 + 1000).dropFirst()
    raw(Array("\(thousandths / 1000).\(rest)".utf8))
    member("value", rival.value)
    member("why", rival.why)
    array("edits", of: rival.edits) { $0.append($1) }
    endObject()
  }

  /// Writes the member `span`: the first byte, and past the last one.
  mutating func member(span: Range<Int>) {
    key("span")
    beginArray()
    int(span.lowerBound)
    int(span.upperBound)
    endArray()
  }
}
