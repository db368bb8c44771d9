import AdhereBytes
import AdhereSchema
import AdhereJSON
import AdhereRepair
import AdhereWire
import AdhereSecondOpinion

/// The one way from an output to its judgement: what the repair room found, confirmed by a second
/// parser and held against what the request says about calls.
enum Judging {
  static func text(_ text: [UInt8], _ output: Output, _ contract: Contract) -> Judgement {
    if output.isRefusal {
      return Judgement(.refused, reason: .refusal(output.finishReason))
    }
    let padded = text.padded()
    return padded.withUnsafeBufferPointer { buffer in
      let start = buffer.baseAddress!
      if output.isPartial, contract.surface == .json {
        let result = contract.repair.runPartial(padded: start, count: text.count)
        return judgement(of: result, Output(.text([])), contract)
      }
      let result = contract.repair.run(padded: start, count: text.count, prompt: output.prompt)
      return judgement(of: result, output, contract)
    }
  }

  private static func judgement(
    of result: RepairResult, _ output: Output, _ contract: Contract
  ) -> Judgement {
    if isCutOff(result, output, contract) {
      return Judgement(.truncated, reason: .finish(output.finishReason))
    }
    var outcome = Outcome(result.verdict, withoutCall: contract.withoutCall)
    var reason = outcome.isSuccess ? nil : result.reason
    if result.verdict == .text, let unknown = result.unknownTools.first {
      outcome = .invalid
      reason = .unknownTool(unknown)
    }
    if output.isCut, outcome != .valid {
      outcome = .truncated
      reason = .finish(output.finishReason)
    }
    let isValue = contract.surface == .json && result.verdict != .invalid
    var judgement = Judgement(
      outcome, value: isValue ? result.json : nil, calls: result.calls?.map(ToolCall.init),
      account: result.account)
    judgement.reason = reason
    judgement.rivals = result.rivals
    refuseBroken(contract, &judgement)
    let unmet = enforce(contract.choice, &judgement)
    judgement.violations = result.violations + unmet
    if judgement.outcome.isSuccess, let document = result.parsed() {
      if judgement.outcome == .repaired { confirm(result.json!, document, &judgement) }
      if judgement.outcome.isSuccess { noteDuplicates(document, &judgement) }
    }
    if result.otherCandidates > 0, judgement.outcome.isSuccess {
      let differ = result.otherCandidates == 1 ? "differs" : "differ"
      judgement.warnings.append(
        Warning(
          .severalCandidates, "\(result.otherCandidates) more stood in the text and \(differ)"))
    }
    if result.callsInProse > 0 { judgement.warnings.append(.callsInProse(result.callsInProse)) }
    for name in result.unknownTools {
      judgement.warnings.append(.unknownTool(String(decoding: name, as: UTF8.self)))
    }
    return judgement
  }

  /// Whether nothing of an output that conforms may be trusted, because the provider cut it off.
  private static func isCutOff(
    _ result: RepairResult, _ output: Output, _ contract: Contract
  ) -> Bool {
    guard output.isCut else { return false }
    switch result.verdict {
    case .repaired: return true
    case .valid:
      // A number could go on; a bracket or a quote shows that the text is whole. Behind calls
      // between marks more of them could stand.
      guard contract.surface == .json else { return contract.form.map { $0 != .json } ?? false }
      switch result.json?.last(where: { $0 > 0x20 }) {
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "\""): return false
      default: return true
      }
    default: return false
    }
  }

  // MARK: - Calls

  static func calls(_ calls: [ToolCall], _ output: Output, _ contract: Contract) -> Judgement {
    if output.isRefusal {
      return Judgement(.refused, reason: .refusal(output.finishReason))
    }
    guard !calls.isEmpty else {
      let outcome = contract.withoutCall
      return Judgement(outcome, calls: [], reason: outcome.isSuccess ? nil : .noCall)
    }
    let result = contract.repair.run(
      calls.map { FunctionCall(name: $0.name, arguments: $0.arguments) })
    var judgement = Judgement(
      Outcome(result.verdict, withoutCall: contract.withoutCall),
      calls: result.calls?.map(ToolCall.init), account: result.account)
    judgement.reason = result.reason
    judgement.rivals = result.rivals
    for call in result.callResults { note(call, contract, &judgement) }
    refuseBroken(contract, &judgement)
    // Arguments that are whole do not show that no call is missing.
    if output.isCut { judgement.fail(.truncated, .finish(output.finishReason)) }
    judgement.violations += enforce(contract.choice, &judgement)
    if judgement.outcome == .unreadable || judgement.outcome == .truncated {
      judgement.calls = nil
    }
    // What is not passed on was not repaired.
    if !judgement.outcome.isSuccess { judgement.repairs = [] }
    return judgement
  }

  /// What is wrong with one call, and what else is worth knowing about it.
  private static func note(
    _ call: CallResult, _ contract: Contract, _ judgement: inout Judgement
  ) {
    guard call.isOffered else {
      if case .tools(let tools, _, _) = contract.terms {
        judgement.violations.append(
          RequestViolation.unknownTool(call.name, at: call.index, tools))
      }
      judgement.warnings.append(.unknownTool(call.name))
      return
    }
    guard let result = call.arguments else { return }
    judgement.violations += result.violations
    guard let json = result.json, let document = result.parsed() else { return }
    if result.verdict == .repaired { confirm(json, document, &judgement) }
    noteDuplicates(document, &judgement)
  }

  // MARK: - Both

  /// Calls of a tool whose parameters cannot be read are not judged, and not handed on.
  private static func refuseBroken(_ contract: Contract, _ judgement: inout Judgement) {
    guard !contract.brokenTools.isEmpty, judgement.outcome.isSuccess,
      case .tools(let table, _, _) = contract.terms
    else { return }
    for call in judgement.calls ?? [] {
      guard let tool = table.resolve(Array(call.name.utf8)),
        let error = contract.brokenTools[tool.index]
      else { continue }
      return judgement.fail(.error, Reason(.badSchema, error.message))
    }
  }

  /// Holds the calls against `tool_choice`: what is wrong with them.
  private static func enforce(_ choice: ToolChoice, _ judgement: inout Judgement) -> [Violation] {
    guard judgement.outcome.isSuccess, let calls = judgement.calls else { return [] }
    let violations: [Violation]
    switch choice {
    case .none: violations = calls.prefix(1).map { RequestViolation.notAllowed($0.name) }
    case .tool(let wanted):
      violations = calls.enumerated().filter { $0.element.name != wanted }
        .map { RequestViolation.notChosen($0.element.name, wanted, at: $0.offset) }
    case .allowed(let names, _):
      violations = calls.enumerated().filter { !names.contains($0.element.name) }
        .map { RequestViolation.notAmong(names, at: $0.offset) }
    case .auto, .required: violations = []
    }
    if !violations.isEmpty { judgement.fail(.invalid, .notAsked(violations)) }
    return violations
  }

  /// Law 8: what was repaired has been read by a parser that shares no code with ours.
  private static func confirm(
    _ json: [UInt8], _ document: JSONDocument, _ judgement: inout Judgement
  ) {
    switch SecondOpinion.read(json, as: document) {
    case .agrees: break
    case .cannotHold(let limit):
      judgement.warnings.append(Warning(.secondOpinion, "libjansson cannot hold \(limit.rawValue)"))
    case .disagrees(let why):
      if judgement.outcome.isSuccess { judgement.fail(.invalid, Reason(.secondOpinion, why)) }
      judgement.value = nil
      judgement.repairs = []
      judgement.warnings.append(Warning(.secondOpinion, why))
    }
  }

  private static func noteDuplicates(_ document: JSONDocument, _ judgement: inout Judgement) {
    guard let key = document.duplicateKey else { return }
    document.withTape { tape in
      let name = String(decoding: StringText.decode(tape, key), as: UTF8.self)
      judgement.warnings.append(
        Warning(.duplicateKey, "the key '\(name)' stands twice in \"\(tape.pointer(to: key))\""))
    }
  }
}

extension Contract {
  /// What the repair room is to hold an output against.
  fileprivate var repair: OutputRepair {
    switch terms {
    case .anyJSON: OutputRepair(.value(nil), policy: policy)
    case .schema(let schema): OutputRepair(.value(schema), policy: policy)
    case .anyCall: OutputRepair(.calls(nil), policy: policy, form: form)
    case .tools(let tools, let schemas, _):
      OutputRepair(.calls(OfferedTools(tools, schemas: schemas)), policy: policy, form: form)
    }
  }

  fileprivate var choice: ToolChoice {
    if case .tools(_, _, let choice) = terms { choice } else { .auto }
  }

  /// The outcome of an output without a call where calls were possible.
  fileprivate var withoutCall: Outcome {
    switch choice {
    case .auto, .none, .allowed(_, isRequired: false): .noCall
    case .required, .tool, .allowed: .unreadable
    }
  }
}

extension ToolCall {
  fileprivate init(_ call: FunctionCall) {
    self.init(name: call.name, arguments: call.arguments)
  }
}
