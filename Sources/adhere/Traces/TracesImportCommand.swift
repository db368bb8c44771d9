import AdherePlatform
import AdhereTraces

#if CLI && Store
  import AdhereStore
  import ArgumentParser

  /// `adhere traces import`.
  struct TracesImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Takes in traces from JSON Lines, or everything from other stores.",
      usage: "adhere traces import [<options>] [<files> ...]",
      discussion: """
        Lines that are no traces are named and skipped, and the status is 1 then.
        What was taken in already changes nothing, in whatever order: a file or a
        store can be taken in again, and so can a store that has taken in others.
        Traces of files are counted as outputs with --count, for files that hold
        all outputs (filter --sample-valid 1); count a file in one store only.
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
          let redactor = redact ? Redactor() : nil
          TracesImportCommand.add(
            try CommandError.converting { () throws(StoreError) in
              try opened.merge(other) { redactor?.redact(&$0) }
            }, to: &total)
        } else {
          unreadable += try add(contentsOf: path, to: opened, &total)
        }
      }
      StandardError.write(
        "adhere: \(total.new) new, \(total.repeated) counted with an equal one, "
          + "\(total.known) known, \(unreadable) unreadable\n")
      if total.lost > 0, let failure = total.failure {
        throw CommandError("\(total.lost) traces were not kept: \(failure.message)")
      }
      if unreadable > 0 { throw ExitCode(1) }
    }

    private static func add(_ added: TraceStore.Added, to total: inout TraceStore.Added) {
      total.new += added.new
      total.repeated += added.repeated
      total.known += added.known
      total.lost += added.lost
      total.failure = total.failure ?? added.failure
    }

    /// Whether a file begins as SQLite's do.
    private func isStore(_ path: String) throws(CommandError) -> Bool {
      guard path != "-" else { return false }
      let magic = Array("SQLite format 3".utf8)
      return try FileBytes.beginning(of: path, atMost: magic.count) == magic
    }

    /// Adds the traces of a file to the store.
    ///
    /// - Returns: how many lines are no traces.
    private func add(
      contentsOf path: String, to store: TraceStore, _ total: inout TraceStore.Added
    ) throws(CommandError) -> Int {
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
            StandardError.write(line: "\(reader.name):\(reader.number): \(error.message)")
          case nil: break
          }
          if batch.count >= 1000 || line == nil, !batch.isEmpty {
            TracesImportCommand.add(try add(batch, to: store), to: &total)
            batch.removeAll(keepingCapacity: true)
          }
          if line == nil { return unreadable }
          line = try reader.next()
        }
      } catch {
        throw CommandError(error.message)
      }
    }

    private func add(
      _ traces: [Trace], to store: TraceStore
    ) throws(TraceError) -> TraceStore.Added {
      var traces = traces
      if redact {
        let redactor = Redactor()
        for i in traces.indices { redactor.redact(&traces[i]) }
      }
      do throws(StoreError) {
        if count { try store.count(traces) }
        return try store.add(traces)
      } catch {
        throw TraceError(error.message)
      }
    }
  }
#endif
