import AdhereTallies
import AdhereBytes
import AdhereJSON
import AdhereJudging
import AdhereWire

/// Judging whole answers of providers.
extension FilterWorker {
  /// Responses of chat completions, and result lines of batches.
  func judgeAnswers(_ block: Block, _ output: OutputKind) {
    eachText(block, delimiter: block.delimiter) { text, count, hasEnd in
      let bytes = UnsafeBufferPointer(start: UnsafePointer(text), count: count)
      if !FilterWorker.isBlank(text, count) {
        judge(answer: text, count, block, output)
      } else if output == .envelope {
        // Blank lines are part of what is passed on.
        block.writer.raw(bytes)
      }
      guard output == .envelope else { return }
      // An object over several lines includes its line end; the last line may have none.
      if block.delimiter != nil, hasEnd || !block.isOfLastInput { block.writer.newline() }
    }
  }

  /// A body of nothing.
  func judgeEmptyAnswer(_ block: Block, _ output: OutputKind) {
    block.numbers += 1
    let body = ChatBody([])
    write(completion.judge(body.completion), of: body.completion, answerLine(block), block, output)
  }

  private func judge(
    answer text: UnsafeMutablePointer<UInt8>, _ count: Int, _ block: Block, _ output: OutputKind
  ) {
    var line = answerLine(block)
    guard count <= options.maximumOutputBytes else {
      return write(tooLong(count), line, block, output)
    }
    let bytes = UnsafeBufferPointer(start: UnsafePointer(text), count: count)
    guard let (body, contract) = read(bytes, &line, block) else {
      // Without a contract every answer would conform.
      if output == .envelope { block.writer.raw(bytes) }
      let message =
        line.answer?.customID.map { "no request of the batch has the custom_id '\($0)'" }
        ?? "no result of a batch: it has no custom_id"
      return write(.record(message), line, block, output)
    }
    var judgement = contract.judge(body.completion)
    if let id = line.answer?.customID, options.jobs == 1, !results.insert(id).inserted {
      judgement.choices[0].judgement.warnings.append(.repeatedResult)
    }
    describe(body.completion, &line)
    if output == .envelope {
      let edits = BodyEdits.edits(
        &judgement, body.parts, in: bytes, api: body.completion.api, seed: line.answer?.id ?? [])
      if edits.isEmpty {
        block.writer.raw(bytes)
      } else {
        block.writer.raw(Edits.apply(edits, to: bytes))
      }
    }
    write(judgement, of: body.completion, line, block, output)
  }

  /// The answer in a line, and what it has to be; nil where that is not known.
  ///
  /// - Parameter text: padded for a JSON reader.
  private func read(
    _ text: UnsafeBufferPointer<UInt8>, _ line: inout FilterLine, _ block: Block
  ) -> (ChatBody, CompletionContract)? {
    let base = text.baseAddress!
    guard block.kind == .batch else {
      if lineParser.parse(padded: base, count: text.count) == .complete {
        return (ChatBody(lineParser.tape(over: base)), completion)
      }
      return (ChatBody(padded: base, count: text.count), completion)
    }
    let result =
      lineParser.parse(padded: base, count: text.count) == .complete
      ? BatchResult(lineParser.tape(over: base))
      : NonJSONNumbers.withTape(text, &lineParser) { BatchResult($0) }
    guard let result else { return (ChatBody(padded: base, count: text.count), completion) }
    let id = result.customID
    if let id {
      line.answer?.id = JSONWriter.quoted(id)
      line.answer?.customID = id
      block.results.append((id, place(line, block)))
    }
    line.answer?.request = id.flatMap { options.recording?.batch[$0] }
    if let own = id.flatMap({ options.batch[$0] }) { return (result.body, own) }
    if options.completion == nil, !options.batch.isEmpty { return nil }
    return (result.body, completion)
  }

  /// Counts and reports requests of the batch that have no result. There is no line that a record
  /// of theirs could be of.
  func judgeMissing(_ ids: [String], _ block: Block) {
    for id in ids {
      var line = answerLine(block)
      line.number = 0
      line.answer?.customID = id
      write(.missing, line, block, .envelope)
    }
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
    _ judgement: CompletionJudgement, of judge: StreamJudge, about: RecordInput? = nil,
    _ block: Block, _ output: OutputKind = .record
  ) {
    var line = answerLine(block)
    if let about { line.take(about) }
    describe(judge.completion, &line)
    if let abort = judge.abort { tally(abort, line, block) }
    write(judgement, of: judge.completion, line, block, output)
  }

  private func answerLine(_ block: Block) -> FilterLine {
    var line = line(block)
    line.answer = FilterLine.Answer()
    return line
  }

  /// Judges one body and writes its records; what its bytes become is returned.
  ///
  /// - Parameters:
  ///   - padded: the body, followed by the parser's padding.
  ///   - status: of the HTTP response, where there was one.
  ///   - about: what is known beside it; nil where nothing is.
  func judge(
    body padded: UnsafePointer<UInt8>, count: Int, status: Int?, about: RecordInput?,
    _ block: Block
  ) -> (outcome: Outcome, edited: [UInt8]?) {
    let body = UnsafeBufferPointer(start: padded, count: count)
    var line = answerLine(block)
    if let about { line.take(about) }
    let read =
      status == nil && lineParser.parse(padded: padded, count: count) == .complete
      ? ChatBody(lineParser.tape(over: padded)) : ChatBody(Array(body), status: status)
    let judgement = completion.asked(by: about).judge(read.completion)
    describe(read.completion, &line)
    write(judgement, of: read.completion, line, block, .record)
    // What the edits note is no part of the records.
    var edited = judgement
    let edits = BodyEdits.edits(
      &edited, read.parts, in: body, api: read.completion.api,
      seed: Array((read.completion.id ?? "").utf8))
    return (judgement.outcome, edits.isEmpty ? nil : Edits.apply(edits, to: body))
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
      // Where nothing was judged there is no value to write.
      let isNothing =
        choice.judgement.value == nil && choice.judgement.calls == nil
        && (choice.judgement.outcome == .valid || choice.judgement.outcome == .unchecked)
      line.surface = choice.surface
      line.form = choice.surface == .tool ? options.form : nil
      if judgement.choices.count > 1 { line.answer?.choice = choice.choice }
      if options.recording != nil { line.output = choice.output(in: completion) }
      count(choice.judgement, line, block)
      switch output {
      case .envelope: note(choice, line, block)
      case .record:
        write(choice, line, block)
        if choice.judgement.outcome == .unchecked { note(choice, line, block) }
      case .value:
        if !choice.judgement.outcome.isSuccess || isNothing {
          note(choice, line, block)
        } else {
          emit(choice.judgement, line, block, output)
          append(note: choice, line, block)
        }
      }
    }
  }

  /// Reports an answer where no record holds its verdict.
  private func note(_ choice: ChoiceJudgement, _ line: FilterLine, _ block: Block) {
    if !choice.judgement.outcome.isSuccess { fail(choice.judgement, line, block) }
    append(note: choice, line, block)
  }

  private func append(note choice: ChoiceJudgement, _ line: FilterLine, _ block: Block) {
    if let note = FilterNote(choice, at: place(line, block)) { block.notes.append(note) }
  }

  private func write(_ choice: ChoiceJudgement, _ line: FilterLine, _ block: Block) {
    writeRecord(block) {
      $0.beginRecord(line, choice.judgement.outcome)
      $0.append(reading: choice)
      $0.append(members: choice.judgement, surface: line.surface)
      $0.endObject()
      $0.newline()
    }
  }
}

extension CompletionContract {
  /// The same with the words of the user, where what is known of the request has them.
  func asked(by record: RecordInput?) -> CompletionContract {
    guard tools != nil, let tape = record?.tape,
      let words = UserWords.of(request: 0, in: tape)
    else { return self }
    var copy = self
    copy.prompt = words
    return copy
  }
}
