import AdhereJudging

#if CLI
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces

  /// Traces as text for people.
  enum TraceText {
    /// One line of a list.
    static func line(_ trace: Trace) -> String {
      // A rule often repairs many places; it is named once.
      var reasons: [String] = []
      for repair in trace.repairs where !reasons.contains(repair.rule) {
        reasons.append(repair.rule)
      }
      if let violation = trace.violations.first {
        reasons.insert("\(violation.instancePath) \(violation.message)", at: 0)
      } else if let reason = trace.reason {
        reasons.insert(reason.message, at: 0)
      }
      let name = [trace.provider, trace.model, trace.toolLabel].compactMap { $0 }
        .filter { !$0.isEmpty }.joined(separator: " ")
      return TerminalText.escaped(
        "\(trace.id)  \(trace.time.description.prefix(19))  \(TerminalText.padded(trace.outcome.rawValue, 10))  "
          + "\(TerminalText.padded("x\(trace.occurrences)", 5))  \(name)  \(reasons.joined(separator: ", "))"
      )
    }

    /// Rows of a text, and repairs, that a page shows at most: nobody reads more of them.
    static let mostRows = 10_000

    /// Everything about a trace; what is left out of a long one is said.
    static func page(_ trace: Trace, _ screen: Screen) -> String {
      var out = "\(line(trace))\n"
      if let rights = rights(trace) { out += rights + "\n" }
      if let reason = trace.reason {
        let help = reason.help.map { "; would help: \($0)" } ?? ""
        out += TerminalText.escaped("\(reason.code): \(reason.message)\(help)") + "\n"
      }
      for text in RepairedText.of(trace) {
        out += "\n"
        if let title = text.title { out += TerminalText.escaped(title) + "\n" }
        out += columns(text, screen)
      }
      if !trace.repairs.isEmpty { out += "\n" }
      for repair in trace.repairs.prefix(mostRows) {
        let rules = ([repair.rule] + repair.with).joined(separator: " + ")
        out +=
          TerminalText.escaped(
            "\(repair.span.lowerBound)-\(repair.span.upperBound)  \(rules) (\(repair.tier))"
              + "\(repair.path.map { "  \($0.isEmpty ? "(root)" : $0)" } ?? "")") + "\n"
      }
      if trace.repairs.count > mostRows {
        out += "\(trace.repairs.count - mostRows) more; --json shows them\n"
      }
      if !trace.violations.isEmpty { out += "\n" }
      for violation in trace.violations {
        let path = violation.instancePath.isEmpty ? "(root)" : violation.instancePath
        out += TerminalText.escaped("\(path)  \(violation.message)  \(violation.schemaPath)") + "\n"
      }
      for warning in trace.warnings {
        out += TerminalText.escaped("warning: \(warning.message)") + "\n"
      }
      return out
    }

    private static func rights(_ trace: Trace) -> String? {
      var parts: [String] = []
      if let session = trace.session { parts.append("session \(session)") }
      if let redaction = trace.redaction {
        let count = redaction.replaced.reduce(0) { $0.counted(with: $1.count) }
        parts.append(
          redaction.state == .off ? "not redacted" : "\(count) places redacted")
        if let outcome = redaction.outcome {
          parts.append("with placeholders \(outcome.rawValue)")
        }
      }
      if let licence = trace.rights.licence { parts.append("licence \(licence)") }
      if let consent = trace.rights.consent { parts.append(consent ? "consent" : "no consent") }
      if let until = trace.rights.retainUntil { parts.append("to be gone by \(until.day)") }
      if let acceptance = trace.acceptance {
        parts.append("\(acceptance.verdict.rawValue) by \(acceptance.by.rawValue)")
      }
      return parts.isEmpty ? nil : TerminalText.escaped(parts.joined(separator: ", "))
    }

    /// A raw text beside its repaired form.
    private static func columns(_ text: RepairedText, _ screen: Screen) -> String {
      let width = max(20, (screen.width - 3) / 2)
      let (left, isLeftWhole) = wrap(text.raw, width)
      let (right, isRightWhole) = wrap(text.repaired, width)
      var out = ""
      for row in 0..<max(left.count, right.count) {
        let (a, b) = (row < left.count ? left[row] : [], row < right.count ? right[row] : [])
        let line =
          paint(a, screen, removed: true)
          + String(repeating: " ", count: max(0, width - a.reduce(0) { $0 + $1.text.count }))
          + " | " + paint(b, screen, removed: false)
        let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
        out += line[..<end] + "\n"
      }
      if !isLeftWhole || !isRightWhole {
        out += "the first \(mostRows) lines; --json shows the whole\n"
      }
      return out
    }

    /// Breaks text at line ends and at the width, into ``mostRows`` at most.
    private static func wrap(_ pieces: [RepairedText.Piece], _ width: Int)
      -> (rows: [[RepairedText.Piece]], isWhole: Bool)
    {
      var rows: [[RepairedText.Piece]] = [[]]
      var used = 0
      for piece in pieces {
        for character in piece.text {
          if character == "\n" || used == width {
            if rows.count == mostRows { return (rows, false) }
            rows.append([])
            used = 0
            if character == "\n" { continue }
          }
          if let last = rows[rows.count - 1].last, last.isChanged == piece.isChanged {
            rows[rows.count - 1][rows[rows.count - 1].count - 1].text.append(character)
          } else {
            rows[rows.count - 1].append(.init(text: String(character), isChanged: piece.isChanged))
          }
          used += 1
        }
      }
      return (rows, true)
    }

    private static func paint(_ row: [RepairedText.Piece], _ screen: Screen, removed: Bool)
      -> String
    {
      row.map { piece in
        guard piece.isChanged, screen.hasColours else { return piece.text }
        return "\u{1B}[\(removed ? 31 : 32)m\(piece.text)\u{1B}[0m"
      }.joined()
    }
  }
#endif
