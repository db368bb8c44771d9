import AdherePlatform
import AdhereTallies
import AdhereTraces
import AdhereFilter

#if CLI
  import AdhereJudging

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// What a run says on standard error: failures, and on a terminal how far it has come.
  final class FilterLog: FilterObserver {
    private let isVerbose: Bool
    private let recorder: Recorder
    private let showsProgress: Bool
    private let start = FilterLog.now()
    private var lastProgress: Double = 0
    private var hasProgressLine = false

    init(isVerbose: Bool, recorder: Recorder) {
      self.isVerbose = isVerbose
      self.recorder = recorder
      showsProgress = isatty(2) == 1
    }

    func filter(failed failures: [FilterFailure]) {
      clearProgress()
      var text: [UInt8] = []
      for failure in failures {
        text += "adhere: ".utf8
        // A message may quote the model; it must not break the line or steer the terminal.
        text += failure.description.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        text.append(UInt8(ascii: "\n"))
      }
      StandardError.write(text)
    }

    func filter(noted notes: [FilterNote]) {
      guard isVerbose else { return }
      clearProgress()
      for note in notes { StandardError.write("adhere: \(note)\n") }
    }

    func filter(recorded traces: [Trace], _ tallies: Tallies) {
      recorder.keep(traces, tallies)
    }

    var filterKept: Int { recorder.kept }

    func filterWaitUntilKept(_ count: Int) { recorder.waitUntilKept(count) }

    var filterMustStop: Bool { recorder.mustStop }

    func filter(cannotRead error: IOError) {
      clearProgress()
      StandardError.write("adhere: \(error.message)\n")
    }

    func filter(decided kind: InputKind) {
      if isVerbose { StandardError.write("adhere: input taken for \(kind.rawValue)\n") }
    }

    func filter(progressed tally: FilterTally) {
      guard showsProgress else { return }
      let elapsed = FilterLog.now() - start
      // Short runs stay quiet, long ones are not slowed down by their display.
      guard elapsed > 1, elapsed - lastProgress > 0.1 else { return }
      lastProgress = elapsed
      hasProgressLine = true
      StandardError.write("\r\u{1B}[K" + summary(tally, elapsed))
    }

    /// Ends the display; `tally` is nil where the run failed.
    func end(_ tally: FilterTally?) {
      clearProgress()
      guard isVerbose, let tally else { return }
      StandardError.write(
        "adhere: \(summary(tally, FilterLog.now() - start))\(details(tally))\n")
    }

    private func clearProgress() {
      if hasProgressLine { StandardError.write("\r\u{1B}[K") }
      hasProgressLine = false
    }

    private func summary(_ tally: FilterTally, _ elapsed: Double) -> String {
      let rate = Double(tally.bytes) / 1e6 / max(elapsed, 1e-6)
      let noCalls = tally[.noCall] > 0 ? "\(tally[.noCall]) without a call, " : ""
      return "\(tally.outputs) outputs, \(tally[.valid]) valid, \(tally[.repaired]) repaired, "
        + noCalls + "\(tally.failures) failed, \(FilterLog.oneDecimal(rate)) MB/s"
    }

    /// The outcomes behind `failed`.
    private func details(_ tally: FilterTally) -> String {
      let rest = Outcome.allCases.filter { !$0.isSuccess && tally[$0] > 0 }
      guard !rest.isEmpty else { return "" }
      return " (" + rest.map { "\($0.rawValue) \(tally[$0])" }.joined(separator: ", ") + ")"
    }

    private static func oneDecimal(_ value: Double) -> String {
      let tenths = Int((value * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }

    private static func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }
#endif
