#if Store
  import Foundation
  import Testing

  /// `--store`, `adhere traces`, `adhere report`.
  @Suite struct StoreCommandTests {
    let scratch: Scratch

    init() throws {
      scratch = try Scratch()
      let run = try CommandRun.adhere(
        "filter", "--exit-zero", "--store", "a.db", "--provider", "p", demo, in: scratch)
      #expect(run.status == 0 && run.errors == "" && run.lines.count == 9)
    }

    private var demo: String { CommandRun.package.appendingPathComponent("corpus/demo.jsonl").path }

    private func schema(_ name: String) -> String {
      CommandRun.package.appendingPathComponent("schemas/\(name)").path
    }

    @Test func `traces move between stores and files without loss`() throws {
      let first = try CommandRun.adhere("traces", "export", "--store", "a.db", in: scratch)
      #expect(first.lines.count == 7)
      try scratch.file("t.jsonl", first.output + Data("{\"trace\":1,\"id\":\"to".utf8))
      let load = try CommandRun.adhere(
        "traces", "import", "--store", "b.db", "t.jsonl", in: scratch)
      #expect(load.status == 1)
      #expect(load.errors.contains("t.jsonl:8: not JSON"))
      #expect(load.errors.contains("7 new, 0 counted with an equal one, 0 known, 1 unreadable"))
      let again = try CommandRun.adhere("traces", "export", "--store", "b.db", in: scratch)
      #expect(again.output == first.output)
      let known = try CommandRun.adhere("traces", "import", "--store", "b.db", "a.db", in: scratch)
      #expect(
        known.status == 0 && known.errors.contains("0 new, 0 counted with an equal one, 7 known"))
      let reports = try ["a.db", "b.db"].map {
        try CommandRun.adhere("report", "--json", "--store", $0, in: scratch).text
      }
      #expect(reports[0] == reports[1])
    }

    @Test func `lists, shows, marks, purges`() throws {
      let list = try CommandRun.adhere(
        "traces", "list", "--store", "a.db", "--outcome", "repaired", "--tool", "get_weather",
        in: scratch)
      #expect(list.lines.count == 3)
      let id = String(list.lines[0].prefix(26))
      let show = try CommandRun.adhere("traces", "show", "--store", "a.db", id, in: scratch)
      #expect(show.text.contains("\"days\": 1[-,-]}"))
      #expect(show.text.contains("trailing-comma (lossless)  /0/arguments/days"))
      let mark = try CommandRun.adhere(
        "traces", "mark", "--store", "a.db", "--good", "--note", "seen", id, in: scratch)
      #expect(mark.status == 0)
      let json = try CommandRun.adhere(
        "traces", "show", "--json", "--store", "a.db", id, in: scratch)
      let acceptance = try record(json.text)["acceptance"] as? [String: Any]
      #expect(acceptance?["verdict"] as? String == "accepted")
      let refused = try CommandRun.adhere("traces", "purge", "--store", "a.db", in: scratch)
      #expect(refused.status == 2)
      let purge = try CommandRun.adhere("traces", "purge", "--store", "a.db", id, in: scratch)
      #expect(purge.errors == "adhere: 1 traces deleted\n")
      let none = try CommandRun.adhere("traces", "show", "--store", "a.db", id, in: scratch)
      #expect(none.status == 2 && none.errors.contains("there is no trace \(id)"))
    }

    @Test func `the report counts, compares and conforms to its schema`() throws {
      let report = try CommandRun.adhere("report", "--store", "a.db", "--json", in: scratch)
      let total = try record(report.text)["total"] as? [String: Any]
      #expect(total?["judged"] as? Int == 9)
      try scratch.file("r.json", report.output)
      let check = try CommandRun.adhere(
        "check", "--schema", schema("report.schema.json"), "r.json", in: scratch)
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

    @Test func `what is no store is named, before any output is read`() throws {
      try scratch.file("text.db", String(repeating: "text ", count: 300))
      for arguments in [
        ["filter", "--store", "text.db"], ["report", "--store", "text.db"],
        ["traces", "list", "--store", "text.db"],
      ] {
        let run = try CommandRun.shell(
          "adhere \(arguments.joined(separator: " ")) </dev/null", in: scratch)
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("adhere: text.db is no trace store"), "\(run.errors)")
      }
      let missing = try CommandRun.adhere("report", "--store", "none.db", in: scratch)
      #expect(missing.status == 2 && missing.errors.contains("none.db"))
    }

    @Test func `a store that fails on the way is said, or ends the run`() throws {
      let script =
        "sqlite3 a.db 'CREATE TRIGGER stop BEFORE INSERT ON traces BEGIN SELECT raise(FAIL, \"stop\"); END'"
      let trigger = try CommandRun.shell(script, in: scratch)
      guard trigger.status == 0 else { return print("skipped: there is no sqlite3") }
      let input = "{'a':1}\n{\"b\":2}\n"
      let on = try CommandRun.adhere("filter", "--store", "a.db", input: input, in: scratch)
      #expect(on.status == 0 && on.lines.count == 2)
      #expect(on.errors.contains("the run goes on") && on.errors.contains("1 traces were not kept"))
      let off = try CommandRun.adhere(
        "filter", "--store", "a.db", "--store-required", input: input, in: scratch)
      #expect(off.status == 2 && off.text == "")
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
