import AdherePlatform
import AdhereTraces

#if CLI && Store
  import AdhereStore
  import ArgumentParser

  /// `adhere traces mark`.
  struct TracesMarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "mark",
      abstract: "Says of traces whether their answers were right, which conforming does not.",
      usage: "adhere traces mark [--store <file>] --good|--bad [--note <text>] <ids> ...")

    @OptionGroup var store: StoreOptions

    @Flag(help: "The verdict.")
    var verdict: Verdict

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var note: String?

    @Argument(help: "Ids, as adhere traces list shows them.")
    var ids: [String]

    enum Verdict: String, EnumerableFlag {
      case good, bad
    }

    func run() throws {
      let opened = try store.open(.write)
      let acceptance = Trace.Acceptance(
        verdict == .good ? .accepted : .rejected, by: .person, time: .now(),
        note: note.map(Redactor().redact))
      for id in ids {
        let found = try CommandError.converting { () throws(StoreError) in
          try opened.accept(id, acceptance)
        }
        if !found {
          throw CommandError("there is no trace \(id) in \(store.store); see adhere traces list")
        }
      }
    }
  }
#endif
