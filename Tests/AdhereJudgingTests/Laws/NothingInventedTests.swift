import AdhereTestSupport
import AdhereJudging
import AdhereJSON
import AdhereRepair
import Testing

/// Law 5: no required value is made up, no call of a tool that was not offered, no variable name
/// turned into a string. Every atom that is emitted can be traced to the raw text.
enum NothingInvented: Law {
  static let name = "nothing invented"

  static func problem(_ trial: Trial) -> String? {
    let judgement = trial.judged()
    guard judgement.outcome == .repaired || judgement.outcome == .valid else { return nil }
    let trace: TextTrace
    switch trial.output.raw {
    case .text(let text): trace = TextTrace(text)
    case .calls(let calls):
      trace = TextTrace(Array(calls.map { $0.name.utf8 + $0.arguments + [0x0A] }.joined()))
    }
    let rules = RuleSet(judgement.repairs.flatMap { [$0.rule] + $0.with })
    let origin = Origin(
      trace: trace, rules: rules, parameters: trial.terms.parameterNames,
      contract: TextTrace(Array(trial.terms.text.utf8)))
    if let value = judgement.value {
      guard let tree = JSONTree(value) else { return "emits what is no JSON: \(value.shown)" }
      return origin.problem(tree)
    }
    for call in judgement.calls ?? [] {
      if let tools = trial.terms.tools, !tools.contains(where: { $0.name == call.name }) {
        return "calls \(call.name), which was not offered"
      }
      if !trace.holds(text: call.name), !rules.contains(.nearestTool),
        !rules.contains(.toolSlip)
      {
        return "calls \(call.name), which the text does not name"
      }
      guard let tree = JSONTree(call.arguments) else { return "emits arguments that are no JSON" }
      if let problem = origin.problem(tree) { return problem }
    }
    return nil
  }

  /// Where the atoms of a value may come from.
  private struct Origin {
    let trace: TextTrace
    let rules: RuleSet
    let parameters: Set<String>
    /// What the contract itself says: defaults, allowed values.
    let contract: TextTrace

    /// Rules that put in what the contract says, and not the text.
    private var quotesContract: Bool {
      [Rule.fillDefault, .enumSpelling, .valueInText, .splitList].contains(where: rules.contains)
    }

    /// Rules that name a value by the only, or the nearest, name the contract has for it.
    private var namesKeys: Bool {
      [Rule.positionalArgument, .wrapValue, .keySpelling, .keySlip, .placeholderKey, .fillDefault]
        .contains(where: rules.contains)
    }

    func problem(_ tree: JSONTree) -> String? {
      switch tree {
      case .null:
        let filled: [Rule] = [.missingValue, .undefined, .nonFinite]
        return trace.says(["null", "none", "nil"]) || filled.contains(where: rules.contains)
          ? nil : "null does not stand in the text"
      case .bool(let value):
        return trace.says([value ? "true" : "false"]) || rules.contains(.wordToBoolean)
          || quotesContract && contract.says([value ? "true" : "false"])
          ? nil : "\(value) does not stand in the text"
      case .number(let digits):
        if trace.holds(number: digits) || rules.contains(.literalArithmetic)
          || quotesContract && contract.holds(number: digits)
        {
          return nil
        }
        return "the number \(digits) does not stand in the text"
      case .string(let text):
        return trace.holds(text: text) || quotesContract && contract.holds(text: text)
          ? nil : "the string \(text) does not stand in the text"
      case .array(let elements):
        return elements.lazy.compactMap(problem).first
      case .object(let members):
        for member in members {
          if !trace.holds(text: member.key),
            !(namesKeys && parameters.contains(member.key))
          {
            return "the key \(member.key) does not stand in the text"
          }
          if let problem = problem(member.value) { return problem }
        }
        return nil
      }
    }
  }
}

extension Trial.Terms {
  /// Names in the `properties` of the schema or the offered tools.
  fileprivate var parameterNames: Set<String> {
    guard let tree = JSONTree(Array(text.utf8)) else { return [] }
    var names: Set<String> = []
    func walk(_ tree: JSONTree) {
      if case .array(let elements) = tree { elements.forEach(walk) }
      guard case .object(let members) = tree else { return }
      for member in members {
        if member.key == "properties", case .object(let properties) = member.value {
          names.formUnion(properties.map(\.key))
        }
        walk(member.value)
      }
    }
    walk(tree)
    return names
  }
}

@Suite struct NothingInventedTests {
  @Test(.timeLimit(.minutes(40))) func `every atom that is emitted stands in the text`() {
    Campaign(law: NothingInvented.self, share: 0.15, mutations: 0...4).run()
  }

  /// In program text a bare word is a variable under every policy.
  @Test(.timeLimit(.minutes(40))) func `a variable is never turned into a string`() throws {
    var random = SplitMix64(Campaign.seed, "variables")
    for _ in 0..<Campaign.count(share: 0.03) {
      let sample = Sample.makeTools(&random)
      let variable = "zq\(random.below(1_000))v"
      let text = Programs.call(sample, variable: variable, &random)
      let trial = sample.trial(
        policy: Policies.random(&random), output: Output(.text(Array(text.utf8))))
      let emitted = trial.judged().emitted?.shown ?? ""
      #expect(!emitted.contains(variable), "\(text.debugDescription) became \(emitted)")
    }
  }

  @Test func `the checker sees a broken law`() throws {
    try BrokenJudge.expectCaught(by: NothingInvented.self, on: "{'a':1}") { judgement in
      judgement.value = Array("{\"a\":1,\"name\":\"Ada\"}".utf8)
    }
    try BrokenJudge.expectCaught(by: NothingInvented.self, on: "{'a':15}") { judgement in
      judgement.value = Array("{\"a\":16}".utf8)
    }
    try BrokenJudge.expectCaught(by: NothingInvented.self, on: "{'a':15}") { judgement in
      judgement.value = Array("{\"a\":null}".utf8)
    }
    let tools = #"[{"name":"f","parameters":{"type":"object","properties":{"a":{}}}}]"#
    var trial = Trial(try Trial.Terms(tools: tools), Array("f(a=1)".utf8))
    #expect(NothingInvented.problem(trial) == nil)
    trial.judge = { contract, output in
      var judgement = contract.judge(output)
      judgement.calls?.append(ToolCall(name: "g", arguments: Array("{}".utf8)))
      return judgement
    }
    #expect(NothingInvented.problem(trial) != nil)
  }
}
