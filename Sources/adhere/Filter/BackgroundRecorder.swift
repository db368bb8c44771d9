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
    private let file: TraceOutput?
    private let redactor: Redactor?
    /// For the writing thread alone.
    private var labels: LabelRedaction?
    private let collector: HTTPPost?
    private let start = Timestamp.now()
    private var thread: Thread?
    #if Store
      private let store: TraceStore?
    #endif
    /// Counts of the whole run. Only the writing thread touches them before it has ended.
    private var total = Tallies()
    /// When the metrics were written last, and whether something was counted since.
    private var lastMetrics = 0
    private var isMetricsOutdated = true
    /// A pipe takes them once: its reader is gone afterwards.
    private var isMetricsRenewed = false
    /// Messages already reported, for the writing thread alone.
    private var reported: Set<String> = []

    init(_ flags: RecordingFlags, _ judging: JudgingOptions) throws(CommandError) {
      self.flags = flags
      var unusableFile: String?
      file = try flags.traces.flatMap { (path) throws(CommandError) in
        do throws(TraceError) {
          return try TraceOutput(path, flags)
        } catch {
          // As for a store: what may not be written now is no reason to pass nothing on.
          let isRefused = [EACCES, EPERM, EROFS, ENOSPC, EDQUOT, ENXIO].contains(error.systemCode)
          guard isRefused, !flags.storeRequired else { throw CommandError(error.message) }
          unusableFile = error.message
          return nil
        }
      }
      redactor =
        (flags.keepsTraces || flags.countsRun) && flags.redact
        ? try RedactionFlags.redactor(flags.redactRules, judging) : nil
      labels = redactor.map(LabelRedaction.init)
      if let path = flags.metrics {
        // Said before anything is judged, not when all of it is.
        isMetricsRenewed = try CommandError.converting { () throws(IOError) in
          try AtomicFile.check(path)
        }
      }
      collector = try flags.otlp.map { (url) throws(CommandError) in
        try HTTPPost(url, path: "/v1/metrics")
      }
      #if Store
        var unusable: String?
        store = try flags.store.flatMap { (path) throws(CommandError) in
          do throws(StoreError) {
            return try TraceStore(
              path, maximumBytes: flags.storeMaxBytes?.bytes, wait: flags.storeWait,
              sync: flags.storeSync == .full ? .full : .normal)
          } catch {
            // A path that leads nowhere, or to something else, is an error of the command line;
            // a store that cannot be used now is no reason to pass nothing on.
            let isMistake = error.kind == .missing || error.kind == .notAStore
            guard !isMistake, !flags.storeRequired else { throw CommandError(error.message) }
            unusable = error.message
            return nil
          }
        }
        if let unusableFile {
          StandardError.write(line: "\(unusableFile); the run goes on without it")
          monitor.change { $0.hasFailed = true }
        }
        if let unusable {
          StandardError.write(line: "\(unusable); the run goes on without it")
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
        StandardError.write(line: "\(lost.0) traces were not kept\(counts)")
      }
      // One that fails keeps no other from being written.
      var failure: CommandError?
      if let path = flags.metrics {
        do throws(CommandError) {
          try FileBytes.replace(path, with: Metrics(total).text(flags.metricsFormat))
        } catch {
          failure = error
        }
      }
      do throws(CommandError) {
        try sendCounts()
      } catch {
        if flags.otlpRequired { failure = failure ?? error }
        if !flags.otlpRequired || failure?.message != error.message {
          StandardError.write(line: "\(error.message); the counts were not sent")
        }
      }
      if let failure { throw failure }
      if mustStop { throw CommandError("--store-required: the run was ended") }
    }

    private func sendCounts() throws(CommandError) {
      guard let collector else { return }
      do throws(CommandError) {
        let answer = try collector.send(
          Metrics(total).otlp(start: start), type: "application/json")
        if let refused = OTLPAnswer.refused(answer) {
          throw CommandError("the collector refused \(refused)")
        }
      } catch {
        throw CommandError("--otlp: \(error.message)")
      }
    }

    /// Renews the metrics of a run that goes on, where it is time to.
    private func renewMetrics() {
      guard let path = flags.metrics, isMetricsRenewed,
        Double(SystemClock.monotonic() - lastMetrics) >= flags.metricsEvery * 1e9,
        isMetricsOutdated
      else { return }
      lastMetrics = SystemClock.monotonic()
      isMetricsOutdated = false
      do throws(CommandError) {
        try FileBytes.replace(path, with: Metrics(total).text(flags.metricsFormat))
      } catch {
        // It may go at the end, which decides.
        if reported.insert(error.message).inserted {
          StandardError.write(line: "\(error.message); the run goes on")
        }
      }
    }

    private func work() {
      typealias Work = (blocks: [[Trace]], tallies: Tallies, number: Int)
      while true {
        func take(_ state: inout State) -> Work?? {
          if state.finished == state.received { return state.isEnding ? .some(nil) : nil }
          defer {
            state.traces = []
            state.waiting = 0
            state.tallies = Tallies()
          }
          return (state.traces, state.tallies, state.received)
        }
        let next: Work?
        let renews = isMetricsRenewed && flags.metricsEvery > 0
        if renews || file?.follows == true {
          if renews { renewMetrics() }
          let seconds = renews ? min(1, max(0.05, flags.metricsEvery)) : 1
          guard let found = monitor.wait(seconds: seconds, { take(&$0) }) else {
            follow { (file) throws(TraceError) in try file.endIfDue() }
            continue
          }
          next = found
        } else {
          next = monitor.wait { take(&$0) }
        }
        guard case (var blocks, var tallies, let number)? = next else {
          follow { (file) throws(TraceError) in try file.finish() }
          return
        }
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
        if let redacted = labels?.redact(tallies) { tallies = redacted }
        total += tallies
        isMetricsOutdated = true
        write(blocks, tallies)
        monitor.change { $0.finished = number }
        gather()
      }
    }

    /// Ends a trace file, which keeps its lines where it cannot be named.
    private func follow(_ body: (TraceOutput) throws(TraceError) -> Void) {
      guard let file else { return }
      do throws(TraceError) { try body(file) } catch {
        if reported.insert(error.message).inserted { StandardError.write(line: error.message) }
        monitor.change { $0.hasFailed = true }
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
      var (lostTraces, lostOutputs) = (0, 0)
      let traces = blocks.reduce(0) { $0 + $1.count }
      do throws(TraceError) {
        if let file { for traces in blocks { try file.append(traces) } }
        // The reason was reported when it was opened.
        if flags.traces != nil, file == nil { lostTraces = traces }
      } catch {
        messages.append(error.message)
        lostTraces = traces
      }
      #if Store
        if flags.store != nil, store == nil {
          // The reason was reported when it was opened.
          (lostTraces, lostOutputs) = (traces, tallies.outputs)
        }
        do throws(StoreError) {
          if let added = try store?.add(blocks: blocks, tallies) {
            if let failure = added.failure { messages.append(failure.message) }
            lostTraces = max(lostTraces, added.lost)
            lostOutputs = added.lostOutputs
          }
        } catch {
          messages.append(error.message)
          (lostTraces, lostOutputs) = (traces, tallies.outputs)
        }
      #endif
      guard !messages.isEmpty || lostTraces > 0 || lostOutputs > 0 else { return }
      for message in messages where reported.insert(message).inserted {
        StandardError.write(line: message + (flags.storeRequired ? "" : "; the run goes on"))
      }
      let lost = (lostTraces, lostOutputs)
      monitor.change {
        $0.hasFailed = true
        $0.lostTraces += lost.0
        $0.lostOutputs += lost.1
      }
    }
  }
#endif
