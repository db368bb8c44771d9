#if Proxy
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces
  import Synchronization

  #if Store
    import AdhereStore
  #endif

  /// Brings together the counts of all event loops, and keeps traces on a thread of its own: no
  /// event loop redacts, or waits for a disk.
  final class ProxyRecorder: @unchecked Sendable {
    /// Traces that may wait to be kept; more are dropped, and counted.
    static let mostWaiting = 4096
    /// Traces that are kept in memory to be looked at.
    static let mostRecent = 256

    private struct Waiting {
      var traces: [[Trace]] = []
      var count = 0
      var done: [@Sendable () -> Void] = []
      var dropped = 0
      var isEnding = false
    }

    /// What was counted and kept, redacted.
    private struct Kept {
      var tallies = Tallies()
      /// Counted since the store was last written.
      var unwritten = Tallies()
      var recent: [String: Trace] = [:]
      var order: [String] = []
      var lost = 0
      var labels: LabelRedaction?
    }

    let options = RecordingOptions()
    /// Whether an answer's traces are written before it ends.
    let answersWait: Bool
    let keepsTraces: Bool
    private let redactor = Redactor()
    private let waiting = Monitor(Waiting())
    private let kept: Mutex<Kept>
    private let loops: @Sendable () -> [LoopCounts]
    private let log: @Sendable (String) -> Void
    private var thread: Thread?
    #if Store
      private let store: TraceStore?
    #endif

    /// - Parameters:
    ///   - loops: the counts of all event loops.
    ///   - log: gets what went wrong, a line each.
    /// - Throws: where the store cannot be opened.
    init(
      _ configuration: StoreConfiguration?, log: @escaping @Sendable (String) -> Void,
      loops: @escaping @Sendable () -> [LoopCounts]
    ) throws {
      self.loops = loops
      self.log = log
      answersWait = configuration?.write == .before
      keepsTraces = configuration?.write != StoreConfiguration.Write.none
      kept = Mutex(Kept(labels: LabelRedaction(redactor)))
      #if Store
        store = try configuration.map { try TraceStore($0.path, maximumBytes: $0.maximumBytes) }
      #else
        if configuration != nil {
          throw ConfigurationError("a store needs adhere-proxy built with the trait Store")
        }
      #endif
      thread = Thread { [unowned self] in work() }
    }

    /// Hands over the traces of one answer.
    ///
    /// - Parameter done: called on the writing thread once they are kept or given up.
    func add(_ traces: [Trace], then done: (@Sendable () -> Void)? = nil) {
      waiting.change { state in
        if let done { state.done.append(done) }
        guard done != nil || state.count + traces.count <= ProxyRecorder.mostWaiting else {
          state.dropped += traces.count
          return
        }
        state.traces.append(traces)
        state.count += traces.count
      }
    }

    /// The counts so far, of all event loops.
    var tallies: Tallies {
      kept.withLock { kept in
        absorb(&kept)
        return kept.tallies
      }
    }

    /// Traces that were dropped because too many waited, or that the store could not keep.
    var lostTraces: Int { waiting.wait { $0.dropped } + kept.withLock { $0.lost } }

    /// A trace of the last ones, or of the store.
    func trace(_ id: String) -> Trace? {
      if let recent = kept.withLock({ $0.recent[id] }) { return recent }
      #if Store
        return try? store?.trace(id)
      #else
        return nil
      #endif
    }

    /// Writes what is left, and ends the thread.
    func end() {
      waiting.change { $0.isEnding = true }
      thread?.join()
      thread = nil
    }

    // MARK: - The thread

    private func absorb(_ kept: inout Kept) {
      var sum = Tallies()
      for counts in loops() {
        let taken = counts.take()
        if !taken.isEmpty { sum += taken }
      }
      guard !sum.isEmpty else { return }
      let redacted = kept.labels?.redact(sum) ?? sum
      kept.tallies += redacted
      kept.unwritten += redacted
    }

    private func work() {
      while true {
        let next = waiting.wait(seconds: 1) { state -> Waiting? in
          guard !state.traces.isEmpty || !state.done.isEmpty || state.isEnding else { return nil }
          defer {
            state.traces = []
            state.done = []
            state.count = 0
          }
          return state
        }
        write(next?.traces ?? [])
        for done in next?.done ?? [] { done() }
        if next?.isEnding == true { return }
        // Several answers share a transaction. Answers that wait are not kept waiting for others.
        if !answersWait { usleep(50_000) }
      }
    }

    private func write(_ blocks: [[Trace]]) {
      var traces = blocks.flatMap { $0 }
      for index in traces.indices { redactor.redact(&traces[index]) }
      let unwritten = kept.withLock { kept in
        absorb(&kept)
        for trace in traces where kept.recent[trace.id] == nil {
          kept.recent[trace.id] = trace
          kept.order.append(trace.id)
        }
        while kept.order.count > ProxyRecorder.mostRecent {
          kept.recent[kept.order.removeFirst()] = nil
        }
        var redactions = Tallies()
        redactions.count(redactionsOf: traces)
        kept.tallies += redactions
        kept.unwritten += redactions
        defer { kept.unwritten = Tallies() }
        return kept.unwritten
      }
      #if Store
        guard let store, !traces.isEmpty || !unwritten.isEmpty else { return }
        do throws(StoreError) {
          let added = try store.add(traces, unwritten)
          if let failure = added.failure { report(failure.message, lost: added.lost) }
        } catch {
          report(error.message, lost: traces.count)
          // The counts are small: they are tried again.
          kept.withLock { $0.unwritten += unwritten }
        }
      #endif
    }

    private func report(_ message: String, lost: Int) {
      let isFirst = kept.withLock { kept in
        defer { kept.lost += lost }
        return kept.lost == 0
      }
      if isFirst { log("\(message); the proxy goes on, and counts what is lost") }
    }
  }
#endif
