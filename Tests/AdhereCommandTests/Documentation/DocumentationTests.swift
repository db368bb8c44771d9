import Foundation
import Testing

/// What README, manual and `--help` show is what the command does.
@Suite struct DocumentationTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A folder in which a session finds what a clone of the repository has.
  private func clone() throws -> Scratch {
    let folder = try Scratch()
    for name in ["corpus", "schemas"] {
      try FileManager.default.createSymbolicLink(
        at: folder.folder.appendingPathComponent(name),
        withDestinationURL: CommandRun.package.appendingPathComponent(name))
    }
    return folder
  }

  /// Every session runs in a folder of its own, so it has to set up what it needs.
  @Test(arguments: DocumentationPage.all)
  func `console sessions come out as the page shows them`(_ page: DocumentationPage) throws {
    for session in try page.sessions {
      let folder = try clone()
      for command in session {
        let run = try CommandRun.shell("{ \(command.line); } 2>&1", in: folder)
        #expect(run.text == command.output, "\(command.line)")
      }
    }
  }

  @Test func `the README is short, and every article of the command has a session`() throws {
    let readme = DocumentationPage.readme
    #expect(try readme.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 201)
    #expect(try readme.sessions.count >= 6)
    let verbs = [
      "Filtering", "Explaining", "WholeAnswers", "Migrating", "MetricsAndStore", "Checking",
      "Schemas",
      "Exporting", "Shaping", "AtScale",
    ]
    for page in DocumentationPage.articles {
      let isOfTheCommand = verbs.contains { page.path.hasSuffix("/\($0).md") }
      #expect(try page.sessions.isEmpty != isOfTheCommand, "\(page.path)")
    }
  }

  @Test func `the repairs of the example, applied to raw, give the value`() throws {
    let session = try #require(
      try DocumentationPage.readme.sessions.first { $0[0].line.hasPrefix("sed ") })
    let given = try record(session[0].output)
    let written = try record(session[1].output)
    var bytes = Array((given["raw"] as? String ?? "").utf8)
    let repairs = try #require(written["repairs"] as? [[String: Any]])
    #expect(!repairs.isEmpty)
    for repair in repairs.reversed() {
      let span = try #require(repair["span"] as? [Int])
      let after = try #require(repair["after"] as? String)
      bytes.replaceSubrange(span[0]..<span[1], with: Array(after.utf8))
    }
    #expect(session[1].output.contains("\"value\":" + String(decoding: bytes, as: UTF8.self) + ","))
  }

  @Test func `the set-up commands are those of the checks`() throws {
    let readme = try DocumentationPage.readme.text
    let checks = try String(
      contentsOf: CommandRun.package.appendingPathComponent(".ci/run"), encoding: .utf8)
    #expect(readme.contains("\n    swift test\n"))
    #expect(checks.contains("\nswift test 2>&1"))
    #expect(readme.contains("swift run adhere filter --exit-zero corpus/demo.jsonl\n"))
    #expect(checks.contains("filter --exit-zero corpus/demo.jsonl"))
    for package in ["libjansson-dev", "libpcre2-dev", "libsqlite3-dev", "pkg-config"] {
      #expect(readme.contains(package) && checks.contains(package))
      #expect(try DocumentationPage.contributing.text.contains(package))
    }
    // A command may go on behind a backslash.
    func joined(_ text: String) -> String { text.replacing(#/ \\\n */#, with: " ") }
    let steps = joined(try DocumentationPage.contributing.text).components(separatedBy: "\n")
      .filter { $0.hasPrefix("    swift ") }.map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(steps.count >= 6)
    let lines = joined(checks).components(separatedBy: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
    for step in steps { #expect(lines.contains { $0.hasPrefix(step) }, "\(step)") }
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
      "", "filter", "explain", "check", "rules", "bowtie", "schema", "schema lint",
      "schema rewrite",
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
