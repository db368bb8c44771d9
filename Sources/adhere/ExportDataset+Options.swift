import AdherePlatform
import AdhereTraces

#if CLI
  import AdhereJudging
  import ArgumentParser
  import AdhereTraining
  import AdhereRepair

  extension ExportDataset {
    /// What the flags ask for.
    func exportOptions() throws(CommandError) -> ExportOptions {
      var admission = AdmissionOptions(asOf: asOf.flatMap { Timestamp($0) } ?? .now())
      for list in allowGuess {
        for id in list.split(separator: ",") {
          admission.guessRules.insert(try RuleNames.rule(String(id), flag: "--allow-guess").id)
        }
      }
      admission.requiresConsent = requireConsent
      admission.requiresRedaction = requireRedaction
      admission.licences = Set(licence)
      admission.renamesTools = renameTools
      admission.maximumCalls = maxCalls
      var options = ExportOptions(admission: admission)
      options.selection = which.selection()
      options.redactor = redact ? try RedactionFlags.redactor(redactRules, nil) : nil
      options.curation.passingShare = passing
      options.curation.noCallShare = noCall
      options.curation.balance = balance?.group
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
        let reader = try LineReader(path)
        var number = 0
        while let line = try reader.line() {
          number += 1
          if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
          guard options.against.add(line: line) else {
            throw CommandError(
              "\(reader.name): line \(number) holds no prompt; expected messages, prompt or input")
          }
        }
      }
      return options
    }
  }

  /// `--balance`.
  struct BalanceGroup: ExpressibleByArgument {
    var group: CurationOptions.Group

    init?(argument: String) {
      guard let group = CurationOptions.Group(rawValue: argument) else { return nil }
      self.group = group
    }

    static var allValueStrings: [String] { CurationOptions.Group.allCases.map(\.rawValue) }
  }
#endif
