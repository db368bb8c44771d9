import AdhereTraces

#if CLI && Store
  import AdhereJudging
  import ArgumentParser
  import AdhereJSON
  import AdhereStore

  /// `adhere traces list`.
  struct TracesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists traces, the newest first, one a line.",
      usage: "adhere traces list [<options>]")

    @OptionGroup var store: StoreOptions
    @OptionGroup var which: QueryOptions

    @Option(help: ArgumentHelp("Most traces; 0 is all.", valueName: "n"))
    var limit = 50

    func run() throws {
      let opened = try store.open(.read)
      var query = which.query()
      query.limit = limit > 0 ? limit : nil
      var failure: CommandError?
      try StoreOptions.naming { () throws(StoreError) in
        try opened.forEach(query, newestFirst: true) { trace in
          do throws(CommandError) {
            return try FileBytes.write(Array((TraceText.line(trace) + "\n").utf8))
          } catch {
            failure = error
            return false
          }
        }
      }
      if let failure { throw failure }
    }
  }

  /// `adhere traces show`.
  struct TracesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows traces with what was changed in them.",
      discussion: """
        The raw output stands on the left, what was made of it on the right. What
        was taken out is marked [-so-], what was put in {+so+}; on a terminal with
        colours. Control characters are shown as escapes.
        """)

    @OptionGroup var store: StoreOptions

    @Flag(help: "Write the records as they are, one a line.")
    var json = false

    @Argument(help: "Ids, as adhere traces list shows them; their beginnings do.")
    var ids: [String]

    func run() throws {
      let opened = try store.open(.read)
      for id in ids {
        let trace = try StoreOptions.naming { () throws(StoreError) in try opened.trace(id) }
        guard let trace else {
          throw CommandError("there is no trace \(id) in \(store.store); see adhere traces list")
        }
        var bytes: [UInt8]
        if json {
          var writer = JSONWriter()
          writer.append(trace)
          writer.newline()
          bytes = writer.bytes
        } else {
          bytes = Array(TraceText.page(trace, .standardOutput()).utf8)
        }
        if try !FileBytes.write(bytes) { return }
      }
    }
  }

  /// `adhere traces stats`.
  struct TracesStatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stats", abstract: "Says how much a store holds.")

    @OptionGroup var store: StoreOptions

    func run() throws {
      let opened = try store.open(.read)
      let statistics = try StoreOptions.naming { () throws(StoreError) in
        try opened.statistics()
      }
      print("outputs counted  \(statistics.outputs)")
      print("traces           \(statistics.traces)")
      print("occurrences      \(statistics.occurrences)")
      for (outcome, traces, occurrences) in statistics.byOutcome {
        let name = outcome + String(repeating: " ", count: max(0, 15 - outcome.count))
        print("  \(name)\(traces) in \(occurrences) occurrences")
      }
      if let first = statistics.first, let last = statistics.last {
        print("first            \(first)\nlast             \(last)")
      }
      print("bytes            \(statistics.bytes)")
    }
  }

  /// `adhere traces export`.
  struct TracesExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Writes traces as JSON Lines (schemas/record-trace.schema.json).",
      usage: "adhere traces export [<options>] [<ids> ...]")

    @OptionGroup var store: StoreOptions
    @OptionGroup var which: QueryOptions

    @Argument(help: "Ids; without any, all that the flags permit.")
    var ids: [String] = []

    func run() throws {
      let opened = try store.open(.read)
      var writer = JSONWriter()
      var failure: CommandError?
      func flush() -> Bool {
        defer { writer.removeAll() }
        do throws(CommandError) {
          return try FileBytes.write(writer.bytes)
        } catch {
          failure = error
          return false
        }
      }
      try StoreOptions.naming { () throws(StoreError) in
        try opened.forEach(which.query(ids)) { trace in
          writer.append(trace)
          writer.newline()
          return writer.bytes.count < 256 << 10 || flush()
        }
      }
      if failure == nil { _ = flush() }
      if let failure { throw failure }
    }
  }
#endif
