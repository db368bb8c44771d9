import AdhereJudging
import AdhereTraces
import AdhereJSON

/// What became of one trace.
struct TraceRows: Sendable {
  var rows: [Result<Candidate, Refusal>]
  /// False for a line that holds no trace.
  var isTrace = true
  var redaction = Redaction.none

  /// Who made secrets in it unreadable.
  enum Redaction: Sendable {
    /// No one: it was not wanted, or the trace did not come that far.
    case none
    /// The writer of the trace.
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
  private let lines = ScratchParser(.anyDepth)
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
  func make(_ line: TraceLine) -> TraceRows {
    do throws(TraceError) {
      // A store has chosen already.
      return make(try line.trace(lines), isChosen: line.isFromStore)
    } catch {
      return TraceRows(rows: [.failure(Refusal(.unreadableLine))], isTrace: false)
    }
  }

  /// The rows of a trace, or why there are none.
  func make(_ trace: Trace, isChosen: Bool = false) -> TraceRows {
    var result = TraceRows(rows: [])
    do throws(Refusal) {
      guard isChosen || options.selection.holds(trace) else { throw Refusal(.notSelected) }
      // Rights come first: what may not be used is not looked into.
      try admission.rights(trace)
      var trace = trace
      if trace.redaction?.state == .done {
        result.redaction = .before
      } else if let redactor {
        redactor.redact(&trace)
        result.redaction = .now(trace.redaction?.replaced ?? [])
      }
      for example in try admission.examples(trace, for: target.kind) {
        do throws(Refusal) {
          result.rows.append(.success(try candidate(example, trace)))
        } catch { result.rows.append(.failure(error)) }
      }
    } catch { result.rows = [.failure(error)] }
    return result
  }

  private func candidate(_ example: Example, _ trace: Trace) throws(Refusal) -> Candidate {
    let key = ExampleKey(example, scratch)
    if target.kind != .evaluation {
      if options.against.holds(key, session: trace.session) { throw Refusal(.inEvaluation) }
      if options.against.holdsMost(of: example.messages, scratch) { throw Refusal(.nearEvaluation) }
    }
    writer.removeAll()
    switch target.layout {
    case .evaluation: EvaluationRow.append(example, trace, to: &writer)
    case .testCase: try rows.append(testCase: example, trace, to: &writer)
    default: try rows.append(example, to: &writer)
    }
    let hasReals = try check(writer.bytes, example.tools)

    // An empty name groups nothing.
    let session = trace.session.flatMap { $0.isEmpty ? nil : $0 }
    let schema = trace.request.schema.map(RowHash.hash) ?? example.tools?.hash ?? 0
    let identity = identity(example, key, schema)
    let tool = (example.answer ?? example.rejected)?.calls.first?.name ?? []
    let failure = Array(example.failure.utf8)
    let row = CandidateRow(
      origin: example.origin, order: identity.row,
      group: session.map { RowHash.hash(Array($0.utf8)) } ?? key.prompt, prompt: key.prompt,
      size: size(example), length: length(example), hasReals: hasReals,
      text: CandidateRow.Text(
        json: copy(writer.bytes), digest: CandidateRow.digest(of: writer.bytes),
        provenance: provenance(example, trace), model: Array((trace.model ?? "").utf8),
        tool: tool, failure: failure))
    return Candidate(
      row: row, identity: identity.row, opposite: identity.opposite, tool: RowHash.hash(tool),
      failure: RowHash.hash(failure), schema: schema,
      signature: options.curation.nearDuplicates ? NearDuplicates.signature(of: example) : nil)
  }

  private func size(_ example: Example) -> CandidateRow.Size {
    size(example.messages + [example.answer, example.rejected].compactMap { $0 }, example.tools)
  }

  /// Tokens of the prompt with the longer one of its answers.
  private func length(_ example: Example) -> Int {
    let answers = [example.answer, example.rejected].compactMap { $0 }
    return (answers.isEmpty ? [[]] : answers.map { [$0] }).map { answer in
      let messages = example.messages + answer
      return ExportSummary.Tokens(size(messages, example.tools)).total
        + messages.count * ExportSummary.Tokens.aroundMessage
    }.max() ?? 0
  }

  private func size(_ messages: [Message], _ tools: ToolList?) -> CandidateRow.Size {
    var size = CandidateRow.Size(tools: tools?.functions.count ?? 0)
    for message in messages {
      size.content += message.content?.count ?? 0
      for call in message.calls { size.arguments += call.name.count + call.arguments.count }
    }
    return size
  }

  /// What makes a row the same as another, and the row that would teach the opposite.
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
      let completion = example.label ? key.answer : key.rejected
      return (hash(completion, example.label ? 1 : 0), hash(completion, example.label ? 0 : 1))
    case .evaluation, .reinforcement: return (hash(), nil)
    }
  }

  /// Of its own, so that the writer keeps its memory.
  private func copy(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBufferPointer { Array($0) } }

  /// Holds the row against the rules for rows of others.
  ///
  /// - Returns: whether it holds fractions that the trainer may read as other numbers.
  private func check(_ json: [UInt8], _ tools: ToolList?) throws(Refusal) -> Bool {
    guard let tape = parser.parse(json) else {
      throw Refusal(.row, parser.failure?.code.rawValue ?? "file")
    }
    let problems = checker.check(tape, duplicateKey: parser.duplicateKey, tools: tools)
    if let error = problems.first(where: { $0.severity == .error }) {
      throw Refusal(.row, error.rule)
    }
    return target.goesThroughDatasets && PlainNumbers.hasReals(in: tape)
  }

  private func provenance(_ example: Example, _ trace: Trace) -> [UInt8] {
    source.removeAll()
    source.beginObject()
    source.member("trace", trace.id)
    if let record = trace.recordID {
      source.member("record", raw: JSONWriter.onOneLine(record))
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
