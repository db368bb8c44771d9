import AdhereJudging
import AdhereRepair
import Testing

/// Law 9: what a reading leaves out is white space, a fence, thinking or prose; a call, a value or
/// a member beside it means that the text was not understood.
@Suite struct NothingLeftOutTests {
  private static let tools = #"""
    [{"name":"book_room","parameters":{"type":"object","properties":{"hall":{"type":"string"},
    "seats":{"type":"integer"}},"required":["hall"]}},
    {"name":"send_note","parameters":{"type":"object","properties":{"text":{"type":"string"}},
    "required":["text"]}}]
    """#

  /// Two calls in several notations.
  private static let lists = [
    #"[book_room(hall='Nord', seats=8), send_note(text='done')]"#,
    "book_room(hall='Nord', seats=8)\nsend_note(text='done')",
    #"[{"name":"book_room","arguments":{"hall":"Nord","seats":8}},{"name":"send_note","arguments":{"text":"done"}}]"#,
    "{\"name\":\"book_room\",\"arguments\":{\"hall\":\"Nord\",\"seats\":8}}\n{\"name\":\"send_note\",\"arguments\":{\"text\":\"done\"}}",
    "<tool_call>\n{\"name\":\"book_room\",\"arguments\":{\"hall\":\"Nord\",\"seats\":8}}\n</tool_call>\n<tool_call>\n{\"name\":\"send_note\",\"arguments\":{\"text\":\"done\"}}\n</tool_call>",
  ]

  private static let marks = Set<Character>("{}[](),:=\"'")

  /// Judges every list with one mark left out: those handed on with a call less than they have.
  private static func losses(
    _ judge: (Contract, String) -> Judgement = { $0.judge(Output(text: $1)) }
  ) throws -> [String] {
    let contract = try Contract(tools: Array(tools.utf8))
    var lost: [String] = []
    for list in lists {
      let text = Array(list)
      for i in text.indices where marks.contains(text[i]) {
        let damaged = String(text[..<i] + text[(i + 1)...])
        let judgement = judge(contract, damaged)
        guard judgement.outcome.isSuccess, judgement.outcome != .noCall else { continue }
        if judgement.calls?.count != 2 { lost.append(damaged) }
      }
    }
    return lost
  }

  @Test func `no call of several is lost without a word`() throws {
    let lost = try NothingLeftOutTests.losses()
    #expect(lost.isEmpty, "\(lost.prefix(5))")
  }

  @Test func `the checker sees a broken law`() throws {
    let lost = try NothingLeftOutTests.losses { contract, text in
      var judgement = contract.judge(Output(text: text))
      judgement.calls?.removeLast()
      return judgement
    }
    #expect(!lost.isEmpty)
  }

  @Test(arguments: [
    #"[{"name":"send_note","arguments":{"text":"a"}},null]"#,
    #"[{"name":"send_note","arguments":{"text":"a"}},"g"]"#, "<send_note text=\"a\"/>",
    "<invoke name=\"send_note\" text=\"a\"></invoke>", "h(a=0.5)\nsend_note(text='a')",
  ])
  func `a call with something that no call holds is not passed over`(_ text: String) throws {
    let contract = try Contract(tools: Array(NothingLeftOutTests.tools.utf8))
    #expect(contract.judge(Output(text: text)).outcome == .unreadable)
  }

  /// How one call is written.
  private static let notations: [(name: String, call: @Sendable (String, String) -> String)] = [
    ("python", { "\($0)(text='\($1)')" }),
    ("json", { #"{"name":"\#($0)","arguments":{"text":"\#($1)"}}"# }),
    (
      "marks",
      { "<tool_call>\n{\"name\":\"\($0)\",\"arguments\":{\"text\":\"\($1)\"}}\n</tool_call>" }
    ),
    ("function tag", { "<function=\($0)><parameter=text>\($1)</parameter></function>" }),
    ("invoke", { "<invoke name=\"\($0)\"><parameter name=\"text\">\($1)</parameter></invoke>" }),
    ("step", { "Action: \($0)\nAction Input: {\"text\":\"\($1)\"}" }),
  ]

  @Test func `a call of a tool that was not offered is seen beside one that was`() throws {
    let contract = try Contract(tools: Array(NothingLeftOutTests.tools.utf8))
    for stranger in NothingLeftOutTests.notations {
      for own in NothingLeftOutTests.notations {
        for glue in ["\n", "\n\n"] {
          let calls = [stranger.call("nope", "a"), own.call("send_note", "b")]
          for text in [calls, calls.reversed()].map({ $0.joined(separator: glue) }) {
            let outcome = contract.judge(Output(text: text)).outcome
            #expect(!outcome.isSuccess, "\(stranger.name), \(own.name): \(text)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    "P(X=3) = 1/6 (approx)", "plt.plot(x=1)\nplt.show()", "f(x=1) is what to call (really)",
    "nope(a=1", "nope(a=1)(b)", "P(X=1), P(X=2)", "curl -d to=functions.example.com",
    "In harmony, a call goes to `to=functions.NAME`, e.g. this.",
    "The chat template writes <|channel|>commentary to=functions.f<|message|>.",
  ])
  func `what only looks like a call is an answer in words`(_ text: String) throws {
    let contract = try Contract(tools: Array(NothingLeftOutTests.tools.utf8))
    #expect(contract.judge(Output(text: text)).outcome == .noCall)
  }

  @Test(arguments: [
    "<|channel|>commentary to=functions.nope<|message|>{\"a\":1}<|call|>", "<|tag|>nope(a=1)",
    "```tool_code\nnope(a=1)\n```", "to=functions.nope {\"a\": 1}", "functions.nope({\"a\": 1})",
  ])
  func `marks that only templates write tell a call of any tool`(_ text: String) throws {
    let contract = try Contract(tools: Array(NothingLeftOutTests.tools.utf8))
    #expect(contract.judge(Output(text: text)).outcome == .invalid)
  }

  @Test(arguments: [
    "search(lat=48.85, lon=2.35)", "nope(a=1)", "[nope(a=1), other(b='x)')];",
    "nope(a=f(1))\nnope(b={\"c\": 2})",
  ])
  func `nothing but calls of other tools is invalid`(_ text: String) throws {
    let contract = try Contract(tools: Array(NothingLeftOutTests.tools.utf8))
    #expect(contract.judge(Output(text: text)).outcome == .invalid)
  }

  @Test(arguments: [
    #"{"hall":"Nord"},"seats":8}"#, #"{"hall":"Nord"} "seats":8}"#, #"{"hall":"Nord"}},"seats":8}"#,
  ])
  func `no member is lost behind an early close`(_ text: String) throws {
    let contract = try Contract(
      schema: Array(
        #"{"type":"object","properties":{"hall":{"type":"string"},"seats":{"type":"integer"}}}"#
          .utf8))
    let judgement = contract.judge(Output(text: text))
    if judgement.outcome.isSuccess {
      #expect(judgement.value?.contains(UInt8(ascii: "8")) == true)
    }
  }

  @Test(arguments: [
    "curl -d '{\"text\": \"stop\"}' http://localhost", "note = {\"text\": \"stop\"}\nsend(note)",
    "{\"text\": \"one\"} and {\"text\"",
  ])
  func `program text is no argument object`(_ arguments: String) throws {
    let contract = try Contract(tools: Array(NothingLeftOutTests.tools.utf8))
    let judgement = contract.judge(
      Output(.calls([ToolCall(name: "send_note", arguments: Array(arguments.utf8))])))
    #expect(!judgement.outcome.isSuccess)
    #expect(judgement.reason != nil)
  }
}
