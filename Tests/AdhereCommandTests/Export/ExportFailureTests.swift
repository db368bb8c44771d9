import Foundation
import Testing

/// What an export leaves behind where it cannot be finished.
@Suite struct ExportFailureTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    let lines = (0..<400).map {
      #"{"id":\#($0),"prompt":"Question \#($0) \#(String(repeating: "x", count: 200))","raw":"[\#($0),]"}"#
        + "\n"
    }
    let run = try CommandRun.adhere(
      "filter", "--input", "record", "--traces", "traces.jsonl", input: lines.joined(),
      in: scratch)
    #expect(run.status == 0)
  }

  private var names: Set<String> {
    get throws {
      Set(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path))
        .filter { $0.hasPrefix("set") }
    }
  }

  private let export = "adhere export --quiet --target together-sft --traces traces.jsonl -o set"

  /// A limit of the size of files stands for a full disk: write(2) fails in the same place.
  @Test(arguments: [8, 64, 150]) func `a full disk`(blocks: Int) throws {
    let run = try CommandRun.shell("trap '' XFSZ; ulimit -f \(blocks); \(export)", in: scratch)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("cannot write set."), "\(run.errors)")
    #expect(try names == [])
  }

  @Test func `a full disk leaves the dataset that was there`() throws {
    #expect(try CommandRun.shell(export + " --cap 5", in: scratch).status == 0)
    let before = try names.sorted().map {
      try Data(contentsOf: scratch.folder.appendingPathComponent($0))
    }
    let run = try CommandRun.shell("trap '' XFSZ; ulimit -f 64; \(export)", in: scratch)
    #expect(run.status == 2)
    #expect(
      try names.sorted().map { try Data(contentsOf: scratch.folder.appendingPathComponent($0)) }
        == before)
  }

  @Test func `two exports of one name`() throws {
    // Whoever comes second either waits for nobody and fails, or replaces what is whole.
    let run = try CommandRun.bash(
      "for i in 1 2 3 4; do (\(export) --validation 0.1 || echo failed) & done; wait", in: scratch)
    #expect(run.lines.count < 4)
    #expect(
      run.errors.split(separator: "\n").allSatisfy { $0.contains("by another export") },
      "\(run.errors)")
    let manifest = try String(
      contentsOf: scratch.folder.appendingPathComponent("set.manifest.json"), encoding: .utf8)
    for name in ["set.train.jsonl", "set.validation.jsonl"] {
      let digest = try CommandRun.shell("sha256sum < \(name) | cut -c1-64", in: scratch).lines[0]
      #expect(manifest.contains(digest))
    }
    #expect(try names.count == 4)
  }

  @Test func `an export without rows does not leave those of another`() throws {
    #expect(try CommandRun.shell(export, in: scratch).status == 0)
    #expect(try names.contains("set.jsonl"))
    #expect(try CommandRun.shell(export + " --model nobody", in: scratch).status == 1)
    #expect(try names == ["set.manifest.json", "set.provenance.jsonl"])
    let sharded = export + " --passing 1 --shard 20k"
    #expect(try CommandRun.shell(sharded, in: scratch).status == 0)
    #expect(try names.count > 5)
    #expect(try CommandRun.shell(sharded + " --cap 5", in: scratch).status == 0)
    #expect(try names == ["set-00001.jsonl", "set.manifest.json", "set.provenance.jsonl"])
  }

  @Test func `a death in the middle leaves nothing under a name`() throws {
    // The reader waits for a writer that never comes; by then rows are on the disk.
    let run = try CommandRun.bash(
      """
      mkfifo pipe; (cat traces.jsonl; sleep 20) > pipe & writer=$!
      adhere export --quiet --target together-sft --traces pipe -o set & export=$!
      sleep 1; kill -9 $export; kill $writer; wait $export 2>/dev/null
      """, in: scratch)
    #expect(run.status == 137)
    #expect(try names.filter { !$0.hasSuffix(".partial") && !$0.hasSuffix(".spill") } == [])
    // What it left is no obstacle.
    #expect(try CommandRun.shell(export, in: scratch).status == 0)
    #expect(try names == ["set.jsonl", "set.manifest.json", "set.provenance.jsonl"])
  }

  @Test func `folders that are not there or may not be written`() throws {
    let run = try CommandRun.adhere(
      "export", "--target", "together-sft", "--traces", "traces.jsonl", "-o", "no/such/set",
      in: scratch)
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot write no/such/set"))
  }
}
