#if CLI
  import AdhereBytes
  import AdhereJSON
  import AdhereJudging
  import AdhereTraces

  /// One judged output as a person reads it.
  struct ExplainPage {
    /// Most steps, violations and rivals that are listed of each.
    static let mostListed = 30
    /// Most steps that are listed one by one.
    static let mostSingle = 12
    /// Most characters of what was there before a step, and of what is there now.
    static let longestPiece = 60
    /// Most bytes of what is emitted that are shown.
    static let longestValue = 2000

    private let trace: Trace
    private let screen: Screen
    private let file: String?
    private let number: Int

    /// - Parameters:
    ///   - file: where the output comes from, where there are several inputs.
    ///   - number: of the output in its input, from 1.
    init(_ trace: Trace, _ screen: Screen, file: String?, number: Int) {
      self.trace = trace
      self.screen = screen
      self.file = file
      self.number = number
    }

    /// The whole page, with a line end.
    var text: String {
      ([head] + texts + [steps, violations, warnings, rivals, emitted])
        .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func bold(_ text: String) -> String { screen.paint(text, .bold) }

    private func section(_ title: String, _ lines: [String]) -> String {
      guard !lines.isEmpty else { return "" }
      return bold(title) + "\n" + lines.map { "  \($0)\n" }.joined()
    }

    /// The first ``mostListed`` lines, and how many more there are.
    private func listed(_ lines: [String]) -> [String] {
      let more = lines.count - ExplainPage.mostListed
      return more > 0 ? lines.prefix(ExplainPage.mostListed) + ["and \(more) more"] : lines
    }

    // MARK: - Parts

    private var head: String {
      var names: [String] = []
      if let file { names.append(file) }
      if let id = trace.recordID, id != Array("null".utf8) {
        names.append("id \(String(decoding: id, as: UTF8.self))")
      } else if number > 1 || file != nil {
        names.append("output \(number)")
      }
      let outcome = screen.paint(
        trace.outcome.rawValue, trace.outcome.isSuccess ? .added : .removed)
      let place = names.isEmpty ? "" : TerminalText.escaped(names.joined(separator: ", ")) + ": "
      var out = "\(place)\(outcome)\(counts)\n"
      guard let reason = trace.reason else { return out }
      out += "  why   \(reason.code): \(TerminalText.escaped(reason.message))\(at(reason))\n"
      if let help = reason.help { out += "  help  \(TerminalText.escaped(help))\n" }
      return out
    }

    private func at(_ reason: ReasonRecord) -> String {
      guard let span = reason.span else { return "" }
      let call = reason.call.map { " of call \($0)" } ?? ""
      return " (bytes \(span.lowerBound)-\(span.upperBound)\(call))"
    }

    /// How many repairs of which tiers.
    private var counts: String {
      guard !trace.repairs.isEmpty else { return "" }
      var tiers: [(name: String, count: Int)] = []
      for repair in trace.repairs {
        if let i = tiers.firstIndex(where: { $0.name == repair.tier }) {
          tiers[i].count += 1
        } else {
          tiers.append((repair.tier, 1))
        }
      }
      return ", changes: " + tiers.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    }

    private var texts: [String] {
      switch trace.raw {
      case .none: return []
      case .text(let raw):
        let repairs = trace.repairs.filter { $0.call == nil }
        return [MarkedText(raw, repairs, trace.reason?.span).page(screen)]
      case .calls:
        return (trace.nativeCalls ?? []).enumerated().map { index, call in
          let repairs = trace.repairs.filter {
            $0.call == index && $0.path != "/\(index)/name" && $0.path != "/\(index)"
          }
          let span = trace.reason?.call == index ? trace.reason?.span : nil
          return bold("call \(index): ") + TerminalText.escaped(call.name) + "\n"
            + MarkedText(call.arguments, repairs, span).page(screen)
        }
      }
    }

    /// The steps; of many, those that do the same to the same value are one line, where the first
    /// stands.
    private var steps: String {
      let joins = trace.repairs.count > ExplainPage.mostSingle
      var lines: [(repair: RepairRecord, times: Int)] = []
      var known: [String: Int] = [:]
      for repair in trace.repairs {
        let key = step(repair, place: "")
        if joins, let index = known[key] {
          lines[index].times += 1
        } else {
          known[key] = lines.count
          lines.append((repair, 1))
        }
      }
      let texts = lines.map { step($0.repair) + ($0.times > 1 ? "  (\($0.times) times)" : "") }
      return section(trace.repairs.count == 1 ? "step" : "steps", listed(texts))
    }

    private func step(_ repair: RepairRecord) -> String {
      step(repair, place: "\(repair.span.lowerBound)-\(repair.span.upperBound)  ")
    }

    private func step(_ repair: RepairRecord, place: String) -> String {
      let rules = ([repair.rule] + repair.with).joined(separator: " + ")
      let path = repair.path.map { $0.isEmpty ? "(root)" : $0 } ?? "(around)"
      let call = repair.call.map { "call \($0) " } ?? ""
      return TerminalText.escaped(
        "\(call)\(place)\(rules) (\(repair.tier))  \(path)  ")
        + screen.paint(piece(repair.before), .removed) + " -> "
        + screen.paint(piece(repair.after), .added)
    }

    private func piece(_ bytes: [UInt8]) -> String {
      if bytes.isEmpty { return "nothing" }
      return MarkedText.shortened(VisibleText.of(bytes), to: ExplainPage.longestPiece)
    }

    private var violations: String {
      let lines = trace.violations.map { violation in
        let path = violation.instancePath.isEmpty ? "(root)" : violation.instancePath
        let place = place(of: violation.instancePath).map { "  \($0)" } ?? ""
        return TerminalText.escaped(
          "\(path)  \(violation.message)  \(violation.schemaPath)\(place)")
      }
      return section("violations", listed(lines))
    }

    /// Line and column of a value, where the text is JSON as it came.
    private func place(of path: String) -> String? {
      guard case .text(let raw) = trace.raw, !path.isEmpty, let pointer = JSONPointer(path),
        let document = try? JSONDocument(raw, options: .anyDepth)
      else { return nil }
      let offset = document.withTape { tape in
        tape.resolve(pointer, from: 0).map { tape.span($0).lowerBound }
      }
      guard let offset else { return nil }
      let place = LineIndex(raw).place(of: offset)
      return "line \(place.line), column \(place.column)"
    }

    private var warnings: String {
      section(
        "warnings",
        listed(trace.warnings.map { TerminalText.escaped("\($0.code): \($0.message)") }))
    }

    private var rivals: String {
      var lines: [String] = []
      for rival in (trace.reason?.rivals ?? []).prefix(ExplainPage.mostListed) {
        lines.append("cost \(cost(rival.cost))  \(TerminalText.escaped(rival.why))")
        lines.append("  \(VisibleText.of(rival.value))")
        lines += rival.edits.map { "  \(step($0))" }
      }
      return section("other readings", lines)
    }

    private func cost(_ value: Double) -> String {
      let hundredths = Int((value * 100).rounded())
      return "\(hundredths / 100).\(String(hundredths % 100 + 100).dropFirst())"
    }

    private var emitted: String {
      guard trace.outcome.isSuccess else { return section("emitted", ["nothing"]) }
      var bytes: [UInt8] = []
      if let value = trace.value {
        bytes = value
      } else if let calls = trace.calls {
        var writer = JSONWriter()
        writer.append(calls: calls)
        bytes = writer.bytes
      }
      guard !bytes.isEmpty else { return section("emitted", ["no call"]) }
      var lines = bytes.prefix(ExplainPage.longestValue)
        .split(separator: ASCII.lineFeed, omittingEmptySubsequences: false).map(VisibleText.of)
      if bytes.count > ExplainPage.longestValue { lines.append("… \(bytes.count) bytes in all") }
      return section("emitted", lines)
    }
  }
#endif
