import AdhereRepair
import AdhereTestSupport
import AdhereWire
import Testing

@testable import AdhereJudging

/// Reasons that come from the request or the provider rather than from the text.
@Suite struct JudgingReasonTests {
  private static let tools = Array(
    #"[{"name":"ring","parameters":{"type":"object"}},{"name":"wait"}]"#.utf8)

  private func calls(_ names: String..., choice: ToolChoice = .auto) throws -> Judgement {
    try Contract(tools: Self.tools, choice: choice).judge(
      Output(.calls(names.map { ToolCall(name: $0, arguments: Array("{}".utf8)) })))
  }

  @Test func `calls that were not asked for`() throws {
    #expect(try calls("ring").reason == nil)
    #expect(try calls("ring", choice: .tool("wait")).reason?.code == .nonconforming)
    #expect(try calls("ring", choice: .none).reason?.code == .nonconforming)
    #expect(try calls("sing").reason?.code == .unknownTool)
    #expect(try calls(choice: .required).reason?.code == .noValue)
    #expect(try calls().reason == nil)
  }

  @Test func `a text without a call where one was due`() throws {
    let text = Output(text: "No need to.")
    let required = try Contract(tools: Self.tools, choice: .required)
    #expect(required.judge(text).outcome == .unreadable)
    #expect(required.judge(text).reason?.code == .noValue)
    let free = try Contract(tools: Self.tools)
    #expect(free.judge(text).outcome == .noCall)
    #expect(free.judge(text).reason == nil)
  }

  @Test func `whole answers`() throws {
    let contract = try Asked.tools()
    func code(_ body: String) throws -> ReasonCode? {
      let reader = ChatStreamReader()
      reader.feed(Array(body.utf8)) { _ in }
      reader.finish { _ in }
      let judgement = contract.judge(reader.completion)
      #expect(judgement.outcome.isSuccess == (judgement.choices[0].judgement.reason == nil))
      return judgement.choices[0].judgement.reason?.code
    }
    #expect(try code(Asked.good) == nil)
    #expect(try code(Asked.bad) == .nonconforming)
    #expect(try code(#"{"error":{"message":"overloaded"}}"#) == .providerError)
    #expect(try code(Asked.body(#"{"refusal":"no"}"#)) == .refusal)
    let abort = StreamAbort(.whitespace, "only white space")
    #expect(CompletionJudgement(abort).choices[0].judgement.reason?.code == .aborted)
  }

  @Test func `several calls in one string need their rule`() throws {
    var policy = Policy()
    policy.deny(.joinCalls)
    let contract = try Contract(tools: Self.tools, policy: policy)
    let joined = try #require(
      JoinedArguments(
        ToolCall(name: "ring", arguments: Array(#"{"a":1} {"a":2}"#.utf8))))
    let judgement = try #require(joined.judge(contract, nil))
    #expect(judgement.outcome == .unreadable)
    #expect(judgement.reason?.rule == .joinCalls && judgement.reason?.span == 7..<8)
  }

  @Test func `the message of a repeated request says why`() throws {
    let judgement = Judgement(.unreadable, reason: Reason(.broken, "at byte 4: no colon"))
    let choice = ChoiceJudgement(choice: 0, subject: .content, judgement: judgement)
    #expect(try #require(choice.feedback).contains("\n- at byte 4: no colon\n"))
  }
}
