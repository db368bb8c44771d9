import AdhereJudging
import AdhereRepair
import AdhereWire
import Testing

/// How much of a stream is held, whatever it is.
@Suite struct HeldStreamTests {
  private static let contract = try! CompletionContract(
    request: ChatRequest(
      Array(#"{"tools":[{"type":"function","function":{"name":"f"}}]}"#.utf8)),
    policy: Policy(tier: .safe))

  @Test(arguments: ["this is no stream\n", "this has no line end ", ": comment\n"])
  func `what is no event passes at once`(_ text: String) {
    let judge = StreamJudge(HeldStreamTests.contract)
    let piece = Array(String(repeating: text, count: 4_096).utf8)
    var fed = 0
    var out: [UInt8] = []
    while fed < 40 << 20 {
      judge.feed(piece, to: &out)
      fed += piece.count
    }
    // An unfinished line is held up to the longest event.
    #expect(out.count > fed - 18 << 20)
    let verdict = judge.finish(to: &out)
    #expect(verdict.outcome == .error)
    #expect(out.count == fed)
  }

  @Test func `a stream of which too much is held is given up`() {
    let judge = StreamJudge(HeldStreamTests.contract)
    var out: [UInt8] = []
    let call =
      #"data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":"}}]}}]}"#
      + "\n\n"
    judge.feed(Array(call.utf8), to: &out)
    let comments = Array(String(repeating: ": keep-alive\n\n", count: 65_536).utf8)
    var pieces = 0
    while judge.abort == nil, pieces < 200 {
      judge.feed(comments, to: &out)
      pieces += 1
    }
    #expect(judge.abort?.reason == .tooLong)
    #expect(pieces * comments.count < 70 << 20)
    #expect(judge.finish(to: &out).outcome == .truncated)
  }
}
