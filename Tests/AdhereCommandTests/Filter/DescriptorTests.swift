import Foundation
import Testing

/// Where the outputs and messages of a run go: nowhere else.
@Suite struct DescriptorTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.file("in", "{'n':1}\nnope\n")
  }

  @Test func `closed outputs and messages do not end in a file of ours`() throws {
    for (closed, name) in [(">&-", "a.jsonl"), ("2>&-", "b.jsonl"), (">&- 2>&-", "c.jsonl")] {
      _ = try CommandRun.bash(
        "adhere filter --input text --traces \(name) in \(closed)", in: scratch)
      let text =
        (try? String(
          contentsOf: scratch.folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
      for line in text.split(separator: "\n") { #expect(line.hasPrefix(#"{"trace":1"#), "\(line)") }
    }
    let run = try CommandRun.bash("adhere filter --input text in >&-", in: scratch)
    #expect(run.status == 2 && run.errors.contains("cannot write the output"), "\(run.errors)")
  }

  @Test func `a closed standard input is no empty one`() throws {
    try scratch.file("s.json", #"{"type":"object"}"#)
    let run = try CommandRun.bash("adhere filter --schema s.json <&-", in: scratch)
    #expect(run.status == 2 && run.errors.contains("standard input"), "\(run.errors)")
  }

  @Test(arguments: [
    "adhere filter in >>in", "adhere filter <in >>in", "adhere filter --input text in >in",
  ])
  func `an output that is read again is refused`(script: String) throws {
    let run = try CommandRun.bash("timeout 20 \(script)", in: scratch)
    #expect(run.status == 2 && run.errors.contains("is the output as well"), "\(run.errors)")
  }

  @Test(arguments: ["rules", "rules --format json", "--help", "--version", "export targets"])
  func `what cannot be written is no success`(verb: String) throws {
    let run = try CommandRun.bash("adhere \(verb) >/dev/full", in: scratch)
    #expect(run.status == 2 && run.errors.contains("cannot write"), "\(verb): \(run.errors)")
  }

  @Test func `no control character of others reaches the terminal`() throws {
    let steer = "\u{1B}]0;X\u{7}\u{9B}2J\u{202E}\u{2066}\u{2028}\r\n"
    let quoted = String(
      decoding: try JSONSerialization.data(withJSONObject: [steer], options: []), as: UTF8.self
    ).dropFirst().dropLast()
    try scratch.file(
      "chat",
      #"{"choices":[{"index":0,"message":{"content":"{'a':1}"},"finish_reason":QUOTED}]}"#
        .replacing("QUOTED", with: String(quoted)) + "\n"
        + #"{"error":{"message":QUOTED,"type":"x"}}"#
        .replacing("QUOTED", with: String(quoted)) + "\n")
    try scratch.file("text", "\(steer.dropLast(2)) nope\n")
    try scratch.file(
      "t.jsonl", #"{"trace":1,"id":"A","time":QUOTED}"#.replacing("QUOTED", with: String(quoted)))
    try scratch.file(
      "s.json",
      #"{"type":"object","properties":{QUOTED:{"type":"string","format":"x"}}}"#
        .replacing("QUOTED", with: String(quoted)))
    for command in [
      "filter --input chat -v chat", "filter --input text text", "filter --input record t.jsonl",
      "schema lint --provider openai s.json", "schema rewrite --provider openai s.json",
      "traces import --store a.db t.jsonl", "check --schema s.json $'\\e]0;X\\a'",
      "filter $'\\e]0;X\\a'", "traces stats --store $'\\e]0;X\\a'",
    ] {
      let run = try CommandRun.bash("adhere \(command) 2>&1 >out; cat out >&2; true", in: scratch)
      let standard = run.text
      for bad in standard.unicodeScalars
      where bad.value < 0x20 && bad != "\n" || 0x7F...0x9F ~= bad.value
        || [0x202E, 0x2066, 0x2028].contains(bad.value)
      {
        Issue.record(
          "\(command): U+\(String(bad.value, radix: 16)) in \(standard.debugDescription)")
      }
    }
    let lint = try CommandRun.bash("adhere schema lint --provider openai s.json", in: scratch)
    #expect(!lint.text.contains("\u{1B}") && !lint.text.contains("\u{9B}"))
  }
}
