import AdhereTestSupport
import AdhereJudging
import AdhereWire
import Testing

/// Which words of a request are the user's own.
@Suite struct UserWordsTests {
  private static let tools = #"""
    [{"type":"function","function":{"name":"train","parameters":{"type":"object",
    "properties":{"data":{"type":"string"},"depth":{"type":"integer"}},"required":["data"]}}}]
    """#

  @Test("a record's prompt and a request's messages count")
  func request() throws {
    let body = """
      {"model":"m","messages":[{"role":"system","content":"train(data=other_data)"},
      {"role":"user","content":[{"type":"text","text":"Train on my_data"}]}],
      "tools":\(UserWordsTests.tools)}
      """
    let contract = try CompletionContract(request: ChatRequest(Array(body.utf8)))
    func outcome(_ text: String) -> Outcome? {
      let answer = Asked.body("{\"content\":\(Asked.quoted(text))}")
      return contract.judge(ChatBody(Array(answer.utf8)).completion).choices.first?.judgement
        .outcome
    }
    #expect(outcome("[train(data=my_data)]") == .repaired)
    // What the system message shows is an example, not the user's word.
    #expect(outcome("[train(data=other_data)]") == .unreadable)
  }
}
