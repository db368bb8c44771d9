import Testing

@testable import AdhereTraining

/// The bytes of a row of each target.
@Suite struct TargetTests {
  private let call =
    #""tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"NYC\"}"}}]"#
  private let object =
    #""tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":{"city":"NYC"}}}]"#
  private let user = #"{"role":"user","content":"Weather in NYC?"}"#
  private let raw = #"{"role":"assistant","content":"get_weather(city='NYC')"}"#

  @Test(arguments: ["together-sft", "fireworks-sft", "openai-sft"])
  func `arguments are a string on the wire`(target: String) throws {
    let export = try Export(target, [Lines.tool()])
    #expect(
      export.rows == [
        #"{"messages":["# + user + #",{"role":"assistant","content":"","# + call + #"}],"tools":"#
          + Lines.tools + "}"
      ])
  }

  @Test(arguments: ["trl-sft", "axolotl-sft"])
  func `arguments are an object for templates`(target: String) throws {
    let export = try Export(target, [Lines.tool()])
    #expect(
      export.rows == [
        #"{"messages":["# + user + #",{"role":"assistant","content":"","# + object
          + #"}],"tools":"# + Lines.tools + "}"
      ])
  }

  @Test(arguments: ["together-dpo", "fireworks-dpo", "openai-dpo"])
  func `pairs have OpenAI's names and the tools inside`(target: String) throws {
    let export = try Export(target, [Lines.tool()])
    #expect(
      export.rows == [
        #"{"input":{"messages":["# + user + #"],"tools":"# + Lines.tools
          + #"},"preferred_output":[{"role":"assistant","content":"","# + call
          + #"}],"non_preferred_output":["# + raw + "]}"
      ])
  }

  @Test func `TRL's pairs and labels`() throws {
    let answer = #"{"role":"assistant","content":"","# + object + "}"
    #expect(
      try Export("trl-dpo", [Lines.tool()]).rows == [
        #"{"prompt":["# + user + #"],"chosen":["# + answer + #"],"rejected":["# + raw
          + #"],"tools":"# + Lines.tools + "}"
      ])
    #expect(
      try Export("trl-kto", [Lines.tool()]).rows == [
        #"{"prompt":["# + user + #"],"completion":["# + answer + #"],"label":true,"tools":"#
          + Lines.tools + "}",
        #"{"prompt":["# + user + #"],"completion":["# + raw + #"],"label":false,"tools":"#
          + Lines.tools + "}",
      ])
  }

  @Test func `TRL's prompt and completion`() throws {
    let target = try #require(Target.trlSFT.withCompletions)
    #expect(
      try Export(target, [Lines.tool()]).rows == [
        #"{"prompt":["# + user + #"],"completion":[{"role":"assistant","content":"","# + object
          + #"}],"tools":"# + Lines.tools + "}"
      ])
    // What the model said before is part of the prompt.
    let row = try Export(target, [Lines.tool(asked: Lines.history)]).rows[0]
    #expect(row.contains(#""completion":[{"role":"assistant""#))
    #expect(Linter(.trlSFT).check(line: Array(row.utf8)).isEmpty)
    #expect(Target.togetherSFT.withCompletions == nil)
    #expect(Target.trlDPO.withCompletions == nil)
  }

  @Test func `strings for datasets before 4.7`() throws {
    let old = try #require(Target.trlSFT.forOldDatasets)
    let row = try Export(old, [Lines.tool()]).rows[0]
    #expect(row.contains(#""arguments":"{\"city\":\"NYC\"}""#))
    #expect(row.contains(#""tools":"[{\"type\":\"function\""#))
  }

  @Test func `Mistral has short ids, the same in call and result, and complete functions`() throws {
    let bare = #"[{"type":"function","function":{"name":"get_weather"}}]"#
    let row = try Export("mistral-sft", [Lines.tool(asked: Lines.history, tools: bare)]).rows[0]
    #expect(row.contains(#""description":"","parameters":{"type":"object","properties":{}}"#))
    let ids = row.matches(of: /"(?:tool_call_id|id)":"([0-9A-Za-z]{9})"/).map { String($0.1) }
    #expect(ids.count == 3)
    #expect(ids[0] == ids[1])
    #expect(ids[0] != ids[2])
  }

  @Test func `Gemini has parts and objects, and the system apart`() throws {
    let row = try Export("gemini-sft", [Lines.tool(asked: Lines.history)]).rows[0]
    #expect(
      row.hasPrefix(
        #"{"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"Weather in NYC and Rome?"}]},{"role":"model","parts":[{"functionCall":{"name":"get_weather","args":{"city": "Oslo"}}}]},{"role":"user","parts":[{"functionResponse":{"name":"get_weather","response":{"t":1}}}]},{"role":"model","parts":[{"functionCall":{"name":"get_weather","args":{"city":"NYC"}}}]}],"tools":[{"functionDeclarations":[{"name":"get_weather""#
      ))
  }

  @Test func `earlier answers are not learnt`() throws {
    #expect(
      try Export("together-sft", [Lines.tool(asked: Lines.history)]).rows[0]
        .contains(#"\"Oslo\"}"}}],"weight":0}"#))
    #expect(
      try Export("axolotl-sft", [Lines.tool(asked: Lines.history)]).rows[0]
        .contains(#""train":false}"#))
    #expect(
      try !Export("together-dpo", [Lines.tool(asked: Lines.history)]).rows[0].contains("weight"))
  }

  @Test func `prompts for graders carry references`() throws {
    let row = try Export("openai-rft", [Lines.tool()]).rows[0]
    #expect(row.hasPrefix(#"{"messages":["# + user + #"],"tools":"#))
    #expect(row.contains(#""reference_tools":[{"id":"call_1","#))
    #expect(
      try Export("openai-rft", [Lines.tool(asked: Lines.history)]).summary.refusals
        == ["ends-with-tool": 1])
  }

  @Test func `evaluation cases say what was asked and how it failed`() throws {
    let row = try Export("eval", [Lines.tool()]).rows[0]
    #expect(
      row.contains(
        #""acceptance":{"by":"schema","calls":[{"name":"get_weather","arguments":{"city":"NYC"}}]},"failure":{"outcome":"repaired","model":"m","repairs":["python-call"],"violations":[]}}"#
      ))
  }

  @Test func `content of JSON mode is text`() throws {
    let line = Lines.json(raw: #""{\"n\": 1.0e2,}""#, value: #"{"n": 1.0e2}"#)
    #expect(
      try Export("together-sft", [line]).rows == [
        #"{"messages":[{"role":"user","content":"Who?"},{"role":"assistant","content":"{\"n\": 1.0e2}"}]}"#
      ])
    // A row that its schema refuses is not learnt from, whatever the trace says.
    let wrong = Lines.json(raw: #""{\"n\": \"x\",}""#, value: #"{"n": "x"}"#)
    #expect(
      try Export("together-sft", [wrong]).summary.refusals == ["judged-otherwise": 1])
    // Whatever a person says, the row has to conform.
    let accepted =
      wrong.dropLast() + #","acceptance":{"verdict":"accepted","by":"person"}}"#
    #expect(
      try Export("together-sft", [String(accepted)]).summary.refusals == ["row/gap-schema": 1])
  }
}
