public import AdhereWire
import AdhereRepair

/// What happens while an answer is streamed.
public enum CompletionEvent: Sendable {
  /// More of the text, UTF-8.
  case text(choice: Int, [UInt8])
  /// More of what the model thinks, UTF-8.
  case reasoning(choice: Int, [UInt8])
  /// A call has begun.
  case call(choice: Int, call: Int, name: String)
  /// More of a structured part: of a call's arguments, or with `call` nil of the content.
  case partial(PartialValue)
  /// The stream was given up; ``finished(_:)`` follows.
  case aborted(StreamAbort)
  /// The end, with the judgement on the whole answer.
  case finished(Reply)
}

/// What stands so far of a structured part. Nothing is judged yet.
public struct PartialValue: Sendable {
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
  /// Takes time in the length of the text.
  public var value: [UInt8]? {
    contract.judge(Output(.text(text), isPartial: true)).value
  }

  /// The value so far, where what has come is enough for a `T`.
  public func decode<T: Decodable>(_ type: T.Type) -> T? {
    value.flatMap { try? JSONValueDecoder.decode(type, from: $0) }
  }
}

/// The events of one streamed answer. Reads the bytes as they are asked for: a slow reader slows
/// the provider down, and leaving the loop ends the stream.
public struct CompletionStream<Bytes: AsyncSequence>: AsyncSequence
where Bytes.Element: Sequence, Bytes.Element.Element == UInt8 {
  public typealias Element = CompletionEvent

  let request: ChatRequest
  let contract: CompletionContract
  let abortPolicy: AbortPolicy
  let bytes: Bytes
  var recorder: (any AnswerRecorder)?

  public func makeAsyncIterator() -> Iterator {
    Iterator(
      base: bytes.makeAsyncIterator(), request: request,
      reading: StreamReading(contract, abortPolicy),
      recorder: recorder)
  }

  public struct Iterator: AsyncIteratorProtocol {
    private var base: Bytes.AsyncIterator
    private let request: ChatRequest
    private let reading: StreamReading
    private let recorder: (any AnswerRecorder)?
    private var waiting: [CompletionEvent] = []
    private var position = 0
    private var isFinished = false

    init(
      base: Bytes.AsyncIterator, request: ChatRequest, reading: StreamReading,
      recorder: (any AnswerRecorder)?
    ) {
      self.base = base
      self.request = request
      self.reading = reading
      self.recorder = recorder
    }

    public mutating func next() async throws -> CompletionEvent? {
      while true {
        if position < waiting.count {
          defer { position += 1 }
          return waiting[position]
        }
        waiting.removeAll(keepingCapacity: true)
        position = 0
        if isFinished { return nil }
        if reading.abort == nil, let piece = try await base.next() {
          reading.feed(Array(piece), &waiting)
        } else {
          isFinished = true
          let reply = reading.finish(request)
          if let abort = reading.abort { recorder?.count(abort: abort.reason) }
          recorder?.record(reply, nanoseconds: [])
          waiting.append(.finished(reply))
        }
      }
    }
  }
}

extension Middleware {
  /// Asks for a streamed answer and reads it as it comes.
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
  /// - Parameter open: sends the body and gives back the body of the response in pieces.
  public func stream<Bytes: AsyncSequence>(
    _ request: ChatRequest, contract: CompletionContract? = nil,
    send open: (ChatRequest) async throws -> Bytes
  ) async throws -> CompletionStream<Bytes>
  where Bytes.Element: Sequence, Bytes.Element.Element == UInt8 {
    let contract =
      try contract
      ?? CompletionContract(request: request, policy: policy, options: schemaOptions)
    let asked = request.isStream ? request : request.setting("stream", json: Array("true".utf8))
    return CompletionStream(
      request: asked, contract: contract, abortPolicy: abortPolicy, bytes: try await open(asked),
      recorder: recorder)
  }
}

/// The state of one streamed answer. Not for several tasks at once, as its iterator is not.
final class StreamReading {
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
