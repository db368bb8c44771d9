#if CLI && Store
  import ArgumentParser

  /// `adhere traces`.
  struct TracesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "traces",
      abstract: "Lists, shows, moves and deletes what a store holds.",
      discussion: """
        adhere filter --store FILE keeps a trace of every output that was repaired
        or failed. Equal outputs to equal requests are one trace with a number of
        occurrences.

        EXAMPLES:
          adhere traces list --store adhere.db --outcome invalid --since 7d
          adhere traces stats --store adhere.db
          adhere traces export --store adhere.db > traces.jsonl
          adhere traces import --store adhere.db traces.jsonl
          adhere traces purge --store adhere.db --expired
        """,
      subcommands: [
        TracesListCommand.self, TracesShowCommand.self, TracesStatsCommand.self,
        TracesImportCommand.self, TracesExportCommand.self, TracesMarkCommand.self,
        TracesPurgeCommand.self,
      ])
  }
#endif
