#if CLI
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces
  import AdhereFilter
  import AdhereJudging
  import ArgumentParser

  /// `adhere filter`.
  struct FilterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "filter",
      abstract: "Passes on the outputs that conform, repaired where a rule can.",
      discussion: """
        An output that conforms is passed on byte for byte. One that does not is
        repaired by the rules that --repair permits; if it still does not conform,
        it is left out and named on standard error, with the reason. adhere explain
        shows one output and its reason in full.

        INPUTS (--input):
          auto      decided from the first bytes; -v says what it was taken for
          text      a line is an output; blank lines are skipped
          document  the whole input is one output
          nul       outputs end with a NUL byte
          record    a JSON object a line, with the output under "raw": the
                    model's text, or an array of {"name", "arguments"}. Beside
                    it "id", "model", "provider", "surface" (json or tool),
                    "schema" or "tools", "tool_choice", "form", "finish_reason",
                    "partial", "prompt" or "messages" (what the user asked),
                    and for traces "session" and "time". What a line asks wins
                    over the flags; where nothing is asked, any JSON conforms
          chat      responses of chat completions: an object a line, or one
                    object over several lines
          responses the same of the Responses API
          messages  the same of Anthropic's Messages
          sse       one streamed response of any of the three, judged while
                    it arrives
          batch     result lines of a batch job of OpenAI, together.ai,
                    Fireworks AI or Anthropic; custom_id is the id

          Of these every choice is an output: its tool calls, or its content.
          Errors of providers are outputs too. Each answer is read as what it
          is, whichever of the three was said.

          A byte order mark at the beginning of an input is left out. Line ends
          may be LF or CR LF, and the last one may be missing.

        OUTPUTS (--output):
          value     the conforming JSON, one a line, calls as an array; the
                    default for text, document and nul
          record    {"id", "model", "outcome", "value" or "calls", "repairs",
                    "violations", "warnings"}, and the "reason" where it is
                    not handed on; exactly one line for each output, in
                    order; the default for records
          envelope  the provider's own object or stream, with only the
                    repaired bytes replaced; the default for chat, responses,
                    messages, sse and batch. Answers that do not conform pass as they came and
                    are named on standard error; -v names the repairs too

        STREAMS (--stream):
          hold      text passes as it comes, structured parts are held until
                    they are judged
          through   everything passes as it comes; the verdict follows as a
                    comment: a line that begins with ": adhere"

          A stream is given up early, and ended by an event with an error
          (--abort):
          never      it is read to its end
          runaway    where it runs away, in white space or in repetition; with
                     --repair none also where it cannot conform any more
          arguments  also where the arguments of a call cannot conform any
                     more, not even repaired; the default
          content    also where the JSON that the content begins with cannot;
                     a second answer behind it is not waited for

        OUTCOMES:
          valid       conforms as it came
          repaired    conforms after the listed repairs
          invalid     read, but violates its schema, and no permitted repair
                      mends it
          unreadable  no JSON and no call could be read where one was due
          truncated   cut off, and therefore not trusted
          no_call     tools were offered, not required, and the model answered
                      with text; as a value, no calls: []
          refused     the provider marked a refusal
          error       the provider answered with an error, or not at all
          unchecked   something was asked that is not judged, such as a grammar:
                      passed on as it came, and named

        EXAMPLES:
          adhere filter --schema person.json < outputs.jsonl > conforming.jsonl
          adhere filter --schema person.json --output record outputs.jsonl
          adhere filter --schema person.json --repair none outputs.jsonl
          adhere filter --repair lossless --allow string-to-number outputs.jsonl
          adhere filter --tools tools.json --tool-choice required < answers.txt
          adhere filter --tools tools.json --form hermes < answers.txt
          adhere filter --store adhere.db --sample-valid 1 requests.jsonl
          adhere filter --input document --schema person.json < answer.md
          adhere filter --input record --jobs 4 --exit-zero < requests.jsonl
          adhere filter --request request.json < response.json
          adhere filter --request request.json --input responses < response.json
          adhere filter --request request.json --stream through < stream.txt
          adhere filter --request batch.jsonl --output record results.jsonl

        SIGNALS:
          SIGTERM, SIGINT and SIGHUP end the reading: what was read is judged,
          written and counted, metrics and OTLP go out, and the status is as
          ever. A second signal ends the run at once.

        EXIT STATUS:
          0  every output ended valid, repaired, no_call or unchecked; also when
             nobody reads what is written any more
          1  some did not
          2  the command itself failed: a flag, a schema, a file
        """)

    @Option(
      help: ArgumentHelp(
        "What the input holds.", valueName: "kind"))
    var input = InputChoice(nil)

    @Option(help: ArgumentHelp("What is written.", valueName: "kind"))
    var output: OutputKind?

    @Option(
      help: ArgumentHelp(
        "How records are written: json, or table, rows of fixed types for whatever reads JSON "
          + "Lines into a table.", valueName: "format"))
    var recordFormat: LineFormat = .json

    @OptionGroup var judging: JudgingOptions
    @OptionGroup var recording: RecordingFlags

    @Option(
      help: ArgumentHelp(
        "Body of the request that is answered, or the input file of the batch: what its tools, "
          + "tool_choice and response_format ask.", valueName: "file"),
      completion: .file(extensions: ["json", "jsonl"]))
    var request: String?

    @Option(help: ArgumentHelp("What happens to structured parts of a stream.", valueName: "mode"))
    var stream: StreamJudge.Mode = .hold

    @Option(help: ArgumentHelp("When a stream is given up before its end.", valueName: "when"))
    var abort: AbortPolicy = .arguments

    @Option(
      help: ArgumentHelp(
        "Longest output; k, m and g stand for KiB, MiB and GiB. A longer one is unreadable.",
        valueName: "size"))
    var maxOutputBytes = ByteSize(bytes: 16 << 20)

    @Flag(help: "Exit with 0 where outputs fail; for engines that take 1 for a crash.")
    var exitZero = false

    @Flag(
      name: .shortAndLong,
      help: "Say what the input was taken for, what was repaired, warnings, and the counts.")
    var verbose = false

    @Argument(
      help: "Inputs, one after the other; without any, standard input.", completion: .file())
    var files: [String] = []

    func validate() throws {
      if recordFormat == .table, output != nil, output != .record {
        throw ValidationError("--record-format table goes with --output record")
      }
      if request != nil, judging.schema != nil || judging.tools != nil {
        throw ValidationError("--request says what was asked; leave --schema and --tools out")
      }
      if judging.form != nil, judging.schema != nil,
        [.text, .document, .nul].contains(input.value)
      {
        throw ValidationError(
          "--form is how calls are written, and --schema asks for none; which --tools are offered?")
      }
      if request != nil, let kind = input.value, !kind.isCompletion {
        throw ValidationError("--request goes with --input chat, responses, messages, sse or batch")
      }
      if output == .envelope, let kind = input.value, !kind.isCompletion {
        throw ValidationError(
          "--output envelope goes with --input chat, responses, messages, sse or batch")
      }
    }

    func run() throws {
      let policy = try judging.repairs.policy()
      let requests = try request.map {
        try RequestFile.read(
          $0, policy, judging.schemaOptions(), judging.form?.value,
          keepsTraces: recording.keepsTraces)
      }
      if let request, let kind = input.value, requests?.contract == nil, requests != nil,
        kind != .batch
      {
        throw CommandError(
          "\(request) holds the requests of a batch: leave out --input \(kind.rawValue), or give "
            + "the body of the one request that was answered")
      }
      var options = FilterOptions(
        input: input.value, output: output ?? (recordFormat == .table ? .record : nil),
        contract: try judging.contract(policy),
        completion: requests?.contract, batch: requests?.batch ?? [:], stream: stream,
        abortPolicy: abort, policy: policy, form: judging.form?.value,
        schemaOptions: judging.schemaOptions(),
        model: judging.model ?? requests?.model,
        provider: judging.provider, maximumOutputBytes: maxOutputBytes.bytes,
        jobs: JudgingOptions.threads(judging.jobs))
      options.recordFormat = recordFormat
      options.recording = try recording.options(judging)
      if let requests {
        options.recording?.request = requests.request
        options.recording?.batch = requests.batchRequests
      }
      try refuseOutputAsInput()
      // Before any thread is started: they are to leave signals to it.
      options.stop = StopSignal()
      let recorder = try BackgroundRecorder(recording, judging)
      let sources = files.map { $0 == "-" ? FilterSource.standardInput : .file($0) }
      let log = FilterLog(isVerbose: verbose, recorder: recorder) { [recording, judging] in
        recording.redact ? try? RedactionFlags.redactor(recording.redactRules, judging) : nil
      }
      let tally: FilterTally
      do {
        tally = try Filter(options).run(
          sources.isEmpty ? [.standardInput] : sources, to: 1, observer: log)
      } catch {
        log.end(nil)
        try recorder.end()
        throw CommandError(error.message)
      }
      log.end(tally)
      if let signal = options.stop?.signal {
        StandardError.write(
          line: "stopped by \(StopSignal.name(signal)); what was read before is judged and written")
      }
      try recorder.end()
      if tally.unreadInputs > 0 { throw ExitCode(2) }
      if tally.failures > 0, !exitZero, !tally.isCutShort { throw ExitCode(1) }
    }

    /// What is written would be read again, without end.
    private func refuseOutputAsInput() throws(CommandError) {
      for path in files.isEmpty ? ["-"] : files {
        if Descriptor.isOpen(path == "-" ? nil : path, as: 1) {
          throw CommandError("\(FileBytes.name(path)) is the output as well: write to another file")
        }
      }
    }
  }
#endif
