import Adherence
import JSONText

/// A row that may be in the dataset, with what decides over it.
struct Candidate: Sendable {
  var row: Spill.Row
  /// What makes it the same as another row.
  var identity: UInt64
  /// The identity of the row that would say the opposite.
  var opposite: UInt64?
  /// What caps count it under.
  var tool: UInt64
  var failure: UInt64
  var schema: UInt64
  /// For finding near duplicates; empty where nobody asked.
  var signature: [UInt64] = []
}

/// Makes rows of traces. It keeps nothing from one trace to the next but memory and compiled
/// schemas, so that any number of them can work side by side.
final class RowMaker {
  private let target: Target
  private let options: ExportOptions
  private let admission: Admission
  private let rows: RowWriter
  private let checker: RowChecker
  private let parser = ScratchParser(ParseOptions(maximumDepth: RowChecker.maximumDepth))
  private let scratch = ScratchParser()
  private var writer = JSONWriter()

  init(_ target: Target, _ options: ExportOptions) {
    self.target = target
    self.options = options
    admission = Admission(options.admission)
    rows = RowWriter(target, renames: options.admission.renamesTools)
    checker = RowChecker(target)
  }

  /// The rows of a trace, or why there are none.
  func make(_ trace: Trace) -> [Result<Candidate, Refusal>] {
    let examples: [Example]
    do throws(Refusal) {
      examples = try admission.examples(trace, for: target.kind)
    } catch { return [.failure(error)] }
    return examples.map { example in
      do throws(Refusal) {
        return .success(try candidate(example, trace))
      } catch { return .failure(error) }
    }
  }

  private func candidate(_ example: Example, _ trace: Trace) throws(Refusal) -> Candidate {
    let key = ExampleKey(example, scratch)
    if target.kind != .evaluation, options.against.holds(key, session: trace.session) {
      throw Refusal(.inEvaluation)
    }
    writer.removeAll()
    if target.layout == .evaluation {
      EvaluationRow.append(example, trace, to: &writer)
    } else {
      try rows.append(example, to: &writer)
    }
    try check(writer.bytes)

    let schema = trace.request.schema.map(RowHash.hash) ?? example.tools?.hash ?? 0
    let identity = identity(example, key, schema)
    let tool = (example.answer ?? example.rejected)?.calls.first?.name ?? []
    let failure = Array(example.failure.utf8)
    var content = 0
    var arguments = 0
    for message in example.messages + [example.answer, example.rejected].compactMap({ $0 }) {
      content += message.content?.count ?? 0
      for call in message.calls { arguments += call.name.count + call.arguments.count }
    }
    var digest = SHA256()
    digest.update(writer.bytes)
    let row = Spill.Row(
      origin: example.origin, order: identity.row,
      group: trace.session.map { RowHash.hash(Array($0.utf8)) } ?? key.prompt, prompt: key.prompt,
      contentBytes: content, toolBytes: example.tools?.functions.count ?? 0,
      argumentBytes: arguments, json: writer.bytes,
      digest: Array(Hexadecimal.text(digest.finish()).utf8), provenance: provenance(example, trace),
      model: Array((trace.model ?? "").utf8), tool: tool, failure: failure)
    return Candidate(
      row: row, identity: identity.row, opposite: identity.opposite, tool: RowHash.hash(tool),
      failure: RowHash.hash(failure), schema: schema,
      signature: options.curation.nearDuplicates ? NearDuplicates.signature(of: example) : [])
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
}
