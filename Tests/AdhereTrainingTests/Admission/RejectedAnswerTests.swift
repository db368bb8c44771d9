import Testing

@testable import AdhereTraining

/// Rejected answers stand as the model wrote them, or are left out.
@Suite struct RejectedAnswerTests {
  private let foreign = Lines.tool(
    raw: #"[{"id":"x","name":"functions.get_weather","arguments":"{\"city\": \"NYC\"}"}]"#,
    repairs: #"[{"rule":"tool-name","tier":"safe","span":[0,1],"before":"","after":"","call":0}]"#)

  @Test func `a chat template writes any name`() throws {
    for target in ["trl-dpo", "trl-kto"] {
      let row = try #require(try Export(target, [foreign]).rows.last)
      #expect(row.contains(#""name":"functions.get_weather""#), "\(target)")
    }
  }

  @Test func `an API takes none, and no text is made up`() throws {
    for target in ["together-dpo", "fireworks-dpo", "openai-dpo"] {
      let export = try Export(target, [foreign])
      #expect(export.rows.isEmpty)
      #expect(export.summary.refusals == ["rejected-not-as-written": 1], "\(target)")
    }
  }

  /// `datasets` keeps a null of an object, and a string keeps everything.
  @Test func `a null that was dropped is a difference`() throws {
    let line = Lines.tool(
      raw: #"[{"id":"x","name":"get_weather","arguments":"{\"city\": \"NYC\", \"days\": null}"}]"#,
      repairs: #"[{"rule":"drop-null","tier":"safe","span":[0,1],"before":"","after":"","call":0}]"#
    )
    for target in ["trl-dpo", "together-dpo", "openai-dpo", "fireworks-dpo"] {
      let export = try Export(target, [line])
      #expect(export.rows.count == 1, "\(target): \(export.summary.refusals)")
    }
    #expect(try Export("trl-dpo", [line]).rows[0].contains(#""days": null"#))
  }
}
