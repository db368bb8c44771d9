import Testing

@testable import AdhereTraining

/// Rows of others, and what is said about them.
@Suite struct LinterTests {
  private let tools = Lines.tools

  private func findings(_ target: String, _ lines: [String]) throws -> [RowProblem] {
    let linter = Linter(try #require(Target.named(target)))
    return lines.flatMap { linter.check(line: Array($0.utf8)) }
  }

  /// The rules of the errors of a row of messages.
  private func errors(_ target: String, _ messages: String, _ rest: String = "") throws -> [String]
  {
    let row = #"{"messages":["# + messages + #"],"tools":"# + tools + rest + "}"
    return try findings(target, [row]).filter { $0.severity == .error }.map(\.rule)
  }

  private let user = #"{"role":"user","content":"NYC?"}"#

  private func call(_ arguments: String, name: String = "get_weather", id: String = "abcDEF123")
    -> String
  {
    #"{"role":"assistant","content":"","tool_calls":[{"id":"\#(id)","type":"function","function":{"name":"\#(name)","arguments":\#(arguments)}}]}"#
  }

  private let good = #""{\"city\":\"NYC\"}""#

  @Test(arguments: ["openai-sft", "together-sft", "fireworks-sft", "mistral-sft"])
  func `rows on the wire`(target: String) throws {
    func rules(_ last: String) throws -> [String] { try errors(target, user + "," + last) }
    #expect(try rules(call(good)) == [])
    #expect(try rules(call(#""{\"city\": New""#)) == ["gap-arguments"])
    #expect(try rules(call(#""{\"town\":5}""#)) == ["gap-schema"])
    #expect(try rules(call(good, name: "nope")) == ["gap-tools"])
    #expect(try rules(call(#"{"city":"NYC"}"#)) == ["arguments"])
    #expect(try rules(call(good) + "," + user) == ["messages", "gap-pairing"])
    #expect(try rules(#"{"role":"assistant","content":null}"#) == ["content"])
    #expect(try rules(#"{"role":"assistant","content":"x","weight":0.5}"#) == ["weight"])
    #expect(try rules(#"{"role":"assistant","content":"x","weight":0}"#) == ["weight"])
    #expect(try rules(#"{"role":"narrator","content":"x"}"#) == ["role"])
    #expect(
      try rules(
        call(good) + #",{"role":"tool","tool_call_id":"zzzZZZ999","content":"1"}"#
          + #",{"role":"assistant","content":"1"}"#) == ["gap-pairing", "gap-pairing"])
  }

  @Test func `columns`() throws {
    let last = user + "," + call(good)
    #expect(try errors("together-sft", last, #","parallel_tool_calls":false"#) == ["columns"])
    #expect(try errors("openai-sft", last, #","parallel_tool_calls":false"#) == [])
    #expect(try errors("openai-sft", last, #","metadata":{}"#) == ["columns"])
    #expect(try errors("together-sft", last, #","weight":0.9"#) == [])
    #expect(try errors("together-sft", last, #","weight":-1"#) == ["weight"])
  }

  @Test func `templates want objects`() throws {
    #expect(try errors("trl-sft", user + "," + call(good)) == ["arguments"])
    #expect(try errors("trl-sft", user + "," + call(#"{"city":"NYC"}"#)) == [])
    #expect(try errors("axolotl-sft", user + "," + call(good)) == [])
  }

  @Test func `Mistral's ids`() throws {
    #expect(try errors("mistral-sft", user + "," + call(good, id: "call_1")) == ["tool_calls"])
  }

  @Test func `findings have a line and a path`() throws {
    let row =
      #"{"messages":["# + user + "," + call(#""{\"town\":5}""#) + #"],"tools":"# + tools + "}"
    let finding = try #require(try findings("together-sft", ["{}", row]).last)
    #expect(finding.line == 2)
    #expect(finding.path == "/messages/1/tool_calls/0/function/arguments")
    #expect(finding.message == "\"\" must NOT have additional properties")
  }

  @Test(arguments: [
    "", "[1]", #"{"messages":["#, #"{"messages":NaN}"#, #"{"messages":[],"messages":[]}"#,
    #"{"messages":"\ud800"}"#, "\u{FEFF}{}",
  ])
  func `lines that are no rows`(line: String) throws {
    #expect(
      try findings("together-sft", [line]).contains { $0.rule == "file" && $0.severity == .error })
  }

  @Test func `pairs`() throws {
    func row(_ good: String, _ bad: String, input: String = "") -> String {
      #"{"input":{"messages":["# + user + #"],"tools":"# + tools + input
        + #"},"preferred_output":["# + good + #"],"non_preferred_output":["# + bad + "]}"
    }
    func rules(_ target: String, _ row: String) throws -> [String] {
      try findings(target, [row]).filter { $0.severity == .error }.map(\.rule)
    }
    let other = call(#""{\"town\":1}""#)
    for target in ["openai-dpo", "together-dpo", "fireworks-dpo"] {
      #expect(try rules(target, row(call(good), other)) == [])
      #expect(
        try rules(target, row(call(good), call(#""{ \"city\": \"NYC\" }""#, id: "x"))) == [
          "gap-pair"
        ])
      #expect(try rules(target, row(other, call(good))) == ["gap-schema"])
      #expect(try rules(target, row(call(good) + "," + call(good), other)) == ["output"])
    }
    #expect(
      try rules("fireworks-dpo", row(call(good), call(#""{\"city\": New""#)))
        == ["rejected-arguments"])
  }

  @Test func `what the file as a whole says`() throws {
    let linter = Linter(.openaiSFT)
    let row = #"{"messages":["# + user + "," + call(good) + #"],"tools":"# + tools + "}"
    linter.add(other: Array(row.utf8))
    linter.begin()
    #expect(linter.check(line: Array(row.utf8)).map(\.rule) == ["leak"])
    let same = row.replacing("abcDEF123", with: "other")
    #expect(linter.check(line: Array(same.utf8)).map(\.rule) == ["duplicate"])
    #expect(linter.finish().map(\.rule) == ["limits"])
  }
}
