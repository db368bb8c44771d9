#if CLI
  import AdherePlatform
  import AdhereTraces
  import AdhereRepair
  import AdhereTraining

  extension ExportDatasetCommand {
    /// The shares of passing rows and of rows without a call.
    var shares: (passing: Double, noCall: Double) {
      (
        passing ?? CurationOptions.recommendedPassing, noCall ?? CurationOptions.recommendedNoCall
      )
    }

    /// The export that the flags describe.
    func exportOptions() throws(CommandError) -> ExportOptions {
      var admission = AdmissionOptions(asOf: asOf.flatMap { Timestamp($0) } ?? .now())
      for rule in try RuleNames.rules(allowGuess, flag: "--allow-guess") {
        admission.guessRules.insert(rule.id)
      }
      admission.requiresConsent = requireConsent
      admission.requiresRedaction = requireRedaction
      admission.licences = Set(licence)
      admission.renamesTools = renameTools
      admission.maximumCalls = maxCalls
      var options = ExportOptions(admission: admission)
      options.selection = which.selection()
      options.redactor = redact ? try RedactionFlags.redactor(redactRules, nil) : nil
      options.curation.isMix = mix
      (options.curation.passingShare, options.curation.noCallShare) = shares
      options.curation.balance = balance
      options.curation.cap = cap == 0 ? nil : cap
      options.curation.capPerTool = capTool
      options.curation.capPerFailure = capFailure
      options.curation.capPerSchema = capSchema
      options.curation.nearDuplicates = nearDedup
      options.curation.nearWindow = nearWindow
      options.curation.validationShare = validation
      options.curation.testShare = test
      options.curation.salt = salt
      options.shardBytes = shard?.bytes
      options.against.overlap = againstOverlap < 1 ? againstOverlap : nil
      for path in against {
        try FileBytes.forEachLine(path) { line throws(CommandError) in
          guard line.isBlank || options.against.add(line: line.bytes) else {
            throw CommandError(
              "\(line.file): line \(line.number) holds no prompt; "
                + "expected messages, prompt or input")
          }
          return true
        }
      }
      return options
    }
  }
#endif
