import AdhereRepair
import AdhereWire
import AdhereJSON

/// Answers that hold nothing, or nothing that could be read.
///
/// Nothing is no answer: where text or a call was due, a message without either is an error, and
/// what it holds in their place is named.
enum EmptyAnswer {
  static func isEmpty(_ message: ChatMessage) -> Bool {
    message.content?.contains { $0 > 0x20 } != true
  }

  /// The verdict on a message without text and calls.
  static func judgement(_ choice: ChatChoice) -> Judgement {
    let message = choice.message
    if !message.unreadParts.isEmpty {
      let list = message.unreadParts.joined(separator: ", ")
      return failed(.unreadable, "the message holds what cannot be read: \(list)")
    }
    var text = "the message holds neither text nor a call"
    if !message.unknownMembers.isEmpty {
      text += ", but \(message.unknownMembers.joined(separator: ", "))"
    } else if !message.reasoning.isEmpty {
      text += ", only reasoning"
    }
    return failed(.error, text)
  }

  /// The verdict on a text of which the provider says that it ended in calls.
  static func lostCalls(_ finishReason: String) -> Judgement {
    failed(.error, "the message ended in '\(finishReason)' and holds no call")
  }

  private static func failed(_ outcome: Outcome, _ message: String) -> Judgement {
    Judgement(
      outcome,
      violations: [RequestViolation.reported("content", Array("{}".utf8), message)],
      reason: Reason(.noValue, message))
  }

  /// Says where what was asked for stands, in place of the answer that holds nothing.
  static func note(
    reasoning message: ChatMessage, _ contract: Contract, _ judgement: inout Judgement
  ) {
    guard !message.reasoning.isEmpty, !judgement.outcome.isSuccess, isEmpty(message) else { return }
    let found = contract.judge(Output(.text(message.reasoning)))
    guard found.outcome == .valid || found.outcome == .repaired,
      found.value != nil || found.calls?.isEmpty == false
    else { return }
    let what = found.value != nil ? "JSON that conforms" : "a call that conforms"
    let text = "\(what) stands in the model's reasoning, which is not its answer"
    judgement.warnings.append(Warning(.inReasoning, text))
    judgement.reason?.message += "; \(text)"
  }
}
