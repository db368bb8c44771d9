import Testing

@testable import AdhereTraining

/// What a dataset teaches beside what it is meant to, and how long its rows are.
@Suite struct LessonsTests {
  /// So many traces of each kind, with questions of their own.
  private func traces(mended: Int = 0, passing: Int = 0, noCall: Int = 0) -> [String] {
    func asked(_ number: Int) -> String {
      #""prompt":"Weather in NYC, please, number \#(number)?""#
    }
    return (0..<mended).map { Lines.tool(asked: asked($0)) }
      + (0..<passing).map {
        Lines.tool(
          "valid", asked: asked(1000 + $0),
          raw: #"[{"id":"x","name":"get_weather","arguments":"{\"city\": \"NYC\"}"}]"#)
      }
      + (0..<noCall).map {
        Lines.tool("no_call", asked: asked(2000 + $0), raw: "\"Which city?\"", calls: nil)
      }
  }

  private func summary(
    _ target: String, _ traces: [String], isMix: Bool = false
  ) throws -> ExportSummary {
    try Export(target, traces) {
      $0.curation.isMix = isMix
      $0.curation.passingShare = CurationOptions.recommendedPassing
      $0.curation.noCallShare = CurationOptions.recommendedNoCall
    }.summary
  }

  @Test func `rows that all call a tool teach to call one`() throws {
    let alone = try summary("trl-sft", traces(mended: 20))
    #expect(alone.cautions.count == 2)
    #expect(alone.cautions[0].hasPrefix("every row calls a tool") && alone.warnings.isEmpty)
    #expect(alone.cautions[0].contains("--sample-valid 1") && alone.cautions[0].contains("--mix"))
    #expect(alone.cautions[1].hasPrefix("no row passed as it came"))
    let passing = try summary("trl-sft", traces(mended: 20, passing: 20))
    #expect(passing.cautions.count == 1 && passing.cautions[0].hasPrefix("every row calls a tool"))
    let whole = try summary("trl-sft", traces(mended: 20, passing: 20, noCall: 20))
    #expect(whole.cautions.isEmpty)
    let pairs = try summary("trl-dpo", traces(mended: 5))
    #expect(pairs.cautions.count == 1 && pairs.cautions[0].contains("--target trl-sft --mix"))
  }

  @Test func `the recommended mix is said, and what falls short of it`() throws {
    let whole = try summary(
      "trl-sft", traces(mended: 65, passing: 40, noCall: 40), isMix: true)
    #expect(whole.origins == ["mended": 65, "passing": 25, "no_call": 10])
    #expect(whole.mix.map(\.origin) == ["mended", "passing", "no_call"])
    #expect(whole.cautions.isEmpty)
    let short = try summary(
      "trl-sft", traces(mended: 65, passing: 40, noCall: 2), isMix: true)
    #expect(short.cautions.count == 1 && short.cautions[0].contains("short of no_call: 2 rows of"))
  }

  @Test func `cases of failures alone flatter`() throws {
    let failures = try summary("eval", traces(mended: 5))
    #expect(failures.cautions.count == 1 && failures.cautions[0].contains("second sample"))
    let whole = try summary("eval", traces(mended: 5, passing: 30, noCall: 30))
    #expect(whole.rows == 65 && whole.cautions.isEmpty)
  }

  @Test func `the longest row and the max_length that keeps it whole`() throws {
    let long = String(repeating: "word ", count: 2000)
    let export = try Export(
      "trl-sft", traces(mended: 3) + [Lines.tool(asked: #""prompt":"\#(long)""#)])
    #expect(export.summary.longestRow > 2300 && export.summary.longestRow < 2700)
    #expect(export.summary.maximumLength % 128 == 0)
    #expect(export.summary.maximumLength >= export.summary.longestRow)
    #expect(export.summary.notes.contains { $0.contains("set max_length to") })
    #expect(export.files["out.manifest.json"]?.contains(#""max_length":"#) == true)
    #expect(export.files["out.manifest.json"]?.contains(#""longest_row":"#) == true)
    let short = try Export("trl-sft", traces(mended: 3)).summary
    #expect(!short.notes.contains { $0.contains("max_length") })
  }

  @Test func `targets of TRL say which loss learns from them`() throws {
    let all = Target.all.filter { $0.loss != nil }.map(\.name)
    #expect(all == ["trl-sft", "trl-dpo", "trl-kto"])
    #expect(Target.trlSFT.loss?.contains("assistant_only_loss=True") == true)
    #expect(Target.trlSFT.withCompletions?.loss == "SFTTrainer learns the completion alone")
  }
}
