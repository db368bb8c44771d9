#if CLI
  import AdherePlatform
  import AdhereTraces
  import AdhereTallies
  import ArgumentParser
  import AdhereJSON

  /// Flags of every verb that judges outputs: where traces and counts of them go.
  struct RecordingFlags: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "Count every output in this store, and keep a trace of every one that was repaired or "
          + "failed. Made where it is not there; several processes may write it.",
        valueName: "file"), completion: .file(extensions: ["db"]))
    var store: String?

    @Flag(
      help:
        "Stop with status 2 where --store or --traces cannot keep something, before the outputs are written."
    )
    var storeRequired = false

    @Option(
      help: ArgumentHelp(
        "Seconds to wait for a store that another process has locked.", valueName: "seconds"))
    var storeWait: Double = 10

    @Option(
      help: ArgumentHelp(
        "What an output waits for: normal, until the system has its trace; full, until the disk "
          + "has it, so that power loss costs nothing that came out.", valueName: "how"))
    var storeSync: StoreSync = .normal

    @Option(
      help: ArgumentHelp(
        "Bytes of the store beyond which the oldest traces go; k, m and g stand for KiB, MiB and GiB.",
        valueName: "size"))
    var storeMaxBytes: ByteSize?

    @Option(
      help: ArgumentHelp(
        "Append the traces to this file, as JSON Lines. With codes in its path (dt=%Y-%m-%d/%h-%p.jsonl; "
          + "%H %M the time in UTC, %n a number, %% a percent sign) files follow one another, each "
          + "whole when it gets its name.", valueName: "file"),
      completion: .file(extensions: ["jsonl"]))
    var traces: String?

    @Option(
      help: ArgumentHelp(
        "How they are written: json, or table, rows of fixed types for whatever reads JSON Lines "
          + "into a table.", valueName: "format"))
    var tracesFormat: LineFormat = .json

    @Option(
      help: ArgumentHelp(
        "Bytes with which a file of --traces with codes ends, 64m by default.", valueName: "size"))
    var tracesMaxBytes: ByteSize?

    @Option(
      help: ArgumentHelp(
        "Seconds after which a file of --traces with codes ends, 300 by default.",
        valueName: "seconds"))
    var tracesMaxAge: Double?

    @Option(
      help: ArgumentHelp(
        "Keep traces of this share of the valid outputs too, 0 to 1. Datasets and evaluation cases "
          + "need them, all of them as a rule: 1; see adhere export.", valueName: "share"))
    var sampleValid: Double = 0

    @Option(
      help: ArgumentHelp(
        "Days after which the traces have to go; adhere traces purge --expired does it.",
        valueName: "days"))
    var retain: Int?

    @Option(
      help: ArgumentHelp(
        "Write the counts of the run to this file, whole or not at all.", valueName: "file"),
      completion: .file(extensions: ["prom", "json"]))
    var metrics: String?

    @Option(
      help: ArgumentHelp(
        "Write them again every so many seconds while the run goes on, 0 at its end alone.",
        valueName: "seconds"))
    var metricsEvery: Double = 15

    @Option(help: ArgumentHelp("How to write them.", valueName: "format"))
    var metricsFormat: Metrics.Format = .prometheus

    @Option(
      help: ArgumentHelp(
        "Send the counts of the run to this OTLP/HTTP endpoint, such as http://localhost:4318.",
        valueName: "url"))
    var otlp: String?

    @Flag(help: "End with status 2 where --otlp cannot send them; else that is said alone.")
    var otlpRequired = false

    @Flag(
      inversion: .prefixedNo,
      help:
        "Replace secrets and personal data in traces, counts and messages by placeholders.")
    var redact = true

    @Option(
      help: ArgumentHelp(
        "Redaction rules beyond our own, as JSON; see schemas/redaction-rules.schema.json.",
        valueName: "file"), completion: .file(extensions: ["json"]))
    var redactRules: String?

    enum StoreSync: String, ExpressibleByArgument, CaseIterable { case normal, full }

    /// Whether the counts of the run are written to a file or sent.
    var countsRun: Bool { metrics != nil || otlp != nil }

    var keepsTraces: Bool { store != nil || traces != nil }

    func validate() throws {
      guard sampleValid >= 0, sampleValid <= 1 else {
        throw ValidationError("--sample-valid must be 0 to 1, the share that is kept")
      }
      if sampleValid > 0, !keepsTraces {
        throw ValidationError("--sample-valid needs --store or --traces: where are they kept?")
      }
      if tracesMaxBytes != nil || tracesMaxAge != nil,
        !(traces.map(TracePathTemplate.isOne) ?? false)
      {
        throw ValidationError(
          "--traces-max-bytes and --traces-max-age need --traces with codes in its path: "
            + "dt=%Y-%m-%d/%h-%p.jsonl")
      }
      if let tracesMaxAge, !(1...604_800).contains(tracesMaxAge) {
        throw ValidationError("--traces-max-age must be 1 to 604800 seconds")
      }
      if tracesFormat != .json, traces == nil {
        throw ValidationError("--traces-format needs --traces")
      }
      if storeRequired, !keepsTraces {
        throw ValidationError("--store-required needs --store or --traces")
      }
      guard storeWait >= 0, storeWait <= 3600 else {
        throw ValidationError("--store-wait must be 0 to 3600 seconds")
      }
      guard metricsEvery >= 0, metricsEvery <= 86_400 else {
        throw ValidationError("--metrics-every must be 0 to 86400 seconds")
      }
      if otlpRequired, otlp == nil { throw ValidationError("--otlp-required needs --otlp") }
      if let retain, !(0...36_500).contains(retain) {
        throw ValidationError("--retain must be 0 to 36500 days")
      }
    }

    /// What the filter records; nil where no flag wants anything recorded.
    func options(_ judging: JudgingOptions) throws(CommandError) -> RecordingOptions? {
      guard keepsTraces || countsRun else { return nil }
      var options = RecordingOptions(
        validShare: sampleValid, keepsTraces: keepsTraces)
      options.keepsTallies = store != nil || countsRun
      if keepsTraces { options.request = try judging.request() }
      if let retain {
        options.rights.retainUntil = Timestamp(
          milliseconds: Timestamp.now().milliseconds + retain * 86_400_000)
      }
      return options
    }
  }

  extension JudgingOptions {
    /// The request that the flags stand for, as traces keep it.
    func request() throws(CommandError) -> Trace.Request {
      var request = Trace.Request()
      if let schema { request.schema = Self.onOneLine(try FileBytes.read(schema)) }
      if let tools {
        request.tools = Self.onOneLine(try FileBytes.read(tools))
        request.toolChoice = toolChoice.map {
          var writer = JSONWriter()
          writer.string($0)
          return writer.bytes
        }
      }
      return request
    }

    /// On one line, without the line ends and spaces at the end of the file.
    private static func onOneLine(_ json: [UInt8]) -> [UInt8] {
      let json = JSONWriter.onOneLine(json)
      guard let end = json.lastIndex(where: { $0 > 0x20 }) else { return json }
      return Array(json[...end])
    }
  }
#endif
