import AdhereJudging
import AdhereRepair
import Testing

/// Every output that is not handed on says why; one that is handed on has no reason.
enum SaysWhy: Law {
  static let name = "says why"

  static func problem(_ trial: Trial) -> String? {
    let judgement = trial.judged()
    guard let reason = judgement.reason else {
      return judgement.outcome.isSuccess ? nil : "\(judgement.outcome), and has no reason"
    }
    if judgement.outcome.isSuccess { return "\(judgement.outcome), and has a reason" }
    if reason.message.isEmpty || reason.message.hasSuffix(".") { return "no plain sentence" }
    if !ReasonCode.known.contains(reason.code) { return "an unknown code: \(reason.code)" }
    if let rule = reason.rule, trial.terms.contract.policy.permits(rule) {
      return "\(rule.id) is permitted, and is said to be missing"
    }
    guard let span = reason.span else { return nil }
    let raws = trial.raws
    // Calls without one of their own: a text, or several calls that came as one.
    let number = reason.call ?? 0
    guard raws.indices.contains(number) else { return "there is no call \(number)" }
    return span.upperBound <= raws[number].count ? nil : "the span goes beyond the output"
  }
}

@Suite struct SaysWhyTests {
  @Test(.timeLimit(.minutes(40))) func `what is not handed on says why`() {
    Campaign(law: SaysWhy.self, share: 0.10, mutations: 0...4).run()
  }

  @Test func `what the provider says ends in a reason too`() {
    let contract = Contract(any: .json)
    for (word, code) in [
      ("length", ReasonCode.finishReason), ("content_filter", .refusal), ("refusal", .refusal),
    ] {
      let judgement = contract.judge(Output(text: "{'a':1}", finishReason: word))
      #expect(judgement.reason?.code == code)
      #expect(judgement.reason?.message.contains(word) == true)
    }
  }

  @Test func `the checker sees a broken law`() throws {
    try BrokenJudge.expectCaught(by: SaysWhy.self, on: "[") { $0.reason = nil }
    try BrokenJudge.expectCaught(by: SaysWhy.self, on: "{}") { $0.reason = Reason(.broken, "no") }
    try BrokenJudge.expectCaught(by: SaysWhy.self, on: "[") { $0.reason?.span = 0..<9 }
    try BrokenJudge.expectCaught(by: SaysWhy.self, on: "[") { $0.reason?.rule = .stripFence }
  }
}
