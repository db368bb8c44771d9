#if CLI
  import Adherence
  import ArgumentParser
  import JSONText

  /// Flags of every verb that judges outputs and can keep traces of them.
  struct KeepingOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "Append a trace of every output that was repaired or failed, as JSON Lines.",
        valueName: "file"), completion: .file(extensions: ["jsonl"]))
    var traces: String?

    @Option(
      help: ArgumentHelp(
        "Keep this share of the valid outputs too, 0 to 1.", valueName: "share"))
    var sampleValid: Double = 0

    func validate() throws {
      guard sampleValid >= 0, sampleValid <= 1 else {
        throw ValidationError("--sample-valid must be 0 to 1, the share that is kept")
      }
      if sampleValid > 0, traces == nil {
        throw ValidationError("--sample-valid needs --traces: where are they kept?")
      }
    }

    /// What a filter has to keep; nil where nothing was asked for.
    func recording(_ judging: JudgingOptions) throws(CommandError) -> RecordingOptions? {
      guard traces != nil else { return nil }
      return RecordingOptions(
        validShare: sampleValid, request: try judging.request(), keepsTraces: true)
    }
  }

  extension JudgingOptions {
    /// What the flags ask, as traces tell it.
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

    /// Line ends can only stand between the tokens of JSON.
    private static func onOneLine(_ json: [UInt8]) -> [UInt8] {
      let json = json.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
      guard let end = json.lastIndex(where: { $0 > 0x20 }) else { return json }
      return Array(json[...end])
    }
  }
#endif
