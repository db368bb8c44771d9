#if CLI
  import AdhereTraining

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// What an export says at its end.
  enum ExportReport {
    static func text(_ summary: ExportSummary, _ target: Target) -> String {
      var text = "\(target.name): \(summary.rows) rows of \(summary.traces) traces\n"
      for file in summary.files {
        text += "  \(file.path)  \(file.rows) rows, \(file.bytes) bytes\n"
      }
      text += part("answers", summary.origins, most: 10)
      text += part("failures", summary.failures, most: 5)
      text += part("tools", summary.tools.filter { !$0.key.isEmpty }, most: 5)
      text += part("models", summary.models.filter { !$0.key.isEmpty }, most: 5)
      text += part("left out", summary.refusals, most: 40)
      text += part("replaced", summary.redaction.replaced, most: 10)
      if summary.rows > 0 {
        let tokens = summary.tokens
        text +=
          "  tokens, estimated from bytes: \(tokens.total); talk \(tokens.messages), tool schemas "
          + "\(tokens.tools), arguments \(tokens.arguments)\n"
      }
      for note in summary.notes { text += "  note: \(note)\n" }
      for warning in summary.warnings { text += "adhere: \(warning)\n" }
      if summary.rows == 0 {
        text += "adhere: no row: "
        text +=
          summary.traces == 0
          ? "no trace is meant by these flags\n"
          : "every trace was left out, for the reasons above; --passing 1 keeps what passed\n"
      }
      return text
    }

    private static func part(_ title: String, _ counts: [String: Int], most: Int) -> String {
      if counts.isEmpty { return "" }
      let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      var list = sorted.prefix(most).map { "\($0.key) \($0.value)" }
      if sorted.count > most { list.append("\(sorted.count - most) more") }
      return "  \(title): \(list.joined(separator: ", "))\n"
    }
  }

  /// How far an export has come, where somebody looks on.
  final class ExportProgress {
    private let isShown: Bool
    private let start = ExportProgress.now()
    private var last = ExportProgress.now()
    private var hasLine = false

    init(isSilent: Bool) { isShown = !isSilent && isatty(2) == 1 }

    func show(traces: Int, candidates: Int) {
      guard isShown, traces % 1024 == 0 else { return }
      let now = ExportProgress.now()
      guard now - last > 0.5 else { return }
      last = now
      hasLine = true
      let speed = Int(Double(traces) / max(now - start, 0.001))
      StandardError.write("\r\u{1B}[K\(traces) traces, \(candidates) rows, \(speed) traces/s")
    }

    func end() { if hasLine { StandardError.write("\r\u{1B}[K") } }

    private static func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }
#endif
