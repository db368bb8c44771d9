#if CLI
  import AdhereRepair
  import ArgumentParser

  /// Flags of every verb that repairs: which repairs are permitted.
  struct RepairOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "Permitted repairs, each with the ones before it: of notation, of what the schema decides, "
          + "of what the model said.", valueName: "tier"))
    var repair = RepairLevel(.safe)

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

    func policy() throws(CommandError) -> Policy {
      var policy = Policy(tier: repair.value)
      for rule in try RuleNames.rules(allowed, flag: "--allow") { policy.allow(rule) }
      for rule in try RuleNames.rules(denied, flag: "--deny") { policy.deny(rule) }
      return policy
    }
  }
#endif
