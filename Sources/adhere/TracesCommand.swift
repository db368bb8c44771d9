#if CLI && Store
  import Adherence
  import ArgumentParser
  import TraceStore

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

  /// Which traces are meant.
  struct QueryOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only of this model.", valueName: "name"))
    var model: String?

    @Option(help: ArgumentHelp("Only of this provider.", valueName: "name"))
    var provider: String?

    @Option(help: ArgumentHelp("Only calls of this tool.", valueName: "name"))
    var tool: String?

    @Option(help: ArgumentHelp("Only of this session.", valueName: "name"))
    var session: String?

    @Option(help: ArgumentHelp("Only with this outcome; may be repeated.", valueName: "outcome"))
    var outcome: [OutcomeFlag] = []

    @Option(help: ArgumentHelp("Only repaired by this rule.", valueName: "rule"))
    var rule: String?

    @Option(help: ArgumentHelp("Only with a violation of this keyword.", valueName: "keyword"))
    var keyword: String?

    @Option(
      help: ArgumentHelp(
        "Only seen since then: 7d, 24h, 2026-11-21 or with a time.", valueName: "time"))
    var since: TimeArgument?

    @Option(help: ArgumentHelp("Only seen before then.", valueName: "time"))
    var before: TimeArgument?

    func query(_ ids: [String] = []) -> TraceQuery {
      var query = TraceQuery(ids: ids.isEmpty ? nil : ids)
      query.model = model
      query.provider = provider
      query.tool = tool
      query.session = session
      query.outcomes = outcome.isEmpty ? nil : outcome.map(\.outcome)
      query.rule = rule
      query.keyword = keyword
      query.since = since?.time
      query.before = before?.time
      return query
    }
  }

  /// An outcome's name.
  struct OutcomeFlag: ExpressibleByArgument {
    var outcome: Outcome

    init?(argument: String) {
      guard let outcome = Outcome(rawValue: argument) else { return nil }
      self.outcome = outcome
    }

    static var allValueStrings: [String] { Outcome.allCases.map(\.rawValue) }
  }
#endif
