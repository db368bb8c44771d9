import AdhereBytes
import AdhereTraces
import AdhereJudging
import AdhereJSON

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
  /// For finding near duplicates; nil where nobody asked.
  var signature: MinHash?
}

/// What became of one trace.
struct Made: Sendable {
  var rows: [Result<Candidate, Refusal>]
  /// False for a line that holds none.
  var isTrace = true
  var redaction = Redaction.none

  /// Who made secrets in it unreadable.
  enum Redaction: Sendable {
    /// Nobody: it was not wanted, or the trace did not come that far.
    case none
    /// Whoever wrote the trace.
    case before
    /// This export, with what it replaced.
    case now([Trace.Redaction.Count])
  }
}

/// Makes rows of traces. It keeps nothing from one trace to the next but memory and compiled
/// schemas, so that any number of them can work side by side.
final class RowMaker {
  private let target: Target
  private let options: ExportOptions
  private let admission: Admission
  private let rows: RowWriter
  private let checker: RowChecker
  private let redactor: Redactor?
  private let parser = ScratchParser(ParseOptions(maximumDepth: RowChecker.maximumDepth))
  private let scratch = ScratchParser()
  private let lines = ScratchParser(ParseOptions(maximumDepth: .max, duplicateKeys: .ignore))
  private var writer = JSONWriter()
  private var source = JSONWriter()

  init(_ target: Target, _ options: ExportOptions) {
    self.target = target
    self.options = options
    admission = Admission(options.admission)
    rows = RowWriter(target, renames: options.admission.renamesTools)
    checker = RowChecker(target)
    redactor = options.redactor?.forAnotherThread()
  }

  /// The rows of a trace as its source holds it.
  func make(_ text: TraceLine) -> Made {
    do throws(TraceError) {
      // A store chose by itself.
      return make(try text.trace(lines), isChosen: text.standing != nil)
    } catch {
      return Made(rows: [.failure(Refusal(.unreadableLine))], isTrace: false)
    }
  }

  /// The rows of a trace, or why there are none.
  func make(_ trace: Trace, isChosen: Bool = false) -> Made {
    var made = Made(rows: [])
    do throws(Refusal) {
      guard isChosen || options.selection.holds(trace) else { throw Refusal(.notSelected) }
      // Rights come first: what may not be used is not looked into.
      try admission.rights(trace)
      var trace = trace
      if trace.redaction?.state == .done {
        made.redaction = .before
      } else if let redactor {
        redactor.redact(&trace)
        made.redaction = .now(trace.redaction?.replaced ?? [])
      }
      for example in try admission.examples(trace, for: target.kind) {
        do throws(Refusal) {
          made.rows.append(.success(try candidate(example, trace)))
        } catch { made.rows.append(.failure(error)) }
      }
    } catch { made.rows = [.failure(error)] }
    return made
  }

  private func candidate(_ example: Example, _ trace: Trace) throws(Refusal) -> Candidate {
    let key = ExampleKey(example, scratch)
    if target.kind != .evaluation {
      if options.against.holds(key, session: trace.session) { throw Refusal(.inEvaluation) }
      if options.against.holdsMost(of: example.messages, scratch) { throw Refusal(.nearEvaluation) }
    }
    writer.removeAll()
    if target.layout == .evaluation {
      EvaluationRow.append(example, trace, to: &writer)
    } else {
      try rows.append(example, to: &writer)
    }
    let hasReals = try check(writer.bytes)

    // An empty name groups nothing.
    let session = trace.session.flatMap { $0.isEmpty ? nil : $0 }
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
      group: session.map { RowHash.hash(Array($0.utf8)) } ?? key.prompt, prompt: key.prompt,
      contentBytes: content, toolBytes: example.tools?.functions.count ?? 0,
      argumentBytes: arguments, hasReals: hasReals, json: copy(writer.bytes),
      digest: Array(Hexadecimal.text(digest.finish()).utf8), provenance: provenance(example, trace),
      model: Array((trace.model ?? "").utf8), tool: tool, failure: failure)
    return Candidate(
      row: row, identity: identity.row, opposite: identity.opposite, tool: RowHash.hash(tool),
      failure: RowHash.hash(failure), schema: schema,
      signature: options.curation.nearDuplicates ? NearDuplicates.signature(of: example) : nil)
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

  /// Of its own, so that the writer keeps its memory.
  private func copy(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBufferPointer { Array($0) } }

  /// Every row is judged as a stranger's would be.
  ///
  /// - Returns: whether it holds fractions that somebody may read otherwise.
  private func check(_ json: [UInt8]) throws(Refusal) -> Bool {
    guard let tape = parser.parse(json) else {
      throw Refusal(.row, parser.failure?.code.rawValue ?? "file")
    }
    let findings = checker.check(tape, duplicateKey: parser.duplicateKey)
    if let error = findings.first(where: { $0.severity == .error }) {
      throw Refusal(.row, error.rule)
    }
    return target.goesThroughDatasets && PlainNumbers.hasReals(in: tape)
  }

  private func provenance(_ example: Example, _ trace: Trace) -> [UInt8] {
    source.removeAll()
    source.beginObject()
    source.member("trace", trace.id)
    if let record = trace.recordID {
      source.member("record", raw: RowWriter.onOneLine(record))
    }
    if let session = trace.session {
      source.member("session", session)
    }
    if let model = trace.model {
      source.member("model", model)
    }
    source.member("outcome", trace.outcome.rawValue)
    source.member("failure", example.failure)
    source.key("repairs")
    source.beginArray()
    var rules: [String] = []
    for repair in trace.repairs where !rules.contains(repair.rule) { rules.append(repair.rule) }
    for rule in rules { source.string(rule) }
    source.endArray()
    if let licence = trace.rights.licence {
      source.member("licence", licence)
    }
    source.endObject()
    return copy(source.bytes)
  }
}
