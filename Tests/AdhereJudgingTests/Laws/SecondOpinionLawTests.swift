import AdhereTestSupport
import AdhereJudging
import AdhereJSON
import AdhereSecondOpinion
import Testing

/// Law 8: every emitted repaired output has been read by libjansson; what it cannot hold is a
/// warning.
enum SecondOpinionLaw: Law {
  static let name = "second opinion"

  static func problem(_ trial: Trial) -> String? {
    let judgement = trial.judged()
    guard judgement.outcome == .repaired else { return nil }
    let texts = judgement.value.map { [$0] } ?? judgement.calls?.map(\.arguments) ?? []
    for text in texts where !SecondOpinion.accepts(text) {
      guard judgement.warnings.contains(where: { $0.code == .secondOpinion }) else {
        return "libjansson does not read \(text.shown), and no warning says so"
      }
    }
    for text in texts {
      if case .disagrees(let why) = SecondOpinion.read(text) { return why }
    }
    return nil
  }
}

@Suite struct SecondOpinionLawTests {
  @Test(.timeLimit(.minutes(40))) func `libjansson reads what was repaired`() {
    Campaign(law: SecondOpinionLaw.self, share: 0.10, mutations: 1...4).run()
  }

  @Test func `what libjansson cannot hold is a warning`() throws {
    let terms = Trial.Terms(any: .json)
    for text in ["[123456789012345678901234567890,]", "[1e400,]", "{'a\\u0000b':1}"] {
      let trial = Trial(terms, Array(text.utf8))
      #expect(trial.judged().outcome == .repaired)
      #expect(trial.judged().warnings.map(\.code) == [.secondOpinion])
      #expect(SecondOpinionLaw.problem(trial) == nil)
    }
  }

  @Test func `the checker sees a broken law`() throws {
    try BrokenJudge.expectCaught(by: SecondOpinionLaw.self, on: "{'a':1}") { judgement in
      judgement.value = Array("{\"a\":1,}".utf8)
    }
    try BrokenJudge.expectCaught(by: SecondOpinionLaw.self, on: "{'a':1}") { judgement in
      judgement.value = Array("{\"a\":12345678901234567890123}".utf8)
    }
  }
}
