import Testing

@testable import AdhereTraining

/// Calls in the text of answers, in datasets of anybody.
@Suite struct UnreadCallTests {
  private func rules(_ target: String, _ row: String) throws -> [String] {
    let linter = Linter(try #require(Target.named(target)))
    return linter.check(line: Array(row.utf8)).filter { $0.severity == .error }.map(\.rule)
  }

  private let tools = #","tools":"# + Lines.tools + "}"
  private let broken = #"<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\n</tool_call>"#

  private func messages(_ answer: String) -> String {
    #"{"messages":[{"role":"user","content":"Weather in Oslo?"},{"role":"assistant","content":"\#(answer)"}]"#
      + tools
  }

  @Test func `wanted answers hold none`() throws {
    for target in ["trl-sft", "together-sft", "fireworks-sft", "openai-sft", "mistral-sft"] {
      #expect(try rules(target, messages(broken)) == ["gap-unread-call"], "\(target)")
      #expect(try rules(target, messages("find_orders(customer=7)]")) == ["gap-unread-call"])
      #expect(try rules(target, messages("Which city do you mean?")).isEmpty)
    }
    let prompt = #"{"prompt":[{"role":"user","content":"Weather?"}],"#
    let completion = #""completion":[{"role":"assistant","content":"\#(broken)"}]"#
    #expect(try rules("trl-sft", prompt + completion + tools) == ["gap-unread-call"])
    #expect(
      try rules("trl-kto", prompt + completion + #","label":true"# + tools) == ["gap-unread-call"])
    #expect(try rules("trl-kto", prompt + completion + #","label":false"# + tools).isEmpty)
    let chosen =
      #""chosen":[{"role":"assistant","content":"\#(broken)"}],"rejected":[{"role":"assistant","content":"x"}]"#
    #expect(try rules("trl-dpo", prompt + chosen + tools) == ["gap-unread-call"])
  }

  @Test func `JSON that was asked for is an answer`() throws {
    let row =
      #"{"messages":[{"role":"user","content":"Quote it."},{"role":"assistant","content":"{\"mark\": \"<tool_call>\"}"}]}"#
    #expect(try rules("trl-sft", row).isEmpty)
  }

  @Test func `no model writes the record of its calls`() throws {
    let record =
      #"[{\"id\": \"x\", \"name\": \"functions.get_weather\", \"arguments\": \"{\\\"city\\\": 1}\"}]"#
    let row =
      #"{"prompt":[{"role":"user","content":"Weather?"}],"chosen":[{"role":"assistant","content":"No."}],"rejected":[{"role":"assistant","content":"\#(record)"}]"#
      + tools
    #expect(try rules("trl-dpo", row) == ["gap-rejected"])
  }

  /// A null, an empty text and an id say something in the arguments of a call.
  @Test func `pairs that differ in a null are pairs`() throws {
    func row(_ rejected: String) -> String {
      #"{"prompt":[{"role":"user","content":"Weather?"}],"chosen":[{"role":"assistant","content":"","tool_calls":[{"id":"a","type":"function","function":{"name":"get_weather","arguments":{"city":"Oslo"}}}]}],"rejected":[{"role":"assistant","content":"","tool_calls":[{"id":"b","type":"function","function":{"name":"get_weather","arguments":\#(rejected)}}]}]"#
        + tools
    }
    #expect(try rules("trl-dpo", row(#"{"city":"Oslo"}"#)) == ["gap-pair"])
    for other in [
      #"{"city":"Oslo","days":null}"#, #"{"city":"Oslo","unit":""}"#, #"{"city":"Oslo","id":1}"#,
    ] {
      #expect(try rules("trl-dpo", row(other)).isEmpty, "\(other)")
    }
  }
}
