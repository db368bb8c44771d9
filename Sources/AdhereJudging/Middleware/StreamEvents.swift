import AdhereRepair
import AdhereWire

/// Reads one streamed answer and makes its events. Not for several tasks at once, as its iterator.
///
/// A second reader beside ``StreamJudge``: that one passes bytes on and holds places in them, this
/// one gives events and has no output.
final class StreamEvents {
  private let contract: CompletionContract
  private let reader = ChatStreamReader()
  private var watch: StreamWatch
  private(set) var abort: StreamAbort?
  /// What came of each structured part; one text for all events that show its beginnings.
  private var texts: [StructuredParts.Part: GrowingText] = [:]
  private let anyArguments: Contract

  init(_ contract: CompletionContract, _ abortPolicy: AbortPolicy) {
    self.contract = contract
    anyArguments = Contract(any: .json, policy: contract.tools?.policy ?? Policy())
    watch = StreamWatch(contract, limits: RunawayWatch.Limits(), abortPolicy: abortPolicy)
  }

  func feed(_ bytes: [UInt8], _ events: inout [CompletionEvent]) {
    reader.feed(bytes) { note($0, &events) }
  }

  /// - Parameter failure: what ended the stream before its end.
  func finish(
    _ request: ChatRequest, _ response: ProviderResponse?, _ failure: (any Error)?
  ) -> Reply {
    let isTold = reader.completion.error != nil
    if abort == nil { reader.finish { _ in } }
    var completion = reader.completion
    // The first error is the cause: the provider's, else what broke the stream.
    if let failure, abort == nil, !isTold, completion.error != nil || completion.choices.isEmpty {
      completion.error = ProviderError(thrown: failure)
    }
    let judgement = abort.map(CompletionJudgement.init) ?? contract.judge(completion)
    return Reply(attempts: [
      Reply.Attempt(
        request: request, completion: completion, judgement: judgement, response: response)
    ])
  }

  private func note(_ event: ChatStreamEvent, _ events: inout [CompletionEvent]) {
    guard abort == nil else { return }
    switch event {
    case .text(let choice, let fragment):
      events.append(.text(choice: choice, Array(fragment.bytes)))
      if let content = contract.content {
        let text = text(so: fragment, of: .content(choice: choice))
        events.append(
          .partial(PartialValue(choice: choice, call: nil, text, contract: content)))
        watch(.content(choice: choice), fragment, &events)
      }
    case .reasoning(let choice, let fragment):
      events.append(.reasoning(choice: choice, Array(fragment.bytes)))
    case .call(let choice, let call, _):
      let name = reader.completion.choices[choice].message.toolCalls[call].name
      events.append(.call(choice: choice, call: call, name: name))
    case .arguments(let choice, let call, let fragment):
      let text = text(so: fragment, of: .arguments(choice: choice, call: call))
      events.append(
        .partial(PartialValue(choice: choice, call: call, text, contract: anyArguments)))
      watch(.arguments(choice: choice, call: call), fragment, &events)
    case .refusal, .textBegins, .failedGeneration, .finished, .usage, .error, .eventEnd, .noCalls,
      .copy,
      .nameCopy:
      break
    }
  }

  private func text(so fragment: TextFragment, of part: StructuredParts.Part) -> TextSoFar {
    let text = texts[part] ?? GrowingText()
    texts[part] = text
    return text.append(fragment.bytes)
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
