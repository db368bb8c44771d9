#if CLI
  import AdhereJudging
  import AdhereWire
  import ArgumentParser
  import AdhereSchema
  import AdhereRepair

  /// Flags of every verb that judges outputs.
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

    @Option(help: ArgumentHelp("Model of outputs that do not name theirs.", valueName: "name"))
    var model: String?

    @Option(
      help: ArgumentHelp("Provider of outputs that do not name theirs.", valueName: "name"))
    var provider: String?

    @Option(
      help: ArgumentHelp(
        "Permitted repairs, each with the ones before it: of notation, of what the schema decides, "
          + "of what the model said.", valueName: "tier"))
    var repair: RepairLevel = .safe

    @Option(
      name: .customLong("allow"),
      help: ArgumentHelp(
        "Permit a rule beyond --repair; several with commas or by repeating. See adhere rules.",
        valueName: "rule"), completion: .list(Rule.allCases.map(\.id)))
    var allowed: [String] = []

    @Option(
      name: .customLong("deny"),
      help: ArgumentHelp("Forbid a rule that --repair permits.", valueName: "rule"),
      completion: .list(Rule.allCases.map(\.id)))
    var denied: [String] = []

    @Option(
      help: ArgumentHelp("Draft of schemas without $schema.", valueName: "name"))
    var draft: Draft = .draft2020

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

    func policy() throws(CommandError) -> Policy {
      var policy = repair.policy
      for rule in try rules(allowed, flag: "--allow") { policy.allow(rule) }
      for rule in try rules(denied, flag: "--deny") { policy.deny(rule) }
      return policy
    }

    private func rules(_ lists: [String], flag: String) throws(CommandError) -> [Rule] {
      var rules: [Rule] = []
      for list in lists {
        for id in list.split(separator: ",", omittingEmptySubsequences: true) {
          rules.append(try RuleNames.rule(String(id), flag: flag))
        }
      }
      return rules
    }

    func schemaOptions() -> SchemaOptions {
      var options = SchemaOptions()
      options.defaultDialect = draft.dialect
      options.assertFormats = assertFormats
      return options
    }

    /// What the flags ask; nil where they ask nothing.
    func contract(_ policy: Policy) throws(CommandError) -> Contract? {
      if let schema {
        return try ContractFile.read(schema) { bytes throws(ContractError) in
          try Contract(schema: bytes, policy: policy, options: schemaOptions())
        }
      }
      if let tools {
        let choice = toolChoice.map { ToolChoice(name: $0) } ?? .auto
        return try ContractFile.read(tools) { bytes throws(ContractError) in
          try Contract(tools: bytes, choice: choice, policy: policy, options: schemaOptions())
        }
      }
      return nil
    }
  }

  /// `--draft`.
  enum Draft: String, ExpressibleByArgument, CaseIterable {
    case draft3, draft4, draft6, draft7
    case draft2019 = "2019-09"
    case draft2020 = "2020-12"
    case v1

    /// Also the names without or with `draft` in front: `7`, `draft2020-12`.
    init?(argument: String) {
      let name = argument.lowercased()
      let short = name.hasPrefix("draft") ? String(name.dropFirst(5)) : name
      let match = Draft.allCases.first { $0.rawValue == short || $0.rawValue == "draft" + short }
      guard let match else { return nil }
      self = match
    }

    var dialect: Dialect {
      switch self {
      case .draft3: .draft3
      case .draft4: .draft4
      case .draft6: .draft6
      case .draft7: .draft7
      case .draft2019: .draft2019
      case .draft2020: .draft2020
      case .v1: .v1
      }
    }
  }

  /// `--repair`.
  enum RepairLevel: String, ExpressibleByArgument, CaseIterable {
    case none, lossless, safe, guess

    var policy: Policy {
      switch self {
      case .none: .none
      case .lossless: Policy(tier: .lossless)
      case .safe: Policy(tier: .safe)
      case .guess: Policy(tier: .guess)
      }
    }
  }
#endif
