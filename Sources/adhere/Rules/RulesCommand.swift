#if CLI
  import ArgumentParser
  import AdhereJSON
  import AdhereRepair

  /// `adhere rules`.
  struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rules",
      abstract: "Lists the repair rules: id, tier, what it does, an example.",
      discussion: """
        TIERS:
          lossless  changes notation only; the value meant is not in doubt
          safe      uses the schema, where only one reading conforms
          guess     changes or drops what the model said

        EXAMPLES:
          adhere rules
          adhere rules trailing-comma
          adhere rules --format json
        """)

    @Option(help: ArgumentHelp("How to write them.", valueName: "format"))
    var format: Format = .table

    @Argument(help: "Show only these.", completion: .list(Rule.allCases.map(\.id)))
    var rules: [String] = []

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case table, json
    }

    func run() throws {
      var chosen: [Rule] = []
      for id in rules { chosen.append(try RuleNames.rule(id, flag: nil)) }
      if rules.isEmpty { chosen = Rule.allCases.sorted { $0.tier < $1.tier } }
      let text =
        switch format {
        case .json: json(chosen)
        case .table where rules.isEmpty: table(chosen)
        case .table: details(chosen)
        }
      try FileBytes.write(Array(text.utf8))
    }

    private func table(_ rules: [Rule]) -> String {
      let width = rules.map(\.id.count).max() ?? 0
      var out = ""
      for rule in rules {
        out += TerminalText.padded(rule.id, width) + " "
        out += TerminalText.padded(rule.tier.rawValue, 8) + " \(rule.summary)\n"
        out += TerminalText.padded("", width + 10)
        out += "\(TerminalText.escaped(rule.example.before)) -> "
        out += "\(TerminalText.escaped(rule.example.after))\n"
      }
      return out
    }

    private func details(_ rules: [Rule]) -> String {
      var out = ""
      for rule in rules {
        out += "\(rule.id) (\(rule.tier.rawValue)): \(rule.summary)\n"
        out += "  before  \(TerminalText.escaped(rule.example.before))\n"
        out += "  after   \(TerminalText.escaped(rule.example.after))\n"
      }
      return out
    }

    /// One array, a rule a line.
    private func json(_ rules: [Rule]) -> String {
      var lines: [String] = []
      for rule in rules {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("id", rule.id)
        writer.member("tier", rule.tier.rawValue)
        writer.member("summary", rule.summary)
        writer.key("example")
        writer.beginObject()
        writer.member("before", rule.example.before)
        writer.member("after", rule.example.after)
        writer.endObject()
        writer.endObject()
        lines.append(String(decoding: writer.bytes, as: UTF8.self))
      }
      return "[" + lines.joined(separator: ",\n ") + "]\n"
    }
  }
#endif
