#if CLI
  import AdhereJudging
  import AdherePlatform
  import AdhereWire
  import AdhereRepair
  import AdhereSchema
  import ArgumentParser

  /// Flags of every verb that judges outputs: against what, and with which repairs.
  struct JudgingOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "JSON Schema that outputs have to conform to.", valueName: "file"),
      completion: .file(extensions: ["json"]))
    var schema: String?

    @Option(
      help: ArgumentHelp(
        "Tools that were offered, as JSON, in any form providers take.", valueName: "file"),
      completion: .file(extensions: ["json"]))
    var tools: String?

    @Option(
      help: ArgumentHelp(
        "What the request said about calling tools: auto, required, none, or a tool's name.",
        valueName: "choice"))
    var toolChoice: String?

    @Option(
      help: ArgumentHelp(
        "How calls were asked to be written: \(Form.list). Calls in this form are valid as they "
          + "came, in another one repaired; without it any form will do.", valueName: "form"),
      completion: .list(Form.allCases.map(\.rawValue)))
    var form: FormName?

    @Option(help: ArgumentHelp("Model of outputs that do not name theirs.", valueName: "name"))
    var model: String?

    @Option(
      help: ArgumentHelp("Provider of outputs that do not name theirs.", valueName: "name"))
    var provider: String?

    @OptionGroup var repairs: RepairOptions

    @Option(
      help: ArgumentHelp("Draft of schemas without $schema.", valueName: "name"))
    var draft = DraftName(.draft2020)

    @Flag(help: "Enforce format, which JSON Schema leaves as a remark by default.")
    var assertFormats = false

    @Option(
      help: ArgumentHelp(
        "Threads that judge; 0 takes one for each processor. Order is kept.", valueName: "n"))
    var jobs = 1

    func validate() throws {
      if schema != nil, tools != nil {
        throw ValidationError("--schema and --tools exclude each other: what was asked?")
      }
      if toolChoice != nil, tools == nil {
        throw ValidationError("--tool-choice needs --tools")
      }
      if !(0...256).contains(jobs) { throw ValidationError("--jobs must be 0 to 256") }
    }

    /// The number of threads for a value of `--jobs`.
    static func threads(_ jobs: Int) -> Int {
      jobs == 0 ? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) : jobs
    }

    func schemaOptions() -> SchemaOptions {
      var options = SchemaOptions()
      options.defaultDialect = draft.dialect
      options.assertFormats = assertFormats
      return options
    }

    /// The contract that the flags name; nil where they name none.
    func contract(_ policy: Policy) throws(CommandError) -> Contract? {
      if let schema {
        return try ContractFile.read(schema) { bytes throws(InputError) in
          try Contract(schema: bytes, policy: policy, options: schemaOptions())
        }
      }
      if let tools {
        let choice = toolChoice.map { ToolChoice(name: $0) } ?? .auto
        return try ContractFile.read(tools) { bytes throws(InputError) in
          var contract = try Contract(
            tools: bytes, choice: choice, policy: policy, options: schemaOptions())
          contract.form = form?.value
          return contract
        }
      }
      return nil
    }
  }
#endif
