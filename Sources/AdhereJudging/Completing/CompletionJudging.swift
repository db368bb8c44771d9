public import AdhereWire
import AdhereJSON
import AdhereRepair
import AdhereSchema

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
    var judgement = CompletionJudgement(
      choices: completion.choices.indices.map { judge(completion.choices[$0], at: $0) })
    if completion.choices.count < choices {
      judgement.choices[0].judgement.warnings.append(
        Warning(
          .missingChoices,
          "\(choices) answers were asked for, and \(completion.choices.count) came"))
    }
    return judgement
  }

  // MARK: - Errors

  private func judge(_ error: ProviderError, _ completion: ChatCompletion) -> ChoiceJudgement {
    let first = completion.choices.first
    var result = ChoiceJudgement(
      choice: 0, subject: .nothing,
      judgement: Judgement(.error, reason: Reason(.providerError, error.message)),
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
      result.judgement = Judgement(.refused, reason: .refusal(choice.finishReason))
      return result
    }
    let repeated = choice.message.repeatedCalls
    let calls = choice.message.toolCalls.indices.filter {
      let call = choice.message.toolCalls[$0]
      return repeated[$0] == nil && (!call.name.isEmpty || !call.arguments.isEmpty)
    }
    if !calls.isEmpty {
      judge(calls, of: choice, &result)
    } else {
      judge(choice.message.content ?? [], of: choice, &result)
      judgeEmpty(choice, &result)
    }
    if case .calls = result.subject {
    } else if let found = result.judgement.calls,
      result.judgement.outcome.isSuccess, !found.isEmpty,
      // In the form that was asked they are where they belong.
      tools?.form == nil || result.judgement.outcome != .valid
    {
      result.isRescued = true
      if result.finish == .stop { result.finish = .toolCalls }
    }
    if !allowsParallelCalls, result.judgement.outcome.isSuccess,
      let count = result.judgement.calls?.count, count > 1
    {
      let violation = RequestViolation.notParallel(count)
      result.judgement.fail(.invalid, .notAsked([violation]))
      result.judgement.violations.append(violation)
    }
    if result.judgement.outcome == .noCall { judgeMissingCall(choice, &result.judgement) }
    let all = choice.message.toolCalls
    result.repeatedCalls = Dictionary(
      uniqueKeysWithValues: repeated.map {
        ($0.key, all[$0.key].arguments == all[$0.value].arguments ? $0.value : nil)
      })
    result.judgement.warnings += ReadingWarnings.of(choice, repeated)
    return result
  }

  /// A text without a call, where something else says that one was made.
  private func judgeMissingCall(_ choice: ChatChoice, _ judgement: inout Judgement) {
    let message = choice.message
    if !message.unreadParts.isEmpty {
      // What could not be read may be the call.
      let list = message.unreadParts.joined(separator: ", ")
      judgement.fail(
        .unreadable,
        Reason(.noValue, "no call could be read, and the message holds what cannot be: \(list)"))
    } else if message.toolCalls.isEmpty, message.passedItems.isEmpty,
      let word = choice.finishReason, FinishReason(word: word) == .toolCalls
    {
      // Where the provider took the calls out of the text, they were lost on the way.
      judgement = EmptyAnswer.lostCalls(word)
    }
  }

  /// A message without text and calls: where something was due, nothing is no success.
  private func judgeEmpty(_ choice: ChatChoice, _ result: inout ChoiceJudgement) {
    guard EmptyAnswer.isEmpty(choice.message), choice.finish != .length else { return }
    if let verdict = PassedItems.judgement(choice.message) {
      result.judgement = verdict
      result.subject = .nothing
      return
    }
    guard !isOpen else { return }
    let isDue = !asksNothing || choice.finish == .other || !choice.message.unreadParts.isEmpty
    if result.judgement.outcome.isSuccess || !choice.message.unreadParts.isEmpty, isDue {
      let surface = result.surface
      result.judgement = EmptyAnswer.judgement(choice)
      result.surface = surface
      result.subject = .nothing
    }
    if let contract = content ?? tools {
      EmptyAnswer.note(reasoning: choice.message, contract, &result.judgement)
    }
  }

  /// Text, in which JSON or calls may be written.
  private func judge(_ text: [UInt8], of choice: ChatChoice, _ result: inout ChoiceJudgement) {
    guard !asksNothing else {
      if choice.finish == .length {
        result.judgement = Judgement(.truncated, reason: .finish(choice.finishReason))
      }
      return
    }
    result.subject = .content
    if isOpen {
      if let content { result.judgement = content.judge(output(text, choice)) }
      return
    }
    guard let tools else { return judgeContent(text, choice, &result) }
    let judgement = tools.judge(output(text, choice))
    result.judgement = judgement
    result.surface = .tool
    switch judgement.outcome {
    case .valid, .repaired, .refused, .error, .unchecked: return
    // No call: then it is the content that has to be right.
    case .noCall, .unreadable, .invalid, .truncated:
      guard content != nil || self.text != nil || unjudged != nil else { return }
      var other = result
      judgeContent(text, choice, &other)
      if judgement.outcome == .noCall || other.judgement.outcome.isSuccess && content != nil {
        result = other
      }
    }
  }

  /// Text without calls, held against what was asked of it.
  private func judgeContent(
    _ text: [UInt8], _ choice: ChatChoice, _ result: inout ChoiceJudgement
  ) {
    result.surface = .json
    if let content {
      result.judgement = content.judge(output(text, choice))
    } else if choice.finish == .length {
      result.judgement = Judgement(.truncated, reason: .finish(choice.finishReason))
    } else if let form = self.text {
      result.judgement = form.judge(text)
    } else if let unjudged {
      result.judgement = Judgement(.unchecked, reason: .notJudged(unjudged))
    } else if requiresCustomCall {
      result.surface = .tool
      result.judgement = Judgement(.unreadable, reason: .noCall)
    } else {
      result.surface = .tool
      result.judgement = Judgement(.noCall)
    }
  }

  func output(_ text: [UInt8], _ choice: ChatChoice) -> Output {
    Output(.text(text), finishReason: cutWord(choice), prompt: prompt)
  }

  /// The `finish_reason` of a cut; any other one has been read already.
  func cutWord(_ choice: ChatChoice) -> String? {
    choice.finish == .length ? choice.finishReason : nil
  }
}

extension ChatToolCall {
  /// As a call to be judged.
  package var toolCall: ToolCall { ToolCall(name: name, arguments: arguments) }
}
