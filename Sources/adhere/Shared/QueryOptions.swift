#if CLI
  import AdhereTraces
  import AdhereJudging
  import ArgumentParser

  #if Store
    import AdhereStore
  #endif

  /// Flags that choose traces.
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
    var outcome: [Outcome] = []

    @Option(help: ArgumentHelp("Only repaired by this rule.", valueName: "rule"))
    var rule: String?

    @Option(help: ArgumentHelp("Only with a violation of this keyword.", valueName: "keyword"))
    var keyword: String?

    @Option(
      help: ArgumentHelp(
        "Only seen since then: 7d, 24h, 2026-11-21 or 2026-11-21T12:00:00Z.", valueName: "time"))
    var since: TimeArgument?

    @Option(help: ArgumentHelp("Only seen before then.", valueName: "time"))
    var before: TimeArgument?

    /// The choice among traces of a file.
    func selection() -> TraceSelection {
      var selection = TraceSelection()
      selection.model = model
      selection.provider = provider
      selection.tool = tool
      selection.session = session
      selection.outcomes = outcome.isEmpty ? nil : outcome
      selection.rule = rule
      selection.keyword = keyword
      selection.since = since?.time
      selection.before = before?.time
      return selection
    }
  }

  #if Store
    extension QueryOptions {
      /// The query of a store: by the flags and, where there are any, by ids.
      func query(_ ids: [String] = []) -> TraceQuery {
        var query = TraceQuery(ids: ids.isEmpty ? nil : ids)
        query.selection = selection()
        return query
      }
    }
  #endif
#endif
