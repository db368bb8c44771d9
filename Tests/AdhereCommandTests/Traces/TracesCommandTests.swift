#if Store
  import Foundation
  import Testing

  /// `adhere traces`: traces of a store are listed, shown, moved and deleted.
  @Suite struct TracesCommandTests {
    let scratch: Scratch

    init() throws {
      scratch = try Scratch()
      try scratch.fillStore()
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

    @Test func `a long trace is shown in part, and it is said`() throws {
      let lines = (0..<12_000).map { "\($0):1" }.joined(separator: ",\n")
      try scratch.file("long.txt", "{\(lines),}")
      _ = try CommandRun.shell("adhere filter --store l.db --input document long.txt", in: scratch)
      let list = try CommandRun.adhere("traces", "list", "--store", "l.db", in: scratch)
      let id = String(list.lines[0].prefix(26))
      let show = try CommandRun.adhere("traces", "show", "--store", "l.db", id, in: scratch)
      #expect(show.text.contains("the first 10000 lines; --json shows the whole\n"))
      #expect(show.lines.count < 25_000)
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
  }
#endif
