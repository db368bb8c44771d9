public import Completions
import JSONText
import OutputRepair

/// Judges a streamed answer as it runs, and passes its bytes on.
///
///     let judge = StreamJudge(contract)
///     judge.feed(bytes, to: &out)          // what may pass at once
///     judge.finish(to: &out)               // the rest, repaired where it could be
///
/// Text passes as it comes. Structured parts are held until they are whole and judged; only the
/// bytes that a repair concerns change. Memory is bounded by the structured parts and their
/// events.
public final class StreamJudge {
  /// What happens to structured parts while they run.
  public enum Mode: String, Sendable, CaseIterable {
    /// They are held until they are judged.
    case hold
    /// They pass as they come; the verdict follows as a comment at the end.
    case through
  }

  public let contract: CompletionContract
  public let mode: Mode
  /// Why the stream was given up; nothing more is read then.
  public private(set) var abort: StreamAbort?
  /// What stands so far.
  public var completion: ChatCompletion { reader.completion }

  private let reader: ChatStreamReader
  private let limits: RunawayWatch.Limits?
  private var parts = StructuredParts()
  /// Bytes not passed on yet, from this offset of the stream on.
  private var held: [UInt8] = []
  private var heldStart = 0
  /// From here on bytes are held.
  private var holdFrom: Int?
  /// What is held is structured for sure.
  private var isHoldFirm = false
  /// The event being read has something structured; it may still turn out to be text.
  private var isStructured = false
  private var isUndecided = false
  private var watches: [StructuredParts.Part: Watch] = [:]
  private var signs: [Int: CallSigns] = [:]
  private var isFinished = false

  /// - Parameter limits: when output counts as running away; nil never gives a stream up.
  public init(
    _ contract: CompletionContract, mode: Mode = .hold,
    options: ChatStreamReader.Options = .init(), limits: RunawayWatch.Limits? = .init()
  ) {
    self.contract = contract
    self.mode = mode
    self.limits = limits
    reader = ChatStreamReader(options: options)
  }

  /// Takes the next bytes of the stream and appends to `out` what may pass on.
  public func feed(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    guard abort == nil, !isFinished else { return }
    held.append(contentsOf: bytes)
    reader.feed(bytes) { note($0) }
    pass(to: &out)
  }

  /// Takes the next bytes of the stream and appends to `out` what may pass on.
  public func feed(_ bytes: [UInt8], to out: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { feed($0, to: &out) }
  }

  /// Says that no more bytes come, and appends the rest. After an abort that is an event with
  /// the error, so that no client takes what came so far for an answer.
  public func finish(to out: inout [UInt8]) -> CompletionJudgement {
    isFinished = true
    if let abort {
      let judgement = aborted(abort)
      out += StreamComment.error(abort)
      return judgement
    }
    reader.finish { note($0) }
    var judgement = contract.judge(reader.completion)
    switch mode {
    case .hold:
      let edits = held.withUnsafeBufferPointer {
        EnvelopeEdits.edits(
          &judgement, parts, in: $0, from: heldStart, isStream: reader.isEventStream,
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

  private func aborted(_ abort: StreamAbort) -> CompletionJudgement {
    var params = JSONWriter()
    params.beginObject()
    params.key("reason")
    params.string(abort.reason.rawValue)
    params.endObject()
    let judgement = Judgement(
      .truncated, violations: [Tools.said("abort", params.bytes, abort.message)])
    return CompletionJudgement(choices: [
      ChoiceJudgement(choice: 0, subject: .nothing, judgement: judgement)
    ])
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
    if case .text = event {} else if mode == .hold { parts.add(event) }
    switch event {
    case .text(let choice, let fragment): text(choice, fragment)
    case .arguments(let choice, let call, let fragment):
      isStructured = true
      watch(.arguments(choice: choice, call: call), fragment.bytes)
    case .call, .failedGeneration, .error: isStructured = true
    case .eventEnd(let range): end(of: range)
    case .reasoning, .refusal, .noCalls, .finished, .usage: break
    }
  }

  private func text(_ choice: Int, _ fragment: TextFragment) {
    if contract.content != nil {
      isStructured = true
      watch(.content(choice: choice), fragment.bytes)
    } else if let tools = contract.tools {
      signs[choice, default: CallSigns(names: tools.toolNames)].append(fragment.bytes)
      switch signs[choice]!.state {
      case .text: isUndecided = false
      case .undecided: isUndecided = true
      case .call:
        isStructured = true
        watch(.content(choice: choice), fragment.bytes)
      }
    }
    // Places of text that passes on are not needed any more.
    if mode == .hold, isStructured || isUndecided {
      parts.add(.text(choice: choice, fragment))
    }
  }

  private func end(of event: Range<Int>) {
    defer { isStructured = false }
    if isStructured || isUndecided {
      if holdFrom == nil { holdFrom = event.lowerBound }
      if isStructured { isHoldFirm = true }
    } else if !isHoldFirm {
      // What looked like the beginning of a call was none.
      holdFrom = nil
    }
  }

  private func watch(_ part: StructuredParts.Part, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let limits, abort == nil else { return }
    if watches[part] == nil {
      let judged = { if case .content = part { contract.content } else { contract.tools } }()
      watches[part] = Watch(limits, judged)
    }
    if case .dead(let reason) = watches[part]!.append(bytes) { abort = reason }
  }

  /// What is known about a part that is running.
  private final class Watch {
    private var runaway: RunawayWatch
    private var syntax: SyntaxPrefix?

    init(_ limits: RunawayWatch.Limits, _ contract: Contract?) {
      runaway = RunawayWatch(limits)
      if let contract, contract.surface == .json || contract.policy == .none {
        syntax = SyntaxPrefix(contract)
      }
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) -> PrefixVerdict {
      let verdict = runaway.append(bytes)
      if case .dead = verdict { return verdict }
      return syntax?.append(bytes) ?? .viable
    }
  }
}
