#if CLI && Store
  import AdhereStore
  import ArgumentParser

  /// `adhere traces stats`.
  struct TracesStatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stats", abstract: "Says how much a store holds.")

    @OptionGroup var store: StoreOptions

    func run() throws {
      let opened = try store.open(.read)
      let statistics = try CommandError.converting { () throws(StoreError) in
        try opened.statistics()
      }
      var text = "outputs counted  \(statistics.outputs)\n"
      text += "traces           \(statistics.traces)\n"
      text += "occurrences      \(statistics.occurrences)\n"
      for (outcome, traces, occurrences) in statistics.byOutcome {
        let name = TerminalText.padded(TerminalText.escaped(outcome), 15)
        text += "  \(name)\(traces) in \(occurrences) occurrences\n"
      }
      if let first = statistics.first, let last = statistics.last {
        text += "first            \(first)\nlast             \(last)\n"
      }
      text += "bytes            \(statistics.bytes)\n"
      try FileBytes.write(Array(text.utf8))
    }
  }
#endif
