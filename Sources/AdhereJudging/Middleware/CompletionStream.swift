public import AdhereWire

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
  let response: ProviderResponse?
  var recorder: (any AnswerRecorder)?

  /// Reads the stream, once.
  public func makeAsyncIterator() -> Iterator {
    Iterator(
      base: bytes.makeAsyncIterator(), request: request,
      events: StreamEvents(contract, abortPolicy), response: response,
      recorder: recorder)
  }

  /// Reads the bytes and gives the events.
  public struct Iterator: AsyncIteratorProtocol {
    private var base: Bytes.AsyncIterator
    private let request: ChatRequest
    private let events: StreamEvents
    private let response: ProviderResponse?
    private let recorder: (any AnswerRecorder)?
    private var waiting: [CompletionEvent] = []
    private var position = 0
    private var isFinished = false
    private var failure: (any Error)?

    init(
      base: Bytes.AsyncIterator, request: ChatRequest, events: StreamEvents,
      response: ProviderResponse?, recorder: (any AnswerRecorder)?
    ) {
      self.base = base
      self.request = request
      self.events = events
      self.response = response
      self.recorder = recorder
    }

    /// The next event; nil after ``CompletionEvent/finished(_:)``.
    ///
    /// - Throws: what the sequence of bytes throws, after ``CompletionEvent/finished(_:)`` with what
    ///   came so far. A cancelled task gets nothing more.
    public mutating func next() async throws -> CompletionEvent? {
      while true {
        if position < waiting.count {
          defer { position += 1 }
          return waiting[position]
        }
        waiting.removeAll(keepingCapacity: true)
        position = 0
        if isFinished {
          if let error = failure {
            failure = nil
            throw error
          }
          return nil
        }
        do {
          if events.abort == nil, let piece = try await base.next() {
            events.feed(Array(piece), &waiting)
            continue
          }
        } catch {
          if error is CancellationError || Task.isCancelled { throw error }
          failure = error
        }
        isFinished = true
        let reply = events.finish(request, response, failure)
        if let abort = events.abort { recorder?.count(abort: abort.reason) }
        recorder?.record(reply, nanoseconds: [])
        waiting.append(.finished(reply))
      }
    }
  }
}

extension CompletionStream: Sendable where Bytes: Sendable {}

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
  ///   - isolation: the caller's actor, whose state `open` may use; nil where there is none.
  ///   - open: sends the body and returns the body of the response in pieces.
  /// - Throws: `InputError` where the request's schemas cannot be used, and what `open` throws.
  public func stream<Bytes: AsyncSequence>(
    _ request: ChatRequest, contract: CompletionContract? = nil,
    isolation: isolated (any Actor)? = #isolation,
    send open: (ChatRequest) async throws -> Bytes
  ) async throws -> CompletionStream<Bytes>
  where Bytes.Element: Sequence, Bytes.Element.Element == UInt8 {
    let contract = try contract ?? self.contract(for: request)
    let request =
      request.isStream ? request : request.setting("stream", written: Array("true".utf8))
    let bytes: Bytes
    do {
      bytes = try await open(request)
    } catch {
      if let failed = Reply.Attempt(request, thrown: error, contract) {
        recorder?.record(Reply(attempts: [failed]), nanoseconds: [])
      }
      throw error
    }
    return CompletionStream(
      request: request, contract: contract, abortPolicy: abortPolicy, bytes: bytes,
      response: (bytes as? any ResponseHead).map {
        ProviderResponse([], status: $0.status, headers: $0.headers)
      },
      recorder: recorder)
  }
}
