public import AdhereWire
import AdhereRepair

/// What happens while an answer is streamed. May gain cases in later versions.
public enum CompletionEvent: Sendable {
  /// More of the text, UTF-8.
  case text(choice: Int, [UInt8])
  /// More of the model's reasoning, UTF-8.
  case reasoning(choice: Int, [UInt8])
  /// A call has begun.
  case call(choice: Int, call: Int, name: String)
  /// More of a structured part: of a call's arguments, or with `call` nil of the content.
  case partial(PartialValue)
  /// The stream was ended before its end; ``finished(_:)`` follows.
  case aborted(StreamAbort)
  /// The end, with the judgement on the whole answer.
  case finished(Reply)
}

/// A structured part so far. Nothing is judged yet.
public struct PartialValue: Sendable {
  /// Place among the choices of the answer.
  public let choice: Int
  /// The call whose arguments these are; nil for the content.
  public let call: Int?
  /// The text so far.
  public let text: [UInt8]
  private let contract: Contract

  init(choice: Int, call: Int?, text: [UInt8], contract: Contract) {
    self.choice = choice
    self.call = call
    self.text = text
    self.contract = contract
  }

  /// The value so far, as JSON text with its open brackets closed; nil where none has begun.
  /// Takes time linear in the length of the text.
  public var value: [UInt8]? {
    contract.judge(Output(.text(text), isPartial: true)).value
  }

  /// The value so far, decoded; nil where a member that `T` needs is still missing.
  public func decode<T: Decodable>(_ type: T.Type) -> T? {
    value.flatMap { try? JSONValueDecoder.decode(type, from: $0) }
  }
}

/// The events of one streamed answer. Reads as many bytes as the loop takes: a slow loop slows the
/// provider down, and leaving it ends the stream.
public struct CompletionStream<Bytes: AsyncSequence>: AsyncSequence
where Bytes.Element: Sequence, Bytes.Element.Element == UInt8 {
  /// What the loop gets.
  public typealias Element = CompletionEvent

  let request: ChatRequest
  let contract: CompletionContract
  let abortPolicy: AbortPolicy
  let bytes: Bytes
  var recorder: (any AnswerRecorder)?

  /// Reads the stream, once.
  public func makeAsyncIterator() -> Iterator {
    Iterator(
      base: bytes.makeAsyncIterator(), request: request,
      events: StreamEvents(contract, abortPolicy),
      recorder: recorder)
  }

  /// Reads the bytes and gives the events.
  public struct Iterator: AsyncIteratorProtocol {
    private var base: Bytes.AsyncIterator
    private let request: ChatRequest
    private let events: StreamEvents
    private let recorder: (any AnswerRecorder)?
    private var waiting: [CompletionEvent] = []
    private var position = 0
    private var isFinished = false

    init(
      base: Bytes.AsyncIterator, request: ChatRequest, events: StreamEvents,
      recorder: (any AnswerRecorder)?
    ) {
      self.base = base
      self.request = request
      self.events = events
      self.recorder = recorder
    }

    /// The next event; nil after ``CompletionEvent/finished(_:)``.
    ///
    /// - Throws: what the sequence of bytes throws.
    public mutating func next() async throws -> CompletionEvent? {
      while true {
        if position < waiting.count {
          defer { position += 1 }
          return waiting[position]
        }
        waiting.removeAll(keepingCapacity: true)
        position = 0
        if isFinished { return nil }
        if events.abort == nil, let piece = try await base.next() {
          events.feed(Array(piece), &waiting)
        } else {
          isFinished = true
          let reply = events.finish(request)
          if let abort = events.abort { recorder?.count(abort: abort.reason) }
          recorder?.record(reply, nanoseconds: [])
          waiting.append(.finished(reply))
        }
      }
    }
  }
}

extension Middleware {
  /// Sends a request for a streamed answer and reads it as it comes.
  ///
  ///     for try await event in try await middleware.stream(request, send: open) {
  ///       switch event {
  ///       case .text(_, let text): show(text)
  ///       case .partial(let part): preview(part.value)
  ///       case .finished(let reply): use(try reply.decode(Order.self))
  ///       default: break
  ///       }
  ///     }
  ///
  /// - Parameters:
  ///   - request: the body of the request; `stream` is set where it is not.
  ///   - contract: what the answer has to be, where it differs from what the request asks.
  ///   - open: sends the body and returns the body of the response in pieces.
  /// - Throws: ``ContractError`` where the request's schemas cannot be used, and what `open` throws.
  public func stream<Bytes: AsyncSequence>(
    _ request: ChatRequest, contract: CompletionContract? = nil,
    send open: (ChatRequest) async throws -> Bytes
  ) async throws -> CompletionStream<Bytes>
  where Bytes.Element: Sequence, Bytes.Element.Element == UInt8 {
    let contract =
      try contract
      ?? CompletionContract(request: request, policy: policy, options: schemaOptions)
    let request = request.isStream ? request : request.setting("stream", json: Array("true".utf8))
    return CompletionStream(
      request: request, contract: contract, abortPolicy: abortPolicy,
      bytes: try await open(request),
      recorder: recorder)
  }
}

/// Reads one streamed answer and makes its events. Not for several tasks at once, as its iterator.
///
/// A second reader beside ``StreamJudge``: that one passes bytes on and holds places in them, this
/// one gives events and has no output.
final class StreamEvents {
  private let contract: CompletionContract
  private let reader = ChatStreamReader()
  private var watch: StreamWatch
  private(set) var abort: StreamAbort?

  init(_ contract: CompletionContract, _ abortPolicy: AbortPolicy) {
    self.contract = contract
    watch = StreamWatch(contract, limits: RunawayWatch.Limits(), abortPolicy: abortPolicy)
  }

  func feed(_ bytes: [UInt8], _ events: inout [CompletionEvent]) {
    reader.feed(bytes) { note($0, &events) }
  }

  func finish(_ request: ChatRequest) -> Reply {
    if abort == nil { reader.finish { _ in } }
    let judgement = abort.map(CompletionJudgement.init) ?? contract.judge(reader.completion)
    return Reply(attempts: [
      Reply.Attempt(request: request, completion: reader.completion, judgement: judgement)
    ])
  }

  private func note(_ event: ChatStreamEvent, _ events: inout [CompletionEvent]) {
    guard abort == nil else { return }
    switch event {
    case .text(let choice, let fragment):
      events.append(.text(choice: choice, Array(fragment.bytes)))
      if let content = contract.content {
        let text = reader.completion.choices[choice].message.content ?? []
        events.append(
          .partial(PartialValue(choice: choice, call: nil, text: text, contract: content)))
        watch(.content(choice: choice), fragment, &events)
      }
    case .reasoning(let choice, let fragment):
      events.append(.reasoning(choice: choice, Array(fragment.bytes)))
    case .call(let choice, let call, _):
      let name = reader.completion.choices[choice].message.toolCalls[call].name
      events.append(.call(choice: choice, call: call, name: name))
    case .arguments(let choice, let call, let fragment):
      let text = reader.completion.choices[choice].message.toolCalls[call].arguments
      events.append(
        .partial(
          PartialValue(
            choice: choice, call: call, text: text,
            contract: Contract(any: .json, policy: contract.tools?.policy ?? Policy()))))
      watch(.arguments(choice: choice, call: call), fragment, &events)
    case .refusal, .failedGeneration, .finished, .usage, .error, .eventEnd, .noCalls: break
    }
  }

  private func watch(
    _ part: StructuredParts.Part, _ fragment: TextFragment, _ events: inout [CompletionEvent]
  ) {
    if let reason = watch.append(fragment.bytes, to: part, of: reader) {
      abort = reason
      events.append(.aborted(reason))
    }
  }
}
