import AdhereJudging
import AdherePlatform
import AdhereTraces
import AdhereJSON

/// `NAME.manifest.json`: what the dataset is, how it was made, and what was left out. It holds
/// nothing that changes from run to run.
enum Manifest {
  static func write(
    _ summary: ExportSummary, _ target: Target, _ options: ExportOptions, isDated: Bool
  ) -> [UInt8] {
    var out = JSONWriter()
    out.beginObject()
    out.member("manifest", 1)
    out.member("target", target.name)
    if target.toolsAsText {
      out.member("datasets_lt_4_7", true)
    }
    if target.layout == .completion {
      out.member("prompt_completion", true)
    }
    append(options, isDated, &out)
    out.member("traces", summary.traces)
    out.member("rows", summary.rows)
    out.array("files", of: summary.files) { out, file in
      out.beginObject()
      out.member("name", Dataset.name(of: file.path))
      out.member("split", file.split)
      out.member("rows", file.rows)
      out.member("bytes", file.bytes)
      out.member("sha256", file.sha256)
      out.endObject()
    }
    counts("origins", summary.origins, &out)
    counts("splits", summary.splits, &out)
    counts("models", summary.models, &out)
    counts("tools", summary.tools, &out)
    counts("failures", summary.failures, &out)
    counts("left_out", summary.refusals, &out)
    out.key("redaction")
    out.beginObject()
    out.member("traces_redacted_before", summary.redaction.before)
    out.member("traces_redacted_now", summary.redaction.now)
    counts("replaced", summary.redaction.replaced, &out)
    out.endObject()
    out.key("estimated_tokens")
    out.beginObject()
    out.member("messages", summary.tokens.messages)
    out.member("tools", summary.tokens.tools)
    out.member("arguments", summary.tokens.arguments)
    out.member("longest_row", summary.longestRow)
    out.endObject()
    out.member("max_length", summary.maximumLength)
    if let loss = target.loss { out.member("loss", loss) }
    out.array("notes", of: summary.notes) { out, note in out.string(note) }
    out.array("cautions", of: summary.cautions) { out, caution in out.string(caution) }
    out.array("warnings", of: summary.warnings) { out, warning in out.string(warning) }
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
      out.member("as_of", admission.asOf.description)
    }
    append(options.selection, &out)
    out.key("redact")
    if let redactor = options.redactor { out.string(redactor.version) } else { out.bool(false) }
    list("allow_guess", admission.guessRules.sorted(), &out)
    out.member("require_consent", admission.requiresConsent)
    out.member("require_redaction", admission.requiresRedaction)
    list("licences", admission.licences.sorted(), &out)
    out.member("rename_tools", admission.renamesTools)
    number("max_calls", admission.maximumCalls, &out)
    if curation.isMix { out.member("mix", true) }
    out.member("passing", String(curation.passingShare))
    out.member("no_call", String(curation.noCallShare))
    if let balance = curation.balance {
      out.member("balance", balance.rawValue)
    }
    number("cap", curation.cap, &out)
    number("cap_tool", curation.capPerTool, &out)
    number("cap_failure", curation.capPerFailure, &out)
    number("cap_schema", curation.capPerSchema, &out)
    out.member("near_dedup", curation.nearDuplicates)
    if curation.nearDuplicates {
      out.member("near_window", curation.nearWindow)
    }
    out.member("validation", String(curation.validationShare))
    out.member("test", String(curation.testShare))
    out.member("salt", curation.salt)
    number("shard_bytes", options.shardBytes, &out)
    out.member("against", options.against.count)
    if options.against.count > 0 {
      out.key("against_overlap")
      if let overlap = options.against.overlap { out.string(String(overlap)) } else { out.null() }
    }
    out.endObject()
  }

  /// The conditions on traces; nothing where there are none.
  private static func append(_ selection: TraceSelection, _ out: inout JSONWriter) {
    for (key, value) in [
      ("provider", selection.provider), ("model", selection.model), ("tool", selection.tool),
      ("session", selection.session), ("rule", selection.rule), ("keyword", selection.keyword),
      ("since", selection.since?.description), ("before", selection.before?.description),
    ] {
      guard let value else { continue }
      out.member(key, value)
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
      out.member(name, count)
    }
    out.endObject()
  }
}
