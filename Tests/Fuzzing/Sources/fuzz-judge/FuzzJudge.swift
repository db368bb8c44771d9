import Adherence
import AdhereJSON
import AdhereRepair

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
struct FuzzJudge {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments) { fuzzOneInput($0, $1) }
  }
}

/// One input: its first byte chooses the contract, the rest is a model's output. What is judged
/// to conform must be JSON, and stay as it is when it is judged again.
private func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let contract = Contracts.all[Int(start[0]) % Contracts.all.count]
  let text = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  let judgement = contract.judge(Output(.text(text), prompt: prompt))
  if let value = judgement.value {
    precondition((try? JSONDocument(value)) != nil, "emits what is no JSON")
    let again = contract.judge(Output(.text(value)))
    precondition(again.outcome == .valid, "what was emitted is \(again.outcome)")
  }
  var rebuilt: [UInt8] = []
  var position = 0
  for repair in judgement.repairs {
    precondition(repair.span.lowerBound >= position, "the account is out of order")
    rebuilt += text[position..<repair.span.lowerBound] + repair.after
    position = repair.span.upperBound
  }
  if judgement.outcome == .repaired {
    rebuilt += text[position...]
    if let value = judgement.value {
      precondition(rebuilt == value, "the account leads elsewhere")
    } else {
      precondition((try? JSONDocument(rebuilt)) != nil, "the account leads to no JSON")
    }
  }
  return 0
}

/// What the user asked; a call may name it.
private let prompt = Array("use my_x, `b` and frame['c'] of a.b".utf8)

enum Contracts {
  static let all: [Contract] = {
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
