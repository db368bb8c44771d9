import Testing

@testable import AdhereTraining

/// What may be learnt, and under which reason the rest is counted.
@Suite struct AdmissionTests {
  private let guess =
    #"[{"rule":"drop-unknown","tier":"guess","span":[0,1],"before":"","after":""}]"#

  private func refusals(
    _ line: String, _ target: String = "together-sft",
    _ change: (inout ExportOptions) -> Void = { _ in }
  ) throws -> [String: Int] { try Export(target, [line], change).summary.refusals }

  @Test func `guesses are learnt by name only`() throws {
    let line = Lines.tool(repairs: guess)
    #expect(try refusals(line) == ["guessed": 1])
    #expect(
      try Export("together-sft", [line]) { $0.admission.guessRules = ["drop-unknown"] }.rows.count
        == 1)
    // A person's word is enough.
    let good = Lines.tool(
      repairs: guess, extra: #""acceptance":{"verdict":"accepted","by":"person"}"#)
    #expect(try Export("together-sft", [good]).rows.count == 1)
  }

  @Test func `a later attempt stands in for a failure`() throws {
    let attempts =
      #""attempts":[{"outcome":"invalid","raw":"x"},{"outcome":"valid","raw":"y","calls":[{"name":"get_weather","arguments":{"city":"Rome"}}]}]"#
    let export = try Export(
      "together-dpo", [Lines.tool("invalid", calls: nil, extra: attempts)])
    #expect(export.summary.origins == ["retried": 1])
    #expect(export.rows[0].contains(#"{\"city\":\"Rome\"}"#))
    #expect(try refusals(Lines.tool("invalid", calls: nil)) == ["no-good-answer": 1])
  }

  @Test func `a person's answer is the answer`() throws {
    let word =
      #""acceptance":{"verdict":"rejected","by":"person","calls":[{"name":"get_weather","arguments":{"city":"Bergen"}}]}"#
    let export = try Export("together-sft", [Lines.tool("valid", extra: word)])
    #expect(export.summary.origins == ["corrected": 1])
    #expect(export.rows[0].contains("Bergen"))
    #expect(
      try refusals(
        Lines.tool("valid", extra: #""acceptance":{"verdict":"rejected","by":"person"}"#))
        == ["rejected-by-person": 1])
  }

  @Test func `rights are kept`() throws {
    #expect(try refusals(Lines.tool(extra: #""consent":false"#)) == ["no-consent": 1])
    #expect(
      try refusals(Lines.tool()) { $0.admission.requiresConsent = true } == ["no-consent": 1])
    #expect(
      try refusals(Lines.tool(extra: #""retain_until":"2026-11-20""#)) == ["retention-over": 1])
    #expect(try refusals(Lines.tool(extra: #""retain_until":"2026-11-22""#)) == [:])
    #expect(
      try refusals(Lines.tool(extra: #""licence":"X""#)) { $0.admission.licences = ["MIT"] }
        == ["licence": 1])
    #expect(
      try refusals(Lines.tool()) { $0.admission.requiresRedaction = true } == ["not-redacted": 1])
    #expect(
      try refusals(Lines.tool(extra: #""redaction":{"state":"done","outcome":"invalid"}"#))
        == ["redaction-broke-it": 1])
  }

  @Test func `pairs differ in what they say`() throws {
    #expect(
      try refusals(
        Lines.tool(
          raw: #"[{"id":"x","name":"get_weather","arguments":"{ \"city\" : \"NYC\" }"}]"#),
        "together-dpo") == ["same-answer": 1])
    #expect(
      try refusals(
        Lines.tool(
          repairs:
            #"[{"rule":"strip-markup","tier":"lossless","span":[0,1],"before":"","after":""}]"#),
        "together-dpo") == ["markup-only": 1])
    #expect(
      try refusals(Lines.tool(extra: #""finish_reason":"length""#), "together-dpo")
        == ["cut-by-limit": 1])
    #expect(try refusals(Lines.tool("valid"), "together-dpo") == ["nothing-rejected": 1])
  }

  /// Nobody knows the text of calls that an API gave.
  @Test func `a rejected answer that is no JSON is left out where calls cannot hold it`() throws {
    let line = Lines.tool(
      raw: #"[{"id":"x","name":"get_weather","arguments":"{'city': 'NYC'}"}]"#)
    let kept = try Export("together-dpo", [line])
    let together = try #require(kept.rows.first, "\(kept.summary.refusals)")
    #expect(together.contains(#""arguments":"{'city': 'NYC'}""#))
    for target in ["fireworks-dpo", "trl-dpo", "trl-kto"] {
      let export = try Export(target, [line])
      #expect(export.summary.refusals["rejected-not-as-written"] == 1, "\(target)")
      #expect(export.rows.count == (target == "trl-kto" ? 1 : 0), "\(target)")
    }
  }

  @Test func `what is no call and what is refused`() throws {
    #expect(
      try Export("together-sft", [Lines.tool("no_call", raw: "\"Which city?\"", calls: nil)])
        .summary.origins == ["no_call": 1])
    #expect(try refusals(Lines.tool("refused")) == ["refused": 1])
    #expect(try refusals(Lines.tool("error")) == ["provider-error": 1])
    #expect(try refusals(Lines.tool(tools: "null")) == ["tools-unknown": 1])
    #expect(try refusals("{") == ["unreadable-line": 1])
  }

  @Test func `names that no API takes`() throws {
    let tools = Lines.tools.replacing("get_weather", with: "get.weather")
    let line = Lines.tool(
      calls: #"[{"name":"get.weather","arguments":{"city":"NYC"}}]"#, tools: tools)
    #expect(try refusals(line) == ["tool-name": 1])
    let renamed = try Export("together-sft", [line]) { $0.admission.renamesTools = true }
    #expect(renamed.rows.count == 1)
    #expect(!renamed.rows[0].contains("get.weather"))
  }
}
