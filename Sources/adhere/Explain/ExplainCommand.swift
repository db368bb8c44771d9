#if CLI
  import AdhereFilter
  import AdhereJudging
  import AdherePlatform
  import AdhereTallies
  import ArgumentParser

  /// `adhere explain`.
  struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Shows what was read in an output, what was changed, and why it failed.",
      discussion: """
        The output is judged as adhere filter judges it, and a page is written for
        each: the outcome and its reason, the text with what was taken out marked
        [-so-], what was put in {+so+}, and the place that stood against it
        [?so?]; every step with its rule and tier; violations, warnings, readings
        that were thrown out, and what is emitted. Control characters are shown
        as pictures. Of long texts the lines around the marks are shown.

        INPUTS (--input):
          auto      decided from the first bytes: records and whole answers are
                    seen; anything else is one document
          document  the whole input is one output
          record    a JSON object a line, as adhere filter reads them; traces
                    are records too

          The other kinds of adhere filter are taken too.

        EXAMPLES:
          adhere explain --schema person.json < answer.md
          adhere explain --tools tools.json answer.md
          adhere explain --schema person.json --repair guess answer.md
          adhere explain --input record requests.jsonl
          adhere explain --color never answer.md > page.txt

        EXIT STATUS:
          0  every output was explained, whatever became of it
          2  the command itself failed: a flag, a schema, a file, a record
        """)

    @Option(help: ArgumentHelp("What the input holds.", valueName: "kind"))
    var input = InputChoice(nil)

    @OptionGroup var judging: JudgingOptions

    @Option(
      help: ArgumentHelp(
        "Use colours; auto does on a terminal, where NO_COLOR is not set.", valueName: "when"))
    var color: ColourChoice = .auto

    @Argument(
      help: "Inputs, one after the other; without any, standard input.", completion: .file())
    var files: [String] = []

    func run() throws {
      let policy = try judging.repairs.policy()
      var options = FilterOptions(
        input: input.value, output: .record, contract: try judging.contract(policy),
        policy: policy, form: judging.form?.value, schemaOptions: judging.schemaOptions(),
        model: judging.model,
        provider: judging.provider, maximumOutputBytes: 1 << 30)
      options.textKind = .document
      // Every output becomes a trace, which holds all that there is to show; none is kept.
      options.recording = RecordingOptions(validShare: 1)
      options.recording?.keepsTallies = false
      let nowhere = try CommandError.converting { () throws(IOError) in
        try Descriptor.open("/dev/null", O_WRONLY)
      }
      defer { Descriptor.close(nowhere) }
      let log = ExplainLog(Screen.standardOutput(color))
      for path in files.isEmpty ? ["-"] : files {
        log.begin(files.count > 1 ? FileBytes.name(path) : nil)
        let source = path == "-" ? FilterSource.standardInput : .file(path)
        let tally = try CommandError.converting { () throws(IOError) in
          try Filter(options).run([source], to: nowhere, observer: log)
        }
        log.end(tally)
      }
      if let failure = log.failure { throw failure }
      if log.hasErrors { throw ExitCode(2) }
    }
  }
#endif
