import AdhereJSON

/// Judges and repairs calls that a model wrote into its text.
enum CallRepair {
  /// - Parameters:
  ///   - text: followed by ``AdhereJSON/TapeParser/padding``.
  ///   - tools: nil where the tools are not known: any call that can be read counts.
  ///   - form: how calls were asked to be written; nil: any form will do.
  ///   - prompt: what the user wrote, UTF-8; its names may be in a call without quotes.
  static func run(
    padded text: UnsafePointer<UInt8>, count: Int, tools: OfferedTools?, policy: Policy,
    form: Form?, prompt: [UInt8]?
  ) -> RepairResult {
    var tools = tools
    let raw = UnsafeBufferPointer(start: text, count: count)
    if let prompt, policy.permits(.promptName) {
      tools?.table.promptNames = PromptNames(prompt, output: raw)
    }
    let attempt = RepairAttempt(raw: raw, policy: policy) { [tools] in tools?.targets($0) ?? [] }
    let asked = form.map { AskedForm(form: $0, attempt: attempt, tools: tools?.table) }
    let keys = UndeclaredKeys(raw)
    let reading = ToolReading.read(
      padded: text, count: count, tools: tools?.table, takesProse: policy.permits(.callInProse)
    ) {
      attempt.judge($0, keys)
    }
    var result: RepairResult
    if let verdict = reading.verdict {
      result = .failed(verdict, reading.reason ?? .unread(verdict, count))
    } else {
      let isCut = reading.isTruncated && !policy.permits(reading.used)
      if !isCut, let result = asked?.valid(reading, { judge(reading, $0) }) { return result }
      result =
        isCut
        ? .failed(.truncated, .cutOff(at: count..<count, of: "a call")) : judge(reading, attempt)
      Advice.add(to: &result, count, policy) {
        judge(reading, RepairAttempt(raw: raw, policy: $0, targets: attempt.targets))
      }
      asked?.settle(&result)
      if result.verdict == .repaired { leaveOut(of: &result, attempt, tools?.table) }
      if !isCut { readCalls(&result) }
    }
    result.otherCandidates = reading.leftOut
    result.callsInProse = reading.inProse
    result.unknownTools = reading.unknownTools
    return result
  }

  private static func judge(_ reading: ToolReading, _ attempt: RepairAttempt) -> RepairResult {
    let policy = attempt.policy
    // One of the calls cannot be made.
    if reading.used.contains(.dropUnknownCall), !policy.permits(.dropUnknownCall) {
      return .failed(.invalid, .denied(RuleSet(.dropUnknownCall)))
    }
    guard let document = try? JSONDocument(reading.json),
      reading.isNative || policy.permits(reading.used)
    else { return .failed(.unreadable, .denied(reading.used.without(policy))) }
    if attempt.conforms(document) {
      guard reading.isNative else {
        return attempt.repaired(reading.changes, reading.json, document)
      }
      var result = RepairResult.valid(json: Array(attempt.raw))
      result.calls = document.withTape(FunctionCall.list)
      return result
    }
    if policy.repairs, policy.permits(reading.used) {
      // What loses nothing is tried before what drops something.
      for step in [policy.withoutDrops, policy] {
        if let aligned = attempt.aligned(reading.json, after: reading.changes, under: step) {
          return aligned
        }
        if let spread = spread(reading, document, attempt, step) { return spread }
        if step == policy { break }
      }
    }
    return document.withTape {
      attempt.invalid(reading.json, $0, document, after: reading.changes)
    }
  }

  /// The calls with a list in place of a value as one call for each element.
  private static func spread(
    _ reading: ToolReading, _ document: JSONDocument, _ attempt: RepairAttempt, _ step: Policy
  ) -> RepairResult? {
    guard attempt.policy.permits(.fanOut) else { return nil }
    let spread = document.withTape { FanOut.changes($0, attempt.targets($0)) }
    guard !spread.isEmpty else { return nil }
    return attempt.aligned(
      Changes.apply(spread, to: reading.json), after: Changes.compose(reading.changes, spread),
      under: step)
  }

  /// What a policy leaves out of calls that conform already: arguments that the tool does not
  /// declare, and calls that turn out to say the same as an earlier one.
  private static func leaveOut(
    of result: inout RepairResult, _ attempt: RepairAttempt, _ tools: ToolTable?
  ) {
    guard var json = result.json else { return }
    var changes = result.changes
    func apply(_ step: (Tape) -> [Change]) {
      guard let document = try? JSONDocument(json) else { return }
      let more = document.withTape(step)
      guard !more.isEmpty else { return }
      let next = Changes.apply(more, to: json)
      guard let left = try? JSONDocument(next), attempt.conforms(left) else { return }
      json = next
      changes = Changes.compose(changes, more)
    }
    if attempt.policy.permits(.dropUnknown), let tools {
      apply { CallPolicies.undeclaredArguments($0, tools) }
    }
    if attempt.policy.permits(.dropRepeatedCall) { apply(CallPolicies.repeatedCalls) }
    guard changes.count != result.changes.count || json != result.json else { return }
    result = attempt.repaired(changes, json)
  }

  /// Lists the calls that the result's JSON holds.
  private static func readCalls(_ result: inout RepairResult) {
    guard let document = result.parsed() else { return }
    result.document = document
    if result.calls == nil { result.calls = document.withTape(FunctionCall.list) }
  }
}
