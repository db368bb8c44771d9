import Adherence

/// The first byte chooses what was asked, the second where the rest is cut in two. The rest is an
/// answer: a body or a stream of any API. It has to be judged alike however it is cut; what is
/// handed on as it came is what came, and what was repaired is not repaired again.
enum BodiesTarget {
  static func run(_ bytes: [UInt8]) {
    guard bytes.count > 1 else { return }
    let contract = asked[Int(bytes[0]) % asked.count]
    let answer = Array(bytes.dropFirst(2))
    let whole = Streamed(contract, [answer])
    let cut = answer.count * Int(bytes[1]) / 256
    precondition(
      Streamed(contract, [Array(answer[..<cut]), Array(answer[cut...])]) == whole,
      "depends on its pieces")
    if whole.outcome.isSuccess {
      let again = Streamed(contract, [whole.bytes])
      precondition(again.outcome.isSuccess, "what was emitted is \(again.outcome)")
      precondition(again.bytes == whole.bytes, "what was emitted does not stay")
    }
    let body = BodyJudge(contract).judge(answer)
    guard body.judgement.outcome.isSuccess else { return }
    let again = BodyJudge(contract).judge(body.bytes)
    precondition(again.judgement.outcome.isSuccess, "the body is \(again.judgement.outcome)")
    precondition(again.bytes == body.bytes, "the body does not stay")
  }

  /// What comes of an answer.
  private struct Streamed: Equatable {
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

  private static let asked: [CompletionContract] = {
    let schema = #"{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"#
    let tools = #""tools":[{"name":"f","input_schema":\#(schema)}]"#
    let format = #""output_format":{"type":"json_schema","schema":\#(schema)}"#
    let requests = ["{\(tools)}", "{\(format)}", "{\(tools),\(format)}", "{}"]
    return requests.map {
      try! CompletionContract(
        request: ChatRequest(Array($0.utf8)), policy: Policy(tier: .safe))
    }
  }()
}
