import AdhereTraces
import AdhereJudging
import Foundation
import Testing

/// `--traces FILE`.
@Suite struct TraceFileTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func traces(_ name: String) throws -> [Trace] {
    let reader = try TraceFileReader(scratch.folder.appendingPathComponent(name).path)
    var result: [Trace] = []
    while let line = try reader.next() {
      if case .trace(let trace) = line { result.append(trace) }
    }
    return result
  }

  private var demo: String { CommandRun.package.appendingPathComponent("corpus/demo.jsonl").path }

  @Test func `repaired and failed outputs are kept with what was asked`() throws {
    let run = try CommandRun.adhere(
      "filter", "--exit-zero", "--traces", "t.jsonl", demo, in: scratch)
    #expect(run.status == 0 && run.errors == "")
    let kept = try traces("t.jsonl")
    #expect(
      kept.map(\.outcome) == [
        .repaired, .truncated, .invalid, .repaired, .repaired, .repaired, .repaired,
      ])
    #expect(kept[0].model == "example/small-8b")
    #expect(kept[0].recordID == Array("\"extract-1\"".utf8))
    #expect(kept[0].request.schema != nil && kept[4].request.tools != nil)
    #expect(kept[1].finishReason == "length")
    #expect(kept[0].policy == Trace.PolicyRecord(tier: "safe"))
    let mode = try FileManager.default.attributesOfItem(
      atPath: scratch.folder.appendingPathComponent("t.jsonl").path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `traces are records: judged again, they come to the same outcome`() throws {
    _ = try CommandRun.adhere(
      "filter", "--exit-zero", "--sample-valid", "1", "--traces", "t.jsonl", demo, in: scratch)
    let kept = try traces("t.jsonl")
    let again = try CommandRun.adhere(
      "filter", "--exit-zero", "--input", "record", "t.jsonl", in: scratch)
    #expect(kept.count == 9 && again.lines.count == 9)
    for (trace, line) in zip(kept, again.lines) {
      #expect(try record(line)["outcome"] as? String == trace.outcome.rawValue)
      #expect(line.contains(trace.id))
    }
  }

  @Test func `traces conform to the schema of the package`() throws {
    _ = try CommandRun.adhere(
      "filter", "--exit-zero", "--sample-valid", "1", "--traces", "t.jsonl", demo, in: scratch)
    let schema = CommandRun.package.appendingPathComponent("schemas/record-trace.schema.json")
    let run = try CommandRun.adhere(
      "check", "--lines", "--assert-formats", "--schema", schema.path, "t.jsonl", in: scratch)
    #expect(run.status == 0, "\(run.text)\(run.errors)")
  }

  @Test func `what the flags ask stands in the traces of plain text`() throws {
    try scratch.file("s.json", "{\n  \"type\": \"object\"\n}\n")
    let input = Data("{\"a\":1}\n[1]\n\u{FFFD}".utf8) + Data([0xFF, 0x0A])
    let run = try CommandRun.adhere(
      "filter", "--schema", "s.json", "--model", "m", "--provider", "p", "--traces", "t.jsonl",
      input: input, in: scratch)
    #expect(run.status == 1)
    let kept = try traces("t.jsonl")
    #expect(kept.count == 2)
    #expect(kept[0].request.schema == Array("{   \"type\": \"object\" }".utf8))
    #expect(kept[0].model == "m" && kept[0].provider == "p")
    #expect(kept[0].raw == .text(Array("[1]".utf8)))
    #expect(kept[1].raw == .text([0xEF, 0xBF, 0xBD, 0xFF]))
  }

  @Test func `a half line of a killed writer does not swallow the next trace`() throws {
    try scratch.file("t.jsonl", "{\"trace\":1,\"id\":\"torn")
    _ = try CommandRun.adhere(
      "filter", "--exit-zero", "--traces", "t.jsonl", input: "{'a':1}\n", in: scratch)
    #expect(try traces("t.jsonl").count == 1)
  }

  @Test func `a file that cannot be written is named`() throws {
    let run = try CommandRun.adhere(
      "filter", "--traces", "no/such/t.jsonl", input: "{}\n", in: scratch)
    #expect(run.status == 2)
    #expect(run.errors == "adhere: cannot write no/such/t.jsonl: No such file or directory\n")
  }

  @Test func `on a full disk the outputs go on and the loss is said`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let run = try CommandRun.adhere(
      "filter", "--traces", "/dev/full", input: "{'a':1}\n", in: scratch)
    #expect(run.text == "{\"a\":1}\n")
    #expect(run.errors.contains("No space left on device"))
    #expect(run.errors.contains("1 traces were not kept"))
  }

  @Test func `writers at the same time do not mix their lines`() throws {
    let lines = (0..<2000).map { "{'n':\($0)}" }.joined(separator: "\n")
    try scratch.file("in.txt", lines)
    let run = try CommandRun.shell(
      "printf '1\\n2\\n3\\n4\\n' | xargs -P 4 -I{} adhere filter --traces t.jsonl in.txt >out",
      in: scratch)
    #expect(run.status == 0)
    #expect(try traces("t.jsonl").count == 8000)
  }
}
