import AdhereTallies

#if CLI && Store
  import ArgumentParser
  import AdhereReport
  import AdhereStore
  import AdhereTraces

  /// `adhere report`.
  struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Says how well models, providers and tools adhere to what they were asked for.",
      usage: "adhere report [<options>]",
      discussion: """
        Reads what adhere filter --store counted, from one store or several, and the
        counts of runs from files. Shares are given as the outputs came and after
        repair, each with Wilson's interval of 95 %; rows are in the order of what is
        sure of them. Errors of providers are not counted against the models. A table
        has 200 rows at most, those with the most outputs; --json has them all.

        --compare pairs outputs by equal request where the store has a trace of
        each (filter --sample-valid 1), with McNemar's test and Newcombe's interval
        for pairs. --cases, --session and --label count those outputs alone, by
        their traces.

        EXAMPLES:
          adhere report --store adhere.db
          adhere report --store adhere.db --by tool --since 7d
          adhere report --compare example/small-8b example/large-70b
          adhere report --store adhere.db --html report.html
          adhere report --store adhere.db --json > report.json
        """)

    @Option(
      help: ArgumentHelp(
        "A store; several by repeating. Without any and without --counts adhere.db.",
        valueName: "file"), completion: .file(extensions: ["db"]))
    var store: [String] = []

    @Option(
      help: ArgumentHelp(
        "Counts of a run (filter --metrics FILE --metrics-format json), added to those of the stores; "
          + "several by repeating, each once.", valueName: "file"),
      completion: .file(extensions: ["json"]))
    var counts: [String] = []

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

    @Option(
      help: ArgumentHelp(
        "Only outputs to the requests of these evaluation cases; several files by repeating.",
        valueName: "file"), completion: .file(extensions: ["jsonl"]))
    var cases: [String] = []

    @Option(help: ArgumentHelp("Only outputs of this session.", valueName: "name"))
    var session: String?

    @Option(help: ArgumentHelp("Only outputs whose record has this label.", valueName: "name"))
    var label: String?

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
      if compared.count == 2, compared[0] == compared[1] {
        throw ValidationError("--compare takes two names that differ")
      }
      if top < 0 { throw ValidationError("--top must be 0 or more") }
    }

    func run() throws {
      var tallies = Tallies(limit: .max)
      var selected = Tallies(limit: .max)
      var coverage = TraceCoverage()
      var pairing = Pairing(compared.first ?? "", compared.last ?? "", by: by)
      let cases = try caseSet()
      for path in counts {
        let json = try FileBytes.read(path)
        do throws(TraceError) {
          tallies += try Tallies(json: json, since: since?.time)
        } catch { throw CommandError("\(path): \(error.message)") }
      }
      for path in store.isEmpty && counts.isEmpty ? ["adhere.db"] : store {
        let opened = try StoreOptions.open(path, .read)
        tallies += try CommandError.converting { () throws(StoreError) in
          try opened.tallies(since: since?.time, step: since == nil ? 24 : 1)
        }
        guard selects || !compared.isEmpty else { continue }
        var query = TraceQuery()
        query.since = since?.time
        try CommandError.converting { () throws(StoreError) in
          try opened.forEach(query) { trace in
            if selects { coverage.add(trace) }
            if let session, trace.session != session { return true }
            if let label, trace.label != label { return true }
            if let cases, !(RequestKey(trace.request).map(cases.contains) ?? false) { return true }
            if selects { selected.count(trace) }
            pairing?.add(trace)
            return true
          }
        }
      }
      let all = Report(tallies, by: by, since: since?.time, top: top)
      let report = selects ? Report(selected, by: by, since: since?.time, top: top) : all
      if selects {
        try refuseGaps(report, coverage.gap(of: report, in: all, since: since?.time))
      }
      let comparison = try comparison(report, pairing)
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
          comparison.map {
            [$0.sentence, $0.calls].compactMap { $0 }.joined(separator: "\n") + "\n"
          }
          ?? report.text(width: Screen.standardOutput().width)
        try FileBytes.write(Array(text.utf8))
      }
    }

    /// Whether the report is of traces that were chosen, and not of all that was counted.
    private var selects: Bool { session != nil || label != nil || !cases.isEmpty }

    /// The requests of the cases; nil where there are no cases.
    private func caseSet() throws(CommandError) -> Set<RequestKey>? {
      guard !cases.isEmpty else { return nil }
      return Set(try CaseFiles.read(cases).compactMap { RequestKey($0.request) })
    }

    /// A report of chosen traces is false of a model of which only what failed was kept.
    private func refuseGaps(_ report: Report, _ gap: TraceCoverage.Gap?) throws(CommandError) {
      guard report.total.judged > 0 else {
        throw CommandError(
          "no trace is meant by --session, --label and --cases: of what passes there are traces "
            + "only with adhere filter --sample-valid 1")
      }
      guard let gap else { return }
      throw CommandError(
        "of \(gap.counted) outputs of \(gap.name) \(gap.kept) have a trace, so no share of those "
          + "chosen can be told: filter with --sample-valid 1, and name with --since when that began"
      )
    }

    private func comparison(
      _ report: Report, _ pairing: Pairing?
    ) throws(CommandError) -> Comparison? {
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
      guard let pairing else { return Comparison(rows[0], rows[1]) }
      // Pairs of the traces that happen to be there would be pairs of failures.
      for (row, kept) in [(rows[0], pairing.outputs.a), (rows[1], pairing.outputs.b)]
      where kept < row.judged {
        return Comparison(
          rows[0], rows[1],
          unpaired: "of \(row.judged) outputs of \(row.name) \(kept) have a trace; adhere filter "
            + "--sample-valid 1 keeps them all")
      }
      return Comparison(
        rows[0], rows[1], pairing: pairing.result,
        unpaired: "no request that is known was asked of both")
    }
  }
#endif
