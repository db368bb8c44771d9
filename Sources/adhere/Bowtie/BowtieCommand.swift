#if CLI
  import AdhereSchema
  import ArgumentParser

  /// `adhere bowtie`.
  struct BowtieCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "bowtie",
      abstract: "Speaks Bowtie's harness protocol on standard input and output.",
      usage: "adhere bowtie [<options>]",
      discussion: """
        Bowtie (https://bowtie.report) compares implementations of JSON Schema. It
        sends a JSON object a line and gets one back for each: start, dialect, run,
        stop (IHOP version 1). What cannot be done is answered with "errored".

        The protocol has no word for modes; flags set them for the whole session.

        EXAMPLES:
          echo '{"cmd":"start","version":1}' | adhere bowtie

        EXIT STATUS:
          0  stopped, or the end of the input was reached
          2  the command itself failed
        """)

    @Flag(help: "Enforce format in drafts that leave it as a remark. Draft v1 does in any case.")
    var assertFormats = false

    @Flag(help: "Leave format as a remark in draft v1 too.")
    var annotateFormats = false

    @Flag(help: "Accept unknown keywords in draft v1, as earlier drafts do.")
    var lenient = false

    @Option(
      help: ArgumentHelp(
        "Where the source code is published; the answer to start has to name it.",
        valueName: "url"))
    var repository: String?

    func validate() throws {
      if assertFormats, annotateFormats {
        throw ValidationError("--assert-formats and --annotate-formats exclude each other")
      }
    }

    func run() throws {
      let options = SchemaOptions(
        assertFormats: assertFormats, annotateFormats: annotateFormats, lenient: lenient)
      var harness = BowtieHarness(
        version: Adhere.configuration.version,
        repository: repository ?? BowtieImplementation.exampleRepository,
        options: options)
      try FileBytes.forEachLine("-") { line throws(CommandError) in
        if line.isBlank { return true }
        guard case .line(let answer) = harness.answer(line.bytes) else { return false }
        return try FileBytes.write(answer + [UInt8(ascii: "\n")])
      }
    }
  }
#endif
