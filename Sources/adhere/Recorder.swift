#if CLI
  import Adherence

  /// Where a run's traces go. What cannot be kept is said once, and counted.
  final class Recorder {
    private let file: TraceFileWriter?
    private(set) var kept = 0
    private(set) var lost = 0

    init(_ options: KeepingOptions) throws(CommandError) {
      do throws(TraceError) {
        file = try options.traces.map { (path) throws(TraceError) in try TraceFileWriter(path) }
      } catch {
        throw CommandError(error.message)
      }
    }

    func keep(_ traces: [Trace]) {
      guard let file else { return }
      do throws(TraceError) {
        try file.append(traces)
        kept += traces.count
      } catch {
        if lost == 0 { StandardError.write("adhere: \(error.message); the run goes on\n") }
        lost += traces.count
      }
    }

    /// Says what was not kept.
    func end() {
      if lost > 0 { StandardError.write("adhere: \(lost) traces were not kept\n") }
    }
  }
#endif
