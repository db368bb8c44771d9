import AdhereTraces
import AdhereStore

#if CLI && Store
  import AdhereJSON
  import ArgumentParser

  /// `adhere traces export`.
  struct TracesExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Writes traces as JSON Lines (schemas/record-trace.schema.json), or as rows of a "
        + "table (schemas/trace-table.schema.json).",
      usage: "adhere traces export [<options>] [<ids> ...]")

    @OptionGroup var store: StoreOptions
    @OptionGroup var which: QueryOptions

    @Option(
      help: ArgumentHelp(
        "How they are written: json, or table, rows of fixed types for whatever reads JSON Lines "
          + "into a table.", valueName: "format"))
    var format: LineFormat = .json

    @Argument(help: "Ids; without any, all that the flags permit.")
    var ids: [String] = []

    func run() throws {
      let opened = try store.open(.read)
      var writer = JSONWriter()
      var scratch = JSONWriter()
      var isRead = true
      try StoreOptions.forEach(which.query(ids), in: opened) { trace throws(CommandError) in
        trace.append(as: format, to: &writer, &scratch)
        writer.newline()
        if writer.bytes.count >= 256 << 10 {
          isRead = try FileBytes.write(writer.bytes)
          writer.removeAll()
        }
        return isRead
      }
      if isRead { try FileBytes.write(writer.bytes) }
    }
  }
#endif
