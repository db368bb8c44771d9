import Foundation
import Testing

/// `adhere export`, from records to a dataset.
@Suite struct ExportCommandTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    let tools =
      #"[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}}]"#
    var lines = ""
    for n in 0..<20 {
      lines +=
        #"{"id":\#(n),"prompt":"Question \#(n)","tools":\#(tools),"raw":"f(n=\#(n))"}"# + "\n"
    }
    let run = try CommandRun.adhere(
      "filter", "--input", "record", "--traces", "traces.jsonl", input: lines, in: scratch)
    #expect(run.status == 0)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: scratch.folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test(arguments: [
    "together-sft", "together-dpo", "fireworks-sft", "fireworks-dpo", "openai-sft", "openai-dpo",
    "openai-rft", "fireworks-rft", "trl-sft", "trl-dpo", "trl-kto", "mistral-sft", "axolotl-sft",
    "gemini-sft", "eval", "rft",
  ])
  func `each target, and its linter`(target: String) throws {
    let run = try CommandRun.adhere(
      "export", "--target", target, "--traces", "traces.jsonl", "-o", "set", "--jobs", "1",
      in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let lint = try CommandRun.adhere(
      "export", "lint", "set.jsonl", "--target", target, "--werror", in: scratch)
    #expect(lint.status == 0, "\(lint.text)")
    let rows = target == "trl-kto" ? 40 : 20
    #expect(lint.errors.contains(": \(rows) rows, 0 errors, 0 warnings"))
    let first = try text("set.jsonl") + text("set.manifest.json") + text("set.provenance.jsonl")
    let again = try CommandRun.adhere(
      "export", "--quiet", "--target", target, "--traces", "traces.jsonl", "-o", "set.jsonl",
      "--jobs", "3",
      in: scratch)
    #expect(again.errors == "")
    #expect(
      try text("set.jsonl") + text("set.manifest.json") + text("set.provenance.jsonl") == first)
  }

  @Test func `traces are not written over`() throws {
    let before = try text("traces.jsonl")
    let run = try CommandRun.adhere(
      "export", "--target", "together-sft", "--traces", "traces.jsonl", "-o", "traces",
      in: scratch)
    #expect(run.status == 2)
    #expect(run.errors.contains("traces.jsonl is read, and would be written over"))
    #expect(try text("traces.jsonl") == before)
  }

  @Test func `status and words`() throws {
    let few = try CommandRun.adhere(
      "export", "--target", "openai-sft", "--traces", "traces.jsonl", "-o", "few", "--cap", "3",
      in: scratch)
    #expect(few.status == 1)
    #expect(few.errors.contains("few.jsonl: 3 rows; openai-sft takes 10 or more"))
    let unknown = try CommandRun.adhere("export", "--target", "nope", "-o", "x", in: scratch)
    #expect(unknown.status == 2)
    let missing = try CommandRun.adhere(
      "export", "--target", "trl-sft", "--traces", "none.jsonl", "-o", "x", in: scratch)
    #expect(missing.status == 2)
    #expect(missing.errors.contains("cannot read none.jsonl"))
    let wrong = try CommandRun.adhere(
      "export", "lint", "-", "--target", "trl-sft", "--json", input: "{}\r\n[1]\n", in: scratch)
    #expect(wrong.status == 1)
    #expect(wrong.lines.count == 3)
  }

  @Test func `cases of an evaluation are filtered like records`() throws {
    _ = try CommandRun.adhere(
      "export", "--target", "eval", "--traces", "traces.jsonl", "-o", "cases", in: scratch)
    let answered = try text("cases.jsonl").replacingOccurrences(
      of: "{\"id\":", with: "{\"raw\":\"f(n=7)\",\"id\":")
    let run = try CommandRun.adhere(
      "filter", "--input", "record", input: answered, in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.count == 20)
    let train = try CommandRun.adhere(
      "export", "--target", "trl-sft", "--traces", "traces.jsonl", "-o", "train", "--against",
      "cases.jsonl", in: scratch)
    #expect(train.status == 1)
    #expect(train.errors.contains("in-evaluation 20"))
  }

  @Test func `help fits the terminal`() throws {
    for verb in ["export", "export dataset", "export lint", "export targets"] {
      let help = try CommandRun.shell("adhere \(verb) --help", in: scratch)
      #expect(help.status == 0)
      #expect(help.text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(help.text)")
    }
  }
}
