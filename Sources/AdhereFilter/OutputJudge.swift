import AdhereBytes
import AdherePlatform
import AdhereJSON
package import AdhereJudging
import AdhereRepair
package import AdhereTallies

/// Judges outputs that a caller has in its hands, one after the other, and writes the very records
/// that a filter writes. For one thread at a time.
package final class OutputJudge {
  /// What is wrong with what the caller says about an output.
  package struct Problem: Error {
    package var message: String
  }

  private let worker: FilterWorker
  private let block = Block()
  private let judgesOutputs: Bool
  private var about = PaddedBytes(capacity: 256)
  private var aboutParser = TapeParser(options: .anyDepth)
  private var bytes = PaddedBytes(capacity: 4 << 10)
  /// The verdict whose record is not written yet.
  private var waiting: Waiting?

  private enum Waiting {
    /// The text in ``bytes`` conforms as it came.
    case valid(FilterLine)
    case judged(Judgement, FilterLine)
  }

  /// - Parameters:
  ///   - contract: of texts and calls; nil judges none, but whole answers.
  ///   - completion: of bodies and streams; nil takes `contract`.
  ///   - counts: whether outputs are counted, see ``takeTallies()``.
  package init(contract: Contract?, completion: CompletionContract?, counts: Bool) {
    var options = FilterOptions(
      input: .record, output: .record, contract: contract, completion: completion)
    if counts { options.recording = RecordingOptions(keepsTraces: false) }
    judgesOutputs = contract != nil
    worker = FilterWorker(options)
  }

  /// The records of what was judged last, a line each (`schemas/record-output.schema.json`).
  package func records() -> [UInt8] {
    switch waiting {
    case .valid(let line): block.writer.append(valid: bytes.bytes, line)
    case .judged(let judgement, let line): block.writer.append(judgement, line)
    case nil: break
    }
    waiting = nil
    return block.writer.bytes
  }

  /// The value that is handed on, or the calls as a JSON array; nil where nothing is, and once the
  /// records were asked for.
  package func value() -> [UInt8]? {
    switch waiting {
    case .valid: return Array(bytes.bytes)
    case .judged(let judgement, _) where judgement.outcome.isSuccess:
      if let value = judgement.value { return value }
      guard let calls = judgement.calls else { return nil }
      var writer = JSONWriter()
      writer.append(calls: calls)
      return writer.bytes
    default: return nil
    }
  }

  /// The verdict on a text.
  ///
  /// - Parameter about: a JSON object with what a record may say beside its output (`id`, `model`,
  ///   `provider`, `finish_reason`, `partial`, `prompt`, `messages`); empty where nothing is said.
  package func judge(
    text: UnsafeBufferPointer<UInt8>, about: UnsafeBufferPointer<UInt8>
  ) throws(Problem) -> Outcome {
    try beginOutput()
    bytes.replace(with: text)
    let record = try read(about)
    let context = try context(record)
    // As the filter does it: what conforms as it came is looked at no further.
    if context.isWhole, worker.judge.contract.surface == .json,
      worker.judge.conforms(padded: UnsafePointer(bytes.base), count: bytes.count)
    {
      if worker.options.recording != nil { worker.tally(valid: 1, line(record), block) }
      waiting = .valid(line(record))
      return .valid
    }
    return judge(.text(Array(text)), record, context)
  }

  /// The verdict on calls as an API gave them.
  ///
  /// - Parameter calls: a JSON array of `{"name","arguments"}`, or of `{"function":{…}}` as chat
  ///   completions wrap them.
  package func judge(
    calls: UnsafeBufferPointer<UInt8>, about: UnsafeBufferPointer<UInt8>
  ) throws(Problem) -> Outcome {
    try beginOutput()
    let list = try ToolCall.list(read: calls)
    let record = try read(about)
    return judge(.calls(list), record, try context(record))
  }

  private func context(_ record: RecordInput?) throws(Problem) -> OutputContext {
    do throws(FilterProblem) {
      return try OutputContext(record)
    } catch {
      throw Problem(message: error.message)
    }
  }

  private func judge(
    _ raw: Output.Raw, _ record: RecordInput?, _ context: OutputContext
  ) -> Outcome {
    let output = context.output(raw, on: worker.judge.contract.surface)
    let judgement = worker.judge.judge(output)
    var line = line(record)
    line.output = output
    worker.count(judgement, line, block)
    waiting = .judged(judgement, line)
    return judgement.outcome
  }

  /// The verdict on a body of any API, and what to hand on where a repair changes it.
  ///
  /// - Parameter status: of the HTTP response, where there was one.
  package func judge(
    body: UnsafeBufferPointer<UInt8>, status: Int?, about: UnsafeBufferPointer<UInt8>
  ) throws(Problem) -> (outcome: Outcome, edited: [UInt8]?) {
    begin()
    let record = try read(about)
    bytes.replace(with: body)
    return worker.judge(
      body: UnsafePointer(bytes.base), count: bytes.count, status: status, about: record, block)
  }

  /// A judge of one stream under the same contract.
  ///
  /// - Parameter about: as with a text; where it cannot be read, ``take(_:of:about:)`` says so.
  package func makeStream(
    about: UnsafeBufferPointer<UInt8>, mode: StreamJudge.Mode = .hold,
    abortPolicy: AbortPolicy = .arguments
  ) -> StreamJudge {
    let record = try? read(about)
    return StreamJudge(
      worker.completion.asked(by: record), mode: mode, abortPolicy: abortPolicy)
  }

  /// Writes the records of a stream that was judged.
  package func take(
    _ judgement: CompletionJudgement, of stream: StreamJudge, about: UnsafeBufferPointer<UInt8>
  ) throws(Problem) {
    begin()
    let record = try read(about)
    worker.write(judgement, of: stream, about: record, block)
  }

  /// What was counted since this was asked last.
  package func takeTallies() -> Tallies {
    let tallies = block.tallies
    block.tallies = Tallies()
    return tallies
  }

  // MARK: - Parts

  private func beginOutput() throws(Problem) {
    begin()
    guard judgesOutputs else {
      throw Problem(
        message: "the request asks for calls and content, or for neither: judge its whole answer")
    }
  }

  private func begin() {
    waiting = nil
    let tallies = block.tallies
    block.reset()
    block.tallies = tallies
    block.kind = .record
    block.numbers = 1
    if worker.options.recording != nil { worker.cursor = TallyCursor(started: .now()) }
  }

  private func line(_ record: RecordInput?) -> FilterLine {
    var line = worker.line(block)
    line.isRecord = true
    if let record {
      line.id = record.source("id")
      line.record = record
      line.take(record)
    }
    return line
  }

  private func read(_ text: UnsafeBufferPointer<UInt8>) throws(Problem) -> RecordInput? {
    if text.isEmpty { return nil }
    about.replace(with: text)
    switch aboutParser.parse(padded: UnsafePointer(about.base), count: about.count) {
    case .complete: break
    case .failed(let error):
      throw Problem(message: "what is said about the output is not JSON: \(error)")
    default: throw Problem(message: "what is said about the output is not JSON: it is cut off")
    }
    let record = RecordInput(tape: aboutParser.tape(over: UnsafePointer(about.base)))
    guard record.tape.kind(0) == .object else {
      throw Problem(message: "what is said about the output must be a JSON object")
    }
    return record
  }
}

extension ToolCall {
  /// The calls of a JSON array.
  fileprivate static func list(
    read text: UnsafeBufferPointer<UInt8>
  ) throws(OutputJudge.Problem) -> [ToolCall] {
    do {
      let document = try JSONDocument(Array(text), options: .anyDepth)
      return try document.withTape { tape in
        guard tape.kind(0) == .array else {
          throw OutputJudge.Problem(message: "the calls must be a JSON array")
        }
        return try ToolCall.list(tape, at: 0)
      }
    } catch let problem as OutputJudge.Problem {
      throw problem
    } catch let error as RecordError {
      throw OutputJudge.Problem(message: error.message)
    } catch {
      throw OutputJudge.Problem(message: "the calls are not JSON: \(error)")
    }
  }
}
