#if CLI
  import AdhereJSON
  import AdherePlatform
  import AdhereTraining
  import ArgumentParser

  /// `adhere export lint`.
  struct ExportLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Checks a fine-tuning dataset against what a trainer takes.",
      usage: "adhere export lint <file> --target <target> [<options>]",
      discussion: """
        A finding is a line: file:line: severity [rule] path: message. The rules
        whose names begin with gap are those that no provider's own check has:
        arguments parse, name a declared tool, satisfy its schema, ids pair up,
        chosen and rejected differ.

        EXAMPLES:
          adhere export lint train.jsonl --target together-sft
          adhere export lint train.jsonl --target openai-dpo --disjoint test.jsonl

        EXIT STATUS:
          0  nothing that the target would refuse
          1  errors; with --werror warnings too
          2  the command itself failed: a flag, a file
        """)

    @Option(help: ArgumentHelp("Who is to take it.", valueName: "target"))
    var target: Target

    @Option(
      help: ArgumentHelp("The other split: no prompt may be in both.", valueName: "file"),
      completion: .file(extensions: ["jsonl"]))
    var disjoint: String?

    @Flag(
      name: .customLong("datasets-lt-4.7"),
      help: "For Hugging Face datasets before 4.7: tools and arguments as strings.")
    var oldDatasets = false

    @Flag(help: "Warnings are errors.")
    var werror = false

    @Flag(help: "Write findings as JSON, an object a line.")
    var json = false

    @Option(help: ArgumentHelp("Write at most this many findings.", valueName: "n"))
    var maxFindings: Int?

    @Argument(help: "The dataset; - is standard input.", completion: .file(extensions: ["jsonl"]))
    var file: String

    func validate() throws {
      if oldDatasets, target.forOldDatasets == nil {
        throw ValidationError("--datasets-lt-4.7 is for the targets trl-* and axolotl-*")
      }
    }

    func run() throws {
      let target = (oldDatasets ? target.forOldDatasets : nil) ?? target
      let linter = Linter(target)
      if let disjoint {
        try FileBytes.forEachLine(disjoint) { line throws(CommandError) in
          linter.add(other: line.bytes)
          return true
        }
        linter.begin()
      }
      var writer = FindingWriter(file: file, isJSON: json, limit: maxFindings ?? .max)
      if file != "-", !file.hasSuffix(".jsonl") {
        try writer.write(
          [RowProblem(.error, rule: "file", message: "the name must end in .jsonl, in lower case")])
      }
      var status = stat()
      if !target.takesSymbolicLinks, lstat(file, &status) == 0,
        status.st_mode & S_IFMT == S_IFLNK
      {
        try writer.write(
          [RowProblem(.error, rule: "file", message: "Fireworks takes no symbolic links")])
      }
      try FileBytes.forEachLine(file, keepsReturn: true) { line throws(CommandError) in
        try writer.write(linter.check(line: line.bytes))
        return true
      }
      try writer.write(linter.finish())
      StandardError.write(
        "\(target.name): \(linter.rows) rows, \(writer.errors) errors, "
          + "\(writer.warnings) warnings\n")
      if writer.errors > 0 || werror && writer.warnings > 0 { throw ExitCode(1) }
    }
  }

  /// Writes findings about a dataset to standard output, up to a limit, and counts all of them.
  private struct FindingWriter {
    let file: String
    let isJSON: Bool
    let limit: Int
    var errors = 0
    var warnings = 0

    mutating func write(_ findings: [RowProblem]) throws(CommandError) {
      var out: [UInt8] = []
      for finding in findings {
        if finding.severity == .error { errors += 1 } else { warnings += 1 }
        guard errors + warnings <= limit else { continue }
        out += isJSON ? json(finding) : Array(text(finding).utf8)
      }
      try FileBytes.write(out)
    }

    private func json(_ finding: RowProblem) -> [UInt8] {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("line", finding.line)
      writer.member("severity", finding.severity.rawValue)
      writer.member("rule", finding.rule)
      writer.key("path")
      if let path = finding.path { writer.string(path) } else { writer.null() }
      writer.member("message", finding.message)
      writer.endObject()
      writer.newline()
      return writer.bytes
    }

    private func text(_ finding: RowProblem) -> String {
      let path = finding.path.map { " \($0):" } ?? ""
      // A message may quote the file; it must not steer the terminal.
      return TerminalText.escaped(
        "\(file):\(finding.line): \(finding.severity.rawValue) [\(finding.rule)]\(path) "
          + finding.message) + "\n"
    }
  }
#endif
