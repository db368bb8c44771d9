#if CLI
  import AdhereTraining

  /// What an export did, for standard error.
  enum ExportSummaryText {
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
      if summary.rows > 0, target.learnsSequences {
        text +=
          "  longest row: about \(summary.longestRow) tokens; max_length \(summary.maximumLength) "
          + "keeps it whole\n"
      }
      if !summary.mix.isEmpty, summary.rows > 0 { text += mix(summary) }
      if let loss = target.loss, summary.rows > 0 { text += "  loss: \(loss)\n" }
      for note in summary.notes { text += "  note: \(TerminalText.escaped(note))\n" }
      for caution in summary.cautions { text += "adhere: \(TerminalText.escaped(caution))\n" }
      for warning in summary.warnings { text += "adhere: \(TerminalText.escaped(warning))\n" }
      if summary.rows == 0 {
        text += "adhere: no row: "
        text +=
          summary.traces == 0
          ? "no trace is meant by these flags\n"
          : "every trace was left out, for the reasons above; --passing 1 keeps what passed\n"
      }
      return TerminalText.escaped(text, keepsLines: true)
    }

    /// The shares of the mix, each with the one that is recommended.
    private static func mix(_ summary: ExportSummary) -> String {
      let named = summary.mix.dropFirst().reduce(0) { $0 + (summary.origins[$1.origin] ?? 0) }
      let shares = summary.mix.enumerated().map { place, part in
        // What passed as it came is named; all else was mended, by a rule or by someone.
        let count = place == 0 ? summary.rows - named : summary.origins[part.origin] ?? 0
        let percent = Int((Double(count) / Double(summary.rows) * 100).rounded())
        return "\(part.origin) \(percent) % (\(Int((part.wanted * 100).rounded())))"
      }
      return "  mix, and what is recommended: \(shares.joined(separator: ", "))\n"
    }

    private static func part(_ title: String, _ counts: [String: Int], most: Int) -> String {
      if counts.isEmpty { return "" }
      let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      var list = sorted.prefix(most).map { "\(TerminalText.escaped($0.key)) \($0.value)" }
      if sorted.count > most { list.append("\(sorted.count - most) more") }
      return "  \(title): \(list.joined(separator: ", "))\n"
    }
  }
#endif
