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
      switch format {
      case .json: printJSON(chosen)
      case .table where rules.isEmpty: printTable(chosen)
      case .table: printDetails(chosen)
      }
    }

    private func printTable(_ rules: [Rule]) {
      let width = rules.map(\.id.count).max() ?? 0
      for rule in rules {
        let example = "\(Self.visible(rule.example.before)) -> \(Self.visible(rule.example.after))"
        print(
          Self.pad(rule.id, width), Self.pad(rule.tier.rawValue, 8), rule.summary,
          terminator: "\n\(Self.pad("", width + 10))\(example)\n")
      }
    }

    private func printDetails(_ rules: [Rule]) {
      for rule in rules {
        print("\(rule.id) (\(rule.tier.rawValue)): \(rule.summary)")
        print("  before  \(Self.visible(rule.example.before))")
        print("  after   \(Self.visible(rule.example.after))")
      }
    }

    /// One array, a rule a line.
    private func printJSON(_ rules: [Rule]) {
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
      print("[" + lines.joined(separator: ",\n ") + "]")
    }

    private static func pad(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// Control characters as escapes, so that an example keeps to its line.
    private static func visible(_ text: String) -> String {
      var out = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
          out += "\\u{\(String(scalar.value, radix: 16))}"
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out
    }
  }
#endif
