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

    @Option(
      help: ArgumentHelp(
        "Seconds to wait for other processes that write or read the store; where they take longer, "
          + "the status is 2 and the message says what still stands.", valueName: "seconds"))
    var wait: Double = 30

    @Argument(help: "Ids.")
    var ids: [String] = []

    func validate() throws {
      guard wait >= 0, wait <= 3600 else {
        throw ValidationError("--wait must be 0 to 3600 seconds")
      }
    }

    func run() throws {
      var query = which.query(ids)
      if expired { query.expiredBy = .now() }
      if query.isEverything, !all {
        throw CommandError("purge deletes what flags or ids name; --all deletes every trace")
      }
      let opened = try StoreOptions.open(store.store, .write, wait: wait)
      let count = try CommandError.converting { () throws(StoreError) in try opened.purge(query) }
      StandardError.write(line: "\(count) traces deleted")
    }
  }
#endif
