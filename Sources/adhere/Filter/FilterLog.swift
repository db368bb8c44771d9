#if CLI
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces
  import AdhereFilter
  import AdhereJudging

  /// Messages of a run on standard error: failures, and on a terminal its progress.
  final class FilterLog: FilterObserver {
    private let isVerbose: Bool
    private let recorder: BackgroundRecorder
    private let progress = ProgressLine()
    /// When the progress was written last, in seconds.
    private var lastProgress: Double = 0
    /// What is said of the first output alone; each thread has a first one.
    private var saidOnce: Set<String> = []

    /// Makes what is quoted unreadable: the error of a provider may hold the key it was sent. Made
    /// where there is something to say, since most runs have nothing.
    private lazy var redactor: Redactor? = makeRedactor()
    private let makeRedactor: () -> Redactor?

    init(
      isVerbose: Bool, recorder: BackgroundRecorder,
      redactor makeRedactor: @escaping () -> Redactor?
    ) {
      self.isVerbose = isVerbose
      self.recorder = recorder
      self.makeRedactor = makeRedactor
    }

    private func visible(_ text: String) -> String {
      TerminalText.escaped(redactor?.redact(text) ?? text)
    }

    func filter(failed failures: [FilterFailure]) {
      progress.clear()
      var text = ""
      for failure in failures { text += "adhere: \(visible(failure.description))\n" }
      StandardError.write(text)
    }

    func filter(noted notes: [FilterNote]) {
      let notes = notes.filter {
        (isVerbose || $0.isImportant) && (!$0.isSaidOnce || saidOnce.insert($0.message).inserted)
      }
      guard !notes.isEmpty else { return }
      progress.clear()
      for note in notes { StandardError.write("adhere: \(visible("\(note)"))\n") }
    }

    func filter(recorded traces: [Trace], _ tallies: Tallies) {
      recorder.record(traces, tallies)
    }

    var filterKept: Int { recorder.finished }

    func filterWaitUntilKept(_ count: Int) { recorder.waitUntilFinished(count) }

    var filterMustStop: Bool { recorder.mustStop }

    func filter(cannotRead error: IOError) {
      progress.clear()
      StandardError.write(line: error.message)
    }

    func filter(decided kind: InputKind) {
      if isVerbose { StandardError.write(line: "input taken for \(kind.rawValue)") }
    }

    func filter(progressed tally: FilterTally) {
      guard progress.isShown else { return }
      let elapsed = progress.elapsed
      // Short runs stay quiet, long ones are not slowed down by their display.
      guard elapsed > 1, elapsed - lastProgress > 0.1 else { return }
      lastProgress = elapsed
      progress.show(summary(tally, elapsed))
    }

    /// Ends the display; `tally` is nil where the run failed.
    func end(_ tally: FilterTally?) {
      progress.clear()
      guard isVerbose, let tally else { return }
      StandardError.write(
        "adhere: \(summary(tally, progress.elapsed))\(details(tally))\n")
    }

    private func summary(_ tally: FilterTally, _ elapsed: Double) -> String {
      let rate = Double(tally.bytes) / 1e6 / max(elapsed, 1e-6)
      let noCalls = tally[.noCall] > 0 ? "\(tally[.noCall]) without a call, " : ""
      let unchecked = tally[.unchecked] > 0 ? "\(tally[.unchecked]) unchecked, " : ""
      return "\(tally.outputs) outputs, \(tally[.valid]) valid, \(tally[.repaired]) repaired, "
        + noCalls + unchecked + "\(tally.failures) failed, \(FilterLog.oneDecimal(rate)) MB/s"
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
  }
#endif
