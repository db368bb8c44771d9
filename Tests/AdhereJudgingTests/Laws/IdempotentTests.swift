import AdhereTestSupport
import AdhereJudging
import Testing

/// Law 3: repairing a repaired output changes nothing.
enum Idempotent: Law {
  static let name = "idempotent"

  static func problem(_ trial: Trial) -> String? {
    let first = trial.judged()
    guard first.outcome == .valid || first.outcome == .repaired else { return nil }
    if let calls = first.calls {
      let again = trial.with(Output(.calls(calls))).judged()
      if again.outcome != .valid || again.calls != calls {
        return "the emitted calls are called \(again.outcome): \(calls.map(\.shown))"
      }
      guard case .text = trial.output.raw else { return nil }
    }
    guard let emitted = first.emitted else { return "is \(first.outcome), and emits nothing" }
    let second = trial.with(Output(.text(emitted))).judged()
    if second.outcome != .valid {
      return "what was emitted is called \(second.outcome): \(emitted.shown)"
    }
    if second.value != first.value || second.calls != first.calls {
      return "what was emitted is changed: \(emitted.shown)"
    }
    return nil
  }
}

@Suite struct IdempotentTests {
  @Test(.timeLimit(.minutes(40))) func `a repaired output is valid and stays as it is`() {
    Campaign(law: Idempotent.self, share: 0.20, mutations: 0...4).run()
  }

  @Test func `the checker sees a broken law`() throws {
    try BrokenJudge.expectCaught(by: Idempotent.self, on: "{'a':1}") { judgement in
      if judgement.outcome == .repaired { judgement.value = Array("{'a':1}".utf8) }
    }
    try BrokenJudge.expectCaught(by: Idempotent.self, on: "{'a':1}") { judgement in
      judgement.value?.append(0x20)
    }
  }
}
