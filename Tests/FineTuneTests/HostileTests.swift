import Testing

@testable import FineTune

/// Traces that are legal and dangerous: each is refused with its reason, or its row is fine.
@Suite struct HostileTests {
  private func refusals(_ line: String, _ target: String = "trl-sft") throws -> [String: Int] {
    let export = try Export(target, [line])
    #expect(export.rows.isEmpty)
    return export.summary.refusals
  }

  @Test func `lone surrogates`() throws {
    #expect(try refusals(Lines.tool(asked: #""prompt":"a\ud800b""#)) == ["row/file": 1])
    let call = #"[{"name":"get_weather","arguments":{"city":"\ud83d"}}]"#
    #expect(try refusals(Lines.tool(calls: call)) == ["row/file": 1])
    #expect(try refusals(Lines.tool(calls: call), "together-sft") == ["row/gap-arguments": 1])
    // A pair of surrogates is a character.
    let pair = #"[{"name":"get_weather","arguments":{"city":"\ud83d\ude00"}}]"#
    #expect(try Export("trl-sft", [Lines.tool(calls: pair)]).rows.count == 1)
  }

  @Test func `numbers that Arrow cannot hold`() throws {
    let call = #"[{"name":"get_weather","arguments":{"city":"a","days":123456789012345678901}}]"#
    #expect(try refusals(Lines.tool(calls: call)) == ["history-arguments": 1])
    // A string holds them to the digit.
    let row = try Export("together-sft", [Lines.tool(calls: call)]).rows[0]
    #expect(row.contains("123456789012345678901"))
  }

  @Test func `keys that stand twice`() throws {
    let call = #"[{"name":"get_weather","arguments":{"city":"a","city":"b"}}]"#
    #expect(try refusals(Lines.tool(calls: call)) == ["history-arguments": 1])
    #expect(try refusals(Lines.tool(calls: call), "together-sft") == ["row/gap-arguments": 1])
    let tools = #"[{"type":"function","function":{"name":"a","name":"b"}}]"#
    #expect(try refusals(Lines.tool(tools: tools)) == ["tool-form": 1])
  }

  @Test func `arguments that break the schema, and tools that were not offered`() throws {
    #expect(
      try refusals(Lines.tool(calls: #"[{"name":"get_weather","arguments":{"town":1}}]"#))
        == ["row/gap-schema": 1])
    #expect(
      try refusals(Lines.tool(calls: #"[{"name":"nope","arguments":{}}]"#)) == ["row/gap-tools": 1])
    #expect(try refusals(Lines.tool(calls: "[]")) == ["empty-answer": 1])
  }

  @Test func `empty and odd requests`() throws {
    #expect(try refusals(Lines.tool(asked: #""prompt":"""#)) == ["no-request": 1])
    #expect(try refusals(Lines.tool(asked: #""messages":[]"#)) == ["no-request": 1])
    #expect(
      try refusals(Lines.tool(asked: #""messages":[{"role":"user"}]"#)) == ["request-form": 1])
    #expect(
      try refusals(Lines.tool(asked: #""messages":[{"role":"robot","content":"x"}]"#))
        == ["request-form": 1])
    #expect(
      try refusals(
        Lines.tool(
          asked:
            #""messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]"#))
        == ["ends-with-assistant": 1])
    #expect(
      try refusals(
        Lines.tool(
          asked:
            #""messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]}]"#
        )) == ["content-parts": 1])
  }

  @Test func `ids that are missing are made, and orphans refused`() throws {
    let asked =
      #""messages":[{"role":"user","content":"x"},{"role":"assistant","content":"","tool_calls":[{"function":{"name":"get_weather","arguments":"{\"city\":\"a\"}"}},{"function":{"name":"get_weather","arguments":"{\"city\":\"b\"}"}}]},{"role":"tool","content":"1"},{"role":"tool","content":"2"}]"#
    for target in ["together-sft", "trl-sft", "mistral-sft", "gemini-sft"] {
      let export = try Export(target, [Lines.tool(asked: asked)])
      #expect(export.rows.count == 1, "\(target) \(export.summary.refusals)")
    }
    let orphan =
      #""messages":[{"role":"user","content":"x"},{"role":"tool","tool_call_id":"z","content":"1"}]"#
    #expect(try refusals(Lines.tool(asked: orphan)) == ["row/gap-pairing": 1])
    let unanswered =
      #""messages":[{"role":"user","content":"x"},{"role":"assistant","content":"","tool_calls":[{"id":"a","function":{"name":"get_weather","arguments":"{\"city\":\"a\"}"}}]},{"role":"user","content":"well?"}]"#
    #expect(try refusals(Lines.tool(asked: unanswered)) == ["row/gap-pairing": 1])
  }

  @Test func `calls of before there were tools`() throws {
    let asked =
      #""messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,"function_call":{"name":"get_weather","arguments":"{\"city\":\"a\"}"}},{"role":"function","name":"get_weather","content":"1"}]"#
    let row = try Export("openai-sft", [Lines.tool(asked: asked)]).rows[0]
    #expect(!row.contains("function_call"))
    #expect(row.contains(#""role":"tool","content":"1","tool_call_id":"call_1_0""#))
  }

  @Test func `depth`() throws {
    let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    let call = #"[{"name":"get_weather","arguments":{"city":"a","x":"# + deep + "}}]"
    #expect(try !refusals(Lines.tool(calls: call)).isEmpty)
    #expect(try !refusals(Lines.tool(calls: call), "together-sft").isEmpty)
  }

  @Test func `line ends inside arguments stay on one line`() throws {
    let raw = #"[{"name":"get_weather","arguments":"{\n  \"city\": \"a\"\n}"}]"#
    let line = Lines.tool(
      "valid", raw: raw, calls: #"[{"name":"get_weather","arguments":"{\n  \"city\": \"a\"\n}"}]"#)
    for target in ["trl-sft", "together-sft", "gemini-sft"] {
      #expect(try Export(target, [line]).rows.count == 1, "\(target)")
    }
  }
}
