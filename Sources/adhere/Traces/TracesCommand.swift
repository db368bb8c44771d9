#if CLI && Store
  import AdhereJudging
  import ArgumentParser
  import AdhereStore

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

  /// The store a verb works on.
  struct StoreOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp("The store.", valueName: "file"), completion: .file(extensions: ["db"]))
    var store = "adhere.db"

    func open(_ access: TraceStore.Access) throws(CommandError) -> TraceStore {
      try StoreOptions.open(store, access)
    }

    static func open(_ path: String, _ access: TraceStore.Access) throws(CommandError)
      -> TraceStore
    { try naming { () throws(StoreError) in try TraceStore(path, access: access) } }

    /// Tells errors of the store as errors of the command.
    static func naming<Value>(_ body: () throws(StoreError) -> Value) throws(CommandError)
      -> Value
    {
      do throws(StoreError) {
        return try body()
      } catch {
        throw CommandError(error.message)
      }
    }
  }
#endif
