public import AdhereSchema
import AdhereJSON

/// Judges and repairs an output of the `tool` surface.
public enum CallRepair {
  /// - Parameters:
  ///   - text: followed by ``TapeParser/padding``.
  ///   - tools: nil where the tools are not known: any call that can be read counts.
  ///   - schemas: of each tool's parameters, in the order of the table.
  ///   - prompt: what the user asked, UTF-8; its names may stand in a call without quotes.
  public static func run(
    padded text: UnsafePointer<UInt8>, count: Int, tools: ToolTable?, schemas: [CompiledSchema?],
    policy: Policy, prompt: [UInt8]? = nil
  ) -> RepairResult {
    var tools = tools
    let raw = UnsafeBufferPointer(start: text, count: count)
    if let prompt, policy.permits(.promptName) {
      tools?.promptNames = PromptNames(prompt, output: raw)
    }
    let reading = ToolReading.read(padded: text, count: count, tools: tools)
    var result: RepairResult
    switch reading.kind {
    case .text: result = RepairResult(.text)
    case .unreadable: result = RepairResult(.unreadable)
    case .truncated where !policy.permits(reading.used) || reading.json.isEmpty:
      result = RepairResult(.truncated)
    case .calls, .truncated:
      result = judge(reading, raw, tools, schemas, policy)
      if result.verdict == .repaired { prune(&result, raw, tools, schemas, policy) }
    }
    result.otherCandidates = reading.leftOut
    result.unknownTools = reading.unknownTools
    return result
  }

  private static func judge(
    _ reading: ToolReading, _ raw: UnsafeBufferPointer<UInt8>, _ tools: ToolTable?,
    _ schemas: [CompiledSchema?], _ policy: Policy
  ) -> RepairResult {
    guard let document = try? JSONDocument(reading.json) else { return RepairResult(.unreadable) }
    guard reading.isNative || policy.permits(reading.used) else {
      return RepairResult(.unreadable)
    }
    let targets: (Tape) -> [Aligner.Target] = { Self.targets($0, tools, schemas) }
    let conforms = document.withTape { tape in
      targets(tape).allSatisfy { $0.schema.isValid(tape, at: $0.node) }
    }
    if conforms, reading.isNative {
      var result = RepairResult(.valid, json: Array(raw))
      result.callList = reading.json
      return result
    }
    if conforms {
      var result = repaired(reading.changes, raw, reading.json)
      result.document = document
      return result
    }
    if policy.repairs, policy.permits(reading.used) {
      // What loses nothing is tried before what drops something.
      for step in [policy.withoutDrops, policy] {
        let aligner = Aligner(policy: step, targets: targets)
        if let aligned = aligner.align(reading.json, after: reading.changes) {
          return repaired(aligned.changes, raw, aligned.text)
        }
        if policy.permits(.fanOut) {
          let spread = document.withTape { FanOut.changes($0, targets($0)) }
          if !spread.isEmpty {
            let json = Changes.apply(spread, to: reading.json)
            let before = Changes.compose(reading.changes, spread)
            if let aligned = aligner.align(json, after: before) {
              return repaired(aligned.changes, raw, aligned.text)
            }
          }
        }
        if step == policy { break }
      }
    }
    var result = RepairResult(.invalid, json: reading.json)
    result.document = document
    result.violations = document.withTape { tape in
      targets(tape).flatMap { target in
        target.schema.violations(tape, at: target.node).map { violation in
          var violation = violation
          violation.instancePath = target.path + violation.instancePath
          return violation
        }
      }
    }
    return result
  }

  /// What a policy leaves out of calls that conform already: arguments that the tool does not
  /// declare, and calls that turn out to say the same as an earlier one.
  private static func prune(
    _ result: inout RepairResult, _ raw: UnsafeBufferPointer<UInt8>, _ tools: ToolTable?,
    _ schemas: [CompiledSchema?], _ policy: Policy
  ) {
    guard let changes = result.changes, var json = result.json else { return }
    var all = changes
    func apply(_ step: (Tape) -> [Change]) {
      guard let document = try? JSONDocument(json) else { return }
      let more = document.withTape(step)
      guard !more.isEmpty else { return }
      let next = json.withUnsafeBufferPointer { Changes.apply(more, to: $0) }
      guard
        (try? JSONDocument(next))?.withTape({ tape in
          targets(tape, tools, schemas).allSatisfy { $0.schema.isValid(tape, at: $0.node) }
        }) ?? false
      else { return }
      json = next
      all = Changes.compose(all, more)
    }
    if policy.permits(.dropUnknown), let tools {
      apply { CallPolicies.undeclaredArguments($0, tools) }
    }
    if policy.permits(.dropRepeatedCall) { apply(CallPolicies.repeatedCalls) }
    guard all.count != changes.count || json != result.json else { return }
    result = repaired(all, raw, json)
  }

  private static func repaired(
    _ changes: [Change], _ raw: UnsafeBufferPointer<UInt8>, _ json: [UInt8]
  ) -> RepairResult {
    var result = RepairResult(.repaired, json: json)
    result.changes = changes
    result.account = RepairAccount(changes, raw: raw, final: json)
    return result
  }

  /// The arguments of each call in the list, with the schema of its tool.
  static func targets(_ tape: Tape, _ tools: ToolTable?, _ schemas: [CompiledSchema?])
    -> [Aligner.Target]
  {
    guard let tools else { return [] }
    var out: [Aligner.Target] = []
    for (index, call) in tape.children(of: 0).enumerated() {
      guard let name = tape.member("name", of: call),
        let arguments = tape.member("arguments", of: call),
        let tool = tools.resolve(StringText.decode(tape, name))?.index,
        let schema = schemas[tool]
      else { continue }
      out.append(
        Aligner.Target(node: arguments, schema: schema, path: "/\(index)/arguments"))
    }
    return out
  }
}
