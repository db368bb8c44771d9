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
    case .refusal, .textBegins, .failedGeneration, .finished, .usage, .error, .eventEnd, .noCalls,
      .copy,
      .nameCopy:
      break
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
