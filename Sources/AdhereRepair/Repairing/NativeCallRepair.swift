import AdhereSchema
import AdhereJSON

/// Judges and repairs calls that an API gave as calls.
///
/// In the account a call that is left out is listed with its arguments as `before` and nothing as
/// `after`; one that was spread with its new argument objects, commas between them.
struct NativeCallRepair {
  let tools: OfferedTools?
  let policy: Policy

  private typealias Numbered = (index: Int, call: FunctionCall)

  func run(_ calls: [FunctionCall]) -> RepairResult {
    var kept: [Numbered] = calls.enumerated().map { (index: $0.offset, call: $0.element) }
    var repairs: [Repair] = []
    if policy.permits(.dropUnknownCall) { repairs += dropUnknown(&kept) }
    var result = repairs.isEmpty ? RepairResult.valid() : .repaired()
    result.callResults = kept.map { judge($0.call, $0.index) }
    for call in result.callResults {
      result.take(call.verdict, call.reason)
      repairs += call.repairs
    }
    var handedOn = result.callResults.flatMap(\.calls)
    if result.verdict == .repaired, policy.permits(.dropRepeatedCall),
      handedOn.count == kept.count
    {
      var judged = zip(kept, handedOn).map { (index: $0.index, call: $1) }
      let dropped = NativeCallRepair.dropRepeated(&judged, calls)
      let numbers = Set(dropped.compactMap(\.call))
      repairs.removeAll { $0.call.map(numbers.contains) ?? false }
      repairs += dropped
      handedOn = judged.map(\.call)
    }
    repairs.sort { ($0.call ?? 0, $0.span.lowerBound) < ($1.call ?? 0, $1.span.lowerBound) }
    result.calls = handedOn
    result.account = RepairAccount(repairs)
    return result
  }

  // MARK: - One call

  private func judge(_ call: FunctionCall, _ index: Int) -> CallResult {
    var result = CallResult(index: index, name: call.name, verdict: .valid, calls: [call])
    var name = call.name
    var schema: CompiledSchema?
    if let tools {
      guard let match = resolve(call, tools.table) else {
        result.verdict = .invalid
        result.reason = unknown(call, index, tools.table)
        result.isOffered = false
        return result
      }
      schema = tools.schemas[match.index]
      if let rule = match.rule {
        name = String(decoding: tools.table.tools[match.index].name, as: UTF8.self)
        result.verdict = .repaired
        let before = Array(call.name.utf8)
        result.repairs.append(
          Repair(
            rule: rule, path: "/\(index)/name", span: 0..<before.count, before: before,
            after: Array(name.utf8), call: index))
      }
    }
    let full = ArgumentsRepair(schema: schema, policy: policy, call: index)
    let mayFanOut = policy.permits(.fanOut)
    var read =
      mayFanOut
      ? ArgumentsRepair(schema: schema, policy: policy.withoutDrops, call: index)
        .run(call.arguments)
      : full.run(call.arguments)
    if mayFanOut, read.verdict == .invalid {
      if let (spread, repair) = spread(call, read, full) {
        result.verdict = .repaired
        result.repairs.append(repair)
        result.calls = spread.map { FunctionCall(name: name, arguments: $0) }
        return result
      }
      read = full.run(call.arguments)
    }
    if read.verdict > result.verdict {
      result.verdict = read.verdict
      result.reason = read.reason
    }
    result.repairs += read.repairs
    result.calls = [FunctionCall(name: name, arguments: read.json ?? call.arguments)]
    result.arguments = read
    return result
  }

  /// The arguments of as many calls as a list in them has elements, if each of these conforms.
  private func spread(
    _ call: FunctionCall, _ read: RepairResult, _ repair: ArgumentsRepair
  ) -> (arguments: [[UInt8]], repair: Repair)? {
    guard let schema = repair.schema, let json = read.json,
      let parts = FanOut.spread(json, schema: schema)
    else { return nil }
    return each(parts, of: call, repair, .fanOut)
  }

  /// The arguments of a call for each part, if each of them conforms.
  private func each(
    _ parts: [[UInt8]], of call: FunctionCall, _ repair: ArgumentsRepair, _ rule: Rule
  ) -> (arguments: [[UInt8]], repair: Repair)? {
    let judged = parts.map { repair.run($0) }
    guard judged.allSatisfy({ $0.verdict == .valid || $0.verdict == .repaired }) else {
      return nil
    }
    let arguments = judged.compactMap(\.json)
    let others = Set(judged.flatMap(\.repairs).map(\.rule)).sorted { $0.rawValue < $1.rawValue }
    return (
      arguments,
      Repair(
        rule: rule, with: others, path: "/\(repair.call)/arguments",
        span: 0..<call.arguments.count, before: call.arguments,
        after: Array(arguments.joined(separator: Text.comma)), call: repair.call)
    )
  }

  /// The tool a call names, and the rule that had to help, if one had.
  private func resolve(_ call: FunctionCall, _ tools: ToolTable) -> (index: Int, rule: Rule?)? {
    let name = Array(call.name.utf8)
    if let match = tools.resolve(name) {
      if match.isExact { return (match.index, nil) }
      return policy.permits(.toolName) ? (match.index, .toolName) : nil
    }
    guard let document = try? JSONDocument(call.arguments),
      let near = document.withTape({ tools.nearest(name, arguments: 0, in: $0) }),
      policy.permits(near.rule)
    else { return nil }
    return (near.index, near.rule)
  }

  /// Why a call is of no offered tool, and the rule that would take its name for one.
  private func unknown(_ call: FunctionCall, _ index: Int, _ tools: ToolTable) -> Reason {
    let reason = Reason.unknownTool(Array(call.name.utf8)).ofCall(index)
    let wider = NativeCallRepair(tools: self.tools, policy: Policy(tier: .guess))
    guard let rule = wider.resolve(call, tools)?.rule else { return reason }
    return reason.needing(RuleSet(rule))
  }

  // MARK: - Calls left out

  /// Leaves out calls of tools that were not offered, if calls of offered ones remain.
  private func dropUnknown(_ calls: inout [Numbered]) -> [Repair] {
    guard let tools else { return [] }
    let isOffered = calls.map { resolve($0.call, tools.table) != nil }
    guard isOffered.contains(true), isOffered.contains(false) else { return [] }
    let repairs = zip(calls, isOffered).filter { !$1 }
      .map { NativeCallRepair.leftOut($0.0.call, at: $0.0.index, .dropUnknownCall) }
    calls = zip(calls, isOffered).filter { $1 }.map(\.0)
    return repairs
  }

  /// Leaves out calls that say what an earlier one says.
  private static func dropRepeated(_ judged: inout [Numbered], _ raw: [FunctionCall]) -> [Repair] {
    var seen: Set<[UInt8]> = []
    var repairs: [Repair] = []
    judged.removeAll { index, call in
      let form =
        (try? JSONDocument(call.arguments).withTape { CallPolicies.writtenForm($0, 0) })
        ?? call.arguments
      if seen.insert(Array(call.name.utf8) + [0] + form).inserted { return false }
      repairs.append(leftOut(raw[index], at: index, .dropRepeatedCall))
      return true
    }
    return repairs
  }

  private static func leftOut(_ call: FunctionCall, at index: Int, _ rule: Rule) -> Repair {
    Repair(
      rule: rule, path: "/\(index)", span: 0..<call.arguments.count, before: call.arguments,
      after: [], call: index)
  }
}
