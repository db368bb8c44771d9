public import AdhereWire
import AdhereJSON

extension CompletionContract {
  /// The verdict on an answer. Never throws, never traps: a bad answer is data.
  public func judge(_ completion: ChatCompletion) -> CompletionJudgement {
    if let error = completion.error {
      return CompletionJudgement(choices: [judge(error, completion)])
    }
    guard !completion.choices.isEmpty else {
      let error = ProviderError(kind: .unreadable, message: "the answer holds no choice")
      return CompletionJudgement(choices: [judge(error, completion)])
    }
    return CompletionJudgement(
      choices: completion.choices.indices.map { judge(completion.choices[$0], at: $0) })
  }

  // MARK: - Errors

  private func judge(_ error: ProviderError, _ completion: ChatCompletion) -> ChoiceJudgement {
    let first = completion.choices.first
    var result = ChoiceJudgement(
      choice: 0, subject: .nothing, judgement: Judgement(.error),
      finishReason: first?.finishReason, finish: first?.finish)
    // The provider checked the calls itself: the model's output is in the error.
    if let text = error.failedGeneration, let tools = tools ?? content {
      let judgement = tools.judge(Output(.text(text), prompt: prompt))
      if judgement.outcome == .valid || judgement.outcome == .repaired
        || judgement.outcome == .invalid
      {
        result.subject = .failedGeneration
        result.surface = tools.surface
        result.judgement = judgement
        result.isRescued = tools.surface == .tool
        return result
      }
    }
    var params = JSONWriter()
    params.beginObject()
    params.member("kind", error.kind.rawValue)
    if let status = error.status {
      params.member("status", status)
    }
    if let code = error.code {
      params.member("code", code)
    }
    params.endObject()
    result.judgement.violations = [
      RequestViolation.reported("provider", params.bytes, error.message)
    ]
    return result
  }

  // MARK: - Choices

  private func judge(_ choice: ChatChoice, at place: Int) -> ChoiceJudgement {
    var result = ChoiceJudgement(
      choice: place, subject: .nothing, judgement: Judgement(.valid),
      finishReason: choice.finishReason, finish: choice.finish)
    if choice.finish == .contentFilter || choice.message.refusal?.isEmpty == false {
      result.judgement = Judgement(.refused)
      return result
    }
    let calls = choice.message.toolCalls.indices.filter {
      let call = choice.message.toolCalls[$0]
      return !call.name.isEmpty || !call.arguments.isEmpty
    }
    if !calls.isEmpty {
      judge(calls, of: choice, &result)
    } else {
      judge(choice.message.content ?? [], of: choice, &result)
    }
    if case .calls = result.subject {
    } else if let found = result.judgement.calls,
      result.judgement.outcome.isSuccess, !found.isEmpty
    {
      result.isRescued = true
      if result.finish == .stop { result.finish = .toolCalls }
    }
    if !allowsParallelCalls, result.judgement.outcome.isSuccess,
      let count = result.judgement.calls?.count, count > 1
    {
      result.judgement.outcome = .invalid
      result.judgement.repairs = []
      result.judgement.violations.append(RequestViolation.notParallel(count))
    }
    return result
  }

  /// Calls that came as calls.
  private func judge(_ calls: [Int], of choice: ChatChoice, _ result: inout ChoiceJudgement) {
    let message = choice.message
    result.surface = .tool
    guard let tools else {
      // The schema of the content was sent to the provider as a tool.
      if let content, calls.count == 1, message.content?.contains(where: { $0 > 0x20 }) != true {
        result.subject = .arguments(call: calls[0])
        result.surface = .json
        result.judgement = content.judge(output(message.toolCalls[calls[0]].arguments, choice))
      } else if asksNothing || content != nil {
        result.judgement = Judgement(.invalid, calls: calls.map { message.toolCalls[$0].toolCall })
        result.judgement.violations = [
          RequestViolation.reported(
            "tools", Array("{}".utf8), "must not be calls: no tool was offered")
        ]
      }
      return
    }
    // A pseudo-tool that holds calls (OpenAI): its arguments are read as the calls they hold.
    if calls.count == 1, message.toolCalls[calls[0]].name == "multi_tool_use.parallel" {
      let judgement = tools.judge(output(message.toolCalls[calls[0]].arguments, choice))
      if judgement.outcome != .noCall, judgement.outcome != .unreadable {
        result.subject = .arguments(call: calls[0])
        result.judgement = judgement
        return
      }
    }
    if calls.count == 1, let split = JoinedArguments(message.toolCalls[calls[0]].toolCall) {
      result.subject = .arguments(call: calls[0])
      result.judgement = split.judge(tools, cutWord(choice))
      result.isRescued = true
      return
    }
    result.subject = .calls(calls)
    result.judgement = tools.judge(
      Output(
        .calls(calls.map { message.toolCalls[$0].toolCall }), finishReason: cutWord(choice)))
  }

  /// Text, in which JSON or calls may be written.
  private func judge(_ text: [UInt8], of choice: ChatChoice, _ result: inout ChoiceJudgement) {
    guard !asksNothing else {
      if choice.finish == .length { result.judgement = Judgement(.truncated) }
      return
    }
    result.subject = .content
    if let tools, !isOpen {
      let judgement = tools.judge(output(text, choice))
      result.judgement = judgement
      result.surface = .tool
      guard let content else { return }
      switch judgement.outcome {
      case .valid, .repaired: return
      // No call: then it is the content that has to be right.
      case .noCall, .unreadable, .invalid, .truncated:
        let other = content.judge(output(text, choice))
        if judgement.outcome == .noCall || other.outcome.isSuccess {
          result.judgement = other
          result.surface = .json
        }
      case .refused, .error: return
      }
      return
    }
    if let content { result.judgement = content.judge(output(text, choice)) }
  }

  private func output(_ text: [UInt8], _ choice: ChatChoice) -> Output {
    Output(.text(text), finishReason: cutWord(choice), prompt: prompt)
  }

  /// The one `finish_reason` of a cut that judging reads, whatever the provider's word is.
  private func cutWord(_ choice: ChatChoice) -> String? {
    choice.finish == .length ? "length" : nil
  }
}

extension ChatToolCall {
  /// As a call to be judged.
  package var toolCall: ToolCall { ToolCall(name: name, arguments: arguments) }
}
