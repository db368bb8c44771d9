import AdhereTestSupport
import AdhereJudging
import AdhereJSON
import AdhereRepair
import Testing

/// Law 4: applying the listed repairs to the raw output gives the emitted output.
enum CompleteAccount: Law {
  static let name = "complete account"

  static func problem(_ trial: Trial) -> String? {
    let judgement = trial.judged()
    switch judgement.outcome {
    case .repaired:
      if judgement.repairs.isEmpty { return "is repaired, and lists no repair" }
    case .valid: break
    default: return judgement.repairs.isEmpty ? nil : "is \(judgement.outcome), and lists repairs"
    }
    for repair in judgement.repairs {
      for rule in [repair.rule] + repair.with
      where !trial.terms.contract.policy.permits(rule) {
        return "the rule \(rule.id) is not permitted"
      }
    }
    switch trial.output.raw {
    case .text(let raw):
      return text(raw, judgement)
    case .calls(let raw):
      return calls(raw, judgement)
    }
  }

  private static func text(_ raw: [UInt8], _ judgement: Judgement) -> String? {
    let (result, problem) = apply(judgement.repairs, to: raw)
    guard let result else { return problem }
    if let value = judgement.value {
      return result == value ? nil : "the account leads to \(result.shown), not \(value.shown)"
    }
    guard judgement.outcome == .repaired, let calls = judgement.calls else { return nil }
    guard let document = try? JSONDocument(result) else {
      return "the account leads to what is no JSON: \(result.shown)"
    }
    let listed = document.withTape { tape in
      tape.children(of: 0).map { node in
        ToolCall(
          name: tape.member("name", of: node).map {
            String(decoding: StringText.decode(tape, $0), as: UTF8.self)
          } ?? "",
          arguments: tape.member("arguments", of: node).map { Array(tape.source($0)) } ?? [])
      }
    }
    return listed == calls ? nil : "the account leads to other calls: \(result.shown)"
  }

  private static func calls(_ raw: [ToolCall], _ judgement: Judgement) -> String? {
    guard let calls = judgement.calls else { return nil }
    var expected: [ToolCall] = []
    for (index, call) in raw.enumerated() {
      let own = judgement.repairs.filter { $0.call == index }
      // A call that was left out has nothing in its place.
      if own.contains(where: { $0.path == "/\(index)" && $0.after.isEmpty }) { continue }
      let ofName = own.filter { $0.path == "/\(index)/name" }
      let ofArguments = own.filter { !ofName.contains($0) }
      let name = apply(ofName, to: Array(call.name.utf8))
      let arguments = apply(ofArguments, to: call.arguments)
      if let problem = name.problem ?? arguments.problem { return problem }
      let written = String(decoding: name.result!, as: UTF8.self)
      guard ofArguments.contains(where: { $0.rule == .fanOut }) else {
        expected.append(ToolCall(name: written, arguments: arguments.result!))
        continue
      }
      // A call that was spread: its argument objects, with commas between them.
      guard let list = try? JSONDocument([0x5B] + arguments.result! + [0x5D]) else {
        return "the account leads to what is no list of arguments"
      }
      expected += list.withTape { tape in
        tape.children(of: 0).map { ToolCall(name: written, arguments: Array(tape.source($0))) }
      }
    }
    if judgement.repairs.contains(where: { $0.call == nil }) { return "a repair names no call" }
    if calls == expected { return nil }
    let shown = expected.map { "\($0.name) \($0.arguments.shown)" }
    return "the account leads to other calls: \(shown)"
  }

  /// In order, not overlapping, insertions at one place one after another.
  static func apply(_ repairs: [Repair], to raw: [UInt8]) -> (result: [UInt8]?, problem: String?) {
    var out: [UInt8] = []
    var position = 0
    for repair in repairs {
      guard repair.span.lowerBound >= position, repair.span.upperBound <= raw.count else {
        return (nil, "the span \(repair.span) of \(repair.rule.id) is out of order or of place")
      }
      guard Array(raw[repair.span]) == repair.before else {
        return (nil, "before is not what stands in \(repair.span)")
      }
      if repair.before == repair.after { return (nil, "\(repair.rule.id) changes nothing") }
      out += raw[position..<repair.span.lowerBound] + repair.after
      position = repair.span.upperBound
    }
    return (out + raw[position...], nil)
  }
}

@Suite struct CompleteAccountTests {
  @Test(.timeLimit(.minutes(40))) func `the account leads from the raw bytes to the emitted`() {
    Campaign(law: CompleteAccount.self, share: 0.20, mutations: 0...5).run()
  }

  @Test func `the checker sees a broken law`() throws {
    try BrokenJudge.expectCaught(by: CompleteAccount.self, on: "{'a':1,}") { judgement in
      judgement.repairs.removeLast()
    }
    try BrokenJudge.expectCaught(by: CompleteAccount.self, on: "{'a':1,}") { judgement in
      judgement.value![judgement.value!.count - 2] += 1
    }
    try BrokenJudge.expectCaught(by: CompleteAccount.self, on: "{'a':1,}") { judgement in
      judgement.repairs.swapAt(0, 1)
    }
    try BrokenJudge.expectCaught(by: CompleteAccount.self, on: "{'a':1,}") { judgement in
      judgement.repairs[0].rule = .dropUnknown
    }
  }
}
