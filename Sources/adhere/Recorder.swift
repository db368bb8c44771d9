import AdhereFilter
import AdherePlatform
import AdhereTallies
import AdhereTraces

#if CLI
  import AdhereJudging
  import AdhereStore

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
      /// As they came, block by block: traces are many words each, and are not copied about.
      var traces: [[Trace]] = []
      var waiting = 0
      var tallies = Tallies()
      /// Blocks that were given, and those of them that are done with.
      var given = 0
      var kept = 0
      /// Somebody waits for this many to be done with.
      var wanted = 0
      var isEnding = false
      var lostTraces = 0
      var lostOutputs = 0
      var hasFailed = false
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
    /// What was said already, by the writing thread.
    private var said: Set<String> = []

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
        var unusable: String?
        store = try options.store.flatMap { (path) throws(CommandError) in
          do throws(StoreError) {
            return try TraceStore(
              path, maximumBytes: options.storeMaxBytes?.bytes, wait: options.storeWait)
          } catch {
            // A path that leads nowhere, or to something else, is an error of the command line;
            // a store that cannot be used now is no reason to pass nothing on.
            let isMistake = error.kind == .missing || error.kind == .notAStore
            guard !isMistake, !options.storeRequired else { throw CommandError(error.message) }
            unusable = error.message
            return nil
          }
        }
        if let unusable {
          StandardError.write("adhere: \(unusable); the run goes on without it\n")
          monitor.change { $0.hasFailed = true }
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

    /// How many of the blocks that were given are done with.
    var kept: Int { options.keepsTraces ? monitor.wait { $0.kept } : .max }

    func waitUntilKept(_ count: Int) {
      guard options.keepsTraces else { return }
      monitor.change { $0.wanted = max($0.wanted, count) }
      monitor.wait { $0.kept >= count ? () : nil }
    }

    func keep(_ traces: [Trace], _ tallies: Tallies) {
      monitor.wait { $0.waiting < Recorder.limit ? () : nil }
      monitor.change {
        if !traces.isEmpty { $0.traces.append(traces) }
        $0.waiting += traces.count
        $0.tallies += tallies
        $0.given += 1
      }
    }

    /// Waits until everything is written, and says what was not kept.
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
      if let path = options.metrics {
        do throws(IOError) {
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
        let next = monitor.wait { state -> (blocks: [[Trace]], tallies: Tallies, given: Int)?? in
          if state.kept == state.given { return state.isEnding ? .some(nil) : nil }
          defer {
            state.traces = []
            state.waiting = 0
            state.tallies = Tallies()
          }
          return (state.traces, state.tallies, state.given)
        }
        guard case (var blocks, var tallies, let number)? = next else { return }
        // Room again for those who wait.
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
        monitor.change { $0.kept = number }
        gather()
      }
    }

    /// Lets a few blocks come together: a transaction costs as much as many traces. Nobody waits
    /// for it who has to wait.
    private func gather() {
      for _ in 0..<10 {
        let goesOn = monitor.wait {
          !$0.isEnding && $0.wanted <= $0.kept && $0.waiting < Recorder.limit / 2
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
        if options.store != nil, store == nil {
          // Why was said when it was opened.
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
      for message in messages where said.insert(message).inserted {
        let rest = options.storeRequired ? "" : "; the run goes on"
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
