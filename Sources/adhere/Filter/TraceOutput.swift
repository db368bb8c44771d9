#if CLI
  import AdhereTraces

  /// Where `--traces` leads: one file, or files that follow one another.
  enum TraceOutput {
    case file(TraceFileWriter)
    case files(RotatingTraceWriter)

    init(_ path: String, _ flags: RecordingFlags) throws(TraceError) {
      guard TracePathTemplate.isOne(path) else {
        self = .file(try TraceFileWriter(path, format: flags.tracesFormat))
        return
      }
      let writer = try RotatingTraceWriter(
        TracePathTemplate(path), format: flags.tracesFormat,
        maximumBytes: flags.tracesMaxBytes?.bytes ?? 64 << 20,
        maximumAge: flags.tracesMaxAge ?? 300)
      for failure in writer.left { StandardError.write(line: failure.message) }
      self = .files(writer)
    }

    func append(_ traces: [Trace]) throws(TraceError) {
      switch self {
      case .file(let writer): try writer.append(traces)
      case .files(let writer): try writer.append(traces)
      }
    }

    /// Whether a file may end while nothing is written.
    var follows: Bool { if case .files = self { true } else { false } }

    func endIfDue() throws(TraceError) {
      if case .files(let writer) = self { try writer.endIfDue() }
    }

    func finish() throws(TraceError) {
      if case .files(let writer) = self { try writer.finish() }
    }
  }
#endif
