#if Store
  import Foundation
  import Testing

  /// `adhere report`: the counts of a store.
  @Suite struct ReportCommandTests {
    let scratch: Scratch

    init() throws {
      scratch = try Scratch()
      try scratch.fillStore()
    }

    @Test func `the report counts, compares and conforms to its schema`() throws {
      let report = try CommandRun.adhere("report", "--store", "a.db", "--json", in: scratch)
      let total = try record(report.text)["total"] as? [String: Any]
      #expect(total?["judged"] as? Int == 9)
      try scratch.file("r.json", report.output)
      let check = try CommandRun.adhere(
        "check", "--schema",
        CommandRun.package.appendingPathComponent("schemas/report.schema.json").path, "r.json",
        in: scratch)
      #expect(check.status == 0, "\(check.text)")
      let text = try CommandRun.adhere("report", "--store", "a.db", in: scratch)
      #expect(text.text.hasPrefix("9 outputs: 22.2 % conform as they came, 77.8 % after repair."))
      #expect(text.lines.allSatisfy { $0.count <= 100 })
      let compare = try CommandRun.adhere(
        "report", "--store", "a.db", "--compare", "example/small-8b", "example/large-70b",
        in: scratch)
      #expect(compare.text.contains("No difference between example/small-8b and"))
      let wrong = try CommandRun.adhere(
        "report", "--store", "a.db", "--compare", "example/small-8c", "x", in: scratch)
      #expect(wrong.status == 2 && wrong.errors.contains("did you mean \"example/small-8b\"?"))
    }

    @Test func `hostile names reach neither the terminal nor the page`() throws {
      let name = "<script>alert(1)</script>\u{1B}[2J\u{202E}\"'&\n"
      let input = try JSONSerialization.data(withJSONObject: ["raw": "{'a':1}", "model": name])
      _ = try CommandRun.adhere("filter", "--store", "a.db", input: input, in: scratch)
      for arguments in ["report --html -", "report", "traces list"] {
        let run = try CommandRun.shell("adhere \(arguments) --store a.db", in: scratch)
        #expect(run.status == 0)
        #expect(!run.text.contains("<script>") || !arguments.contains("html"))
        #expect(!run.text.contains("\u{1B}"))
      }
    }
  }
#endif
