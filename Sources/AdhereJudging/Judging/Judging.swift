import AdhereSchema
import AdhereJSON
import AdhereRepair
import AdhereWire
import AdhereSecondOpinion

/// The one way from an output to its judgement.
enum Judging {
  // MARK: - Text

  static func text(_ text: [UInt8], _ output: Output, _ contract: Contract) -> Judgement {
    if output.isRefusal { return Judgement(.refused) }
    let padded = text + [UInt8](repeating: 0, count: TapeParser.padding)
    return padded.withUnsafeBufferPointer { buffer in
      let start = buffer.baseAddress!
      if output.isPartial, contract.surface == .json {
        return snapshot(start, text.count, contract)
      }
      switch contract.terms {
      case .anyJSON:
        return value(
          JSONRepair.run(
            padded: start, count: text.count, schema: nil, policy: contract.policy), output)
      case .schema(let schema):
        return value(
          JSONRepair.run(
            padded: start, count: text.count, schema: schema, policy: contract.policy), output)
      case .anyCall:
        return callText(
          CallRepair.run(
            padded: start, count: text.count, tools: nil, schemas: [], policy: contract.policy),
          output, .auto)
      case .tools(let tools, let schemas, let choice):
        return callText(
          CallRepair.run(
            padded: start, count: text.count, tools: tools, schemas: schemas,
            policy: contract.policy, prompt: output.prompt), output, choice)
      }
    }
  }

  /// The beginning of a stream: the whole value if it stands there already, else what does.
  private static func snapshot(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ contract: Contract
  ) -> Judgement {
    var schema: CompiledSchema?
    if case .schema(let compiled) = contract.terms { schema = compiled }
    var policy = contract.policy
    policy.deny(.closeTruncated)
    let whole = JSONRepair.run(padded: text, count: count, schema: schema, policy: policy)
    if whole.verdict == .valid || whole.verdict == .repaired {
      return value(whole, Output(.text([])))
    }
    guard let part = JSONRepair.snapshot(padded: text, count: count) else {
      return Judgement(.truncated)
    }
    return Judgement(.truncated, value: part.json, account: part.account)
  }

  private static func value(_ result: RepairResult, _ output: Output) -> Judgement {
    var judgement: Judgement
    switch result.verdict {
    case .valid:
      if output.isCut, !isClosed(result.json!) { return Judgement(.truncated) }
      judgement = Judgement(.valid, value: result.json)
    case .repaired:
      if output.isCut { return Judgement(.truncated) }
      judgement = Judgement(.repaired, value: result.json, account: result.account)
    case .invalid: judgement = Judgement(output.isCut ? .truncated : .invalid)
    case .unreadable, .text: judgement = Judgement(output.isCut ? .truncated : .unreadable)
    case .truncated: judgement = Judgement(.truncated)
    }
    finish(&judgement, result, nil)
    return judgement
  }

  /// Whether the text shows by itself that it is whole: a number could go on.
  private static func isClosed(_ json: [UInt8]) -> Bool {
    guard let last = json.last(where: { $0 > 0x20 }) else { return false }
    return last == UInt8(ascii: "}") || last == UInt8(ascii: "]") || last == UInt8(ascii: "\"")
  }

  private static func callText(
    _ result: RepairResult, _ output: Output, _ choice: ToolChoice
  ) -> Judgement {
    var judgement: Judgement
    let list = parsed(result)
    switch result.verdict {
    case .valid:
      let named = result.callList.flatMap { try? JSONDocument($0) } ?? list
      judgement = Judgement(.valid, calls: named.map(calls(in:)))
    case .repaired:
      if output.isCut { return Judgement(.truncated) }
      judgement = Judgement(.repaired, calls: list.map(calls(in:)), account: result.account)
    case .invalid:
      judgement = Judgement(output.isCut ? .truncated : .invalid, calls: list.map(calls(in:)))
    case .truncated: judgement = Judgement(.truncated)
    case .unreadable: judgement = Judgement(output.isCut ? .truncated : .unreadable)
    case .text:
      if output.isCut {
        judgement = Judgement(.truncated)
      } else if !result.unknownTools.isEmpty {
        judgement = Judgement(.invalid)
      } else {
        judgement = Judgement(choice == .auto || choice == .none ? .noCall : .unreadable)
      }
    }
    if let calls = judgement.calls { enforce(choice, calls, &judgement) }
    finish(&judgement, result, list)
    return judgement
  }

  // MARK: - Calls

  static func calls(_ calls: [ToolCall], _ output: Output, _ contract: Contract) -> Judgement {
    if output.isRefusal { return Judgement(.refused) }
    var tools: ToolTable?
    var schemas: [CompiledSchema?] = []
    var choice = ToolChoice.auto
    if case .tools(let table, let compiled, let wanted) = contract.terms {
      (tools, schemas, choice) = (table, compiled, wanted)
    }
    guard !calls.isEmpty else {
      return Judgement(choice == .auto || choice == .none ? .noCall : .unreadable, calls: [])
    }
    let policy = contract.policy
    var judgement = Judgement(.valid, calls: [])
    var asked = calls.enumerated().map { (index: $0.offset, call: $0.element) }
    if let tools, policy.permits(.dropUnknownCall) {
      let known = NativeCallPolicies.withoutUnknown(calls) { resolve($0, tools, policy) != nil }
      asked = known.calls
      if !known.repairs.isEmpty { judgement.raise(.repaired) }
      judgement.repairs += known.repairs
    }
    for (index, call) in asked { judge(call, index, tools, schemas, policy, &judgement) }
    if judgement.outcome != .valid, policy.permits(.dropRepeatedCall), let judged = judgement.calls,
      judged.count == asked.count
    {
      let once = NativeCallPolicies.withoutRepeated(
        zip(asked, judged).map { ($0.index, $1) }, calls)
      if judgement.outcome == .repaired {
        judgement.calls = once.calls.map(\.call)
        let dropped = Set(once.repairs.compactMap(\.call))
        judgement.repairs.removeAll { $0.call.map(dropped.contains) ?? false }
        judgement.repairs += once.repairs
      }
    }
    judgement.repairs.sort {
      ($0.call ?? 0, $0.span.lowerBound) < ($1.call ?? 0, $1.span.lowerBound)
    }
    if output.isCut, judgement.outcome != .valid { judgement.outcome = .truncated }
    if let calls = judgement.calls { enforce(choice, calls, &judgement) }
    if judgement.outcome == .unreadable || judgement.outcome == .truncated {
      judgement.calls = nil
    }
    // What is not passed on was not repaired.
    if !judgement.outcome.isSuccess { judgement.repairs = [] }
    return judgement
  }

  private static func judge(
    _ call: ToolCall, _ index: Int, _ tools: ToolTable?, _ schemas: [CompiledSchema?],
    _ policy: Policy, _ judgement: inout Judgement
  ) {
    var name = call.name
    var schema: CompiledSchema?
    if let tools {
      guard let match = resolve(call, tools, policy) else {
        judgement.raise(.invalid)
        judgement.violations.append(Tools.unknown(call.name, at: index, tools))
        judgement.warnings.append(Warning(.unknownTool, "'\(call.name)' was not offered"))
        judgement.calls?.append(call)
        return
      }
      schema = schemas[match.index]
      if let rule = match.rule {
        name = String(decoding: tools.tools[match.index].name, as: UTF8.self)
        judgement.raise(.repaired)
        let before = Array(call.name.utf8)
        judgement.repairs.append(
          Repair(
            rule: rule, path: "/\(index)/name", span: 0..<before.count, before: before,
            after: Array(name.utf8), call: index))
      }
    }
    var result = ArgumentsRepair.run(
      call.arguments, schema: schema,
      policy: policy.permits(.fanOut) ? policy.withoutDrops : policy,
      call: index)
    if result.verdict == .invalid, let schema, let json = result.json,
      let parts = FanOut.spread(json, schema: schema, policy: policy)
    {
      let judged = parts.map {
        ArgumentsRepair.run($0, schema: schema, policy: policy, call: index)
      }
      if judged.allSatisfy({ $0.verdict == .valid || $0.verdict == .repaired }) {
        let spread = judged.compactMap(\.json)
        judgement.raise(.repaired)
        judgement.repairs.append(
          Repair(
            rule: .fanOut,
            with: Array(Set(judged.flatMap(\.repairs).map(\.rule))).sorted {
              $0.rawValue < $1.rawValue
            }, path: "/\(index)/arguments", span: 0..<call.arguments.count,
            before: call.arguments, after: Array(spread.joined(separator: [UInt8(ascii: ",")])),
            call: index))
        judgement.calls? += spread.map { ToolCall(name: name, arguments: $0) }
        return
      }
    }
    if result.verdict == .invalid, policy.permits(.fanOut) {
      result = ArgumentsRepair.run(call.arguments, schema: schema, policy: policy, call: index)
    }
    switch result.verdict {
    case .valid: break
    case .repaired: judgement.raise(.repaired)
    case .invalid: judgement.raise(.invalid)
    case .unreadable, .text: judgement.raise(.unreadable)
    case .truncated: judgement.raise(.truncated)
    }
    judgement.repairs += result.repairs
    judgement.violations += result.violations.map { violation in
      var violation = violation
      violation.instancePath = "/\(index)/arguments" + violation.instancePath
      return violation
    }
    judgement.calls?.append(ToolCall(name: name, arguments: result.json ?? call.arguments))
    if result.verdict != .unreadable, let json = result.json,
      let document = parsed(result)
    {
      if result.verdict == .repaired { confirm(json, document, &judgement) }
      noteDuplicates(document, &judgement)
    }
  }

  /// The tool a call names, and the rule that had to help, if one had.
  private static func resolve(_ call: ToolCall, _ tools: ToolTable, _ policy: Policy)
    -> (index: Int, rule: Rule?)?
  {
    let name = Array(call.name.utf8)
    if let match = tools.resolve(name) {
      if match.isExact { return (match.index, nil) }
      return policy.permits(.toolName) ? (match.index, .toolName) : nil
    }
    guard policy.permits(.nearestTool), let document = try? JSONDocument(call.arguments),
      let index = document.withTape({ tools.nearest(name, arguments: 0, in: $0) })
    else { return nil }
    return (index, .nearestTool)
  }

  // MARK: - Both

  /// A tool that had to be called, and was not.
  private static func enforce(
    _ choice: ToolChoice, _ calls: [ToolCall], _ judgement: inout Judgement
  ) {
    guard judgement.outcome.isSuccess else { return }
    if case .none = choice, let call = calls.first {
      judgement.outcome = .invalid
      judgement.repairs = []
      judgement.violations.append(Tools.notAllowed(call.name))
      return
    }
    guard case .tool(let wanted) = choice else { return }
    for (index, call) in calls.enumerated() where call.name != wanted {
      judgement.outcome = .invalid
      judgement.repairs = []
      judgement.violations.append(Tools.notChosen(call.name, wanted, at: index))
    }
  }

  /// The calls of a list that has the form asked for.
  private static func calls(in list: JSONDocument) -> [ToolCall] {
    list.withTape { tape in
      tape.children(of: 0).compactMap { call in
        guard let name = tape.member("name", of: call),
          let arguments = tape.member("arguments", of: call)
        else { return nil }
        return ToolCall(
          name: String(decoding: StringText.decode(tape, name), as: UTF8.self),
          arguments: Array(tape.source(arguments)))
      }
    }
  }

  /// The result's JSON, which may have been parsed on the way to it.
  private static func parsed(_ result: RepairResult) -> JSONDocument? {
    result.document ?? result.json.flatMap { try? JSONDocument($0) }
  }

  /// - Parameter document: the result's JSON, where it was parsed already.
  private static func finish(
    _ judgement: inout Judgement, _ result: RepairResult, _ document: JSONDocument?
  ) {
    judgement.violations = result.violations + judgement.violations
    if judgement.outcome.isSuccess, let json = result.json,
      let document = document ?? parsed(result)
    {
      if judgement.outcome == .repaired { confirm(json, document, &judgement) }
      if judgement.outcome.isSuccess { noteDuplicates(document, &judgement) }
    }
    if result.otherCandidates > 0, judgement.outcome.isSuccess {
      judgement.warnings.append(
        Warning(
          .severalCandidates,
          "\(result.otherCandidates) more stood in the text and \(result.otherCandidates == 1 ? "differs" : "differ")"
        ))
    }
    for name in result.unknownTools {
      judgement.warnings.append(
        Warning(.unknownTool, "'\(String(decoding: name, as: UTF8.self))' was not offered"))
    }
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
      judgement.outcome = .invalid
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

extension Judgement {
  /// Takes the worse of two outcomes of the parts of one output.
  mutating func raise(_ other: Outcome) {
    let order: [Outcome] = [.valid, .repaired, .invalid, .unreadable, .truncated]
    if order.firstIndex(of: other)! > order.firstIndex(of: outcome)! { outcome = other }
  }
}

extension Output {
  /// The provider cut the output off.
  var isCut: Bool {
    finishReason == "length" || finishReason == "max_tokens" || finishReason == "MAX_TOKENS"
  }

  /// The provider marked a refusal.
  var isRefusal: Bool { finishReason == "content_filter" || finishReason == "refusal" }
}
