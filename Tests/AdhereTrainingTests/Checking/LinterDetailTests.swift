import Testing

@testable import AdhereTraining

/// Findings that only some targets, or only reading the schemas, bring.
@Suite struct LinterDetailTests {
  private func rules(_ target: Target, _ row: String) -> [String] {
    Linter(target).check(line: Array(row.utf8)).filter { $0.severity == .error }.map(\.rule)
  }

  private func row(tools: String, content: String = #""x""#) -> String {
    #"{"messages":[{"role":"user","content":\#(content)},{"role":"assistant","content":"y"}],"tools":\#(tools)}"#
  }

  @Test func `a tool whose schema is none, called or not`() {
    let broken =
      #"[{"type":"function","function":{"name":"f","description":"","parameters":{"type":"objekt"}}}]"#
    for target in [Target.togetherSFT, .openaiSFT, .trlSFT, .mistralSFT] {
      #expect(rules(target, row(tools: broken)) == ["gap-schema"], "\(target.name)")
    }
  }

  @Test func `two tools of one name`() {
    let twice =
      #"[{"type":"function","function":{"name":"f"}},{"type":"function","function":{"name":"f"}}]"#
    #expect(rules(.togetherSFT, row(tools: twice)) == ["tools"])
  }

  @Test func `images at together`() {
    func image(_ url: String, count: Int = 1) -> String {
      let part = #"{"type":"image_url","image_url":{"url":"\#(url)"}}"#
      return "[" + Array(repeating: part, count: count).joined(separator: ",") + "]"
    }
    func found(_ content: String) -> [String] {
      rules(.togetherSFT, row(tools: "[]", content: content))
    }
    #expect(found(image("data:image/png;base64,AAAA")) == [])
    #expect(found(image("data:image/gif;base64,AAAA")) == ["content"])
    #expect(found(image("https://example.org/a.png")) == ["content"])
    #expect(found(image("data:image/png;base64,AAAA", count: 11)) == ["content"])
    let large = "data:image/webp;base64," + String(repeating: "A", count: 14_000_000)
    #expect(found(image(large)) == ["content"])
    #expect(found(#"[{"type":"image_url","image_url":"x"}]"#) == ["content"])
    #expect(found(#"[{"type":"input_audio"}]"#) == ["content"])
  }

  @Test func `older names of mistral-finetune`() {
    let row =
      #"{"interactions":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}],"available_tools":[{"type":"function","function":{"name":"f"}}]}"#
    // What is read is checked: the function lacks two members here.
    #expect(rules(.mistralSFT, row) == ["tools", "tools"])
    #expect(rules(.togetherSFT, row).contains("columns"))
  }
}
