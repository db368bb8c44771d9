import AdhereTraces
import AdhereBytes
import AdhereJudging
import AdhereJSON

/// The answer of a trace that a model should learn.
struct Answer {
  var message: Message
  var origin: Example.Origin

  /// - Throws: ``Refusal`` where the trace has no such answer.
  init(
    _ trace: Trace, _ options: AdmissionOptions, _ proof: Proof, _ parser: ScratchParser
  ) throws(Refusal) {
    switch trace.outcome {
    case .refused: throw Refusal(.refused)
    case .error: throw Refusal(.providerError)
    // Nobody has judged whether it is what was asked.
    case .unchecked: throw Refusal(.noGoodAnswer, trace.outcome.rawValue)
    default: break
    }
    if let acceptance = trace.acceptance, acceptance.calls != nil || acceptance.value != nil {
      message = try Self.message(trace, acceptance.calls, acceptance.value, ids: [])
      origin = acceptance.by == .retry ? .retried : .corrected
      return
    }
    let isRejected = trace.acceptance?.verdict == .rejected
    let isAccepted = trace.acceptance?.verdict == .accepted && trace.acceptance?.by != .retry
    let guesses = Proof.guesses(in: trace).contains { !options.guessRules.contains($0) }
    if trace.outcome.isSuccess, !isRejected, isAccepted || !guesses {
      // What a person looked at is right, whatever rules say.
      if !isAccepted { try proof.check(trace) }
      if trace.outcome == .noCall {
        message = Message(role: .assistant, content: try Self.text(trace.raw))
        origin = .noCall
      } else {
        message = try Self.message(
          trace, trace.calls, trace.value, ids: Self.ids(trace.raw, parser))
        origin = trace.outcome == .valid ? .passing : .repaired
      }
      return
    }
    // The last attempt that went well is what the application went on with.
    let trusted = trace.attempts.last {
      $0.outcome == .valid || $0.outcome == .repaired && trace.policy?.tier != "guess"
    }
    if let trusted, trusted.calls != nil || trusted.value != nil {
      message = try Self.message(
        trace, trusted.calls, trusted.value, ids: Self.ids(trusted.raw, parser))
      origin = .retried
      return
    }
    if isRejected { throw Refusal(.rejectedByPerson) }
    throw Refusal(trace.outcome.isSuccess ? .guessed : .noGoodAnswer, trace.outcome.rawValue)
  }

  private static func message(
    _ trace: Trace, _ calls: [ToolCall]?, _ value: [UInt8]?, ids: [[UInt8]]
  ) throws(Refusal) -> Message {
    var message = Message(role: .assistant)
    if trace.surface == .tool {
      guard let calls, !calls.isEmpty else { throw Refusal(.emptyAnswer) }
      for (index, call) in calls.enumerated() {
        let id =
          ids.count == calls.count && !ids[index].isEmpty
          ? ids[index] : Array("call_\(index + 1)".utf8)
        message.calls.append(
          Message.Call(id: id, name: Array(call.name.utf8), arguments: call.arguments))
      }
    } else {
      guard let value else { throw Refusal(.emptyAnswer) }
      message.content = JSONWriter.quoted(value)
    }
    return message
  }

  private static func text(_ raw: Trace.Raw) throws(Refusal) -> [UInt8] {
    guard case .text(let text) = raw, text.contains(where: { !$0.isSpaceOrControl }) else {
      throw Refusal(.emptyAnswer)
    }
    guard String(validating: text, as: UTF8.self) != nil else { throw Refusal(.notText) }
    return JSONWriter.quoted(text)
  }

  /// The ids the provider gave, where it did.
  private static func ids(_ raw: Trace.Raw, _ parser: ScratchParser) -> [[UInt8]] {
    guard case .calls(let json) = raw, let tape = parser.parse(json) else { return [] }
    let calls = try? ConversationReader(tape: tape).calls(0)
    let ids = calls?.map(\.id) ?? []
    return Set(ids).count == ids.count ? ids : []
  }
}
