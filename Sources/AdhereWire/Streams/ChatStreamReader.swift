internal import AdhereBytes
internal import AdhereJSON
internal import AdhereRepair

/// Reads one streamed chat completion, however its bytes are split, from any provider.
///
///     let stream = ChatStreamReader()
///     stream.feed(bytes) { event in … }
///     stream.finish { event in … }
///     stream.completion.choices[0].message.toolCalls
///
/// A stream that ends with neither a `finish_reason` nor `[DONE]`, or without the last event of its
/// API, has failed: `completion.error` is set. A body that is not an event stream (an error, a whole completion, a page) is read as
/// what it is once it has ended. Not for several threads at once.
public final class ChatStreamReader: EventReceiver {
  /// Bounds of what is held.
  public struct Options: Sendable {
    /// Longest event, in bytes.
    public var maximumEventBytes = 16 << 20
    /// Most bytes of text, reasoning and arguments together.
    public var maximumBytes = 64 << 20
    /// Keep text and reasoning in the completion; else they are only handed over.
    public var keepsText = true

    /// The usual bounds.
    public init() {}
  }

  /// What the bytes turned out to be.
  private enum Body {
    case unknown, events, plain
  }

  /// What has come so far.
  public var completion: ChatCompletion { assembly.completion }
  /// The body is a stream of events, as far as is known yet; else an error, a whole
  /// completion, or something else.
  public var isEventStream: Bool { body == .events }
  /// `[DONE]` has come.
  @exclusivity(unchecked) public internal(set) var isDone = false
  /// Events that held no JSON and were passed over, such as re-wrapped comments.
  public private(set) var passedOver = 0
  /// Everything before this offset belongs to events that were handed over, or to none.
  public var boundary: Int { body == .plain ? plainBoundary : events.boundary }
  /// Bytes fed so far.
  public private(set) var position = 0

  let options: Options
  let assembly: Assembly
  private var events: EventStreamReader
  @exclusivity(unchecked) var parser = TapeParser(
    options: .anyDepth)
  private var body = Body.unknown
  var plain: [UInt8] = []
  var plainBoundary = 0
  var plainIsTooLong = false
  /// The body is an object a line, and no event stream.
  var isLines = false
  private var isFinished = false
  /// Takes what is read, while bytes are fed.
  @exclusivity(unchecked) private var handler: ((ChatStreamEvent) -> Void)?

  /// - Parameter options: bounds of what is held.
  public init(options: Options = Options()) {
    self.options = options
    assembly = Assembly(keepsText: options.keepsText, limit: options.maximumBytes)
    events = EventStreamReader(
      maximumEventBytes: options.maximumEventBytes, splitsJSON: true)
  }

  /// Takes the next bytes.
  public func feed(_ bytes: UnsafeBufferPointer<UInt8>, _ handle: (ChatStreamEvent) -> Void) {
    position += bytes.count
    if body == .unknown { sniff(bytes) }
    switch body {
    case .events:
      withoutActuallyEscaping(handle) { handle in
        handler = handle
        events.feed(bytes, to: self)
        handler = nil
      }
    case .plain: keep(bytes)
    case .unknown: plain.append(contentsOf: bytes)
    }
  }

  /// Takes the next bytes.
  public func feed(_ bytes: [UInt8], _ handle: (ChatStreamEvent) -> Void) {
    bytes.withUnsafeBufferPointer { feed($0, handle) }
  }

  /// Says that no more bytes come. Whatever is missing then is an error of the completion.
  public func finish(_ handle: (ChatStreamEvent) -> Void) {
    guard !isFinished else { return }
    isFinished = true
    if body == .events {
      withoutActuallyEscaping(handle) { handle in
        handler = handle
        events.finish(to: self)
        handler = nil
      }
    } else {
      finishPlain(handle)
    }
    assembly.putHalves(handle)
    assembly.dropEmptyCalls()
    guard completion.error == nil else { return }
    if let missing = missingEnd() {
      assembly.fail(ProviderError(kind: .cutOff, message: missing), handle)
    } else if completion.choices.isEmpty {
      assembly.fail(
        ProviderError(kind: .unreadable, message: "the answer holds no choice"), handle)
    }
  }

  /// What a stream that was cut off lacks; nil where the answer is whole.
  private func missingEnd() -> String? {
    let choices = completion.choices
    let isFinished = choices.allSatisfy { $0.finishReason != nil }
    switch completion.api {
    case .messages where assembly.progress.hasBegun || body == .events || isLines:
      // Some gateways leave the last event out and write [DONE] as for other streams.
      if assembly.progress.hasEnded || isDone && !choices.isEmpty && isFinished { return nil }
      return "the stream ended without message_stop"
    case .ollama: return isFinished ? nil : "Ollama's stream ended without a line that is done"
    // Some servers write [DONE] here, too, whatever came before it.
    case .responses: return isFinished ? nil : "the stream ended without response.completed"
    default:
      guard body == .events || isLines, !isDone else { return nil }
      if choices.isEmpty { return "the stream ended before an answer began" }
      return isFinished ? nil : "the stream ended with neither finish_reason nor [DONE]"
    }
  }

  /// Forgets the text and the thoughts so far, for callers that passed them on. What comes later
  /// is kept.
  ///
  /// - Returns: of each choice, the bytes of text that were forgotten.
  public func forgetText() -> [Int] { assembly.forgetText() }

  // MARK: - What kind of body

  /// Decides from the first byte that is not white space.
  private func sniff(_ bytes: UnsafeBufferPointer<UInt8>) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    for (i, byte) in bytes.enumerated() {
      let place = plain.count + i
      if place < 3, byte == mark[place] { continue }
      switch byte {
      case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn: continue
      case ASCII.leftBrace, ASCII.leftBracket, ASCII.lessThan: body = .plain
      default:
        body = .events
        let held = plain
        plain = []
        held.withUnsafeBufferPointer { events.feed($0) { _ in } }
      }
      return
    }
  }

  // MARK: - Events

  func receive(_ event: ServerSentEvent) {
    if let handler { self.event(event, handler) }
  }

  private func event(_ event: ServerSentEvent, _ handle: (ChatStreamEvent) -> Void) {
    defer { handle(.eventEnd(event.range)) }
    if event.form == .regular, event.laterLines.isEmpty, !isDone, !assembly.hasFailed,
      !EventWord.isError(event.name),
      assembly.repeated(event.data, event: event.name, at: event.firstLine, handle)
    {
      return checkLimit(handle)
    }
    if event.form == .tooLong {
      return assembly.fail(
        ProviderError(
          kind: .unreadable,
          message: "an event of \(event.length) bytes is longer than the limit of "
            + "\(options.maximumEventBytes)"), handle)
    }
    guard let first = event.data.first(where: { !$0.isSpaceOrControl }) else { return }
    if isDone { return readLate(event, handle) }
    if first == ASCII.colon {
      // A comment that a proxy wrapped into an event.
      passedOver += 1
      return
    }
    if EventWord.isDone(event.data) {
      isDone = true
      return
    }
    let isError = EventWord.isError(event.name)
    guard first == ASCII.leftBrace || first == ASCII.leftBracket || isError else {
      passedOver += 1
      if EventWord.beginsWithError(event.data) {
        let text = String(decoding: event.data.prefix(1_000), as: UTF8.self)
        assembly.fail(ProviderError(message: text.trimmed), handle)
      }
      return
    }
    guard !assembly.hasFailed else { return }
    read(event, isError: isError, handle)
    checkLimit(handle)
  }

  /// An event behind `[DONE]`: an error counts, and a choice that has not ended goes on.
  private func readLate(_ event: ServerSentEvent, _ handle: (ChatStreamEvent) -> Void) {
    let start = event.data.baseAddress!
    guard !assembly.hasFailed,
      parser.parse(padded: start, count: event.data.count) == .complete
    else { return }
    let tape = parser.tape(over: start)
    guard EventWord.isError(event.name) || ErrorBody.find(tape, 0) != nil || assembly.awaits(tape)
    else { return }
    read(event, isError: EventWord.isError(event.name), handle)
    checkLimit(handle)
  }

  private func checkLimit(_ handle: (ChatStreamEvent) -> Void) {
    guard assembly.isOverLimit else { return }
    assembly.fail(
      ProviderError(
        kind: .unreadable,
        message: "the answer is longer than the limit of \(options.maximumBytes) bytes"), handle)
  }

  private func read(
    _ event: ServerSentEvent, isError: Bool, _ handle: (ChatStreamEvent) -> Void
  ) {
    var source = Assembly.Source(places: event.places)
    source.isErrorEvent = isError
    if !event.name.isEmpty { source.event = String(decoding: event.name, as: UTF8.self) }
    let start = event.data.baseAddress!
    if parser.parse(padded: start, count: event.data.count) == .complete {
      return assembly.applyAndLearn(
        parser.tape(over: start), count: event.data.count, source, handle)
    }
    // NaN among probabilities and the like are the notation of some servers.
    let isRead: Void? = NonJSONNumbers.withTape(event.data, &parser) {
      assembly.apply($0, source, handle)
    }
    if isRead != nil { return }
    // Bytes that are not UTF-8 are to be replaced, says the standard.
    if event.form != .unterminated, let repaired = repair(event.data) {
      source.places = DataPlaces(first: -1)
      return repaired.withTape { assembly.apply($0, source, handle) }
    }
    if isError {
      let text = String(decoding: event.data.prefix(1_000), as: UTF8.self)
      return assembly.fail(ProviderError(message: text), handle)
    }
    guard event.form != .unterminated else { return }
    assembly.fail(
      ProviderError(
        kind: .unreadable, message: "an event of the stream holds JSON that cannot be read"),
      handle)
  }

  private func repair(_ data: UnsafeBufferPointer<UInt8>) -> JSONDocument? {
    var policy = Policy.none
    for rule in [Rule.invalidUTF8, .rawControl] { policy.allow(rule) }
    let result = JSONRepair.run(
      padded: data.baseAddress!, count: data.count, schema: nil, policy: policy)
    guard result.verdict == .repaired || result.verdict == .valid, let json = result.json else {
      return nil
    }
    return try? JSONDocument(
      json, options: .anyDepth)
  }
}
