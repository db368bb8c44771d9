import AdhereRepair
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
      // Where there is no list of messages, there is no place for another one.
      return try? first.appending(messages(choice, reply.completion))
    }
  }

  private static func withHigherLimit(
    _ request: ChatRequest, _ truncation: Middleware.Truncation
  ) -> ChatRequest? {
    guard case .raiseLimit(let most) = truncation, let limit = request.maximumTokens, limit < most
    else { return nil }
    let higher = min(limit > Int.max / 2 ? most : limit * 2, most)
    for name in ["max_completion_tokens", "max_tokens", "max_output_tokens"] {
      if request.hasMember(name) { return request.setting(name, written: Array("\(higher)".utf8)) }
    }
    return nil
  }

  /// The answer, and what is wrong with it. Calls are quoted as text: several providers refuse a
  /// history with arguments that are not JSON.
  private static func messages(
    _ choice: ChoiceJudgement, _ completion: ChatCompletion
  ) -> [RequestMessage] {
    var messages: [RequestMessage] = []
    var quote: [UInt8]?
    if choice.subject == .content, choice.choice < completion.choices.count,
      let content = completion.choices[choice.choice].message.content,
      // Anthropic refuses a message of white space.
      content.contains(where: { $0 > 0x20 })
    {
      messages.append(.assistant(String(decoding: content.prefix(maximumQuote), as: UTF8.self)))
    } else {
      quote = answer(choice, completion)
    }
    var text = ""
    if let quote {
      text +=
        "Your last answer was:\n" + String(decoding: quote.prefix(maximumQuote), as: UTF8.self)
      text += "\n\n"
    }
    text += choice.feedback ?? ""
    messages.append(.user(text))
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
}
