#if CLI
  import Adherence
  import TraceStore

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Where a run's traces and counts go. A thread of its own writes them, several blocks at once
  /// where it falls behind, so that judging need not wait for the disk.
  ///
  /// What cannot be kept is said once and counted; the run goes on, but with --store-required.
  final class Recorder: @unchecked Sendable {
    /// Traces that may wait before judging has to.
    private static let limit = 4096

    private struct State {
      var traces: [Trace] = []
      var tallies = Tallies()
      var isWriting = false
      var isEnding = false
      var lost = 0
      var hasFailed = false

      var isIdle: Bool { !isWriting && traces.isEmpty && tallies.isEmpty }
    }

    private let monitor = Monitor(State())
    private let options: KeepingOptions
    private let file: TraceFileWriter?
    private let redactor: Redactor?
    private let collector: HTTPPost?
    private let start = Timestamp.now()
    private var thread: Thread?
    #if Store
      private let store: TraceStore?
    #endif
    /// Of the whole run; touched by the writing thread, and by others once it has ended.
    private var total = Tallies()

    init(_ options: KeepingOptions, _ judging: JudgingOptions) throws(CommandError) {
      self.options = options
      do throws(TraceError) {
        file = try options.traces.map { (path) throws(TraceError) in try TraceFileWriter(path) }
      } catch {
        throw CommandError(error.message)
      }
      redactor =
        options.keepsTraces && options.redact
        ? try RedactionFlags.redactor(options.redactRules, judging) : nil
      collector = try options.otlp.map { (url) throws(CommandError) in
        try HTTPPost(url, path: "/v1/metrics")
      }
      #if Store
        do throws(StoreError) {
          store = try options.store.map { (path) throws(StoreError) in
            try TraceStore(path, maximumBytes: options.storeMaxBytes?.bytes)
          }
        } catch {
          // A store that cannot be opened is an error of the command line, as a schema is.
          throw CommandError(error.message)
        }
      #else
        if options.store != nil {
          throw CommandError("--store: this adhere was built without the trait Store")
        }
      #endif
      if options.keepsTraces || options.countsRun {
        thread = Thread { [unowned self] in work() }
      }
    }

    /// The run must not go on.
    var mustStop: Bool {
      options.storeRequired && monitor.wait { $0.hasFailed }
    }

    func keep(_ traces: [Trace], _ tallies: Tallies) {
      monitor.wait { $0.traces.count < Recorder.limit ? () : nil }
      monitor.change {
        $0.traces += traces
        $0.tallies += tallies
      }
      if options.storeRequired { monitor.wait { $0.isIdle ? () : nil } }
    }

    /// Waits until everything is written, and says what was not kept.
    ///
    /// - Throws: where the metrics cannot be written, or something was lost that is required.
    func end() throws(CommandError) {
      monitor.change { $0.isEnding = true }
      thread?.join()
      thread = nil
      let lost = monitor.wait { $0.lost }
      if lost > 0 { StandardError.write("adhere: \(lost) traces were not kept\n") }
      if let path = options.metrics {
        do throws(FilterError) {
          try AtomicFile.write(
            Metrics(total).text(options.metricsFormat.format), to: path)
        } catch {
          throw CommandError(error.message)
        }
      }
      if let collector {
        do throws(CommandError) {
          try collector.send(Metrics(total).otlp(start: start), type: "application/json")
        } catch {
          throw CommandError("--otlp: \(error.message)")
        }
      }
      if mustStop { throw CommandError("--store-required: the run was ended") }
    }

    private func work() {
      while true {
        let next = monitor.wait { state -> ([Trace], Tallies)?? in
          if state.traces.isEmpty, state.tallies.isEmpty {
            return state.isEnding ? .some(nil) : nil
          }
          state.isWriting = true
          defer {
            state.traces = []
            state.tallies = Tallies()
          }
          return (state.traces, state.tallies)
        }
        guard case (var traces, var tallies)? = next else { return }
        // Room again for those who wait.
        monitor.change { _ in }
        if let redactor {
          for i in traces.indices { redactor.redact(&traces[i]) }
          redactor.count(traces, &tallies)
        } else {
          for i in traces.indices { traces[i].redaction = Trace.Redaction(.off) }
        }
        total += tallies
        write(traces, tallies)
        monitor.change { $0.isWriting = false }
        gather()
      }
    }

    /// Lets a few blocks come together: a transaction costs as much as many traces. Nobody waits
    /// for it who has to wait.
    private func gather() {
      for _ in 0..<10 where !options.storeRequired {
        let goesOn = monitor.wait { !$0.isEnding && $0.traces.count < Recorder.limit / 2 }
        guard goesOn else { return }
        usleep(5000)
      }
    }

    private func write(_ traces: [Trace], _ tallies: Tallies) {
      var messages: [String] = []
      do throws(TraceError) {
        try file?.append(traces)
      } catch {
        messages.append(error.message)
      }
      #if Store
        do throws(StoreError) {
          try store?.add(traces, tallies)
        } catch {
          messages.append(error.message)
        }
      #endif
      guard !messages.isEmpty else { return }
      let first = monitor.wait { $0.hasFailed } == false
      if first {
        for message in messages {
          let rest = options.storeRequired ? "" : "; the run goes on"
          StandardError.write("adhere: \(message)\(rest)\n")
        }
      }
      monitor.change {
        $0.hasFailed = true
        $0.lost += traces.count
      }
    }
  }
#endif
