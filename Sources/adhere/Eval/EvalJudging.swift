#if CLI
  import AdhereRepair
  import AdhereSchema
  import AdhereTraces
  import ArgumentParser

  /// Flags of `adhere eval`: with which repairs outputs are judged, and in which form.
  struct EvalJudging: ParsableArguments {
    @OptionGroup var repairs: RepairOptions

    @Option(
      help: ArgumentHelp(
        "How calls were asked to be written, whatever the cases say: \(Form.list).",
        valueName: "form"), completion: .list(Form.allCases.map(\.rawValue)))
    var form: FormName?

    @Flag(help: "Enforce format, which JSON Schema leaves as a remark by default.")
    var assertFormats = false

    func judge() throws(CommandError) -> TraceJudge {
      var options = SchemaOptions()
      options.assertFormats = assertFormats
      return try TraceJudge(policy: repairs.policy(), schemaOptions: options)
    }
  }
#endif
