import Testing

@testable import AdhereRepair

@Suite struct ThinkZonesTests {
  /// The parts of the text that are thinking.
  private func zones(_ text: String) -> [String] {
    let all = bytes(text)
    return withPadded(text) { ThinkZones.find($0, $1) }.map { Array(all[$0]).string }
  }

  @Test(arguments: [
    "<think>a</think>", "<thinking>a</thinking>", "[THINK]a[/THINK]", "◁think▷a◁/think▷",
    "<|channel|>analysis<|message|>a<|end|>", "<tool_response>a</tool_response>",
  ])
  func `a pair of tags and what is between them`(_ zone: String) {
    #expect(zones("x \(zone) y") == [zone])
  }

  @Test func `an open tag reaches to the end`() {
    #expect(zones("x <think>y") == ["<think>y"])
  }

  @Test func `without its opening tag everything so far was thought`() {
    #expect(zones("hm {}</think>{}") == ["hm {}</think>"])
    #expect(zones(#"{"a":"</think>"}"#) == [])
  }

  @Test func `messages to the user or to itself are no answers`() {
    #expect(zones("to=user<|message|>hi<|eot|>f()") == ["<|message|>hi<|eo"])
    #expect(zones("to=f<|message|>{}") == [])
  }

  @Test(arguments: [
    "<Thinking effort=\"low\">a</thinking>", "<seed:think>a</seed:think>", "<plan>a</plan>",
    "<inner_thought>a</inner_thought>", "<search_results>a</search_results>",
  ])
  func `tags by the words in their names`(_ zone: String) {
    #expect(zones("x \(zone) y") == [zone])
  }

  @Test func `zones in each other end with the outer one`() {
    #expect(zones("<think>a<think>b</think>c</think>d") == ["<think>a<think>b</think>c</think>"])
    #expect(zones("<think>a<think>b</think>c") == ["<think>a<think>b</think>"])
  }

  @Test func `a tag in quotes of its own is spoken of`() {
    let zone = #"<think>end with "</think>".</think>"#
    #expect(zones(zone + "d") == [zone])
    #expect(zones("the `<think>` tag") == [])
  }

  @Test(arguments: [
    "{'a': 'x</think>'}", "f(a='<think>')\ng()", #"[f(a="x</think> [g()]")]"#,
    "<parameter=a>x<think>y</parameter>",
  ])
  func `in a value, a call or a parameter they are text`(_ text: String) {
    #expect(zones(text) == [])
  }

  @Test func `other tags are none`() { #expect(zones("<b>[x]</b> <thin>") == []) }
}
