#if CLI
  /// How far an export has come, on a terminal.
  final class ExportProgress {
    private let line: ProgressLine
    /// When the line was written last, in seconds.
    private var last: Double = 0

    init(isSilent: Bool) { line = ProgressLine(isSilent: isSilent) }

    func show(traces: Int, candidates: Int) {
      guard line.isShown, traces % 1024 == 0 else { return }
      let elapsed = line.elapsed
      guard elapsed - last > 0.5 else { return }
      last = elapsed
      let speed = Int(Double(traces) / max(elapsed, 0.001))
      line.show("\(traces) traces, \(candidates) rows, \(speed) traces/s")
    }

    func end() { line.clear() }
  }
#endif
