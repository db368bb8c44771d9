import AdherePlatform

#if CLI && Store
  import AdhereStore
  import ArgumentParser

  /// `adhere traces purge`.
  struct TracesPurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "purge",
      abstract: "Deletes traces and overwrites where they stood; counts stay.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var which: QueryOptions

    @Flag(help: "Those whose retention has ended.")
    var expired = false

    @Flag(help: "Every trace.")
    var all = false

    @Argument(help: "Ids.")
    var ids: [String] = []

    func run() throws {
      var query = which.query(ids)
      if expired { query.expiredBy = .now() }
      if query.isEverything, !all {
        throw CommandError("purge deletes what flags or ids name; --all deletes every trace")
      }
      let opened = try store.open(.write)
      let count = try CommandError.converting { () throws(StoreError) in try opened.purge(query) }
      StandardError.write("adhere: \(count) traces deleted\n")
    }
  }
#endif
