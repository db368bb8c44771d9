import AdhereJudging
import AdhereRepair
import Testing

/// Law 9 where a text lost a piece in one stretch: a server that takes marks away, a stream that is
/// joined wrongly, a model that drops the beginning.
@Suite struct LostPartsTests {
  private static let tools = #"""
    [{"name":"book_room","parameters":{"type":"object","properties":{"hall":{"type":"string"},
    "seats":{"type":"integer"}},"required":["hall"]}},
    {"name":"send_note","parameters":{"type":"object","properties":{"text":{"type":"string"}},
    "required":["text"]}}]
    """#

  private static func judge(_ text: String) throws -> Judgement {
    try Contract(tools: Array(tools.utf8)).judge(Output(text: text))
  }

  /// Two calls in marks, the first with two arguments.
  private static let notations: [(first: String, second: String)] = [
    (
      "<tool_call>\n{\"name\": \"book_room\", \"arguments\": {\"hall\": \"Nord\", \"seats\": 8}}\n</tool_call>\n",
      "<tool_call>\n{\"name\": \"send_note\", \"arguments\": {\"text\": \"done\"}}\n</tool_call>"
    ),
    (
      "<tool_call>\n<function=book_room>\n<parameter=hall>\nNord\n</parameter>\n<parameter=seats>\n8\n</parameter>\n</function>\n</tool_call>\n",
      "<tool_call>\n<function=send_note>\n<parameter=text>\ndone\n</parameter>\n</function>\n</tool_call>"
    ),
    (
      "<tool_call>book_room<arg_key>hall</arg_key><arg_value>Nord</arg_value><arg_key>seats</arg_key><arg_value>8</arg_value></tool_call>",
      "<tool_call>send_note<arg_key>text</arg_key><arg_value>done</arg_value></tool_call>"
    ),
    (
      "<calls:tool_call>\n<invoke name=\"book_room\">\n<parameter name=\"hall\">Nord</parameter>\n<parameter name=\"seats\">8</parameter>\n</invoke>\n",
      "<invoke name=\"send_note\">\n<parameter name=\"text\">done</parameter>\n</invoke>\n</calls:tool_call>"
    ),
    (
      "<｜DSML｜tool_calls>\n<｜DSML｜invoke name=\"book_room\">\n<｜DSML｜parameter name=\"hall\" string=\"true\">Nord</｜DSML｜parameter>\n<｜DSML｜parameter name=\"seats\" string=\"false\">8</｜DSML｜parameter>\n</｜DSML｜invoke>\n",
      "<｜DSML｜invoke name=\"send_note\">\n<｜DSML｜parameter name=\"text\" string=\"true\">done</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜tool_calls>"
    ),
    (
      "<|tool_call>call:book_room{hall:<|\"|>Nord<|\"|>,seats:8}<tool_call|>",
      "<|tool_call>call:send_note{text:<|\"|>done<|\"|>}<tool_call|>"
    ),
  ]

  @Test func `whole texts are read`() throws {
    for (first, second) in Self.notations {
      let judgement = try Self.judge(first + second)
      #expect(judgement.outcome.isSuccess && judgement.calls?.count == 2, "\(first)\(second)")
    }
  }

  /// Cut at every place: what is handed on has both calls, and no text is no call.
  @Test func `a lost beginning or end takes no call along`() throws {
    for (first, second) in Self.notations {
      let text = Array(first + second)
      for size in 1..<first.count {
        let rest = String(text[size...])
        // A beginning that names nothing and holds no value any more is nothing.
        guard rest.contains("Nord") || rest.contains("8") else { continue }
        let judgement = try Self.judge(rest)
        #expect(!judgement.outcome.isSuccess || judgement.calls?.count == 2, "\(rest)")
        let swapped = try Self.judge(second + "\n" + rest.dropLast(second.count))
        #expect(!swapped.outcome.isSuccess || swapped.calls?.count == 2, "\(rest) behind a call")
      }
    }
  }

  @Test(arguments: [
    "<tool_call>\n<function=send_note>\n<parameter=text>\na\n</parameter>\n<parameter=\necho b\n</parameter>\n</function>\n</tool_call>",
    "<tool_call>\n<function=send_note>\n<parameter=text>\na\n</parameter>\n<parameter=to: b</parameter>\n</function>\n</tool_call>",
    "<tool_call>\n<function=send_note>\n<parameter=text>\na\n</parameter>\n<parameter=>\nb\n</parameter>\n</function>\n</tool_call>",
    "<invoke name=\"send_note\">\n<parameter name=\"text\">a</parameter>\n<parameter name=\"\">b</parameter>\n</invoke>",
    "<tool_call>send_note\n<arg_key>text</arg_key>\n<arg_value>a</arg_value>\n<arg_key>to: b</arg_key>\n<arg_value></arg_value>\n</tool_call>",
  ])
  func `what is no name is no parameter`(_ text: String) throws {
    #expect(try Self.judge(text).outcome == .unreadable)
  }

  @Test(arguments: [
    "<|channel|>commentary to=functions.send_note <|constrain|>json<|message|>{\"text\": \"all of it, or <|call|>",
    "<|tool_calls_section_begin|><|tool_call_begin|>functions.send_note:0<|tool_call_argument_begin|>{\"text\": \"all of it, or <|tool_call_end|><|tool_calls_section_end|>",
    "<function=send_note>{\"text\": \"all of it, or </function>",
    "<tool_call>\n{\"name\": \"send_note\", \"arguments\": {\"text\": \"all of it, or \n</tool_call>",
  ])
  func `a string that a mark cuts off has lost its end`(_ text: String) throws {
    let judgement = try Self.judge(text)
    #expect(judgement.outcome == .truncated || judgement.outcome == .unreadable, "\(judgement)")
  }

  @Test(arguments: [
    "<｜DSML｜tool_calls>\n<｜DSML｜invoke name=\"send_note\">\n<｜DSML｜parameter name=\"text\" string=\"true\">a</｜DSML｜parameter>\n</｜DSML｜invoke>\nbook_room: Nord\n</｜DSML｜tool_calls>",
    "<tool_call>\n<function=send_note>\n<parameter=text>\na\n</parameter>\n</function>\ntext = b\n</tool_call>",
    "<tool_call>\n{\"name\": \"send_note\", \"arguments\": {\"text\": \"a\"}}\nhall Nord\n</tool_call>",
    "<tool_calls>\n<invoke name=\"send_note\">\n<parameter name=\"text\">a</parameter>\n</invoke>\nhall b.nord x\n</tool_calls>",
    "<tool_calls>\n<invoke name=\"send_note\">\n<parameter name=\"text\">a</parameter>\n</invoke>\n...\n</tool_calls>",
  ])
  func `words between the marks of a call are a part of it`(_ text: String) throws {
    #expect(try Self.judge(text).outcome == .unreadable)
  }

  @Test(arguments: [
    "<tool_call>\n{\"name\": \"send_note\", \"arguments\": {\"text\": \"a\"}}\n</tool_call></tool_call>",
    "I will send the note now.\n<tool_call>\n{\"name\": \"send_note\", \"arguments\": {\"text\": \"a\"}}\n</tool_call>\nSent, as you wished.",
    "<tool_call>\n```json\n{\"name\": \"send_note\", \"arguments\": {\"text\": \"a\"}}\n```\n</tool_call>",
    "{\"name\": \"send_note\", \"arguments\": {\"text\": \"a\"}}\n</tool_call>",
    "The mark `</tool_call>` ends it.\n<tool_call>\n{\"name\": \"send_note\", \"arguments\": {\"text\": \"a\"}}\n</tool_call>",
    "<tool_call>\n{\"name\": \"send_note\", \"arguments\": {\"text\": \"a\"}}\n</tool_call>\n<tool_response>\nsent at 8\n</tool_response>",
  ])
  func `marks and sentences around a call stay what they are`(_ text: String) throws {
    let judgement = try Self.judge(text)
    #expect(judgement.outcome == .repaired && judgement.calls?.count == 1, "\(judgement)")
  }

  @Test(arguments: [
    "<tool_call>\n  <function=book_room>\n    <parameter=hall>\n      Nord\n    </parameter>\n    <parameter=seats>\n      8\n    </parameter>\n  </function>\n</tool_call>",
    "<tool_call>\n <function=book_room>\n <parameter=hall>\n Nord\n </parameter>\n <parameter=seats>\n 8\n </parameter>\n </function>\n </tool_call>",
    "<invoke name=\"book_room\">\n\t<parameter name=\"hall\">\n\t\tNord\n\t</parameter>\n\t<parameter name=\"seats\">\n\t\t8\n\t</parameter>\n</invoke>",
  ])
  func `values set as markup is are read without its spaces`(_ text: String) throws {
    let judgement = try Self.judge(text)
    let call = try #require(judgement.calls?.first, "\(judgement)")
    #expect(String(decoding: call.arguments, as: UTF8.self) == #"{"hall":"Nord","seats":8}"#)
  }

  /// How far the spaces of several lines are the value's own nobody knows.
  @Test func `several lines moved in are not read`() throws {
    let text =
      "<invoke name=\"send_note\">\n  <parameter name=\"text\">\n    if a:\n      b\n  </parameter>\n</invoke>"
    #expect(try Self.judge(text).outcome == .unreadable)
  }

  private static let pair =
    #"{"type":"object","properties":{"M":{"type":"integer"},"T":{"type":"integer"}},"required":["M","T"],"additionalProperties":false}"#

  private func answer(_ text: String) throws -> Judgement {
    try Contract(schema: Array(Self.pair.utf8)).judge(Output(text: text))
  }

  @Test(arguments: [
    "{\"M\": 1, \"T\": 2}\n{\"M\": 3, \"T\": 4}", "{\"M\": 1, \"T\": 2}, {\"M\": 3, \"T\": 4}",
  ])
  func `the rest of another document is not passed over`(_ text: String) throws {
    let whole = Array(text)
    for size in 1..<16 {
      let judgement = try answer(String(whole[size...]))
      let rest = String(whole[size..<17])
      // One bracket or less says nothing.
      guard rest.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
      #expect(!judgement.outcome.isSuccess, "\(String(whole[size...])): \(judgement)")
    }
    for rest in ["3, \"T\": 4}", "\"T\": 4}", "4}", "\": 4}", "\"M\": 3, \"T\": 4}"] {
      let judgement = try answer("{\"M\": 1, \"T\": 2}\n" + rest)
      #expect(!judgement.outcome.isSuccess, "\(rest): \(judgement)")
    }
  }

  @Test(arguments: [
    "Should I return `{\"M\": 1, \"T\": 2}`?", "Would it be {\"M\": 1, \"T\": 2}?",
  ])
  func `a value in a question is no answer`(_ text: String) throws {
    #expect(try answer(text).outcome == .unreadable)
  }

  @Test(arguments: [
    "Here it is: {\"M\": 1, \"T\": 2} I hope this helps.", "The answer is {\"M\": 1, \"T\": 2}.",
    "The answer is {\"M\": 1, \"T\": 2}. Ask me for more.",
    "The answer is {\"M\": 1, \"T\": 2} as you asked.", "{\"M\": 1, \"T\": 2} as you asked",
    "Answer:\n```json\n{\"M\": 1, \"T\": 2}\n```\nthat is all", ":) {\"M\": 1, \"T\": 2}",
  ])
  func `a value that is introduced is the answer`(_ text: String) throws {
    #expect(try answer(text).outcome == .repaired, "\(text)")
  }
}
