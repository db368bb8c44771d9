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
      print("outputs counted  \(statistics.outputs)")
      print("traces           \(statistics.traces)")
      print("occurrences      \(statistics.occurrences)")
      for (outcome, traces, occurrences) in statistics.byOutcome {
        print("  \(TerminalText.padded(outcome, 15))\(traces) in \(occurrences) occurrences")
      }
      if let first = statistics.first, let last = statistics.last {
        print("first            \(first)\nlast             \(last)")
      }
      print("bytes            \(statistics.bytes)")
    }
  }
#endif
