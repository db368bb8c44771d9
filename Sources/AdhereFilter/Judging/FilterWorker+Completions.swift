import AdhereTallies
import AdhereBytes
import AdhereJSON
import AdhereJudging
import AdhereWire

/// Judging whole answers of providers.
extension FilterWorker {
  /// Responses of chat completions, and result lines of batches.
  func judgeAnswers(_ block: Block, _ output: OutputKind) {
    eachText(block, delimiter: block.delimiter) { text, count in
      if !FilterWorker.isBlank(text, count) {
        judge(answer: text, count, block, output)
      } else if output == .envelope {
        // Blank lines are part of what is passed on.
        block.writer.raw(UnsafeBufferPointer(start: text, count: count))
        block.writer.newline()
      }
    }
  }

  private func judge(
    answer text: UnsafeMutablePointer<UInt8>, _ count: Int, _ block: Block, _ output: OutputKind
  ) {
    var line = answerLine(block)
    guard count <= options.maximumOutputBytes else {
      return write(tooLong(count), line, block, output)
    }
    let bytes = UnsafeBufferPointer(start: UnsafePointer(text), count: count)
    var contract = completion
    let body: ChatBody
    if lineParser.parse(padded: text, count: count) != .complete {
      body = ChatBody(padded: text, count: count)
    } else if block.kind == .batch {
      let result = BatchResult(lineParser.tape(over: text))
      body = result.body
      let id = result.customID
      if let id { line.answer?.id = JSONWriter.quoted(id) }
      line.answer?.request = id.flatMap { options.recording?.batch[$0] }
      if let own = id.flatMap({ options.batch[$0] }) {
        contract = own
      } else if options.completion == nil, !options.batch.isEmpty {
        // Without a contract every answer would conform.
        if output == .envelope {
          block.writer.raw(bytes)
          block.writer.newline()
        }
        let message =
          id.map { "no request of the batch has the custom_id '\($0)'" }
          ?? "no result of a batch: it has no custom_id"
        return write(.record(message), line, block, output)
      }
    } else {
      body = ChatBody(lineParser.tape(over: text))
    }
    var judgement = contract.judge(body.completion)
    describe(body.completion, &line)
    if output == .envelope {
      let edits = BodyEdits.edits(
        &judgement, body.parts, in: bytes, seed: line.answer?.id ?? [])
      if edits.isEmpty {
        block.writer.raw(bytes)
      } else {
        block.writer.raw(Edits.apply(edits, to: bytes))
      }
      // An object over several lines includes its line end.
      if block.delimiter != nil { block.writer.newline() }
    }
    write(judgement, of: body.completion, line, block, output)
  }

  /// One streamed response.
  func judgeStream(_ block: Block, _ output: OutputKind) {
    let base = block.buffer.base + block.content.lowerBound
    let bytes = UnsafeBufferPointer(start: UnsafePointer(base), count: block.content.count)
    block.numbers = 1
    var limits: RunawayWatch.Limits? = RunawayWatch.Limits()
    limits?.length = options.maximumOutputBytes
    let judge = StreamJudge(
      completion, mode: options.stream, limits: limits, abortPolicy: options.abortPolicy,
      keptText: .max)
    var out: [UInt8] = []
    judge.feed(bytes, to: &out)
    let judgement = judge.finish(to: &out)
    if output == .envelope { block.writer.raw(out) }
    write(judgement, of: judge, block, output)
  }

  /// Counts and writes a streamed response that was judged.
  func write(
    _ judgement: CompletionJudgement, of judge: StreamJudge, _ block: Block, _ output: OutputKind
  ) {
    var line = answerLine(block)
    describe(judge.completion, &line)
    if let abort = judge.abort { tally(abort, line, block) }
    write(judgement, of: judge.completion, line, block, output)
  }

  private func answerLine(_ block: Block) -> FilterLine {
    var line = line(block)
    line.answer = FilterLine.Answer()
    return line
  }

  /// Takes id and model from the answer.
  private func describe(_ completion: ChatCompletion, _ line: inout FilterLine) {
    if line.answer?.id == nil { line.answer?.id = completion.id.map(JSONWriter.quoted) }
    if let model = completion.model { line.model = JSONWriter.quoted(model) }
  }

  /// Counts, traces and writes a judged answer; its envelope is written already.
  private func write(
    _ judgement: CompletionJudgement, of completion: ChatCompletion, _ line: FilterLine,
    _ block: Block, _ output: OutputKind
  ) {
    for choice in judgement.choices {
      var line = line
      line.surface = choice.surface
      if judgement.choices.count > 1 { line.answer?.choice = choice.choice }
      if options.recording != nil { line.output = choice.output(in: completion) }
      count(choice.judgement, line, block)
      switch output {
      case .envelope: note(choice, line, block)
      case .record: write(choice, line, block)
      case .value:
        // Where no structure was asked for there is no value to write.
        let given = choice.judgement
        guard given.outcome != .valid || given.value != nil || given.calls != nil else { continue }
        emit(given, line, block, output)
      }
    }
  }

  /// Reports an answer that is passed on as envelope, which holds no verdict.
  private func note(_ choice: ChoiceJudgement, _ line: FilterLine, _ block: Block) {
    guard choice.judgement.outcome.isSuccess else {
      return fail(choice.judgement.outcome, choice.judgement.summary, line, block)
    }
    let place = OutputPlace(source: block.source, kind: block.kind, number: line.number)
    if let note = FilterNote(choice, at: place) { block.notes.append(note) }
  }

  private func write(_ choice: ChoiceJudgement, _ line: FilterLine, _ block: Block) {
    block.writer.beginRecord(line, choice.judgement.outcome)
    block.writer.append(reading: choice)
    block.writer.append(members: choice.judgement, surface: line.surface)
    block.writer.endObject()
    block.writer.newline()
  }
}
