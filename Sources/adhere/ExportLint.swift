#if CLI
  import ArgumentParser
  import AdhereTraining
  import AdhereJSON

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// `adhere export lint`.
  struct ExportLint: ParsableCommand {
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
    var target: TargetName

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
      if oldDatasets, target.target.forOldDatasets == nil {
        throw ValidationError("--datasets-lt-4.7 is for the targets trl-* and axolotl-*")
      }
    }

    func run() throws {
      let target = oldDatasets ? self.target.target.forOldDatasets! : self.target.target
      let linter = Linter(target)
      if let disjoint {
        let reader = try LineReader(disjoint)
        while let line = try reader.line() { linter.add(other: line) }
        linter.begin()
      }
      var told = Told(file: file, isJSON: json, limit: maxFindings ?? .max)
      if file != "-", !file.hasSuffix(".jsonl") {
        try told.tell(
          [RowProblem(.error, rule: "file", message: "the name must end in .jsonl, in lower case")])
      }
      var status = stat()
      if !target.takesSymbolicLinks, lstat(file, &status) == 0,
        status.st_mode & S_IFMT == S_IFLNK
      {
        try told.tell([
          RowProblem(.error, rule: "file", message: "Fireworks takes no symbolic links")
        ])
      }
      let reader = try LineReader(file)
      while let line = try reader.line(keepsReturn: true) {
        try told.tell(linter.check(line: line))
      }
      try told.tell(linter.finish())
      StandardError.write(
        "\(target.name): \(linter.rows) rows, \(told.errors) errors, \(told.warnings) warnings\n")
      if told.errors > 0 || werror && told.warnings > 0 { throw ExitCode(1) }
    }

    /// Findings as they are written.
    private struct Told {
      let file: String
      let isJSON: Bool
      let limit: Int
      var errors = 0
      var warnings = 0

      mutating func tell(_ findings: [RowProblem]) throws {
        var out = JSONWriter()
        var text = ""
        for finding in findings {
          if finding.severity == .error { errors += 1 } else { warnings += 1 }
          guard errors + warnings <= limit else { continue }
          if isJSON {
            out.beginObject()
            out.member("line", finding.line)
            out.member("severity", finding.severity.rawValue)
            out.member("rule", finding.rule)
            out.key("path")
            if let path = finding.path { out.string(path) } else { out.null() }
            out.member("message", finding.message)
            out.endObject()
            out.newline()
          } else {
            let path = finding.path.map { " \($0):" } ?? ""
            text +=
              "\(file):\(finding.line): \(finding.severity.rawValue) [\(finding.rule)]\(path) "
            // A message may quote the file; it must not steer the terminal.
            text += String(
              String.UnicodeScalarView(
                finding.message.unicodeScalars.map {
                  $0.value < 0x20 || $0.value == 0x7F ? " " : $0
                }))
            text += "\n"
          }
        }
        _ = try FileBytes.write(isJSON ? out.bytes : Array(text.utf8))
      }
    }
  }
#endif
