import AdhereBytes
import Testing

@testable import AdhereTraining

/// Weights of rows.
@Suite struct BalanceTests {
  private func line(_ n: Int, _ tool: String, model: String = "m") -> String {
    let offered =
      #"[{"type":"function","function":{"name":"often"}},{"type":"function","function":{"name":"rare"}}]"#
    return Lines.tool(
      asked: #""prompt":"Question number \#(n)""#,
      calls: #"[{"name":"\#(tool)","arguments":{"n":\#(n)}}]"#, tools: offered
    ).replacing(#""model":"m""#, with: #""model":"\#(model)""#)
  }

  @Test(arguments: ["together-sft", "together-dpo"])
  func `every tool weighs the same in sum`(target: String) throws {
    let lines = (0..<9).map { line($0, "often") } + [line(9, "rare")]
    let export = try Export(target, lines) { $0.curation.balance = .tool }
    #expect(export.rows.filter { $0.hasSuffix(#","weight":0.556}"#) }.count == 9)
    #expect(export.rows.filter { $0.hasSuffix(#","weight":5.000}"#) }.count == 1)
    let linter = Linter(try #require(Target.named(target)))
    #expect(export.rows.flatMap { linter.check(line: Array($0.utf8)) }.isEmpty)
    // The digests are those of the rows as they stand there.
    for (row, origin) in zip(export.rows, export.lines("out.provenance.jsonl")) {
      var hash = SHA256()
      hash.update(Array(row.utf8))
      #expect(origin.contains(Hex.string(hash.finish())))
    }
    #expect(export.files["out.manifest.json"]!.contains(#""balance":"tool""#))
  }

  @Test func `weights have bounds, and other targets none`() throws {
    let lines = (0..<40).map { line($0, "often", model: $0 == 0 ? "x" : "m") }
    let export = try Export("together-sft", lines) { $0.curation.balance = .model }
    #expect(export.rows[0].hasSuffix(#","weight":10.000}"#))
    #expect(export.rows[1].hasSuffix(#","weight":0.513}"#))
    let other = try Export("fireworks-sft", lines) { $0.curation.balance = .model }
    #expect(!other.rows[0].contains("weight"))
  }
}
