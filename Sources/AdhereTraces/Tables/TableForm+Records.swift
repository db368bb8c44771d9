/// The columns of the records that are written.
extension TableForm {
  /// Of `schemas/record-trace.schema.json`.
  package static let trace = TableForm([
    TableColumn("trace", .integer), TableColumn("id", .text), TableColumn("time", .time),
    TableColumn("session", .text), TableColumn("record", .json), TableColumn("provider", .text),
    TableColumn("model", .text), TableColumn("surface", .text), TableColumn("messages", .json),
    TableColumn("prompt", .json), TableColumn("schema", .json), TableColumn("tools", .json),
    TableColumn("tool_choice", .json), TableColumn("parameters", .json),
    TableColumn("form", .text), TableColumn("raw", .text),
    TableColumn("raw_calls", .array, of: "raw"), TableColumn("raw_base64", .text),
    TableColumn("finish_reason", .text), TableColumn("outcome", .text),
    TableColumn("value", .json), TableColumn("calls", .array), repairs, violations, warnings,
    reason,
    TableColumn(
      "policy",
      .structure([
        TableColumn("tier", .text), TableColumn("allow", .texts), TableColumn("deny", .texts),
      ])),
    TableColumn("judge_ns", .integer), TableColumn("attempt", .integer),
    TableColumn(
      "attempts",
      .list([
        TableColumn("trace", .text), TableColumn("time", .time), TableColumn("model", .text),
        TableColumn("outcome", .text), TableColumn("raw", .text),
        TableColumn("raw_calls", .array, of: "raw"), TableColumn("raw_base64", .text),
        TableColumn("value", .json), TableColumn("calls", .array),
      ])),
    TableColumn(
      "acceptance",
      .structure([
        TableColumn("verdict", .text), TableColumn("by", .text), TableColumn("time", .time),
        TableColumn("note", .text), TableColumn("value", .json), TableColumn("calls", .array),
      ])),
    TableColumn("occurrences", .integer),
    TableColumn(
      "redaction",
      .structure([
        TableColumn("state", .text), TableColumn("rules", .text),
        TableColumn("replaced", .counts), TableColumn("outcome", .text),
      ])),
    TableColumn("licence", .text), TableColumn("consent", .boolean),
    TableColumn("retain_until", .time),
    TableColumn(
      "cut",
      .structure(
        ["repairs", "violations", "warnings", "raw", "value", "context"].map {
          TableColumn($0, .integer)
        })),
  ])

  /// Of `schemas/record-output.schema.json`.
  package static let output = TableForm([
    TableColumn("id", .label), TableColumn("model", .label), TableColumn("provider", .label),
    TableColumn("choice", .integer), TableColumn("finish_reason", .text),
    TableColumn("finish", .text), TableColumn("outcome", .text), TableColumn("value", .json),
    TableColumn("calls", .array), repairs, violations, warnings, reason,
  ])

  private static let repairs = TableColumn(
    "repairs",
    .list([
      TableColumn("rule", .text), TableColumn("tier", .text), TableColumn("path", .text),
      TableColumn("span_start", .spanStart, of: "span"),
      TableColumn("span_end", .spanEnd, of: "span"), TableColumn("before", .text),
      TableColumn("after", .text), TableColumn("with_rules", .texts, of: "with"),
      TableColumn("call", .integer),
    ]))

  private static let violations = TableColumn(
    "violations",
    .list([
      TableColumn("instance_path", .text, of: "instancePath"),
      TableColumn("schema_path", .text, of: "schemaPath"), TableColumn("keyword", .text),
      TableColumn("params", .json), TableColumn("message", .text),
    ]))

  private static let warnings = TableColumn(
    "warnings", .list([TableColumn("code", .text), TableColumn("message", .text)]))

  private static let reason = TableColumn(
    "reason",
    .structure([
      TableColumn("code", .text), TableColumn("message", .text),
      TableColumn("span_start", .spanStart, of: "span"),
      TableColumn("span_end", .spanEnd, of: "span"), TableColumn("call", .integer),
      TableColumn("help", .text), TableColumn("rule", .text), TableColumn("rivals", .json),
    ]))
}
