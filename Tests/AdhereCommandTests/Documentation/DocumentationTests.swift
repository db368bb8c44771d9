import Foundation
import Testing

/// What the README and `--help` show is what the command does.
@Suite struct DocumentationTests {
  let scratch: Scratch
  let readme: String

  init() throws {
    scratch = try Scratch()
    readme = try String(
      contentsOf: CommandRun.package.appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// Contents of the fenced blocks of a language.
  private func blocks(_ language: String) -> [String] {
    readme.components(separatedBy: "\n```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
  }

  @Test func `console sessions of the README come out as they stand there`() throws {
    let sessions = blocks("console")
    #expect(sessions.count >= 2)
    for session in sessions {
      var commands: [(line: String, answer: [String])] = []
      for line in session.components(separatedBy: "\n") {
        if line.hasPrefix("$ ") {
          commands.append((String(line.dropFirst(2)), []))
        } else {
          commands[commands.count - 1].answer.append(line)
        }
      }
      for command in commands {
        let run = try CommandRun.shell(
          "cd '\(CommandRun.package.path)' && { \(command.line); } 2>&1", in: scratch)
        #expect(run.text == command.answer.joined(separator: "\n") + "\n", "\(command.line)")
      }
    }
  }

  @Test func `the repairs of the example, applied to raw, give the value`() throws {
    let run = try CommandRun.shell(
      "cd '\(CommandRun.package.path)' && sed -n 5p corpus/demo.jsonl | tee \"$OLDPWD/in\" "
        + "| adhere filter", in: scratch)
    let given = try record(
      String(contentsOf: scratch.folder.appendingPathComponent("in"), encoding: .utf8))
    let written = try record(run.text)
    var bytes = Array((given["raw"] as? String ?? "").utf8)
    let repairs = try #require(written["repairs"] as? [[String: Any]])
    #expect(!repairs.isEmpty)
    for repair in repairs.reversed() {
      let span = try #require(repair["span"] as? [Int])
      let after = try #require(repair["after"] as? String)
      bytes.replaceSubrange(span[0]..<span[1], with: Array(after.utf8))
    }
    #expect(run.text.contains("\"value\":" + String(decoding: bytes, as: UTF8.self) + ","))
  }

  @Test func `the set-up commands are those of the checks`() throws {
    let checks = try String(
      contentsOf: CommandRun.package.appendingPathComponent(".ci/run"), encoding: .utf8)
    #expect(readme.contains("\n    swift test\n"))
    #expect(checks.contains("\nswift test 2>&1"))
    #expect(readme.contains("swift run adhere filter --exit-zero corpus/demo.jsonl\n"))
    #expect(checks.contains("filter --exit-zero corpus/demo.jsonl"))
    for package in ["libjansson-dev", "libpcre2-dev", "libsqlite3-dev", "pkg-config"] {
      #expect(readme.contains(package) && checks.contains(package))
    }
  }

  @Test func `the main command of the README gives a record for each record`() throws {
    let run = try CommandRun.shell(
      "cd '\(CommandRun.package.path)' && adhere filter --exit-zero corpus/demo.jsonl",
      in: scratch)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(
      try run.lines.map { try record($0)["outcome"] as? String } == [
        "repaired", "valid", "truncated", "invalid", "repaired", "repaired", "repaired",
        "repaired", "no_call",
      ])
  }

  @Test func `the library example is compiled and run by a test`() throws {
    let test = try String(
      contentsOf: CommandRun.package.appendingPathComponent(
        "Tests/AdherenceTests/ReadmeExampleTests.swift"), encoding: .utf8)
    let lines = Set(
      test.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
    #expect(blocks("swift").count >= 2)
    for line in blocks("swift").joined(separator: "\n").components(separatedBy: "\n") {
      #expect(lines.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
    }
  }

  @Test func `the examples of every help text run`() throws {
    try scratch.file("person.json", #"{"type":"object"}"#)
    try scratch.file("tools.json", #"[{"type":"function","function":{"name":"f"}}]"#)
    for name in ["outputs.jsonl", "answers.txt", "answer.md"] {
      try scratch.file(name, "{\"name\":\"f\",\"arguments\":{}}\n")
    }
    try scratch.file("requests.jsonl", #"{"raw":"{}"}"#)
    try scratch.file("request.json", #"{"messages":[]}"#)
    let answer = #"{"choices":[{"index":0,"message":{"content":"{}"},"finish_reason":"stop"}]}"#
    try scratch.file("response.json", answer)
    try scratch.file("stream.txt", "data: " + answer.replacing("message", with: "delta") + "\n\n")
    try scratch.file("batch.jsonl", #"{"custom_id":"a","body":{"messages":[]}}"#)
    try scratch.file(
      "results.jsonl", #"{"custom_id":"a","response":{"status_code":200,"body":\#(answer)}}"#)
    try scratch.file("embeddings.json", #"{"data":[{"index":0,"embedding":[0.5,1]}]}"#)
    for name in ["ada.json", "people.jsonl"] { try scratch.file(name, "{}\n") }
    try FileManager.default.createDirectory(
      at: scratch.folder.appendingPathComponent("shared"), withIntermediateDirectories: true)
    _ = try CommandRun.adhere(
      "filter", "--exit-zero", "--store", "adhere.db",
      CommandRun.package.appendingPathComponent("corpus/demo.jsonl").path, in: scratch)
    var count = 0
    for verb in [
      "", "filter", "check", "rules", "bowtie", "schema", "schema lint", "schema rewrite",
      "report", "traces",
    ] {
      let help = try CommandRun.shell("adhere \(verb) --help", in: scratch)
      let examples = help.text.components(separatedBy: "EXAMPLES:").dropFirst().joined()
      for line in examples.components(separatedBy: "\n") {
        let command = line.trimmingCharacters(in: .whitespaces)
        guard command.hasPrefix("adhere ") else { continue }
        // Wrapped at the width of the terminal, an example could not be copied.
        #expect(line.utf8.count < 80, "\(line)")
        let run = try CommandRun.shell(command, in: scratch)
        #expect(run.status == 0, "\(command): \(run.errors)")
        count += 1
      }
      #expect(help.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
    #expect(count >= 10)
  }
}
