import AdhereTraces

#if CLI && Store
  import AdhereStore
  import ArgumentParser

  /// The store that a verb works on.
  struct StoreOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp("The store.", valueName: "file"), completion: .file(extensions: ["db"]))
    var store = "adhere.db"

    func open(_ access: TraceStore.Access) throws(CommandError) -> TraceStore {
      try StoreOptions.open(store, access)
    }

    static func open(
      _ path: String, _ access: TraceStore.Access, wait: Double = 30
    ) throws(CommandError) -> TraceStore {
      try CommandError.converting { () throws(StoreError) in
        try TraceStore(path, access: access, wait: wait)
      }
    }

    /// Calls `body` with each trace that the query finds, until it returns false or throws.
    static func forEach(
      _ query: TraceQuery, in store: TraceStore, newestFirst: Bool = false,
      _ body: (Trace) throws(CommandError) -> Bool
    ) throws(CommandError) {
      var failure: CommandError?
      try CommandError.converting { () throws(StoreError) in
        try store.forEach(query, newestFirst: newestFirst) { trace in
          do throws(CommandError) {
            return try body(trace)
          } catch {
            failure = error
            return false
          }
        }
      }
      if let failure { throw failure }
    }
  }
#endif
