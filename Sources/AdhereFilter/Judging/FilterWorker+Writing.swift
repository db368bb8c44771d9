import AdhereJSON
import AdhereJudging
import AdhereRepair
import AdhereTraces

/// Writing judged outputs.
extension FilterWorker {
  /// An output of the json surface that conforms as it came.
  func writeValid(
    _ text: UnsafeBufferPointer<UInt8>, _ line: FilterLine, _ block: Block, _ output: OutputKind
  ) {
    block.tally[.valid] += 1
    if options.recording != nil {
      tally(valid: 1, line, block)
      recordValid(text, line, block)
    }
    switch output {
    case .value, .envelope:
      block.writer.appendValue(text, onOneLine: block.kind != .document)
    case .record:
      return writeRecord(block) { $0.append(valid: text, line) }
    }
    block.writer.newline()
  }

  func write(
    _ judgement: Judgement, _ line: FilterLine, _ block: Block, _ output: OutputKind
  ) {
    count(judgement, line, block)
    emit(judgement, line, block, output)
  }

  /// Counts an output, and keeps a trace of it where one is wanted.
  func count(_ judgement: Judgement, _ line: FilterLine, _ block: Block) {
    block.tally[judgement.outcome] += 1
    if options.recording != nil {
      tally(judgement, line, block)
      record(judgement, line, block)
    }
  }

  /// Writes a record, as a row where that is wanted.
  ///
  /// - Parameter body: writes it with its line end.
  func writeRecord(_ block: Block, _ body: (inout JSONWriter) -> Void) {
    guard options.recordFormat == .table else { return body(&block.writer) }
    recordWriter.removeAll()
    body(&recordWriter)
    TableForm.output.append(recordWriter.bytes, to: &block.writer)
    block.writer.newline()
  }

  /// Writes a judged output that is counted already.
  func emit(
    _ judgement: Judgement, _ line: FilterLine, _ block: Block, _ output: OutputKind
  ) {
    switch output {
    case .record:
      writeRecord(block) { $0.append(judgement, line) }
    case .value where judgement.outcome.isSuccess, .envelope where judgement.outcome.isSuccess:
      if let value = judgement.value {
        value.withUnsafeBufferPointer {
          block.writer.appendValue($0, onOneLine: block.kind != .document)
        }
      } else {
        block.writer.append(calls: judgement.calls ?? [])
      }
      block.writer.newline()
    case .value, .envelope:
      fail(judgement, line, block)
    }
  }

  func write(_ problem: FilterProblem, _ line: FilterLine, _ block: Block, _ output: OutputKind) {
    block.tally[problem.outcome] += 1
    if options.recording != nil { tally(problem, line, block) }
    if output == .record {
      writeRecord(block) { $0.append(problem, line) }
      // Outcomes are in the record that was written; a broken record is an error of the caller.
      guard problem.outcome == .error else { return }
    }
    block.failures.append(
      FilterFailure(
        place: place(line, block), outcome: problem.outcome, message: problem.message,
        help: problem.reason.help))
  }

  /// Reports an output that is not handed on.
  func fail(_ judgement: Judgement, _ line: FilterLine, _ block: Block) {
    block.failures.append(
      FilterFailure(
        place: place(line, block), outcome: judgement.outcome, message: judgement.summary,
        help: judgement.reason?.help))
  }

  func place(_ line: FilterLine, _ block: Block) -> OutputPlace {
    var place = OutputPlace(source: block.source, kind: block.kind, number: line.number)
    place.customID = line.answer?.customID
    place.choice = line.answer?.choice
    return place
  }
}
