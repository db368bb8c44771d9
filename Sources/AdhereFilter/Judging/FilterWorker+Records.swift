import AdhereBytes
import AdhereJSON
import AdhereJudging
import AdhereRepair

/// Judging JSON lines that hold an output and its request.
extension FilterWorker {
  func judgeRecords(_ block: Block, _ output: OutputKind) {
    eachText(block, delimiter: block.delimiter) { text, count, _ in
      if !FilterWorker.isBlank(text, count) { judge(record: text, count, block, output) }
    }
  }

  private func judge(
    record text: UnsafeMutablePointer<UInt8>, _ count: Int, _ block: Block,
    _ output: OutputKind
  ) {
    var line = line(block)
    line.isRecord = true
    guard count <= options.maximumOutputBytes else {
      return write(tooLong(count), line, block, output)
    }
    let status = lineParser.parse(padded: text, count: count)
    guard status == .complete else {
      var message = "the record is not JSON"
      if case .failed(let error) = status { message += ": \(error)" }
      return write(.record(message), line, block, output)
    }
    let record = RecordInput(tape: lineParser.tape(over: text))
    guard record.tape.kind(0) == .object else {
      return write(.record("the record is not a JSON object"), line, block, output)
    }
    line.id = record.source("id")
    line.record = record
    do throws(FilterProblem) {
      try judge(record, &line, block, output)
    } catch {
      write(error, line, block, output)
    }
  }

  private func judge(
    _ record: RecordInput, _ line: inout FilterLine, _ block: Block, _ output: OutputKind
  ) throws(FilterProblem) {
    line.take(record)
    let tape = record.tape
    guard let raw = tape.member("raw", of: 0) else {
      throw .record("the record has no `raw`")
    }
    let form = record.form()
    if let name = form.unknown, unknownForms.insert(name).inserted {
      block.notes.append(FilterNote(unknownForm: name, at: place(line, block)))
    }
    let judge = try judge(for: record, isCalls: tape.kind(raw) == .array, form: form.known)
    line.surface = judge.contract.surface
    line.form = judge.contract.surface == .tool ? judge.contract.form : nil
    let context = try OutputContext(record)

    let input: Output.Raw
    switch tape.kind(raw) {
    case .string:
      let text = decode(tape, raw)
      if context.isWhole,
        judge.conforms(padded: UnsafePointer(scratch.base), count: text.count)
      {
        return writeValid(text, line, block, output)
      }
      input = .text(Array(text))
    case .null: input = .text([])
    case .array: input = .calls(try record.calls(raw))
    default: throw .record("`raw` must be a string, an array of calls or null")
    }
    let judged = context.output(input, on: line.surface)
    line.output = judged
    write(judge.judge(judged), line, block, output)
  }

  /// The contract of the record, else that of the options.
  private func judge(
    for record: RecordInput, isCalls: Bool, form: Form?
  ) throws(FilterProblem) -> Judge {
    let surface = try record.surface()
    let schema = record.field("schema")
    let tools = record.field("tools")
    let tape = record.tape
    if let schema, surface != .tool { return try contracts.judge(.schema, tape.source(schema)) }
    if let tools, surface != .json {
      return try contracts.judge(
        .tools, tape.source(tools), choice: record.toolChoice(), form: form ?? options.form)
    }
    let hasUnknownTools = surface == .tool && tape.member("tools", of: 0) != nil
    if options.contract != nil, !hasUnknownTools,
      surface == nil || surface == self.judge.contract.surface
    {
      return contracts.judge(self.judge, in: form)
    }
    switch surface {
    case .tool: return contracts.judge(contracts.anyCall, in: form ?? options.form)
    case .json: return contracts.anyJSON
    case nil:
      return isCalls
        ? contracts.judge(contracts.anyCall, in: form ?? options.form) : contracts.anyJSON
    }
  }

  /// The text of a string, in the scratch buffer with the parser's padding behind it.
  private func decode(_ tape: Tape, _ index: Int) -> UnsafeBufferPointer<UInt8> {
    func place(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
      scratch.replace(with: text)
      return scratch.bytes
    }
    if !tape[index].hasEscapes { return place(tape.text(index)) }
    return StringText.decode(tape, index).withUnsafeBufferPointer(place)
  }
}
