import AdhereRepair
public import AdhereWire
import AdhereJSON

/// Judges a streamed answer as it runs, and passes its bytes on.
///
///     let judge = StreamJudge(contract)
///     judge.feed(bytes, to: &out)          // what may pass at once
///     judge.finish(to: &out)               // the rest, repaired where possible
///
/// Text passes as it comes. Structured parts are held until they are whole and judged; only the
/// bytes that a repair concerns change. Memory is bounded by the structured parts and their
/// events, of which 64 MiB are held at most, and by ``keptText``. Not for use by several threads at once.
public final class StreamJudge {
  /// What happens to structured parts while they arrive.
  public enum Mode: String, Sendable, CaseIterable {
    /// They are held until they are judged.
    case hold
    /// They pass as they come; the verdict follows as a comment at the end.
    case through
  }

  /// What the answer has to be.
  public let contract: CompletionContract
  /// What happens to structured parts while they arrive.
  public let mode: Mode
  /// Most bytes of text and reasoning that are kept after they were passed on. Text of this length
  /// without a call is dropped, and takes no part in the verdict.
  public let keptText: Int
  /// Bytes of a stream that are held at most: the events around structured parts can be a hundred
  /// times as long as what they carry.
  static let mostHeld = 64 << 20
  /// Why the stream was ended; nothing more is read then.
  @exclusivity(unchecked) public private(set) var abort: StreamAbort?
  /// The answer so far.
  public var completion: ChatCompletion { reader.completion }

  private let reader: ChatStreamReader
  @exclusivity(unchecked) private var parts = StructuredParts()
  /// Bytes not passed on yet, from this offset of the stream on.
  private var held: [UInt8] = []
  private var heldStart = 0
  /// From here on bytes are held.
  @exclusivity(unchecked) private var holdFrom: Int?
  /// What is held is known to be structured.
  @exclusivity(unchecked) private var isHoldFirm = false
  /// The event being read has a structured part, or may have one.
  @exclusivity(unchecked) private var isStructured = false
  @exclusivity(unchecked) private var isUndecided = false
  @exclusivity(unchecked) private var watch: StreamWatch
  private let signTable: CallSigns.Table?
  /// By choice.
  @exclusivity(unchecked) private var signs: [CallSigns] = []
  private var isFinished = false
  /// Bytes of text and reasoning since text was last dropped.
  @exclusivity(unchecked) private var newText = 0
  /// Bytes of text of each choice that were dropped.
  private var forgotten: [Int] = []

  /// - Parameters:
  ///   - contract: what the answer has to be.
  ///   - mode: what happens to structured parts while they arrive.
  ///   - options: how the stream is read.
  ///   - limits: when output counts as running away; nil never ends a stream.
  ///   - abortPolicy: what else ends a stream before its end.
  ///   - keptText: see ``keptText``.
  public init(
    _ contract: CompletionContract, mode: Mode = .hold,
    options: ChatStreamReader.Options = .init(), limits: RunawayWatch.Limits? = .init(),
    abortPolicy: AbortPolicy = .arguments, keptText: Int = 1 << 20
  ) {
    self.contract = contract
    self.mode = mode
    watch = StreamWatch(contract, limits: limits, abortPolicy: abortPolicy)
    self.keptText = keptText
    reader = ChatStreamReader(options: options)
    signTable = contract.tools.map { $0.signs ?? .ofUnknownTools }
  }

  /// Takes the next bytes of the stream and appends to `out` what may pass on.
  public func feed(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    guard abort == nil, !isFinished else { return }
    held.append(contentsOf: bytes)
    reader.feed(bytes) { note($0) }
    pass(to: &out)
    if abort == nil, held.count > StreamJudge.mostHeld {
      abort = StreamAbort(
        .tooLong, "more than \(StreamJudge.mostHeld) bytes of the stream are held")
    }
  }

  /// Takes the next bytes of the stream and appends to `out` what may pass on.
  public func feed(_ bytes: [UInt8], to out: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { feed($0, to: &out) }
  }

  /// Ends the stream: no more bytes come. Appends the rest to `out`; after an abort that is an event
  /// with the error, so that no client takes what came so far for an answer.
  ///
  /// - Returns: the verdict on the whole answer.
  public func finish(to out: inout [UInt8]) -> CompletionJudgement {
    isFinished = true
    if let abort {
      let judgement = CompletionJudgement(abort)
      out += StreamComment.error(abort, api: reader.completion.api)
      return judgement
    }
    reader.finish { note($0) }
    var judgement = contract.judge(reader.completion)
    for index in judgement.choices.indices { judgement.choices[index].shift(after: forgotten) }
    switch mode {
    case .hold:
      takePlacesOfWhole(judgement)
      let edits = held.withUnsafeBufferPointer {
        BodyEdits.edits(
          &judgement, parts, in: $0, from: heldStart, isStream: reader.isEventStream,
          numbers: reader.completion.choices.map(\.index), api: reader.completion.api,
          seed: Array((reader.completion.id ?? "").utf8))
      }
      out += edits.isEmpty ? held : Edits.apply(edits, to: held)
    case .through:
      out += held
      out += StreamComment.verdict(judgement)
    }
    held = []
    return judgement
  }

  /// A whole answer in place of a stream has lists of calls, which chunks do not have.
  private func takePlacesOfWhole(_ judgement: CompletionJudgement) {
    guard !reader.isEventStream, heldStart == 0,
      judgement.choices.contains(where: { $0.judgement.outcome == .repaired || $0.isRescued })
    else { return }
    let whole = ChatBody(held)
    if whole.completion == reader.completion { parts = whole.parts }
  }

  // MARK: - Passing on

  private func pass(to out: inout [UInt8]) {
    let end: Int
    if mode == .through {
      end = heldStart + held.count
    } else {
      end = min(holdFrom ?? reader.boundary, reader.boundary)
    }
    guard end > heldStart else { return }
    let count = end - heldStart
    if count == held.count {
      out += held
      held.removeAll(keepingCapacity: held.capacity < 64 << 10)
    } else {
      out += held[..<count]
      held.removeFirst(count)
    }
    heldStart = end
  }

  // MARK: - Events

  private func note(_ event: ChatStreamEvent) {
    switch event {
    case .text(let choice, let fragment):
      newText += fragment.bytes.count
      text(choice, fragment)
    case .textBegins(let choice): begin(textOf: choice)
    case .reasoning(_, let fragment): newText += fragment.bytes.count
    case .arguments(let choice, let call, let fragment):
      isStructured = true
      if mode == .hold { parts.add(event) }
      watch(.arguments(choice: choice, call: call), fragment.bytes)
    case .call, .failedGeneration:
      isStructured = true
      if mode == .hold { parts.add(event) }
    case .error: isStructured = true
    case .noCalls, .copy, .nameCopy: if mode == .hold { parts.add(event) }
    case .eventEnd(let range):
      if mode == .hold { parts.add(event) }
      end(of: range)
    case .refusal, .finished, .usage: break
    }
  }

  private func text(_ choice: Int, _ fragment: TextFragment) {
    if contract.content != nil {
      isStructured = true
      watch(.content(choice: choice), fragment.bytes)
    } else if let signTable {
      while signs.count <= choice { signs.append(CallSigns(signTable)) }
      signs[choice].append(fragment.bytes)
      isUndecided = signs.contains { $0.state == .undecided }
      if signs[choice].state == .call {
        isStructured = true
        watch(.content(choice: choice), fragment.bytes)
      }
    }
    // Text that passes is not edited, and its places are not needed.
    if mode == .hold, isStructured || isUndecided {
      parts.add(.text(choice: choice, fragment))
    }
  }

  /// The beginning of a block waits for its text: where that turns out to be a call, the block
  /// becomes one.
  private func begin(textOf choice: Int) {
    guard mode == .hold, let signTable else { return }
    while signs.count <= choice { signs.append(CallSigns(signTable)) }
    isUndecided = true
  }

  private func end(of event: Range<Int>) {
    defer { isStructured = false }
    if isStructured || isUndecided {
      if holdFrom == nil { holdFrom = event.lowerBound }
      if isStructured { isHoldFirm = true }
    } else if !isHoldFirm {
      // It only looked like the beginning of a call.
      if holdFrom != nil { forgetPlaces() }
      holdFrom = nil
      if newText > keptText { forgetText() }
    }
  }

  private func forgetPlaces() {
    for choice in signs.indices { parts.forgetContent(ofChoice: choice) }
  }

  private func forgetText() {
    newText = 0
    for (choice, count) in reader.forgetText().enumerated() {
      while forgotten.count <= choice { forgotten.append(0) }
      forgotten[choice] += count
    }
  }

  private func watch(_ part: StructuredParts.Part, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard abort == nil else { return }
    abort = watch.append(bytes, to: part, of: reader)
  }
}

extension ChoiceJudgement {
  /// The text was judged without its beginning, which had been passed on before: adds a warning,
  /// and corrects the spans.
  fileprivate mutating func shift(after forgotten: [Int]) {
    guard subject == .content, choice < forgotten.count, forgotten[choice] > 0 else { return }
    let count = forgotten[choice]
    for index in judgement.repairs.indices {
      let span = judgement.repairs[index].span
      judgement.repairs[index].span = span.lowerBound + count..<span.upperBound + count
    }
    judgement.warnings.append(
      Warning(
        .textNotKept, "the first \(count) bytes of text passed on and took no part in the verdict"))
  }
}
