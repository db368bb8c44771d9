import AdhereRepair
import AdhereSchema
import AdhereBytes
import AdhereJSON
package import AdhereWire

/// The next request after an answer that does not conform.
package enum FollowUpRequest {
  /// Most violations that are listed; a model acts on the first ones.
  static let maximumViolations = 10
  /// Most bytes of the bad answer that are sent back.
  static let maximumQuote = 16 << 10

  /// - Parameters:
  ///   - reply: what came so far.
  ///   - first: the first request.
  ///   - last: the request that ``Reply/completion`` answers.
  /// - Returns: nil where another request would not help.
  package static func request(
    after reply: Reply, first: ChatRequest, last: ChatRequest,
    truncation: Middleware.Truncation
  ) -> ChatRequest? {
    guard
      let choice = reply.judgement.choices.first(where: { !$0.judgement.outcome.isSuccess })
    else { return nil }
    switch choice.judgement.outcome {
    case .valid, .repaired, .noCall, .refused, .error, .unchecked: return nil
    case .truncated: return withHigherLimit(last, truncation)
    case .invalid, .unreadable:
      return first.appending(messages: messages(choice, reply.completion))
    }
  }

  private static func withHigherLimit(
    _ request: ChatRequest, _ truncation: Middleware.Truncation
  ) -> ChatRequest? {
    guard case .raiseLimit(let most) = truncation, let limit = request.maximumTokens, limit < most
    else { return nil }
    let higher = min(limit > Int.max / 2 ? most : limit * 2, most)
    for name in ["max_completion_tokens", "max_tokens", "max_output_tokens"] {
      if request.hasMember(name) { return request.setting(name, json: Array("\(higher)".utf8)) }
    }
    return nil
  }

  /// The answer, and what is wrong with it. Calls are quoted as text: several providers refuse a
  /// history with arguments that are not JSON.
  private static func messages(_ choice: ChoiceJudgement, _ completion: ChatCompletion) -> [[UInt8]]
  {
    var messages: [[UInt8]] = []
    var quote: [UInt8]?
    if choice.subject == .content, choice.choice < completion.choices.count,
      let content = completion.choices[choice.choice].message.content,
      // Anthropic refuses a message of white space.
      content.contains(where: { $0 > 0x20 })
    {
      messages.append(message("assistant", Array(content.prefix(maximumQuote))))
    } else {
      quote = answer(choice, completion)
    }
    var text = ""
    if let quote {
      text +=
        "Your last answer was:\n" + String(decoding: quote.prefix(maximumQuote), as: UTF8.self)
      text += "\n\n"
    }
    text += choice.feedback
    messages.append(message("user", Array(text.utf8)))
    return messages
  }

  private static func answer(_ choice: ChoiceJudgement, _ completion: ChatCompletion) -> [UInt8]? {
    if choice.subject == .failedGeneration { return completion.error?.failedGeneration }
    guard choice.choice < completion.choices.count else { return nil }
    let calls = completion.choices[choice.choice].message.toolCalls
    guard !calls.isEmpty else { return nil }
    return calls.map {
      Array($0.name.utf8) + [ASCII.leftParenthesis] + $0.arguments + [ASCII.rightParenthesis]
    }
    .joined(separator: [ASCII.lineFeed]).map { $0 }
  }

  private static func message(_ role: String, _ content: [UInt8]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("role", role)
    writer.member("content", content)
    writer.endObject()
    return writer.bytes
  }
}

extension ChoiceJudgement {
  /// What is wrong, as a message for the model; at most ten violations are listed.
  public var feedback: String {
    var text: String
    switch judgement.outcome {
    case .unreadable:
      text =
        surface == .tool
        ? "That is not a tool call that can be read." : "That is not JSON that can be read."
    case .truncated: text = "That answer is cut off."
    default: text = "That answer does not conform to what was asked."
    }
    // Violations are listed one by one; anything else that stood against it is in the reason.
    if judgement.violations.isEmpty, let reason = judgement.reason {
      text += "\n- \(reason.message)"
    }
    for violation in judgement.violations.prefix(FollowUpRequest.maximumViolations) {
      let place = violation.instancePath.isEmpty ? "the whole value" : violation.instancePath
      text += "\n- \(place): \(violation.message)"
    }
    let more = judgement.violations.count - FollowUpRequest.maximumViolations
    if more > 0 { text += "\n- and \(more) more" }
    text +=
      surface == .tool
      ? "\nCall the tool again, with arguments that mend this and change nothing else."
      : "\nAnswer again with nothing but the JSON, mending this and changing nothing else."
    return text
  }
}
