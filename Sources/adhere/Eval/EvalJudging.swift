#if CLI
  import AdhereRepair
  import AdhereSchema
  import AdhereTraces
  import ArgumentParser

  /// Flags of `adhere eval`: with which repairs outputs are judged, and in which form.
  struct EvalJudging: ParsableArguments {
    @Option(help: ArgumentHelp("Permitted repairs, as in adhere filter.", valueName: "tier"))
    var repair = RepairLevel(.safe)

    @Option(
      name: .customLong("allow"),
      help: ArgumentHelp("Permit a rule beyond --repair.", valueName: "rule"),
      completion: .list(Rule.allCases.map(\.id)))
    var allowed: [String] = []

    @Option(
      name: .customLong("deny"),
      help: ArgumentHelp("Forbid a rule that --repair permits.", valueName: "rule"),
      completion: .list(Rule.allCases.map(\.id)))
    var denied: [String] = []

    @Option(
      help: ArgumentHelp(
        "How calls were asked to be written, whatever the cases say: \(Form.list).",
        valueName: "form"), completion: .list(Form.allCases.map(\.rawValue)))
    var form: FormName?

    @Flag(help: "Enforce format, which JSON Schema leaves as a remark by default.")
    var assertFormats = false

    func judge() throws(CommandError) -> TraceJudge {
      var policy = Policy(tier: repair.value)
      for rule in try RuleNames.rules(allowed, flag: "--allow") { policy.allow(rule) }
      for rule in try RuleNames.rules(denied, flag: "--deny") { policy.deny(rule) }
      var options = SchemaOptions()
      options.assertFormats = assertFormats
      return TraceJudge(policy: policy, schemaOptions: options)
    }
  }
#endif
