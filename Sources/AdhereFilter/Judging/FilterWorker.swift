import AdhereBytes
import AdhereJSON
import AdhereJudging
import AdherePlatform
import AdhereTallies
import AdhereTraces

/// Judges the outputs of one block after another, on one thread.
final class FilterWorker {
  let options: FilterOptions
  /// Of the contract of the options.
  let judge: Judge
  /// The contract of whole answers.
  let completion: CompletionContract
  /// Contracts that come with records.
  var contracts: ContractCache
  var lineParser: TapeParser
  var scratch = PaddedBytes(capacity: 4 << 10, maximumGrowth: Block.maximumGrowth)
  let modelJSON: [UInt8]?
  let providerJSON: [UInt8]?
  /// The policy of every trace.
  let policyRecord: Trace.PolicyRecord?
  var cursor = TallyCursor()
  /// Values of `form` that were said to be none.
  var unknownForms: Set<String> = []
  /// For records before they become rows.
  var recordWriter = JSONWriter()
  /// For the ids of traces.
  var random = SeededGenerator()
  /// Names of models and providers, as lines write them and decoded.
  var names: [(json: [UInt8], text: String?)] = []
  /// Results of the batch so far. Several workers do not know each other's, see ``Delivery``.
  var results: Set<String> = []

  init(_ options: FilterOptions) {
    self.options = options
    judge = Judge(options.contract ?? Contract(any: .json, policy: options.policy))
    var completion =
      options.completion ?? options.contract.map { CompletionContract($0) }
      ?? CompletionContract(any: options.policy)
    if let form = options.form { completion.tools?.form = form }
    self.completion = completion
    contracts = ContractCache(policy: options.policy, options: options.schemaOptions)
    // A record may hold arguments of any depth; judging has a limit of its own.
    lineParser = TapeParser(
      options: .anyDepth)
    modelJSON = options.model.map(JSONWriter.quoted)
    providerJSON = options.provider.map(JSONWriter.quoted)
    policyRecord = options.recording.map { _ in Trace.PolicyRecord(options.policy) }
  }

  func judge(_ block: Block) {
    var output = options.output ?? OutputKind(for: block.kind)
    if output == .envelope, !block.kind.isCompletion { output = OutputKind(for: block.kind) }
    if options.recording != nil { cursor = TallyCursor(started: .now()) }
    if output == .envelope, block.hasMark {
      block.writer.passOver(InputDetection.byteOrderMark)
    }
    if block.isEmptyAnswer { judgeEmptyAnswer(block, output) }
    if block.content.isEmpty, block.skipped == nil, block.notice == nil {
      if block.kind == .document { judgeDocument(block, output) }
      if block.kind == .sse { judgeStream(block, output) }
    }
    if !block.content.isEmpty {
      switch block.kind {
      case .document: judgeDocument(block, output)
      case .record: judgeRecords(block, output)
      case .text: judgeTexts(block, output, delimiter: UInt8(ascii: "\n"))
      case .nul: judgeTexts(block, output, delimiter: 0)
      case .chat, .responses, .messages, .batch: judgeAnswers(block, output)
      case .sse: judgeStream(block, output)
      }
    }
    block.tally.bytes += block.content.count
    if let skipped = block.skipped {
      block.numbers += 1
      block.tally.bytes += skipped
      write(tooLong(skipped), line(block), block, output)
    }
  }

  private func judgeDocument(_ block: Block, _ output: OutputKind) {
    let base = block.buffer.base + block.content.lowerBound
    var count = block.content.count
    // The line end of the last line is no part of the output.
    if count > 0, base[count - 1] == UInt8(ascii: "\n") { count -= 1 }
    if count > 0, base[count - 1] == UInt8(ascii: "\r") { count -= 1 }
    block.numbers = 1
    judge(text: base, count, block, output)
  }

  /// Judges texts that end with the delimiter.
  private func judgeTexts(_ block: Block, _ output: OutputKind, delimiter: UInt8) {
    let end = block.buffer.base + block.content.upperBound
    var p = block.buffer.base + block.content.lowerBound
    // Lines that conform one after the other are written at once, byte for byte.
    var run = p
    var valid = 0
    let limit = options.maximumOutputBytes
    let copiesRuns =
      delimiter == UInt8(ascii: "\n") && output == .value
      && (options.recording?.validShare ?? 0) <= 0
    while p < end {
      let found = memchr(p, Int32(delimiter), p.distance(to: end))
      let stop = found.map { $0.assumingMemoryBound(to: UInt8.self) } ?? end
      block.numbers &+= 1
      var count = p.distance(to: stop)
      var hasPlainEnd = found != nil
      if count > 0, delimiter != 0, p[count &- 1] == UInt8(ascii: "\r") {
        count &-= 1
        hasPlainEnd = false
      }
      let covered = p[count]
      p[count] = 0
      if copiesRuns, hasPlainEnd, count <= limit, judge.conforms(padded: p, count: count) {
        valid &+= 1
      } else {
        append(run: run, to: p, block)
        if delimiter == 0 || !FilterWorker.isBlank(p, count) {
          judge(text: p, count, block, output)
        }
        run = stop + 1
      }
      p[count] = covered
      p = stop + 1
    }
    if run < p { append(run: run, to: p, block) }
    block.tally[.valid] += valid
    if valid > 0, options.recording != nil { tally(valid: valid, line(block), block) }
  }

  /// Calls `body` with each text of a block, followed by a NUL as parsers need it, and whether a
  /// delimiter ended it; with the whole block where there is no delimiter.
  func eachText(
    _ block: Block, delimiter: UInt8?, _ body: (UnsafeMutablePointer<UInt8>, Int, Bool) -> Void
  ) {
    let end = block.buffer.base + block.content.upperBound
    var p = block.buffer.base + block.content.lowerBound
    while p < end {
      let found = delimiter.flatMap { memchr(p, Int32($0), p.distance(to: end)) }
      let stop = found.map { $0.assumingMemoryBound(to: UInt8.self) } ?? end
      block.numbers &+= 1
      let covered = stop.pointee
      stop.pointee = 0
      body(p, p.distance(to: stop), found != nil)
      stop.pointee = covered
      p = stop + 1
    }
  }

  /// Writes whole lines as they are.
  private func append(
    run: UnsafeMutablePointer<UInt8>, to end: UnsafeMutablePointer<UInt8>, _ block: Block
  ) {
    let count = run.distance(to: end)
    guard count > 0 else { return }
    block.writer.raw(UnsafeBufferPointer(start: run, count: count - 1))
    block.writer.newline()
  }

  /// The line or output that is judged now, where it is not a record.
  func line(_ block: Block) -> FilterLine {
    FilterLine(
      number: block.firstNumber + block.numbers - 1, surface: judge.contract.surface,
      form: judge.contract.surface == .tool ? judge.contract.form : nil, model: modelJSON,
      provider: providerJSON)
  }

  /// Judges one text that is not part of a record. The byte behind it is overwritten meanwhile.
  private func judge(
    text: UnsafeMutablePointer<UInt8>, _ count: Int, _ block: Block, _ output: OutputKind
  ) {
    var line = line(block)
    guard count <= options.maximumOutputBytes else {
      return write(tooLong(count), line, block, output)
    }
    let covered = text[count]
    text[count] = 0
    defer { text[count] = covered }
    if judge.conforms(padded: text, count: count) {
      writeValid(UnsafeBufferPointer(start: text, count: count), line, block, output)
    } else {
      let bytes = Array(UnsafeBufferPointer(start: text, count: count))
      let judged = Output(.text(bytes))
      line.output = judged
      write(judge.judge(judged), line, block, output)
    }
  }

  /// The problem of an output that is too long to be judged.
  func tooLong(_ count: Int) -> FilterProblem {
    .tooLong(count, limit: options.maximumOutputBytes)
  }

  static func isBlank(_ p: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
    for i in 0..<count where !p[i].isJSONSpace { return false }
    return true
  }
}
