import AdhereTallies

#if CLI && Store
  import ArgumentParser
  import AdhereReport
  import AdhereStore

  /// `adhere report`.
  struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Says how well models, providers and tools adhere to what they were asked for.",
      usage: "adhere report [<options>]",
      discussion: """
        Reads what adhere filter --store counted, from one store or several. Shares
        are given as the outputs came and after repair, each with Wilson's interval
        of 95 %; rows are in the order of what is sure of them. Errors of providers
        are not counted against the models. A table has 200 rows at most, those with
        the most outputs; --json has them all.

        EXAMPLES:
          adhere report --store adhere.db
          adhere report --store adhere.db --by tool --since 7d
          adhere report --compare example/small-8b example/large-70b
          adhere report --store adhere.db --html report.html
          adhere report --store adhere.db --json > report.json
        """)

    @Option(
      help: ArgumentHelp("A store; several by repeating.", valueName: "file"),
      completion: .file(extensions: ["db"]))
    var store: [String] = ["adhere.db"]

    @Option(help: ArgumentHelp("What a row stands for.", valueName: "what"))
    var by: Report.Grouping = .model

    @Option(
      help: ArgumentHelp(
        "Count only from then on: 7d, 24h, 2026-11-21 or with a time; whole hours.",
        valueName: "time"))
    var since: TimeArgument?

    @Option(
      name: .customLong("compare"), parsing: .upToNextOption,
      help: ArgumentHelp(
        "Say whether two of the rows differ.", valueName: "a b"))
    var compared: [String] = []

    @Option(help: ArgumentHelp("Violations, repairs and tools that are named.", valueName: "n"))
    var top = 10

    @Option(
      help: ArgumentHelp(
        "Write a page with charts to this file; - is standard output.", valueName: "file"),
      completion: .file(extensions: ["html"]))
    var html: String?

    @Flag(help: "Write JSON (schemas/report.schema.json).")
    var json = false

    func validate() throws {
      if !compared.isEmpty, compared.count != 2 {
        throw ValidationError("--compare takes two names, as they stand in the report")
      }
      if top < 0 { throw ValidationError("--top must be 0 or more") }
    }

    func run() throws {
      var tallies = Tallies(limit: .max)
      for path in store {
        let opened = try StoreOptions.open(path, .read)
        tallies += try CommandError.converting { () throws(StoreError) in
          try opened.tallies(since: since?.time, step: since == nil ? 24 : 1)
        }
      }
      let report = Report(
        tallies, by: by, since: since?.time, top: top)
      let comparison = try comparison(report)
      if let html {
        let page = Array(report.html(comparison: comparison).utf8)
        if html == "-" {
          try FileBytes.write(page)
        } else {
          try FileBytes.replace(html, with: page)
        }
      }
      if json {
        try FileBytes.write(report.json(comparison: comparison))
      } else if html == nil {
        let text =
          comparison.map { $0.sentence + "\n" }
          ?? report.text(width: Screen.standardOutput().width)
        try FileBytes.write(Array(text.utf8))
      }
    }

    private func comparison(_ report: Report) throws(CommandError) -> Comparison? {
      guard compared.count == 2 else { return nil }
      var rows: [Report.Row] = []
      for name in compared {
        guard let row = report.row(name) else {
          let near = NearestName.of(name, among: report.rows.map(\.name))
          let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
          throw CommandError("no outputs of the \(by.rawValue) \"\(name)\" were counted\(hint)")
        }
        rows.append(row)
      }
      return Comparison(rows[0], rows[1])
    }
  }
#endif
