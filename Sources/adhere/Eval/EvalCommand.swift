#if CLI
  import AdhereJudging
  import AdherePlatform
  import AdhereRepair
  import AdhereReport
  import AdhereTraces
  import AdhereWire
  import ArgumentParser

  /// `adhere eval`.
  struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "eval",
      abstract: "Scores outputs of models against evaluation cases.",
      usage: "adhere eval --cases <file> [<options>] <outputs> ...",
      discussion: """
        Cases are those of adhere export --target eval: requests with what is
        accepted in answer. Outputs are records as adhere filter reads them, or
        traces, an object a line: "raw", "model", "finish_reason", and the id of
        the case as "id" or "case"; without one the request tells the case. A file
        whose lines name no model is one model, called as the file.

        Scored is what conforms and what is right, as it came and after repair;
        what calls a tool where the case needs none, or none where one is due;
        and calls that cannot be read. Right is what the case accepts: by equality
        the very calls, or the very value, else what conforms and calls a tool
        where one is due. Every further model is compared with the first, paired
        by case.

        A set of cases that failed once flatters every later model: a second
        sample of the same model passes many of them by chance. Keep cases of what
        passed, too (adhere filter --sample-valid 1).

        EXAMPLES:
          adhere export --target eval --store adhere.db -o cases
          adhere eval --cases cases.jsonl base.jsonl tuned.jsonl
          adhere eval --cases cases.jsonl --form hermes base.jsonl tuned.jsonl
          adhere eval --cases cases.jsonl --json tuned.jsonl > scores.json
          adhere eval --cases cases.jsonl --html scores.html tuned.jsonl

        EXIT STATUS:
          0  the outputs were scored
          1  no output answers a case
          2  the command itself failed: a flag, a file
        """)

    @Option(
      help: ArgumentHelp("Cases; several files by repeating.", valueName: "file"),
      completion: .file(extensions: ["jsonl"]))
    var cases: [String]

    @OptionGroup(title: "Judging")
    var judging: EvalJudging

    @Option(
      help: ArgumentHelp("Write a page to this file; - is standard output.", valueName: "file"),
      completion: .file(extensions: ["html"]))
    var html: String?

    @Flag(help: "Write JSON (schemas/evaluation.schema.json).")
    var json = false

    @Argument(help: "Outputs, a file a model as a rule.", completion: .file(extensions: ["jsonl"]))
    var outputs: [String]

    func validate() throws {
      if cases.isEmpty { throw ValidationError("--cases is missing: what is accepted in answer?") }
      if outputs.isEmpty { throw ValidationError("no outputs: which file are they in?") }
      if json, html == "-" {
        throw ValidationError("--json and --html - both write to standard output")
      }
    }

    func run() throws {
      let judge = try judging.judge()
      let items = try CaseFiles.read(cases) { (item) throws(InputError) in
        _ = try judge.contract(item.trace())
      }
      var evaluation = Evaluation(items) { judge.judge($0) }
      evaluation.form = judging.form?.value.rawValue
      let names = outputs.map(EvalCommand.model)
      for (path, short) in zip(outputs, names) {
        // Files that are called alike in two folders are two models.
        let name = names.count { $0 == short } > 1 ? path : short
        try FileBytes.forEachLine(path) { line throws(CommandError) in
          guard !line.isBlank else { return true }
          do throws(EvaluationError) {
            evaluation.add(try EvaluationOutput(line: line.bytes), of: name)
          } catch { throw CommandError("\(line.file):\(line.number): \(error.message)") }
          return true
        }
      }
      try write(evaluation)
      if evaluation.rows.isEmpty {
        StandardError.write(
          line: "none of \(evaluation.strangers) outputs answers a case: give them the ids of the "
            + "cases, or their messages and tools")
        throw ExitCode(1)
      }
    }

    private func write(_ evaluation: Evaluation) throws(CommandError) {
      if let html {
        let page = Array(evaluation.html().utf8)
        if html == "-" {
          try FileBytes.write(page)
        } else {
          try FileBytes.replace(html, with: page)
        }
      }
      if json {
        try FileBytes.write(evaluation.json())
      } else if html == nil {
        try FileBytes.write(Array(TerminalText.escaped(evaluation.text(), keepsLines: true).utf8))
      }
    }

    /// What a file's model is called: the file without folder and extension.
    private static func model(of path: String) -> String {
      if path == "-" { return "standard input" }
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return name.hasSuffix(".jsonl") ? String(name.dropLast(6)) : name
    }
  }
#endif
