import AdhereBytes
import Testing

@testable import AdhereTraining

/// The files of a dataset.
@Suite struct DatasetTests {
  private let lines = (0..<40).map {
    Lines.tool(
      asked: #""prompt":"Question \#($0)""#,
      calls: #"[{"name":"get_weather","arguments":{"city":"City \#($0)"}}]"#)
  }

  @Test(arguments: Target.all.map(\.name))
  func `the same traces and options give the same bytes`(target: String) throws {
    let change: (inout ExportOptions) -> Void = { $0.curation.validationShare = 0.2 }
    let first = try Export(target, lines, change)
    let second = try Export(target, lines, change)
    #expect(first.files == second.files)
    #expect(first.summary.rows == (target == "trl-kto" ? 80 : 40))
    // Nothing is left of writing them.
    #expect(first.files.keys.allSatisfy { !$0.hasSuffix(".partial") && !$0.hasSuffix(".spill") })
  }

  @Test func `digests are those of the bytes`() throws {
    let export = try Export("together-sft", lines)
    func digest(_ text: String) -> String {
      var hash = SHA256()
      hash.update(Array(text.utf8))
      return Hex.string(hash.finish())
    }
    #expect(export.summary.files[0].sha256 == digest(export.files["out.jsonl"]!))
    let provenance = export.lines("out.provenance.jsonl")
    #expect(provenance.count == 40)
    for (row, line) in zip(export.rows, provenance) {
      #expect(line.contains(#""sha256":"\#(digest(row))""#))
    }
    #expect(
      provenance[2].hasPrefix(#"{"file":"out.jsonl","row":3,"sha256":""#))
    #expect(provenance[2].contains(#""source":{"trace":"01J0000000000000000000000A","model":"m""#))
    #expect(export.files["out.manifest.json"]!.contains(#""left_out":{}"#))
  }

  @Test func `shards`() throws {
    let export = try Export("together-sft", lines) { $0.shardBytes = 4000 }
    #expect(export.summary.files.count > 3)
    #expect(export.summary.files.allSatisfy { $0.bytes <= 4000 })
    #expect(export.summary.files[0].path.hasSuffix("out-00001.jsonl"))
    let joined = export.summary.files.flatMap { file in
      export.lines(String(file.path.split(separator: "/").last!))
    }
    #expect(joined == (try Export("together-sft", lines)).rows)
  }

  @Test func `limits of the target are told`() throws {
    let export = try Export("openai-sft", Array(lines.prefix(3)))
    #expect(export.summary.warnings == ["out.jsonl: 3 rows; openai-sft takes 10 or more"])
  }

  @Test func `every row of every target passes the linter`() throws {
    for target in Target.all {
      let export = try Export(target, lines)
      let linter = Linter(target)
      var findings = export.rows.flatMap { linter.check(line: Array($0.utf8)) }
      findings += linter.finish()
      #expect(findings.isEmpty, "\(target.name): \(findings)")
    }
  }
}
