#if CLI
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces
  import func AdherePlatform.usleep

  #if Store
    import AdhereStore
  #endif

  /// Writes a run's traces and counts on a thread of its own, several blocks at once where it falls
  /// behind, so that judging need not wait for the disk.
  ///
  /// What cannot be written is reported once and counted; the run goes on unless
  /// `--store-required` is set.
  final class BackgroundRecorder: @unchecked Sendable {
    /// Traces that may wait to be written; with more, judging waits.
    private static let limit = 4096

    private struct State {
      /// Block by block as they arrive: a trace is large, so none is moved to another array.
      var traces: [[Trace]] = []
      var waiting = 0
      var tallies = Tallies()
      /// Blocks handed over, and those of them that are written or given up.
      var received = 0
      var finished = 0
      /// The highest ``finished`` that a thread waits for.
      var awaited = 0
      var isEnding = false
      var lostTraces = 0
      var lostOutputs = 0
      var hasFailed = false
    }

    private let monitor = Monitor(State())
    private let flags: RecordingFlags
    private let file: TraceFileWriter?
    private let redactor: Redactor?
    private let collector: HTTPPost?
    private let start = Timestamp.now()
    private var thread: Thread?
    #if Store
      private let store: TraceStore?
    #endif
    /// Counts of the whole run. Only the writing thread touches them before it has ended.
    private var total = Tallies()
    /// Messages already reported, for the writing thread alone.
    private var reported: Set<String> = []

    init(_ flags: RecordingFlags, _ judging: JudgingOptions) throws(CommandError) {
      self.flags = flags
      file = try CommandError.converting { () throws(TraceError) in
        try flags.traces.map { (path) throws(TraceError) in try TraceFileWriter(path) }
      }
      redactor =
        flags.keepsTraces && flags.redact
        ? try RedactionFlags.redactor(flags.redactRules, judging) : nil
      collector = try flags.otlp.map { (url) throws(CommandError) in
        try HTTPPost(url, path: "/v1/metrics")
      }
      #if Store
        var unusable: String?
        store = try flags.store.flatMap { (path) throws(CommandError) in
          do throws(StoreError) {
            return try TraceStore(
              path, maximumBytes: flags.storeMaxBytes?.bytes, wait: flags.storeWait)
          } catch {
            // A path that leads nowhere, or to something else, is an error of the command line;
            // a store that cannot be used now is no reason to pass nothing on.
            let isMistake = error.kind == .missing || error.kind == .notAStore
            guard !isMistake, !flags.storeRequired else { throw CommandError(error.message) }
            unusable = error.message
            return nil
          }
        }
        if let unusable {
          StandardError.write("adhere: \(unusable); the run goes on without it\n")
          monitor.change { $0.hasFailed = true }
        }
      #else
        if flags.store != nil {
          throw CommandError("--store: this adhere was built without the trait Store")
        }
      #endif
      if flags.keepsTraces || flags.countsRun {
        thread = Thread { [unowned self] in work() }
      }
    }

    /// Whether the run must not go on.
    var mustStop: Bool {
      flags.storeRequired && monitor.wait { $0.hasFailed }
    }

    /// Blocks that are written or given up, of those handed over.
    var finished: Int { flags.keepsTraces ? monitor.wait { $0.finished } : .max }

    func waitUntilFinished(_ count: Int) {
      guard flags.keepsTraces else { return }
      monitor.change { $0.awaited = max($0.awaited, count) }
      monitor.wait { $0.finished >= count ? () : nil }
    }

    func record(_ traces: [Trace], _ tallies: Tallies) {
      monitor.wait { $0.waiting < BackgroundRecorder.limit ? () : nil }
      monitor.change {
        if !traces.isEmpty { $0.traces.append(traces) }
        $0.waiting += traces.count
        $0.tallies += tallies
        $0.received += 1
      }
    }

    /// Waits until everything is written, and reports what was lost.
    ///
    /// - Throws: where the metrics cannot be written, or something was lost that is required.
    func end() throws(CommandError) {
      monitor.change { $0.isEnding = true }
      thread?.join()
      thread = nil
      let lost = monitor.wait { ($0.lostTraces, $0.lostOutputs) }
      if lost.0 > 0 || lost.1 > 0 {
        let counts = lost.1 > 0 ? ", nor the counts of \(lost.1) outputs" : ""
        StandardError.write("adhere: \(lost.0) traces were not kept\(counts)\n")
      }
      if let path = flags.metrics {
        try FileBytes.replace(path, with: Metrics(total).text(flags.metricsFormat))
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
        let next = monitor.wait { state -> (blocks: [[Trace]], tallies: Tallies, number: Int)?? in
          if state.finished == state.received { return state.isEnding ? .some(nil) : nil }
          defer {
            state.traces = []
            state.waiting = 0
            state.tallies = Tallies()
          }
          return (state.traces, state.tallies, state.received)
        }
        guard case (var blocks, var tallies, let number)? = next else { return }
        // Wakes the judging threads that wait for room.
        monitor.change { _ in }
        for block in blocks.indices {
          for i in blocks[block].indices {
            if let redactor {
              redactor.redact(&blocks[block][i])
            } else {
              blocks[block][i].redaction = Trace.Redaction(.off)
            }
          }
          if redactor != nil { tallies.count(redactionsOf: blocks[block]) }
        }
        total += tallies
        write(blocks, tallies)
        monitor.change { $0.finished = number }
        gather()
      }
    }

    /// Lets a few blocks come together: a transaction costs as much as many traces. Ends as soon
    /// as a thread waits for the blocks.
    private func gather() {
      for _ in 0..<10 {
        let goesOn = monitor.wait {
          !$0.isEnding && $0.awaited <= $0.finished && $0.waiting < BackgroundRecorder.limit / 2
        }
        guard goesOn else { return }
        usleep(2000)
      }
    }

    private func write(_ blocks: [[Trace]], _ tallies: Tallies) {
      var messages: [String] = []
      var lostOutputs = 0
      do throws(TraceError) {
        if let file { for traces in blocks { try file.append(traces) } }
      } catch {
        messages.append(error.message)
      }
      #if Store
        if flags.store != nil, store == nil {
          // The reason was reported when it was opened.
          lostOutputs = tallies.outputs
        }
        do throws(StoreError) {
          try store?.add(blocks: blocks, tallies)
        } catch {
          messages.append(error.message)
          lostOutputs = tallies.outputs
        }
      #endif
      guard !messages.isEmpty || lostOutputs > 0 else { return }
      for message in messages where reported.insert(message).inserted {
        let rest = flags.storeRequired ? "" : "; the run goes on"
        StandardError.write("adhere: \(message)\(rest)\n")
      }
      let count = lostOutputs
      monitor.change {
        $0.hasFailed = true
        $0.lostTraces += blocks.reduce(0) { $0 + $1.count }
        $0.lostOutputs += count
      }
    }
  }
#endif
