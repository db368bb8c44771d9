public import Adherence
import JSONText

/// Makes a dataset of traces, one after the other, in bounded memory.
///
///     let exporter = try Exporter(target, options, output: "weather")
///     for trace in traces { try exporter.add(trace) }
///     let summary = try exporter.finish()
///     // weather.jsonl, weather.manifest.json, weather.provenance.jsonl
///
/// The same traces in the same order with the same options give the same bytes.
public final class Exporter {
  private let target: Target
  private let options: ExportOptions
  private let isDated: Bool
  private let base: String
  private let admission: Admission
  private let rows: RowWriter
  private let checker: RowChecker
  private let parser: ScratchParser
  private let scratch = ScratchParser()
  private let spill: Spill
  private var writer = JSONWriter()
  private var seen = HashSet64()
  private var near: NearDuplicates?
  private var caps: Caps
  private var shares: Shares
  private var summary = ExportSummary()

  /// - Parameters:
  ///   - output: path of the dataset, without or with `.jsonl`.
  ///   - isDated: whether ``AdmissionOptions/asOf`` was chosen, and belongs into the manifest.
  /// - Throws: ``ExportError`` where files cannot be made there.
  public init(
    _ target: Target, _ options: ExportOptions, output: String, isDated: Bool = false
  ) throws(ExportError) {
    self.target = target
    self.options = options
    self.isDated = isDated
    base = output.hasSuffix(".jsonl") ? String(output.dropLast(6)) : output
    admission = Admission(options.admission)
    rows = RowWriter(target, renames: options.admission.renamesTools)
    checker = RowChecker(target)
    parser = ScratchParser(ParseOptions(maximumDepth: RowChecker.maximumDepth))
    spill = try Spill("\(base).spill")
    near = options.curation.nearDuplicates ? NearDuplicates() : nil
    caps = Caps(options.curation)
    shares = Shares(options.curation)
  }

  /// Rows that are candidates so far.
  public private(set) var candidates = 0
  /// Traces that were read so far.
  public var traces: Int { summary.traces }

  /// Counts a line that held no trace.
  public func skip() { refuse(Refusal(.unreadableLine)) }

  /// - Throws: ``ExportError`` where the disk does not take it. A trace that is not fit for the
  ///   dataset is counted, not thrown.
  public func add(_ trace: Trace) throws(ExportError) {
    summary.traces += 1
    let examples: [Example]
    do throws(Refusal) {
      examples = try admission.examples(trace, for: target.kind)
    } catch { return refuse(error) }
    for example in examples {
      let row: Spill.Row
      do throws(Refusal) {
        row = try self.row(example, trace)
      } catch {
        refuse(error)
        continue
      }
      try spill.append(row)
      shares.count(row.origin, row.order)
      candidates += 1
    }
  }

  private func refuse(_ refusal: Refusal) { ExportSummary.count(refusal.name, &summary.refusals) }

  private func row(_ example: Example, _ trace: Trace) throws(Refusal) -> Spill.Row {
    let key = ExampleKey(example, scratch)
    if target.kind != .evaluation, options.against.holds(key, session: trace.session) {
      throw Refusal(.inEvaluation)
    }
    let schema = trace.request.schema.map(RowHash.hash) ?? example.tools?.hash ?? 0
    let identity = identity(example, key, schema)
    if seen.contains(identity.row) { throw Refusal(.duplicate) }
    if let opposite = identity.opposite, seen.contains(opposite) { throw Refusal(.contradictory) }

    let tool = (example.answer ?? example.rejected)?.calls.first?.name ?? []
    let failure = Array(example.failure.utf8)
    guard
      let capKeys = caps.room(
        tool: RowHash.hash(tool), failure: RowHash.hash(failure), schema: schema)
    else { throw Refusal(.capped) }

    writer.removeAll()
    if target.layout == .evaluation {
      EvaluationRow.append(example, trace, to: &writer)
    } else {
      try rows.append(example, to: &writer)
    }
    try check(writer.bytes)
    if near?.isNear(example, scratch) == true { throw Refusal(.nearDuplicate) }

    seen.insert(identity.row)
    caps.count(capKeys)
    let group = trace.session.map { RowHash.hash(Array($0.utf8)) } ?? key.prompt
    var content = 0
    var arguments = 0
    for message in example.messages + [example.answer, example.rejected].compactMap({ $0 }) {
      content += message.content?.count ?? 0
      for call in message.calls { arguments += call.name.count + call.arguments.count }
    }
    return Spill.Row(
      origin: example.origin, order: identity.row, group: group, prompt: key.prompt,
      contentBytes: content, toolBytes: example.tools?.functions.count ?? 0,
      argumentBytes: arguments, json: writer.bytes, provenance: provenance(example, trace),
      model: Array((trace.model ?? "").utf8), tool: tool, failure: failure)
  }

  /// What makes a row the same as another, and the row that would say the opposite.
  private func identity(
    _ example: Example, _ key: ExampleKey, _ schema: UInt64
  ) -> (row: UInt64, opposite: UInt64?) {
    func hash(_ parts: UInt64...) -> UInt64 {
      var hash = RowHash()
      hash.add(key.prompt)
      hash.add(schema)
      for part in parts { hash.add(part) }
      return hash.finish()
    }
    switch target.kind {
    case .supervised: return (hash(key.answer), nil)
    case .preference:
      return (hash(key.answer, key.rejected), hash(key.rejected, key.answer))
    case .unpaired:
      let said = example.label ? key.answer : key.rejected
      return (hash(said, example.label ? 1 : 0), hash(said, example.label ? 0 : 1))
    case .evaluation, .reinforcement: return (hash(), nil)
    }
  }

  /// Every row is judged as a stranger's would be.
  private func check(_ json: [UInt8]) throws(Refusal) {
    guard let tape = parser.parse(json) else {
      throw Refusal(.row, parser.failure?.code.rawValue ?? "file")
    }
    let findings = checker.check(tape, duplicateKey: parser.duplicateKey)
    if let error = findings.first(where: { $0.severity == .error }) {
      throw Refusal(.row, error.rule)
    }
  }

  private func provenance(_ example: Example, _ trace: Trace) -> [UInt8] {
    var out = JSONWriter()
    out.beginObject()
    out.key("trace")
    out.string(trace.id)
    if let record = trace.recordID {
      out.key("record")
      out.raw(RowWriter.onOneLine(record))
    }
    if let session = trace.session {
      out.key("session")
      out.string(session)
    }
    if let model = trace.model {
      out.key("model")
      out.string(model)
    }
    out.key("outcome")
    out.string(trace.outcome.rawValue)
    out.key("failure")
    out.string(example.failure)
    out.key("repairs")
    out.beginArray()
    var rules: [String] = []
    for repair in trace.repairs where !rules.contains(repair.rule) { rules.append(repair.rule) }
    for rule in rules { out.string(rule) }
    out.endArray()
    if let licence = trace.rights.licence {
      out.key("licence")
      out.string(licence)
    }
    out.endObject()
    return out.bytes
  }

  /// Chooses among the candidates and writes the files.
  ///
  /// - Throws: ``ExportError`` where the disk does not take them; nothing is there then.
  public func finish() throws(ExportError) -> ExportSummary {
    let thresholds = shares.thresholds()
    var splitter = Splitter(options.curation)
    let shardBytes = options.shardBytes.map { min($0, target.limits.maximumBytes ?? $0) }
    let dataset = try Dataset(base: base, isSplit: splitter.isSplitting, shardBytes: shardBytes)
    var content = 0
    var tools = 0
    var arguments = 0
    try spill.read { (row) throws(ExportError) in
      let threshold: UInt64? =
        switch row.origin {
        case .passing: thresholds.passing
        case .noCall: thresholds.noCall
        default: .max
        }
      guard let threshold, row.order <= threshold else { return refuse(Refusal(.overShare)) }
      guard let split = splitter.split(group: row.group, prompt: row.prompt) else {
        return refuse(Refusal(.inOtherSplit))
      }
      try dataset.append(row, to: split)
      summary.rows += 1
      content += row.contentBytes
      tools += row.toolBytes
      arguments += row.argumentBytes
      ExportSummary.count(row.origin.rawValue, &summary.origins)
      ExportSummary.count(split.name, &summary.splits)
      ExportSummary.count(String(decoding: row.model, as: UTF8.self), &summary.models)
      ExportSummary.count(String(decoding: row.tool, as: UTF8.self), &summary.tools)
      ExportSummary.count(String(decoding: row.failure, as: UTF8.self), &summary.failures)
    }
    summary.tokens.messages = Int(Double(content) / 4.2)
    summary.tokens.tools = Int(Double(tools) / 4.65)
    summary.tokens.arguments = Int(Double(arguments) / 3.07)
    summary.files = try dataset.commit()
    warn()
    let manifest = try OutputFile("\(base).manifest.json")
    let text = Manifest.write(summary, target, options, isDated: isDated)
    try manifest.append(line: Array(text.dropLast()))
    _ = try manifest.commit()
    return summary
  }

  private func warn() {
    for file in summary.files {
      let limits = target.limits
      if file.rows < limits.minimumRows {
        summary.warnings.append(
          "\(Dataset.name(of: file.path)): \(file.rows) rows; \(target.name) takes "
            + "\(limits.minimumRows) or more")
      }
      if let most = limits.maximumRows, file.rows > most {
        summary.warnings.append(
          "\(Dataset.name(of: file.path)): \(file.rows) rows; \(target.name) takes \(most) at most")
      }
      if let most = limits.maximumBytes, file.bytes > most {
        summary.warnings.append(
          "\(Dataset.name(of: file.path)): \(file.bytes) bytes; \(target.name) takes \(most) at "
            + "most: export with --shard")
      }
      if target.family == .fireworks, file.bytes > 150_000_000 {
        summary.warnings.append(
          "\(Dataset.name(of: file.path)): above 150 MB Fireworks needs the upload by signed URL, "
            + "or --shard 150MB")
      }
    }
  }
}
