import AdhereJudging
import AdhereTraces
import AdhereWire
import AdhereBytes
import AdhereJSON

/// The answer of a trace that a model should learn to reject, exactly as it was written.
struct RejectedAnswer {
  var message: Message

  /// - Throws: ``Refusal`` where there is nothing to reject.
  init(_ trace: Trace, _ parser: ScratchParser) throws(Refusal) {
    switch trace.outcome {
    case .refused: throw Refusal(.refused)
    case .error: throw Refusal(.providerError)
    case .unchecked: throw Refusal(.noGoodAnswer, trace.outcome.rawValue)
    case .valid, .noCall:
      guard trace.acceptance?.verdict == .rejected else { throw Refusal(.nothingRejected) }
    case .repaired, .invalid, .unreadable, .truncated: break
    }
    // The limit cut it, not the model.
    if trace.finishReason.map({ FinishReason(word: $0) }) == .length {
      throw Refusal(.cutByLimit)
    }
    switch trace.raw {
    case .none: throw Refusal(.nothingRejected, "the output is empty")
    case .text(let bytes):
      guard bytes.contains(where: { !$0.isSpaceOrControl }) else {
        throw Refusal(.nothingRejected, "the output is empty")
      }
      guard String(validating: bytes, as: UTF8.self) != nil else { throw Refusal(.notText) }
      message = Message(role: .assistant, content: JSONWriter.quoted(bytes))
    case .calls(let json):
      guard let tape = parser.parse(json) else { throw Refusal(.nothingRejected) }
      message = Message(role: .assistant)
      message.calls = try ConversationReader(tape: tape).calls(0)
      guard !message.calls.isEmpty else { throw Refusal(.nothingRejected) }
      for index in message.calls.indices where message.calls[index].id.isEmpty {
        message.calls[index].id = Array("call_\(index + 1)".utf8)
      }
    }
  }

  /// Whether two answers mean the same, spelling and ids aside.
  static func same(_ a: Message, _ b: Message, _ parser: ScratchParser) -> Bool {
    guard a.calls.count == b.calls.count else { return false }
    for (x, y) in zip(a.calls, b.calls) {
      guard x.name == y.name,
        canonical(x.arguments, parser) == canonical(y.arguments, parser)
      else { return false }
    }
    if !a.calls.isEmpty { return true }
    guard let x = a.content, let y = b.content else { return a.content == b.content }
    if x == y { return true }
    return canonical(text(of: x, parser), parser) == canonical(text(of: y, parser), parser)
  }

  private static func text(of content: [UInt8], _ parser: ScratchParser) -> [UInt8] {
    guard let tape = parser.parse(content), tape.kind(0) == .string else { return content }
    return StringText.decode(tape, 0)
  }

  /// Of JSON its canonical form, of other text the text.
  private static func canonical(_ text: [UInt8], _ parser: ScratchParser) -> [UInt8] {
    parser.parse(text).map { Canonical.form($0) } ?? text
  }

  /// Whether all that was wrong is the notation of calls that the model's own chat template
  /// writes: the pair would render to the same text twice.
  static func isMarkupOnly(_ trace: Trace) -> Bool {
    guard trace.outcome == .repaired, !trace.repairs.isEmpty else { return false }
    return trace.repairs.allSatisfy {
      ["strip-markup", "strip-think", "join-calls"].contains($0.rule)
    }
  }
}
