import AdhereJudging
import AdhereRepair
import AdhereTestSupport

/// A value that conforms, and the contract that was built around it.
struct Sample {
  /// The value; on the tool surface the list of calls.
  var tree: JSONTree
  var terms: Trial.Terms
  /// The offered tools with their parameters' names; empty on the json surface.
  var tools: [Tool] = []

  struct Tool {
    var name: String
    var parameters: [(name: String, type: String)]
    var required: Int
  }

  static func make(_ random: inout SplitMix64) -> Sample {
    random.below(20) < 11 ? makeJSON(&random) : makeTools(&random)
  }

  // MARK: - The json surface

  static func makeJSON(_ random: inout SplitMix64) -> Sample {
    let tree = Values.tree(&random, depth: random.one(in: 6) ? 0 : 1 + random.below(3))
    if random.one(in: 12) { return Sample(tree: tree, terms: Trial.Terms(any: .json)) }
    let schema = Schemas.around(tree, &random)
    return Sample(tree: tree, terms: try! Trial.Terms(schema: schema.json))
  }

  // MARK: - The tool surface

  static func makeTools(_ random: inout SplitMix64) -> Sample {
    var tools: [Tool] = []
    var declarations: [JSONTree] = []
    for _ in 0..<(1 + random.below(3)) {
      let name = random.pick(Words.tools)
      guard !tools.contains(where: { $0.name == name }) else { continue }
      var parameters: [(name: String, type: String)] = []
      for _ in 0..<random.below(4) {
        let parameter = random.pick(Words.parameters)
        guard !parameters.contains(where: { $0.name == parameter }) else { continue }
        parameters.append((parameter, random.pick(Words.types)))
      }
      let tool = Tool(
        name: name, parameters: parameters, required: random.below(parameters.count + 1))
      tools.append(tool)
      declarations.append(Schemas.declaration(tool, closed: random.one(in: 3)))
    }
    let calls = (0..<(1 + random.below(3))).map { _ in call(random.pick(tools), &random) }
    let list = JSONTree.array(declarations).json
    return Sample(
      tree: .array(calls), terms: try! Trial.Terms(tools: list), tools: tools)
  }

  private static func call(_ tool: Tool, _ random: inout SplitMix64) -> JSONTree {
    var arguments: [JSONTree.Member] = []
    for (index, parameter) in tool.parameters.enumerated()
    where index < tool.required || random.one(in: 2) {
      arguments.append(.init(parameter.name, Values.of(type: parameter.type, &random)))
    }
    return .object([
      .init("name", .string(tool.name)), .init("arguments", .object(arguments)),
    ])
  }

  /// The calls with their arguments, where this is a sample of tools.
  var calls: [(name: String, arguments: [JSONTree.Member])] {
    guard case .array(let list) = tree else { return [] }
    return list.compactMap { call in
      guard case .object(let members) = call, members.count == 2,
        case .string(let name) = members[0].value,
        case .object(let arguments) = members[1].value
      else { return nil }
      return (name, arguments)
    }
  }

  // MARK: - Trials

  func trial(policy: Policy = Policy(), output: Output) -> Trial {
    var terms = terms
    terms.contract.policy = policy
    return Trial(terms, output)
  }

  /// The sample in some notation, with bytes and words of it changed at random.
  func trial(
    policy: Policy, mutated amount: Int, splice other: [UInt8] = [], _ random: inout SplitMix64
  ) -> Trial {
    if !tools.isEmpty, random.one(in: 6) {
      let calls = calls.map { call in
        ToolCall(
          name: random.one(in: 10) ? "functions." + call.name : call.name,
          arguments: Mutator.mutate(
            Array(Notation.render(.object(call.arguments), &random, bare: true).utf8),
            amount, splice: other, &random))
      }
      return trial(policy: policy, output: Output(.calls(calls)))
    }
    let text: String
    if random.one(in: 5) {
      text = tree.json
    } else {
      text = tools.isEmpty ? Notation.render(tree, &random) : Programs.render(self, &random)
    }
    let bytes = Mutator.mutate(Array(text.utf8), amount, splice: other, &random)
    return trial(policy: policy, output: Output(.text(bytes)))
  }
}
