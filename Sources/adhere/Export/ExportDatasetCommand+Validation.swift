#if CLI
  import AdherePlatform
  import AdhereTraces
  import ArgumentParser
  import AdhereTraining

  extension ExportDatasetCommand {
    /// Refuses flags that make no sense, before anything is read.
    func validate() throws {
      if mix, passing != nil || noCall != nil {
        throw ValidationError("--mix sets the shares: leave --passing and --no-call out")
      }
      if mix, !target.mixesAnswers {
        throw ValidationError(
          "--mix is for targets that learn single answers, such as trl-sft and trl-kto")
      }
      let (passing, noCall) = shares
      for (name, share) in [
        ("--passing", passing), ("--no-call", noCall), ("--validation", validation),
        ("--test", test),
      ] where !(share >= 0 && share <= 1) {
        throw ValidationError("\(name) must be 0 to 1")
      }
      if validation + test >= 1 {
        throw ValidationError("--validation and --test leave nothing to train on")
      }
      if passing < 1, noCall < 1, passing + noCall >= 1 {
        throw ValidationError("--passing and --no-call leave no room for what was mended")
      }
      var there = stat()
      let isDevice =
        stat(output, &there) == 0 && ![S_IFREG, S_IFDIR].contains(there.st_mode & S_IFMT)
      if output == "-" || output.hasPrefix("/dev/") || isDevice {
        throw ValidationError(
          "--output is the beginning of the names of several files, such as out/weather: \(output) "
            + "cannot be it")
      }
      if output.isEmpty || output.hasSuffix("/") {
        throw ValidationError("--output must be the name of a dataset, such as out/weather")
      }
      if traces.isEmpty, store.isEmpty {
        throw ValidationError(
          "--store or --traces is missing: where are the traces read from?")
      }
      if redactRules != nil, !redact {
        throw ValidationError("--redact-rules is of no use with --no-redact")
      }
      if oldDatasets, target.forOldDatasets == nil {
        throw ValidationError("--datasets-lt-4.7 is for the targets trl-* and axolotl-*")
      }
      if balance != nil, !target.hasRowWeights {
        throw ValidationError("--balance is for the targets together-*: others have no weights")
      }
      if promptCompletion, target.withCompletions == nil {
        throw ValidationError("--prompt-completion is for the target trl-sft")
      }
      if !(againstOverlap > 0 && againstOverlap <= 1) {
        throw ValidationError("--against-overlap must be above 0, and 1 at most")
      }
      if !(2...100_000_000).contains(nearWindow) {
        throw ValidationError("--near-window must be 2 to 100000000")
      }
      for (name, value) in [
        ("--cap-tool", capTool), ("--cap-failure", capFailure), ("--cap-schema", capSchema),
        ("--max-calls", maxCalls),
      ] {
        if let value, value < 1 { throw ValidationError("\(name) must be 1 or more") }
      }
      if !(0...256).contains(jobs) { throw ValidationError("--jobs must be 0 to 256") }
      if cap < 0 { throw ValidationError("--cap must be 0 or more") }
      if let asOf, Timestamp(asOf) == nil {
        throw ValidationError("--as-of must be a time such as 2026-11-21T05:14:07Z, or a date")
      }
    }
  }
#endif
