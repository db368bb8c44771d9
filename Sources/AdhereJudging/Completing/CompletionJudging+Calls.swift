import AdhereBytes
import AdhereJSON
import AdhereRepair
import AdhereSchema
import AdhereWire

/// Calls that came as calls.
extension CompletionContract {
  func judge(_ calls: [Int], of choice: ChatChoice, _ result: inout ChoiceJudgement) {
    result.surface = .tool
    let texts = calls.filter { choice.message.toolCalls[$0].form == .text }
    let functions = calls.filter { choice.message.toolCalls[$0].form != .text }
    if !functions.isEmpty { judge(functions: functions, of: choice, &result) }
    if !texts.isEmpty, !isOpen || tools == nil {
      judge(texts: texts, of: choice, isAlone: functions.isEmpty, &result)
    } else if !texts.isEmpty {
      note(texts: texts, of: choice, isAlone: functions.isEmpty, &result)
    }
  }

  // MARK: - Functions

  private func judge(
    functions calls: [Int], of choice: ChatChoice, _ result: inout ChoiceJudgement
  ) {
    let message = choice.message
    guard let tools else {
      // The schema of the content was sent to the provider as a tool.
      if let content, calls.count == 1, message.content?.contains(where: { $0 > 0x20 }) != true {
        result.subject = .arguments(call: calls[0])
        result.surface = .json
        result.judgement = content.judge(output(message.toolCalls[calls[0]].arguments, choice))
      } else {
        let violation = RequestViolation.reported(
          "tools", Array("{}".utf8), "must not be calls: no tool was offered")
        result.judgement = Judgement(
          .invalid, calls: calls.map { message.toolCalls[$0].toolCall }, violations: [violation],
          reason: Reason(.unknownTool, violation.message))
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
    if calls.count == 1, let joined = JoinedArguments(message.toolCalls[calls[0]].toolCall),
      let judgement = joined.judge(tools, cutWord(choice))
    {
      result.joined = joined.pieces.calls
      result.subject = .arguments(call: calls[0])
      result.judgement = judgement
      result.isRescued = true
      return
    }
    result.subject = .calls(calls)
    result.judgement = judge(calls.map { message.toolCalls[$0].toolCall }, tools, choice)
  }

  /// Calls of functions, of which some may say their arguments twice.
  private func judge(_ calls: [ToolCall], _ tools: Contract, _ choice: ChatChoice) -> Judgement {
    let named = LeakedMarkers(calls, tools)
    let repeated = named.calls.map { RepeatedArguments($0) }
    let read = zip(named.calls, repeated).map { $1?.call ?? $0 }
    var judgement = tools.judge(Output(.calls(read), finishReason: cutWord(choice)))
    let isRepeated = repeated.contains { $0 != nil }
    guard isRepeated || !named.repairs.isEmpty, judgement.outcome.isSuccess else {
      return judgement
    }
    var needed = RuleSet()
    if isRepeated { needed.insert(.repeatedAnswer) }
    if !named.repairs.isEmpty { needed.insert(.toolName) }
    let denied = RuleSet(needed.rules.filter { !tools.policy.permits($0) })
    guard denied.rules.isEmpty else {
      judgement.fail(.unreadable, .denied(denied))
      judgement.calls = nil
      return judgement
    }
    judgement.outcome = .repaired
    let own = judgement.repairs
    judgement.repairs = calls.indices.flatMap { index -> [Repair] in
      let ofCall = own.filter { $0.call == index }
      let leaked = named.repairs[index].map { [$0] } ?? []
      guard let repeated = repeated[index] else { return leaked + ofCall }
      let names = leaked + ofCall.filter { $0.path == "/\(index)/name" }
      let arguments = ofCall.filter { $0.path != "/\(index)/name" }
      return names + repeated.repairs(arguments, index)
    }
    return judgement
  }

  // MARK: - Tools that take text

  /// Calls of custom tools: their input is text, and conforms where the tool was offered.
  private func judge(
    texts calls: [Int], of choice: ChatChoice, isAlone: Bool, _ result: inout ChoiceJudgement
  ) {
    note(texts: calls, of: choice, isAlone: isAlone, &result)
    guard result.judgement.outcome.isSuccess else { return }
    var unjudged: String?
    for (number, place) in calls.enumerated() {
      let name = choice.message.toolCalls[place].name
      guard let tool = customTools.tool(name) else {
        let violation = RequestViolation.reported(
          "tools", Array("{}".utf8), "must be an offered tool: '\(name)' was not offered")
        result.judgement.fail(.invalid, Reason(.unknownTool, call: number, violation.message))
        result.judgement.violations.append(violation)
        return
      }
      unjudged = unjudged ?? tool.unjudged.map { "\($0) for the input of '\(name)'" }
    }
    if choice.finish == .length {
      result.judgement.fail(.truncated, .finish(choice.finishReason))
    } else if let unjudged {
      result.judgement.outcome = .unchecked
      result.judgement.reason = .notJudged(unjudged)
    }
  }

  /// Adds calls whose input is text to those that were judged.
  private func note(
    texts calls: [Int], of choice: ChatChoice, isAlone: Bool, _ result: inout ChoiceJudgement
  ) {
    if isAlone {
      result.subject = .calls(calls)
      result.judgement = Judgement(.valid)
    }
    result.judgement.calls =
      (result.judgement.calls ?? [])
      + calls.map {
        let call = choice.message.toolCalls[$0]
        return ToolCall(name: call.name, arguments: JSONWriter.quoted(call.arguments))
      }
  }
}
