import Testing

@testable import AdhereTraining

/// Answers are learnt only where their outputs say the same today.
@Suite struct ProofTests {
  private func refusals(_ line: String, _ target: String = "trl-sft") throws -> [String: Int] {
    try Export(target, [line]).summary.refusals
  }

  private func noCall(_ raw: String) -> String {
    Lines.tool("no_call", raw: "\"\(raw)\"", calls: nil)
  }

  /// Stores of older versions hold these as answers without a call.
  @Test(arguments: [
    #"<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \n</tool_call>"#,
    #"<tool_call>\n{\"name\": \"get_weather\" \"arguments\" {\"city\": hello there}}\n</tool_call>"#,
    #"<tool_call>\n</tool_call>"#, "find_orders(customer=7)]", "find_orders(customer=7)",
    #"<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Oslo\"}\n</tool_call>"#,
  ])
  func `a call that was passed over is no answer in words`(raw: String) throws {
    for target in ["trl-sft", "together-sft", "trl-kto"] {
      #expect(try refusals(noCall(raw), target).keys.contains("judged-otherwise"), "\(target)")
    }
  }

  @Test(arguments: ["Sure, done. </tool_call>", "get_weather guests=9) <tool_call>"])
  func `nor is markup in words`(raw: String) throws {
    let found = try refusals(noCall(raw))
    #expect(found == ["unread-call": 1] || found == ["judged-otherwise": 1], "\(found)")
  }

  @Test func `answers in words are learnt`() throws {
    let export = try Export("trl-sft", [noCall("Which city do you mean?")])
    #expect(export.summary.origins == ["no_call": 1])
  }

  /// "rice, eggs" for a list of texts was one text in a list once.
  @Test func `a repair that today is none`() throws {
    let tools =
      #"[{"type":"function","function":{"name":"add_to_cart","parameters":{"type":"object","properties":{"items":{"type":"array","items":{"type":"string"}}},"required":["items"]}}}]"#
    let line = Lines.tool(
      raw: #""{\"name\": \"add_to_cart\", \"arguments\": {\"items\": \"rice, eggs\"}}""#,
      calls: #"[{"name":"add_to_cart","arguments":{"items":["rice, eggs"]}}]"#,
      repairs:
        #"[{"rule":"scalar-to-list","tier":"safe","span":[0,1],"before":"","after":""}]"#,
      tools: tools)
    #expect(try refusals(line) == ["judged-otherwise": 1])
  }

  @Test func `another reading than the trace has`() throws {
    let line = Lines.tool(
      raw: #""get_weather(city='Oslo')""#,
      calls: #"[{"name":"get_weather","arguments":{"city":"Rome"}}]"#)
    #expect(try refusals(line) == ["judged-otherwise": 1])
  }

  @Test func `a rule that takes one of several readings is never learnt`() throws {
    let line = Lines.tool(
      repairs:
        #"[{"rule":"nearest-reading","tier":"guess","span":[0,1],"before":"","after":""}]"#)
    let export = try Export("trl-sft", [line]) { $0.admission.guessRules = ["nearest-reading"] }
    #expect(export.summary.refusals == ["had-a-rival": 1])
    let beside = Lines.tool(
      repairs:
        #"[{"rule":"strip-markup","tier":"lossless","span":[0,1],"before":"","after":"","with":["drop-unknown"]}]"#
    )
    #expect(try refusals(beside) == ["guessed": 1])
  }

  /// What a person says stands above what a rule says.
  @Test func `a person's word is enough`() throws {
    let line = Lines.tool(
      calls: #"[{"name":"get_weather","arguments":{"city":"Rome"}}]"#,
      extra: #""acceptance":{"verdict":"accepted","by":"person"}"#)
    #expect(try Export("trl-sft", [line]).rows.count == 1)
  }

  @Test func `a form is judged as it was asked`() throws {
    let raw =
      #""<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"NYC\"}}\n</tool_call>""#
    let line = Lines.tool("valid", raw: raw, extra: #""form":"hermes""#)
    #expect(try Export("trl-sft", [line]).summary.origins == ["passing": 1])
  }
}
