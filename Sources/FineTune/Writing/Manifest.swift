import Adherence
import JSONText

/// `NAME.manifest.json`: what the dataset is, how it was made, and what was left out. It says
/// nothing that changes from run to run.
enum Manifest {
  static func write(
    _ summary: ExportSummary, _ target: Target, _ options: ExportOptions, isDated: Bool
  ) -> [UInt8] {
    var out = JSONWriter()
    out.beginObject()
    out.key("manifest")
    out.int(1)
    out.key("target")
    out.string(target.name)
    if target.toolsAsText {
      out.key("datasets_lt_4_7")
      out.bool(true)
    }
    if target.layout == .completion {
      out.key("prompt_completion")
      out.bool(true)
    }
    append(options, isDated, &out)
    out.key("traces")
    out.int(summary.traces)
    out.key("rows")
    out.int(summary.rows)
    out.key("files")
    out.beginArray()
    for file in summary.files {
      out.beginObject()
      out.key("name")
      out.string(Dataset.name(of: file.path))
      out.key("split")
      out.string(file.split)
      out.key("rows")
      out.int(file.rows)
      out.key("bytes")
      out.int(file.bytes)
      out.key("sha256")
      out.string(file.sha256)
      out.endObject()
    }
    out.endArray()
    counts("origins", summary.origins, &out)
    counts("splits", summary.splits, &out)
    counts("models", summary.models, &out)
    counts("tools", summary.tools, &out)
    counts("failures", summary.failures, &out)
    counts("left_out", summary.refusals, &out)
    out.key("redaction")
    out.beginObject()
    out.key("traces_redacted_before")
    out.int(summary.redaction.before)
    out.key("traces_redacted_now")
    out.int(summary.redaction.now)
    counts("replaced", summary.redaction.replaced, &out)
    out.endObject()
    out.key("estimated_tokens")
    out.beginObject()
    out.key("messages")
    out.int(summary.tokens.messages)
    out.key("tools")
    out.int(summary.tokens.tools)
    out.key("arguments")
    out.int(summary.tokens.arguments)
    out.endObject()
    out.key("notes")
    out.beginArray()
    for note in summary.notes { out.string(note) }
    out.endArray()
    out.key("warnings")
    out.beginArray()
    for warning in summary.warnings { out.string(warning) }
    out.endArray()
    out.endObject()
    out.newline()
    return out.bytes
  }

  private static func append(_ options: ExportOptions, _ isDated: Bool, _ out: inout JSONWriter) {
    let admission = options.admission
    let curation = options.curation
    out.key("options")
    out.beginObject()
    // The day decides over retention; where it was not given, what it did stands in left_out.
    if isDated {
      out.key("as_of")
      out.string(admission.asOf.description)
    }
    append(options.selection, &out)
    out.key("redact")
    if let redactor = options.redactor { out.string(redactor.version) } else { out.bool(false) }
    list("allow_guess", admission.guessRules.sorted(), &out)
    out.key("require_consent")
    out.bool(admission.requiresConsent)
    out.key("require_redaction")
    out.bool(admission.requiresRedaction)
    list("licences", admission.licences.sorted(), &out)
    out.key("rename_tools")
    out.bool(admission.renamesTools)
    number("max_calls", admission.maximumCalls, &out)
    out.key("passing")
    out.string(String(curation.passingShare))
    out.key("no_call")
    out.string(String(curation.noCallShare))
    if let balance = curation.balance {
      out.key("balance")
      out.string(balance.rawValue)
    }
    number("cap", curation.cap, &out)
    number("cap_tool", curation.capPerTool, &out)
    number("cap_failure", curation.capPerFailure, &out)
    number("cap_schema", curation.capPerSchema, &out)
    out.key("near_dedup")
    out.bool(curation.nearDuplicates)
    if curation.nearDuplicates {
      out.key("near_window")
      out.int(curation.nearWindow)
    }
    out.key("validation")
    out.string(String(curation.validationShare))
    out.key("test")
    out.string(String(curation.testShare))
    out.key("salt")
    out.string(curation.salt)
    number("shard_bytes", options.shardBytes, &out)
    out.key("against")
    out.int(options.against.count)
    if options.against.count > 0 {
      out.key("against_overlap")
      if let overlap = options.against.overlap { out.string(String(overlap)) } else { out.null() }
    }
    out.endObject()
  }

  /// What was asked for; nothing where everything was.
  private static func append(_ selection: TraceSelection, _ out: inout JSONWriter) {
    for (key, value) in [
      ("provider", selection.provider), ("model", selection.model), ("tool", selection.tool),
      ("session", selection.session), ("rule", selection.rule), ("keyword", selection.keyword),
      ("since", selection.since?.description), ("before", selection.before?.description),
    ] {
      guard let value else { continue }
      out.key(key)
      out.string(value)
    }
    if let outcomes = selection.outcomes { list("outcomes", outcomes.map(\.rawValue), &out) }
  }

  private static func number(_ key: StaticString, _ value: Int?, _ out: inout JSONWriter) {
    out.key(key)
    if let value { out.int(value) } else { out.null() }
  }

  private static func list(_ key: StaticString, _ values: [String], _ out: inout JSONWriter) {
    out.key(key)
    out.beginArray()
    for value in values { out.string(value) }
    out.endArray()
  }

  private static func counts(
    _ key: StaticString, _ counts: [String: Int], _ out: inout JSONWriter
  ) {
    out.key(key)
    out.beginObject()
    for (name, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      out.key(name)
      out.int(count)
    }
    out.endObject()
  }
}
