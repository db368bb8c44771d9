import AdhereJSON
import AdhereRepair
import Adherence

/// The first byte chooses the contract, the rest is a model's output. What is judged to conform must
/// be JSON, and stay as it is when it is judged again; the account leads to it.
enum JudgeTarget {
  static func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    check(contracts[Int(first) % contracts.count], Array(bytes.dropFirst()))
  }

  static func check(_ contract: Contract, _ text: [UInt8]) {
    let judgement = contract.judge(Output(.text(text), prompt: prompt))
    if let value = judgement.value {
      precondition((try? JSONDocument(value)) != nil, "emits what is no JSON")
      let again = contract.judge(Output(.text(value)))
      precondition(again.outcome == .valid, "what was emitted is \(again.outcome)")
    }
    precondition(
      judgement.outcome.isSuccess || judgement.outcome == .noCall || judgement.reason != nil,
      "does not say why")
    guard judgement.outcome == .repaired else { return }
    var rebuilt: [UInt8] = []
    var position = 0
    for repair in judgement.repairs {
      precondition(repair.span.lowerBound >= position, "the account is out of order")
      rebuilt += text[position..<repair.span.lowerBound] + repair.after
      position = repair.span.upperBound
    }
    rebuilt += text[position...]
    if let value = judgement.value {
      precondition(rebuilt == value, "the account leads elsewhere")
    } else {
      precondition((try? JSONDocument(rebuilt)) != nil, "the account leads to no JSON")
    }
  }

  /// What the user asked; a call may name it.
  private static let prompt = Array("use my_x, `b` and frame['c'] of a.b".utf8)

  static let contracts: [Contract] = {
    let schema = """
      {"type":"object","properties":{"a":{"type":"string"},"n":{"type":"integer"},\
      "l":{"type":"array","items":{"enum":["x","y"]}},"b":{"type":"boolean"}},"required":["a"]}
      """
    let tools = """
      [{"name":"f","parameters":{"type":"object","properties":{"a":{"type":"string"},\
      "n":{"type":"integer"}},"required":["a"]}},{"name":"m.g","parameters":{"type":"object"}}]
      """
    var all: [Contract] = []
    for tier in [Tier.safe, .guess] {
      let policy = Policy(tier: tier)
      all.append(Contract(any: .json, policy: policy))
      all.append(Contract(any: .tool, policy: policy))
      all.append(try! Contract(schema: Array(schema.utf8), policy: policy))
      all.append(try! Contract(tools: Array(tools.utf8), policy: policy))
    }
    return all
  }()
}
