import AdhereTraces

#if CLI && Store
  import AdhereJSON
  import AdhereStore
  import ArgumentParser

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
        let trace = try CommandError.converting { () throws(StoreError) in try opened.trace(id) }
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
#endif
