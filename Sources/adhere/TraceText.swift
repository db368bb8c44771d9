import AdherePlatform
import AdhereTraces

#if CLI
  import AdhereJudging

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Traces for people.
  enum TraceText {
    /// Where a text is shown.
    struct Screen {
      var width: Int
      var hasColours: Bool

      static func standardOutput() -> Screen {
        var size = winsize()
        let isTerminal = isatty(1) == 1
        if isTerminal, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 {
          return Screen(width: Int(size.ws_col), hasColours: getenv("NO_COLOR") == nil)
        }
        return Screen(width: 100, hasColours: false)
      }
    }

    /// One line of a list.
    static func line(_ trace: Trace) -> String {
      // A rule repairs many places as a rule; its name is told once.
      var what: [String] = []
      for repair in trace.repairs where !what.contains(repair.rule) { what.append(repair.rule) }
      if let violation = trace.violations.first {
        what.insert("\(violation.instancePath) \(violation.message)", at: 0)
      }
      let name = [trace.provider, trace.model, trace.toolLabel].compactMap { $0 }
        .filter { !$0.isEmpty }.joined(separator: " ")
      return visible(
        "\(trace.id)  \(trace.time.description.prefix(19))  \(pad(trace.outcome.rawValue, 10))  "
          + "\(pad("x\(trace.occurrences)", 5))  \(name)  \(what.joined(separator: ", "))")
    }

    /// Everything about a trace.
    static func page(_ trace: Trace, _ screen: Screen) -> String {
      var out = "\(line(trace))\n"
      if let rights = rights(trace) { out += rights + "\n" }
      for part in Parts.of(trace) {
        out += "\n"
        if let title = part.title { out += visible(title) + "\n" }
        out += columns(part, screen)
      }
      if !trace.repairs.isEmpty { out += "\n" }
      for repair in trace.repairs {
        let rules = ([repair.rule] + repair.with).joined(separator: " + ")
        out +=
          visible(
            "\(repair.span.lowerBound)-\(repair.span.upperBound)  \(rules) (\(repair.tier))"
              + "\(repair.path.map { "  \($0.isEmpty ? "(root)" : $0)" } ?? "")") + "\n"
      }
      if !trace.violations.isEmpty { out += "\n" }
      for violation in trace.violations {
        let path = violation.instancePath.isEmpty ? "(root)" : violation.instancePath
        out += visible("\(path)  \(violation.message)  \(violation.schemaPath)") + "\n"
      }
      for warning in trace.warnings { out += visible("warning: \(warning.message)") + "\n" }
      return out
    }

    private static func rights(_ trace: Trace) -> String? {
      var parts: [String] = []
      if let session = trace.session { parts.append("session \(session)") }
      if let redaction = trace.redaction {
        let count = redaction.replaced.reduce(0) { $0 + $1.count }
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
      return parts.isEmpty ? nil : visible(parts.joined(separator: ", "))
    }

    /// A raw text beside what was made of it.
    private static func columns(_ part: Parts, _ screen: Screen) -> String {
      let width = max(20, (screen.width - 3) / 2)
      let left = wrap(part.raw, width)
      let right = wrap(part.made, width)
      var out = ""
      for row in 0..<max(left.count, right.count) {
        let (a, b) = (row < left.count ? left[row] : [], row < right.count ? right[row] : [])
        let line =
          paint(a, screen, removed: true)
          + String(repeating: " ", count: max(0, width - a.reduce(0) { $0 + $1.text.count }))
          + " | " + paint(b, screen, removed: false)
        out += String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
      }
      return out
    }

    /// Breaks text at line ends and at the width.
    private static func wrap(_ pieces: [Parts.Piece], _ width: Int) -> [[Parts.Piece]] {
      var rows: [[Parts.Piece]] = [[]]
      var used = 0
      for piece in pieces {
        // Marks stand in the text, so that a copy of it has them too.
        for character in piece.text {
          if character == "\n" {
            rows.append([])
            used = 0
            continue
          }
          if used == width {
            rows.append([])
            used = 0
          }
          if let last = rows[rows.count - 1].last, last.isChanged == piece.isChanged {
            rows[rows.count - 1][rows[rows.count - 1].count - 1].text.append(character)
          } else {
            rows[rows.count - 1].append(.init(text: String(character), isChanged: piece.isChanged))
          }
          used += 1
        }
      }
      return rows
    }

    private static func paint(_ row: [Parts.Piece], _ screen: Screen, removed: Bool) -> String {
      row.map { piece in
        guard piece.isChanged, screen.hasColours else { return piece.text }
        return "\u{1B}[\(removed ? 31 : 32)m\(piece.text)\u{1B}[0m"
      }.joined()
    }

    static func pad(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// Without what could steer a terminal or break a line.
    static func visible(_ text: String, keepsLines: Bool = false) -> String {
      var out = ""
      for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x0A where keepsLines: out += "\n"
        case 0x0A: out += "\\n"
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029:
          out += "\\u{\(String(scalar.value, radix: 16))}"
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out
    }
  }

  /// A raw text, and what the repairs made of it, in pieces.
  struct Parts {
    struct Piece: Equatable {
      var text: String
      var isChanged: Bool
    }

    var title: String?
    var raw: [Piece] = []
    var made: [Piece] = []

    static func of(_ trace: Trace) -> [Parts] {
      switch trace.raw {
      case .none: return []
      case .text(let text): return [Parts(text, trace.repairs.filter { $0.call == nil })]
      case .calls:
        return (trace.nativeCalls ?? []).enumerated().map { index, call in
          var part = Parts(
            call.arguments,
            trace.repairs.filter { $0.call == index && $0.path != "/\(index)/name" })
          part.title = "call \(index): \(call.name)"
          return part
        }
      }
    }

    init(_ raw: [UInt8], _ repairs: [RepairRecord]) {
      var position = 0
      func text(_ bytes: some Sequence<UInt8>) -> String {
        TraceText.visible(String(decoding: Array(bytes), as: UTF8.self), keepsLines: true)
      }
      for repair in repairs.sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
        guard repair.span.lowerBound >= position, repair.span.upperBound <= raw.count else {
          continue
        }
        let same = Piece(text: text(raw[position..<repair.span.lowerBound]), isChanged: false)
        self.raw.append(same)
        made.append(same)
        if !repair.span.isEmpty {
          self.raw.append(Piece(text: "[-\(text(raw[repair.span]))-]", isChanged: true))
        }
        if !repair.after.isEmpty {
          made.append(Piece(text: "{+\(text(repair.after))+}", isChanged: true))
        }
        position = repair.span.upperBound
      }
      let rest = Piece(text: text(raw[position...]), isChanged: false)
      self.raw.append(rest)
      made.append(rest)
    }
  }
#endif
