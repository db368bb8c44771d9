#if CLI
  import AdhereTraces
  import AdherePlatform
  import AdhereTraining
  import ArgumentParser

  #if Store
    import AdhereStore
  #endif

  /// `adhere export dataset`, which is what `adhere export` does.
  struct ExportDatasetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "dataset",
      abstract: "Makes a fine-tuning dataset of traces.",
      usage: "adhere export --target <target> --store <file> -o <name> [<options>]",
      discussion: """
        WHAT IS LEARNT:
          the output after lossless and safe repairs, a later attempt that went
          well, or a person's answer; never the result of a guess unless
          --allow-guess names its rule. A share of outputs that passed as they
          came is mixed in. What was rejected stands as the model wrote it.

        Every row is judged before it is written: arguments parse, name an
        offered tool, satisfy its schema, ids pair up. What is left out is
        counted by reason, on standard error and in the manifest. Secrets and
        personal data are replaced first, where that was not done yet.

        What the rows teach beside that is said: rows that all call a tool teach
        to call one where none fits. --mix takes passing rows and rows without a
        call too, in the shares that are recommended.

        FILES:
          NAME.jsonl             the rows; with --validation and --test
                                 NAME.train.jsonl, NAME.validation.jsonl and
                                 NAME.test.jsonl; with --shard NAME-00001.jsonl
          NAME.manifest.json     counts, digests, options
          NAME.provenance.jsonl  the trace of each row

        The same traces and options give the same bytes.

        EXAMPLES:
          adhere export --target together-sft --store adhere.db --mix -o weather
          adhere export --target fireworks-dpo --store adhere.db --since 7d -o p
          adhere export --target eval --traces march.jsonl -o cases
          adhere export --target trl-sft --traces traces.jsonl -o train \\
            --validation 0.1 --against cases.jsonl

        EXIT STATUS:
          0  the dataset was written
          1  it has no row, or breaks a limit of its target
          2  the command itself failed: a flag, a file
        """)

    @Option(help: ArgumentHelp("What is written; see adhere export targets.", valueName: "target"))
    var target: Target

    @Option(
      help: ArgumentHelp(
        "Store to read, as filter --store makes it. May be repeated.", valueName: "file"),
      completion: .file(extensions: ["db"]))
    var store: [String] = []

    @Option(
      help: ArgumentHelp(
        "Traces to read, as filter --traces writes them; - is standard input. May be repeated.",
        valueName: "file"), completion: .file(extensions: ["jsonl"]))
    var traces: [String] = []

    @Option(
      name: .shortAndLong, help: ArgumentHelp("Path of the dataset.", valueName: "name"))
    var output: String

    @OptionGroup(title: "Which Traces")
    var which: QueryOptions

    @Flag(
      inversion: .prefixedNo,
      help: "Replace secrets and personal data by placeholders, where that was not done yet.")
    var redact = true

    @Option(
      help: ArgumentHelp(
        "Redaction rules beyond our own, as JSON; see schemas/redaction-rules.schema.json.",
        valueName: "file"), completion: .file(extensions: ["json"]))
    var redactRules: String?

    @Flag(
      help: ArgumentHelp(
        "Take the recommended mix of answers and say its shares: a quarter that passed, a tenth "
          + "without a call, the rest mended. Needs traces of what passed: filter --sample-valid 1."
      ))
    var mix = false

    @Option(
      help: ArgumentHelp(
        "Share of rows that passed as they came, 0 to 1; 1 keeps all. 0.25 without it.",
        valueName: "share"))
    var passing: Double?

    @Option(
      help: ArgumentHelp(
        "Share of rows in which no tool was needed, 0 to 1; 1 keeps all. 0.1 without it.",
        valueName: "share"))
    var noCall: Double?

    @Option(
      help: ArgumentHelp(
        "Most rows with the same tool, failure and schema; 0 for any number.", valueName: "n"))
    var cap = 1000

    @Option(help: ArgumentHelp("Most rows of the same tool.", valueName: "n"))
    var capTool: Int?

    @Option(help: ArgumentHelp("Most rows with the same failure.", valueName: "n"))
    var capFailure: Int?

    @Option(help: ArgumentHelp("Most rows with the same schema or tools.", valueName: "n"))
    var capSchema: Int?

    @Option(
      help: ArgumentHelp(
        "For together: weights by which every tool, failure or model counts the same in sum.",
        valueName: "tool|failure|model"))
    var balance: CurationOptions.Group?

    @Flag(help: "Leave out rows that are almost the same as one before.")
    var nearDedup = false

    @Option(
      help: ArgumentHelp(
        "Rows that --near-dedup remembers, 260 bytes each; half of them at least are compared.",
        valueName: "n"))
    var nearWindow = 1_000_000

    @Option(help: ArgumentHelp("Share of sessions for validation.", valueName: "share"))
    var validation = 0.0

    @Option(help: ArgumentHelp("Share of sessions for test.", valueName: "share"))
    var test = 0.0

    @Option(help: ArgumentHelp("Changes which sessions go where.", valueName: "text"))
    var salt = ""

    @Option(
      help: ArgumentHelp(
        "Evaluation cases, or rows, whose prompts must not be trained on. May be repeated.",
        valueName: "file"), completion: .file(extensions: ["jsonl"]))
    var against: [String] = []

    @Option(
      help: ArgumentHelp(
        "Share of its question's 24-grams that a row may have in common with a case of --against, up to 1; 1 permits all but the same question.",
        valueName: "share"))
    var againstOverlap = 0.8

    @Option(
      help: ArgumentHelp(
        "Guess-tier rule whose repairs may be learnt; several with commas or by repeating.",
        valueName: "rule"))
    var allowGuess: [String] = []

    @Flag(help: "Only traces whose person agreed to training.")
    var requireConsent = false

    @Flag(help: "Only traces that were redacted before they were written.")
    var requireRedaction = false

    @Option(help: ArgumentHelp("Licences that are accepted, such as MIT.", valueName: "licence"))
    var licence: [String] = []

    @Option(
      help: ArgumentHelp(
        "The moment retention is compared with; without it, now.", valueName: "time"))
    var asOf: String?

    @Flag(help: "Put _ for characters of tools' names that no API takes, such as dots.")
    var renameTools = false

    @Option(help: ArgumentHelp("Most calls of an answer.", valueName: "n"))
    var maxCalls: Int?

    @Flag(
      name: .customLong("datasets-lt-4.7"),
      help: "For Hugging Face datasets before 4.7: tools and arguments as strings.")
    var oldDatasets = false

    @Flag(
      help: "For trl-sft: prompt and completion in place of messages; the answer alone is learnt.")
    var promptCompletion = false

    @Option(
      help: ArgumentHelp(
        "Begin another file beyond this size; k, m and g stand for KiB, MiB and GiB.",
        valueName: "size"))
    var shard: ByteSize?

    @Option(
      help: ArgumentHelp(
        "Threads that make rows; 0 takes one for each processor. The rows are the same.",
        valueName: "n"))
    var jobs = 0

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
      do {
        try export()
      } catch let error as any UserFacingError {
        throw CommandError(error.message)
      }
    }

    private func export() throws {
      var target = target
      // Both exist: validate() has looked.
      if oldDatasets, let old = target.forOldDatasets { target = old }
      if promptCompletion, let completions = target.withCompletions { target = completions }
      try refuseToOverwriteInputs()
      let exporter = try Exporter(
        target, try exportOptions(), output: output, isDated: asOf != nil)
      let threads = JudgingOptions.threads(jobs)
      let progress = ExportProgress(isSilent: quiet)
      for source in try sources() {
        try exporter.add(contentsOf: source, jobs: threads) {
          progress.show(traces: exporter.traces, candidates: exporter.candidates)
        }
      }
      let summary = try exporter.finish()
      progress.end()
      if !quiet { StandardError.write(ExportSummaryText.text(summary, target)) }
      if summary.rows == 0 || !summary.warnings.isEmpty { throw ExitCode(1) }
    }

    /// Stores first, then files, each in the order of the flags.
    private func sources() throws -> [any TraceSource] {
      var sources: [any TraceSource] = []
      #if Store
        for path in store {
          sources.append(
            StoreTraceSource(store: try StoreOptions.open(path, .read), query: which.query()))
        }
      #else
        if !store.isEmpty {
          throw CommandError("--store: this adhere was built without the trait Store")
        }
      #endif
      for path in traces { sources.append(try TraceFileReader(path)) }
      return sources
    }

    /// A dataset with the name of one of its inputs would take the input's place.
    private func refuseToOverwriteInputs() throws(CommandError) {
      let base = output.hasSuffix(".jsonl") ? String(output.dropLast(6)) : output
      var written = stat()
      guard stat("\(base).jsonl", &written) == 0 else { return }
      for path in traces + against + store {
        var read = stat()
        guard stat(path, &read) == 0 else { continue }
        if read.st_dev == written.st_dev, read.st_ino == written.st_ino {
          throw CommandError("\(path) is read, and would be written over: choose another --output")
        }
      }
    }
  }
#endif
