import AdhereStore

#if CLI && Store
  import ArgumentParser

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
      try StoreOptions.forEach(query, in: opened, newestFirst: true) { trace throws(CommandError) in
        try FileBytes.write(Array((TraceText.line(trace) + "\n").utf8))
      }
    }
  }
#endif
