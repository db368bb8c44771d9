import Foundation
import Testing

/// Flags, verbs and exit codes.
@Suite struct AdhereTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private let ageSchema =
    #"{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]}"#

  @Test func `exit codes are those of grep`() throws {
    try scratch.file("s.json", ageSchema)
    let good = try CommandRun.adhere(
      "filter", "--schema", "s.json", input: "{\"age\":5}\n", in: scratch)
    #expect(good.status == 0)
    let bad = try CommandRun.adhere(
      "filter", "--schema", "s.json", input: "{\"age\":5}\n{\"age\":[]}\n", in: scratch)
    #expect(bad.status == 1)
    #expect(bad.text == "{\"age\":5}\n")
    let tolerated = try CommandRun.adhere(
      "filter", "--schema", "s.json", "--exit-zero", input: "{\"age\":[]}\n", in: scratch)
    #expect(tolerated.status == 0)
    #expect(tolerated.errors == "adhere: line 1: invalid: /age must be integer\n")
    let wrong = try CommandRun.adhere("filter", "--no-such-flag", "--exit-zero", in: scratch)
    #expect(wrong.status == 2)
  }

  @Test func `a failure is named with its file and line`() throws {
    try scratch.file("s.json", ageSchema)
    try scratch.file("a.jsonl", "{\"age\":5}\n\n{\"age\":[]}\n")
    let run = try CommandRun.adhere("filter", "--schema", "s.json", "a.jsonl", in: scratch)
    #expect(run.errors == "adhere: a.jsonl:3: invalid: /age must be integer\n")
  }

  @Test func `repairs can be switched`() throws {
    try scratch.file("s.json", ageSchema)
    func outcome(_ flags: String) throws -> String? {
      let script =
        "echo '{\"age\":\"5\",}' | adhere filter --output record --schema s.json \(flags)"
      return try record(try CommandRun.shell(script, in: scratch).text)["outcome"] as? String
    }
    #expect(try outcome("") == "repaired")
    #expect(try outcome("--repair none") != "repaired")
    #expect(try outcome("--repair lossless") == "invalid")
    #expect(try outcome("--repair lossless --allow string-to-number") == "repaired")
    #expect(try outcome("--deny string-to-number") == "invalid")
    #expect(try outcome("--repair none --allow trailing-comma,string-to-number") == "repaired")
    #expect(
      try outcome("--repair none --allow trailing-comma --allow string-to-number") == "repaired")
  }

  @Test func `a rule that does not exist is answered with the nearest`() throws {
    let run = try CommandRun.adhere("filter", "--deny", "trailing_coma", in: scratch)
    #expect(
      run.errors
        == "adhere: --deny: there is no rule \"trailing_coma\"; did you mean \"trailing-comma\"?\n")
    #expect(run.status == 2)
    let other = try CommandRun.adhere("rules", "qqqqqqqq", in: scratch)
    #expect(other.errors.contains("adhere rules lists them"))
    #expect(other.status == 2)
  }

  @Test func `wrong flags exit with 2 and say why`() throws {
    for (arguments, word) in [
      (["filter", "--jobs", "many"], "--jobs"), (["filter", "--jobs", "-1"], "--jobs"),
      (["filter", "--max-output-bytes", "10q"], "--max-output-bytes"),
      (["filter", "--max-output-bytes", "0"], "--max-output-bytes"),
      (["filter", "--repair", "all"], "--repair"), (["filter", "--input", "csv"], "--input"),
      (["filter", "--output", "lines"], "--output"),
      (["filter", "--input", "text", "--output", "envelope"], "--output envelope goes with"),
      (["filter", "--request", "a", "--schema", "b"], "leave --schema and --tools out"),
      (["filter", "--request", "a", "--input", "text"], "--request goes with"),
      (["check", "a.json"], "--embeddings"), (["check", "--dimensions", "3", "--rerank"], "needs"),
      (["filter", "--schema", "a", "--tools", "b"], "exclude each other"),
      (["filter", "--input", "text", "--schema", "a", "--form", "hermes"], "which --tools"),
      (["filter", "--tool-choice", "auto"], "needs --tools"),
      (["filter", "--draft", "5"], "--draft"), (["fliter"], "did you mean \"filter\"?"),
    ] {
      let line = arguments.map { "'\($0)'" }.joined(separator: " ")
      let run = try CommandRun.shell("adhere \(line)", in: scratch)
      #expect(run.status == 2, "\(line)")
      #expect(run.errors.contains(word), "\(line): \(run.errors)")
      #expect(run.text == "", "\(line)")
    }
  }

  @Test func `every flag is explained`() throws {
    let run = try CommandRun.adhere("filter", "--help", in: scratch)
    for flag in [
      "--input", "--output", "--schema", "--tools", "--tool-choice", "--model", "--provider",
      "--repair", "--allow", "--deny", "--draft", "--assert-formats", "--max-output-bytes",
      "--jobs", "--request", "--stream", "--exit-zero", "--verbose", "EXAMPLES", "EXIT STATUS",
      "OUTCOMES", "--store", "--traces", "--metrics",
    ] { #expect(run.text.contains(flag), "\(flag)") }
    #expect(run.status == 0)
    for verb in ["filter", "rules"] {
      #expect(try CommandRun.adhere("--help", in: scratch).text.contains(verb))
    }
  }

  @Test func `the version and the completions can be had`() throws {
    let version = try CommandRun.adhere("--version", in: scratch)
    #expect(version.status == 0)
    #expect(version.text.first?.isNumber == true)
    for shell in ["bash", "zsh", "fish"] {
      let run = try CommandRun.adhere("--generate-completion-script", shell, in: scratch)
      #expect(run.status == 0)
      #expect(run.text.contains("max-output-bytes"))
    }
  }

  @Test func `verbose ends with the counts`() throws {
    let run = try CommandRun.adhere("filter", "-v", input: "1\n2\n", in: scratch)
    #expect(
      run.errors.contains("adhere: 2 outputs, 2 valid, 0 repaired, 0 failed, "))
  }

  @Test func `calls are judged against the tools of the flags`() throws {
    try scratch.file(
      "tools.json",
      #"[{"type":"function","function":{"name":"f","parameters":{"type":"object","#
        + #""properties":{"a":{"type":"integer"}},"required":["a"]}}}]"#)
    let run = try CommandRun.adhere(
      "filter", "--tools", "tools.json", "--output", "record",
      input: "{\"name\":\"f\",\"arguments\":{\"a\":1}}\nJust text.\n", in: scratch)
    let records = try run.lines.map(record)
    #expect(records.count == 2)
    #expect((records[0]["calls"] as? [[String: Any]])?.first?["name"] as? String == "f")
    #expect(records[1]["outcome"] as? String == "no_call")
    let required = try CommandRun.adhere(
      "filter", "--tools", "tools.json", "--tool-choice", "required", input: "Just text.\n",
      in: scratch)
    #expect(required.status == 1)
  }
}
