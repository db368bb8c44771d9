import AdherePlatform
import AdhereTallies
import AdhereTraces

#if CLI && Store
  import AdhereJudging
  import ArgumentParser
  import AdhereStore

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// `adhere traces import`.
  struct TracesImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Takes in traces from JSON Lines, or everything from other stores.",
      usage: "adhere traces import [<options>] [<files> ...]",
      discussion: """
        Lines that are no traces are named and skipped, and the status is 1 then.
        Traces that the store has already are left as they are, so a file can be
        taken in again. Counts of other stores are added: take in a store once.
        Traces of files are counted as outputs with --count, for files that hold
        all outputs (filter --sample-valid 1).
        """)

    @OptionGroup var store: StoreOptions

    @Flag(help: "Count the traces of files as outputs too.")
    var count = false

    @Flag(
      inversion: .prefixedNo,
      help: "Replace secrets and personal data, where that was not done yet.")
    var redact = true

    @Argument(help: "JSON Lines or stores; without any, standard input.", completion: .file())
    var files: [String] = []

    func run() throws {
      let opened = try store.open(.write)
      var total = TraceStore.Added()
      var unreadable = 0
      for path in files.isEmpty ? ["-"] : files {
        if try isStore(path) {
          let other = try StoreOptions.open(path, .read)
          let added = try StoreOptions.naming { () throws(StoreError) in try opened.merge(other) }
          total.new += added.new
          total.repeated += added.repeated
          total.known += added.known
        } else {
          unreadable += try take(path, into: opened, &total)
        }
      }
      StandardError.write(
        "adhere: \(total.new) new, \(total.repeated) counted with an equal one, "
          + "\(total.known) known, \(unreadable) unreadable\n")
      if unreadable > 0 { throw ExitCode(1) }
    }

    private func isStore(_ path: String) throws(CommandError) -> Bool {
      guard path != "-" else { return false }
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw CommandError("cannot read \(path): \(String(cString: strerror(errno)))")
      }
      defer { close(descriptor) }
      var head = [UInt8](repeating: 0, count: 15)
      return read(descriptor, &head, 15) == 15 && head == Array("SQLite format 3".utf8)
    }

    private func take(_ path: String, into store: TraceStore, _ total: inout TraceStore.Added)
      throws(CommandError) -> Int
    {
      var unreadable = 0
      do throws(TraceError) {
        let reader = try TraceFileReader(path)
        var batch: [Trace] = []
        var line = try reader.next()
        while true {
          switch line {
          case .trace(let trace): batch.append(trace)
          case .unreadable(let error):
            unreadable += 1
            StandardError.write("adhere: \(reader.name):\(reader.number): \(error.message)\n")
          case nil: break
          }
          if batch.count >= 1000 || line == nil, !batch.isEmpty {
            let added = try add(batch, to: store)
            total.new += added.new
            total.repeated += added.repeated
            total.known += added.known
            batch.removeAll(keepingCapacity: true)
          }
          if line == nil { return unreadable }
          line = try reader.next()
        }
      } catch {
        throw CommandError(error.message)
      }
    }

    private func add(_ traces: [Trace], to store: TraceStore) throws(TraceError)
      -> TraceStore.Added
    {
      var traces = traces
      var tallies = Tallies()
      if redact {
        let redactor = Redactor()
        for i in traces.indices where traces[i].redaction == nil { redactor.redact(&traces[i]) }
      }
      if count { for trace in traces { tallies.count(trace) } }
      do throws(StoreError) {
        return try store.add(traces, tallies)
      } catch {
        throw TraceError(error.message)
      }
    }
  }

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
        verdict == .good ? .accepted : .rejected, by: .person, time: .now(), note: note)
      for id in ids {
        let found = try StoreOptions.naming { () throws(StoreError) in
          try opened.accept(id, acceptance)
        }
        if !found {
          throw CommandError("there is no trace \(id) in \(store.store); see adhere traces list")
        }
      }
    }
  }

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
      let count = try StoreOptions.naming { () throws(StoreError) in try opened.purge(query) }
      StandardError.write("adhere: \(count) traces deleted\n")
    }
  }
#endif
