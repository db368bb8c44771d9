import Completions
import JSONText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Judging whole answers of providers.
extension FilterWorker {
  /// Responses of chat completions, and result lines of batches.
  func judgeAnswers(_ block: Block, _ output: OutputKind) {
    let end = block.buffer.base + block.content.upperBound
    var p = block.buffer.base + block.content.lowerBound
    while p < end {
      var stop = end
      if let delimiter = block.delimiter,
        let found = memchr(p, Int32(delimiter), p.distance(to: end))
      {
        stop = found.assumingMemoryBound(to: UInt8.self)
      }
      block.numbers &+= 1
      let count = p.distance(to: stop)
      if !FilterWorker.isBlank(p, count) {
        let covered = stop.pointee
        stop.pointee = 0
        judge(answer: p, count, block, output)
        stop.pointee = covered
      } else if output == .envelope {
        // Blank lines are part of what is passed on.
        block.writer.raw(UnsafeBufferPointer(start: p, count: count))
        block.writer.newline()
      }
      p = stop + 1
    }
  }

  private func judge(
    answer text: UnsafeMutablePointer<UInt8>, _ count: Int, _ block: Block, _ output: OutputKind
  ) {
    var line = line(block)
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
      if let id = result.customID {
        line.answerID = FilterWorker.quote(id)
        contract = options.batch[id] ?? contract
      }
    } else {
      body = ChatBody(lineParser.tape(over: text))
    }
    var judgement = contract.judge(body.completion)
    describe(body.completion, &line)
    if output == .envelope {
      let edits = EnvelopeEdits.edits(
        &judgement, body.parts, in: bytes, seed: line.answerID ?? [])
      if edits.isEmpty {
        block.writer.raw(bytes)
      } else {
        block.writer.raw(Edits.apply(edits, to: bytes))
      }
      // An object over several lines brings its own end.
      if block.delimiter != nil { block.writer.newline() }
    }
    write(judgement, line, block, output)
  }

  /// One streamed response.
  func judgeStream(_ block: Block, _ output: OutputKind) {
    let base = block.buffer.base + block.content.lowerBound
    let bytes = UnsafeBufferPointer(start: UnsafePointer(base), count: block.content.count)
    block.numbers = 1
    var limits: RunawayWatch.Limits? = RunawayWatch.Limits()
    limits?.length = options.maximumOutputBytes
    let judge = StreamJudge(
      completion, mode: options.stream, limits: limits, early: options.early, keptText: .max)
    var out: [UInt8] = []
    judge.feed(bytes, to: &out)
    let judgement = judge.finish(to: &out)
    if output == .envelope { block.writer.raw(out) }
    var line = line(block)
    describe(judge.completion, &line)
    write(judgement, line, block, output)
  }

  /// What the answer says of itself.
  func describe(_ completion: ChatCompletion, _ line: inout FilterLine) {
    if line.answerID == nil { line.answerID = completion.id.map(FilterWorker.quote) }
    if let model = completion.model { line.model = FilterWorker.quote(model) }
  }

  /// Tallies and tells what became of an answer; its envelope is written already.
  func write(
    _ judgement: CompletionJudgement, _ line: FilterLine, _ block: Block, _ output: OutputKind
  ) {
    for choice in judgement.choices {
      var line = line
      line.surface = choice.surface
      if judgement.choices.count > 1 { line.choice = choice.choice }
      if output == .envelope {
        block.tally[choice.judgement.outcome] += 1
        let place = FilterFailure.Place(
          source: block.source, kind: block.kind, number: line.number)
        if !choice.judgement.outcome.isSuccess {
          fail(choice.judgement.outcome, choice.judgement.summary, line, block)
        } else if let note = FilterNote(choice, at: place) {
          block.notes.append(note)
        }
      } else {
        write(choice, line, block, output)
      }
    }
  }

  private func write(
    _ choice: ChoiceJudgement, _ line: FilterLine, _ block: Block, _ output: OutputKind
  ) {
    let judgement = choice.judgement
    guard output == .record else {
      // An answer of which nothing was asked has nothing to write.
      guard judgement.outcome != .valid || judgement.value != nil || judgement.calls != nil else {
        block.tally[.valid] += 1
        return
      }
      return write(judgement, line, block, output)
    }
    block.tally[judgement.outcome] += 1
    block.writer.beginRecord(line, judgement.outcome)
    block.writer.append(reading: choice)
    block.writer.append(members: judgement, surface: line.surface)
    block.writer.endObject()
    block.writer.newline()
  }
}
