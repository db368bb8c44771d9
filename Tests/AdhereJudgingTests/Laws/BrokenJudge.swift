import AdhereJudging
import Testing

/// A judge that breaks a law on purpose, to show that the law's checker sees it.
enum BrokenJudge {
  /// The contract of the proofs: an object whose `a` is a number.
  static let schema = #"{"type":"object","properties":{"a":{"type":"number"}}}"#

  static func expectCaught(
    by law: any Law.Type, on text: String, _ tamper: @escaping (inout Judgement) -> Void
  ) throws {
    let terms = try Trial.Terms(schema: schema)
    var trial = Trial(terms, Array(text.utf8))
    #expect(law.problem(trial) == nil, "the law holds before it is broken")
    trial.judge = { contract, output in
      var judgement = contract.judge(output)
      tamper(&judgement)
      return judgement
    }
    #expect(law.problem(trial) != nil, "\(law.name): the checker did not see it")
  }
}
