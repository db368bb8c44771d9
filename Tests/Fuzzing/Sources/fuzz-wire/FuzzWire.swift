import Adherence

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
struct FuzzWire {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments) { fuzzOneInput($0, $1) }
  }
}

/// One input: its first byte chooses what was asked, the second where the rest is cut in two. The
/// rest is an answer: a body or a stream of any API. It has to be judged alike however it is cut;
/// what is handed on as it came is what came, and what was repaired is not repaired again.
private func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 1 else { return 0 }
  let contract = Asked.all[Int(start[0]) % Asked.all.count]
  let answer = Array(UnsafeBufferPointer(start: start + 2, count: count - 2))
  let whole = Run(contract, [answer])
  let cut = answer.count * Int(start[1]) / 256
  precondition(
    Run(contract, [Array(answer[..<cut]), Array(answer[cut...])]) == whole, "depends on its pieces")
  guard whole.outcome.isSuccess else { return 0 }
  let again = Run(contract, [whole.bytes])
  precondition(again.outcome.isSuccess, "what was emitted is \(again.outcome)")
  precondition(again.bytes == whole.bytes, "what was emitted does not stay")
  return 0
}

/// What comes of an answer.
private struct Run: Equatable {
  var bytes: [UInt8] = []
  var outcome: Outcome
  var calls: [ToolCall]?

  init(_ contract: CompletionContract, _ pieces: [[UInt8]]) {
    let judge = StreamJudge(contract)
    for piece in pieces { judge.feed(piece, to: &bytes) }
    let judgement = judge.finish(to: &bytes)
    outcome = judgement.outcome
    calls = judgement.choices.first?.judgement.calls
  }
}

private enum Asked {
  static let all: [CompletionContract] = {
    let schema = #"{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"#
    let tools = #""tools":[{"name":"f","input_schema":\#(schema)}]"#
    let format = #""output_format":{"type":"json_schema","schema":\#(schema)}"#
    let requests = ["{\(tools)}", "{\(format)}", "{\(tools),\(format)}", "{}"]
    return requests.map {
      try! CompletionContract(
        request: ChatRequest(Array($0.utf8)), policy: Policy(tier: .safe))
    } + [CompletionContract(any: Policy(tier: .safe))]
  }()
}
