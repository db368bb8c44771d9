import AdhereJSON
import AdhereRepair
import Testing

@testable import AdhereJudging

/// The form in which calls were asked to be written: what stands in it and conforms is valid.
@Suite struct FormTests {
  private static let tools =
    #"[{"type":"function","function":{"name":"book_table","parameters":{"type":"object","properties":{"guests":{"type":"integer"},"place":{"type":"string"}},"required":["guests"],"additionalProperties":false}}},{"type":"function","function":{"name":"add_to_cart","parameters":{"type":"object","properties":{"items":{"type":"array","items":{"type":"string"}}},"required":["items"]}}}]"#

  private func judge(
    _ text: String, _ form: Form?, _ policy: Policy = Policy()
  ) throws -> Judgement {
    var contract = try Contract(tools: Array(FormTests.tools.utf8), policy: policy)
    contract.form = form
    return contract.judge(Output(text: text))
  }

  /// A perfect text of each form.
  static let perfect: [(Form, String)] = [
    (.json, #"{"name": "book_table", "arguments": {"guests": 9, "place": "Luigi"}}"#),
    (.json, #"[{"name": "book_table", "arguments": {"guests": 9, "place": "Luigi"}}]"#),
    (
      .hermes,
      "<tool_call>\n{\"name\": \"book_table\", \"arguments\": {\"guests\": 9, \"place\": \"Luigi\"}}\n</tool_call>"
    ),
    (
      .hermes,
      "<think>\nhm\n</think>\nI book it.\n<tool_call>\n{\"arguments\": {\"guests\": 9, \"place\": \"Luigi\"}, \"name\": \"book_table\"}\n</tool_call>\n"
    ),
    (.python, "[book_table(guests=9, place='Luigi')]"),
    (.python, "book_table(guests=9, place=\"Luigi\")"),
    (
      .xml,
      "<tool_call>\n<function=book_table>\n<parameter=guests>\n9\n</parameter>\n<parameter=place>\nLuigi\n</parameter>\n</function>\n</tool_call>"
    ),
    (
      .harmony,
      "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>commentary to=functions.book_table <|constrain|>json<|message|>{\"guests\": 9, \"place\": \"Luigi\"}<|call|>"
    ),
    (
      .harmony,
      "<|start|>assistant to=functions.book_table<|channel|>commentary json<|message|>{\"guests\": 9, \"place\": \"Luigi\"}<|call|>"
    ),
  ]

  @Test func `a perfect call is valid in its form and repaired in any other`() throws {
    for (own, text) in FormTests.perfect {
      for form in Form.allCases {
        let judgement = try judge(text, form)
        #expect(judgement.outcome == (form == own ? .valid : .repaired), "\(form): \(text)")
        #expect(judgement.repairs.isEmpty == (form == own), "\(form): \(text)")
        let call = try #require(judgement.calls?.first, "\(form): \(text)")
        #expect(call.name == "book_table")
        let arguments = try JSONDocument(call.arguments).withTape { Canonical.form($0) }
        #expect(String(decoding: arguments, as: UTF8.self).contains("Luigi"))
      }
    }
  }

  @Test func `reading the form needs no permission, reading another one does`() throws {
    for (own, text) in FormTests.perfect {
      #expect(try judge(text, own, .none).outcome == .valid, "\(own): \(text)")
      let other: Form = own == .native ? .json : .native
      #expect(try judge(text, other, .none).outcome == .unreadable, "\(other): \(text)")
    }
  }

  @Test func `without a form everything is as it was`() throws {
    for (own, text) in FormTests.perfect {
      #expect(try judge(text, nil).outcome == (own == .json ? .valid : .repaired), "\(text)")
    }
  }

  @Test(arguments: [
    "<tool_call>\n{\"name\": \"book_table\", \"arguments\": {\"guests\": \"9\"}}\n</tool_call>",
    "<tool_call>\n{'name': 'book_table', 'arguments': {'guests': 9}}\n</tool_call>",
    "<tool_call>\n{\"name\": \"functions.book_table\", \"arguments\": {\"guests\": 9}}\n</tool_call>",
    "<tool_call>\n{\"name\": \"book_table\", \"parameters\": {\"guests\": 9}}\n</tool_call>",
    "<tool_call>\n{\"name\": \"book_table\", \"arguments\": {\"guests\": 9}}\n</tool_call>\nDone.",
  ])
  func `what is not perfect is repaired`(text: String) throws {
    let judgement = try judge(text, .hermes)
    #expect(judgement.outcome == .repaired && !judgement.repairs.isEmpty)
  }

  private static let book = #"{"name": "book_table", "arguments": {"guests": 9}}"#
  private static let cart = #"{"name": "add_to_cart", "arguments": {"items": ["rice"]}}"#
  private static let marked = "<tool_call>\n\(book)\n</tool_call>"
  private static let tagged =
    "<function=book_table>\n<parameter=guests>\n9\n</parameter>\n</function>"
  private static let sent =
    #"<|channel|>commentary to=functions.book_table <|constrain|>json<|message|>{"guests": 9}<|call|>"#

  /// A call in the form, and beside it one that its reader does not look for.
  static let mixed: [(Form, String)] = [
    (.hermes, cart + "\n" + marked),
    (.hermes, "add_to_cart(items=[\"rice\"])\n" + marked),
    (
      .hermes, "<function=add_to_cart><parameter=items>[\"rice\"]</parameter></function>\n" + marked
    ),
    (.hermes, "Action: add_to_cart\nAction Input: {\"items\": [\"rice\"]}\n" + marked),
    (.hermes, "[TOOL_CALLS][\(cart)]\n" + marked),
    (.hermes, "<think>a</think>\n\(cart)\n<think>b</think>\n" + marked),
    (
      .hermes,
      "<tool_call>\n{\"name\": \"add_to_cart\", \"arguments\": {\"items\": [\n</tool_call>\n"
        + marked
    ),
    (.hermes, "```json\n\(cart)\n```\n" + marked),
    (
      .hermes,
      marked + "\n<tool_response>\n{}\n</tool_response>\n<tool_call>\n\(cart)\n</tool_call>"
    ),
    (.harmony, "<|channel|>final<|message|>\(cart)<|end|>" + sent),
    (.harmony, "<|channel|>commentary<|message|>add_to_cart(items=[\"rice\"])<|end|>" + sent),
    (.xml, cart + "\n" + tagged),
    (.xml, "<tool_call>\n\(cart)\n</tool_call>\n" + tagged),
    (.xml, "<function=nope><parameter=a>1</parameter></function>\n" + tagged),
    (.xml, "[add_to_cart(items=[\"rice\"])]\n" + tagged),
    (.python, "[\(cart), book_table(guests=9)]"),
    (.python, "[book_table(guests=9), {\"add_to_cart\": {\"items\": []}}]"),
    (.python, "[book_table(guests=9), nope(a=1)]"),
    (.hermes, "h(lat=48.85, lon=2.35)\n" + marked),
    (.hermes, "nope(lat=48.85, lon=2.35)\n" + marked),
    (.xml, "nope(lat=48.85, lon=2.35)\n" + tagged),
    (.hermes, "<function=nope>{}</function>\n" + marked),
    (.hermes, "[TOOL_CALLS]nope[ARGS]{}\n" + marked),
    (.hermes, "<|channel|>commentary to=functions.nope<|message|>{}<|call|>\n" + marked),
    (.hermes, "<|python_tag|>nope.call(q=\"x\")\n" + marked),
    (.hermes, "```tool_code\nnope(path='/')\n```\n" + marked),
    (.hermes, "<nope><q>1</q></nope>\n" + marked),
    (.harmony, "<|channel|>commentary to=functions.nope<|message|>{}<|call|>" + sent),
    (
      .harmony,
      "<|channel|>analysis<|message|>hm<|start|>assistant<|channel|>commentary to=functions.add_to_cart <|constrain|>json<|message|>{\"items\": []}<|call|><|start|>assistant<|channel|>analysis<|message|>more<|end|>"
        + sent
    ),
    (.xml, "<function name=\"book_table\" guests=\"1\"></function>\n" + tagged),
    (.xml, "<add_to_cart items=\"1\"/>\n" + tagged), (.xml, tagged + "<add_to_cart items=\"1\"/>"),
    (.xml, "<tool_call>\nadd_to_cart items=1 " + tagged), (.xml, tagged + "<br>"),
    (.xml, "<tool_call name=\"add_to_cart\">" + tagged), (.xml, "<nope path=\"/\"/>" + tagged),
  ]

  @Test(arguments: mixed.indices)
  func `a call beside those in the form is never passed over`(_ index: Int) throws {
    let (form, text) = FormTests.mixed[index]
    let judgement = try judge(text, form)
    #expect(judgement.outcome != .valid, "\(judgement)")
    // What is handed on says what was left out, or holds both calls.
    if judgement.outcome.isSuccess, judgement.calls?.count != 2 {
      #expect(judgement.repairs.contains { $0.rule == .stripProse || $0.rule == .stripMarkup })
    }
  }

  @Test(arguments: [
    "book_table(guests=9, place=null)", "book_table(guests=9, place=Luigi)",
    "book_table(guests=09)", "book_table(guests=9, place='a\nb')", "book_table(9)",
    "book_table(guests=9, place=f'a')", "book_table(guests=9); book_table(guests=8)",
    "[book_table(guests=9)", "book_table(guests=9)]", "[book_table(guests=9) book_table(guests=8)]",
    "add_to_cart(items=['\\/'])", "add_to_cart(items=['a\rb'])", "add_to_cart(items=['a' 'b'])",
    "add_to_cart(items=['a',,'b'])", "add_to_cart(items=['a')",
  ])
  func `what Python would not take is not its form`(text: String) throws {
    #expect(try judge(text, .python).outcome != .valid)
  }

  @Test(arguments: [
    "[book_table(guests=9,), add_to_cart(items=[\"a\", 'b',],)]",
    "add_to_cart( items = [r'a', \"\"\"b\nc\"\"\", '\\'d'] )",
  ])
  func `any spelling of Python's literals is its form`(text: String) throws {
    let judgement = try judge(text, .python)
    #expect(judgement.outcome == .valid, "\(judgement)")
  }

  @Test func `an answer that was cut off may have lost a call`() throws {
    for (form, text) in FormTests.perfect where form != .json {
      var contract = try Contract(tools: Array(FormTests.tools.utf8))
      contract.form = form
      #expect(contract.judge(Output(text: text, finishReason: "length")).outcome == .truncated)
    }
  }

  @Test func `several calls, and a mark inside a string`() throws {
    let text =
      "<tool_call>\n{\"name\": \"book_table\", \"arguments\": {\"guests\": 9, \"place\": \"</tool_call>\"}}\n</tool_call>\n<tool_call>\n{\"name\": \"add_to_cart\", \"arguments\": {\"items\": [\"rice\"]}}\n</tool_call>"
    let judgement = try judge(text, .hermes)
    #expect(judgement.outcome == .valid && judgement.calls?.count == 2)
  }

  @Test func `a missing brace is never an answer in words`() throws {
    let broken =
      "<tool_call>\n{\"name\": \"book_table\", \"arguments\": {\"guests\": 9}\n</tool_call>"
    for form in [nil] + Form.allCases.map(Optional.init) {
      let outcome = try judge(broken, form).outcome
      #expect(outcome == .repaired || outcome == .unreadable, "\(String(describing: form))")
    }
  }

  @Test func `calls of the API stand in any form, words in none`() throws {
    for form in Form.allCases {
      var contract = try Contract(tools: Array(FormTests.tools.utf8))
      contract.form = form
      let call = ToolCall(name: "book_table", arguments: Array(#"{"guests": 9}"#.utf8))
      #expect(contract.judge(Output(.calls([call]))).outcome == .valid)
      #expect(try judge("For how many?", form).outcome == .noCall)
      #expect(
        try judge("<tool_call>\n{\"name\": \"nope\", \"arguments\": {}}\n</tool_call>", form)
          .outcome
          == .invalid)
    }
  }

  /// An envelope whose calls stand in the form passes as it came.
  @Test func `content in the form is left where it is`() throws {
    var contract = try CompletionContract(
      tools: Contract(tools: Array(FormTests.tools.utf8)))
    let body =
      #"{"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":"<tool_call>\n{\"name\": \"book_table\", \"arguments\": {\"guests\": 9}}\n</tool_call>"},"finish_reason":"stop"}]}"#
    #expect(BodyJudge(contract).judge(Array(body.utf8)).bytes != Array(body.utf8))
    contract.tools?.form = .hermes
    let result = BodyJudge(contract).judge(Array(body.utf8))
    #expect(result.bytes == Array(body.utf8))
    #expect(result.judgement.outcome == .valid)
  }
}
