import Testing

@testable import AdhereTraining

/// Which rows stay, and where they go.
@Suite struct CurationTests {
  private func line(
    _ n: Int, _ outcome: String = "repaired", session: String? = nil, prompt: String? = nil
  ) -> String {
    Lines.tool(
      outcome, asked: #""prompt":"\#(prompt ?? "Tell me about the weather in city \(n)")""#,
      calls: outcome == "no_call"
        ? nil : #"[{"name":"get_weather","arguments":{"city":"City \#(n)"}}]"#,
      extra: session.map { #""session":"\#($0)""# } ?? "")
  }

  @Test func `the same row is there once, however it is written`() throws {
    let spaced = Lines.tool(
      calls: #"[{"name":"get_weather","arguments":{ "city" : "\u004eYC" }}]"#)
    let export = try Export("together-sft", [Lines.tool(), Lines.tool(), spaced])
    #expect(export.rows.count == 1)
    #expect(export.summary.refusals == ["duplicate": 2])
  }

  @Test func `rows that contradict each other`() throws {
    // What one trace rejects, another one wants.
    let words = #""It is sunny.""#
    let wanted = Lines.tool("no_call", raw: words, calls: nil)
    let export = try Export("trl-kto", [Lines.tool("invalid", raw: words, calls: nil), wanted])
    #expect(export.summary.refusals == ["contradictory": 1])
  }

  @Test func `caps`() throws {
    let lines = (0..<10).map { line($0) }
    #expect(try Export("together-sft", lines) { $0.curation.cap = 4 }.rows.count == 4)
    #expect(try Export("together-sft", lines) { $0.curation.capPerTool = 3 }.rows.count == 3)
    #expect(try Export("together-sft", lines) { $0.curation.capPerFailure = 2 }.rows.count == 2)
    #expect(
      try Export("together-sft", lines) { $0.curation.capPerSchema = 1 }.summary.refusals
        == ["capped": 9])
  }

  @Test func `shares of what passed`() throws {
    let lines =
      (0..<60).map { line($0) } + (60..<200).map { line($0, "valid") }
      + (200..<300).map { line($0, "no_call") }
    let export = try Export("together-sft", lines) {
      $0.curation.passingShare = 0.3
      $0.curation.noCallShare = 0.1
    }
    #expect(export.summary.origins == ["mended": 60, "passing": 30, "no_call": 10])
    // The rows keep their order.
    #expect(export.rows[0].contains("city 0"))
    let none = try Export("together-sft", lines) {
      $0.curation.passingShare = 0
      $0.curation.noCallShare = 0
    }
    #expect(none.summary.origins == ["mended": 60])
  }

  @Test func `no session and no prompt is in two splits`() throws {
    // Every prompt in three sessions, every session with five prompts.
    var lines: [String] = []
    for n in 0..<300 {
      lines.append(line(n, session: "s\(n / 5)", prompt: "Question number \(n % 100)"))
    }
    let export = try Export("together-sft", lines) {
      $0.curation.validationShare = 0.3
      $0.curation.testShare = 0.2
    }
    var place: [String: String] = [:]
    for split in ["train", "validation", "test"] {
      let rows = export.lines("out.\(split).jsonl")
      #expect(!rows.isEmpty)
      for row in rows {
        let prompt = String(try #require(row.firstMatch(of: /Question number \d+"/)).0)
        #expect(place.updateValue(split, forKey: prompt) ?? split == split)
      }
    }
  }

  @Test func `splits do not move when rows are added`() throws {
    func train(_ count: Int) throws -> Set<String> {
      Set(
        try Export("together-sft", (0..<count).map { line($0) }) {
          $0.curation.validationShare = 0.4
        }.lines("out.train.jsonl"))
    }
    #expect(try train(50).isSubset(of: train(100)))
  }

  @Test func `evaluation cases are not trained on`() throws {
    let cases = try Export("eval", [line(1), line(2)])
    #expect(cases.rows.count == 2)
    let export = try Export("together-sft", (0..<5).map { line($0) }) {
      for row in cases.rows { $0.against.add(line: Array(row.utf8)) }
    }
    #expect(export.rows.count == 3)
    #expect(export.summary.refusals == ["in-evaluation": 2])
    // The rows of a dataset serve as well.
    let again = try Export("together-dpo", (0..<5).map { line($0) }) {
      for row in export.rows { $0.against.add(line: Array(row.utf8)) }
    }
    #expect(again.rows.count == 2)
  }

  @Test func `near duplicates`() throws {
    let long =
      "Please tell me, as precisely as you can and without leaving anything out that somebody who "
      + "means to go out on a bicycle would want to know, be it rain, wind, sun or fog, in the "
      + "morning, at noon and in the evening, what the weather will be like in the city of "
    let lines = [
      line(1, prompt: long + "Bergen tomorrow"), line(1, prompt: long + "Bergen tomorrow."),
      line(2, prompt: "Something else entirely, about nothing of the above in particular"),
    ]
    #expect(try Export("together-sft", lines).rows.count == 3)
    let export = try Export("together-sft", lines) { $0.curation.nearDuplicates = true }
    #expect(export.summary.refusals == ["near-duplicate": 1])
  }
}
