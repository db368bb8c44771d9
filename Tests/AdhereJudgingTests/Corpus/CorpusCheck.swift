import AdhereTestSupport
import AdhereJudging
import AdhereRepair

/// Everything that must be true of one case of the corpus.
enum CorpusCheck {
  /// What is wrong, in words; nothing where all is well.
  static func problems(_ item: CorpusCase) throws -> [String] {
    let trial = Trial(try item.terms(), try item.output())
    let judgement = trial.judged()
    var problems = expectation(item, judgement)
    for law in everyLaw {
      if let problem = law.problem(trial) { problems.append("\(law.name): \(problem)") }
    }
    return problems
  }

  /// The outcome, what is emitted, and the rules.
  static func expectation(_ item: CorpusCase, _ judgement: Judgement) -> [String] {
    var problems: [String] = []
    func expect(_ what: String, _ expected: String, _ got: String) {
      if expected != got { problems.append("\(what): expected \(expected), got \(got)") }
    }
    expect("outcome", item.outcome, judgement.outcome.rawValue)
    if let value = item.tree("value") {
      expect("value", value.json, judgement.value.flatMap { JSONTree($0)?.json } ?? "none")
    }
    if let calls = item.tree("calls") {
      let got = judgement.calls.map { calls in
        JSONTree.array(
          calls.map { call in
            .object([
              .init("name", .string(call.name)),
              .init("arguments", JSONTree(call.arguments) ?? .string("no JSON")),
            ])
          })
      }
      expect("calls", calls.json, got?.json ?? "none")
    }
    if let rules = item.rules {
      var named: [String] = []
      for rule in judgement.repairs.flatMap({ [$0.rule] + $0.with }) where !named.contains(rule.id)
      {
        named.append(rule.id)
      }
      expect("repairs", rules.description, named.description)
    }
    return problems
  }

  /// The laws, asked of the case's output after it was damaged.
  static func problemsOfMutations(_ item: CorpusCase, _ count: Int) throws -> [String] {
    let trial = Trial(try item.terms(), try item.output())
    var random = SplitMix64(Campaign.seed, item.name)
    var problems: [String] = []
    for _ in 0..<count {
      var damaged = trial
      let amount = 1 + random.below(4)
      switch trial.output.raw {
      case .text(let text):
        damaged.output.raw = .text(Mutator.mutate(text, amount, &random))
      case .calls(let calls):
        damaged.output.raw = .calls(
          calls.map {
            ToolCall(name: $0.name, arguments: Mutator.mutate($0.arguments, amount, &random))
          })
      }
      for law in everyLaw {
        guard let problem = law.problem(damaged) else { continue }
        let (smallest, last) = Shrinker.shrink(damaged, problem, law.problem)
        problems.append("\(law.name): \(last)\n  output: \(smallest.shown)")
        if problems.count > 2 { return problems }
      }
    }
    return problems
  }
}
