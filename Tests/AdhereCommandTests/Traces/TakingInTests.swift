#if Store
  import Foundation
  import Testing

  /// `adhere traces import` and the other verbs over stores and files of others.
  @Suite struct TakingInTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func stats(_ store: String) throws -> [String] {
      try CommandRun.adhere("traces", "stats", "--store", store, in: scratch).lines
    }

    @Test func `a file again and again`() throws {
      _ = try CommandRun.adhere(
        "filter", "--traces", "t.jsonl", input: "{'a':1}\n{'a':1}\n{'b':1}\n", in: scratch)
      for _ in 0..<3 {
        let run = try CommandRun.adhere(
          "traces", "import", "--count", "--store", "a.db", "t.jsonl", in: scratch)
        #expect(run.status == 0, "\(run.errors)")
      }
      let lines = try stats("a.db")
      #expect(lines.contains("occurrences      3") && lines.contains("outputs counted  3"))
    }

    @Test func `one costly answer costs nobody else`() throws {
      var lines = (0..<100).map { #"{"id":\#($0),"raw":"{'n':\#($0)}"}"# }
      let quoted = String(repeating: "'a',", count: 150_000)
      lines.insert(#"{"id":"p","raw":"[\#(quoted)1]"}"#, at: 50)
      try scratch.file("in", lines.joined(separator: "\n"))
      let run = try CommandRun.adhere(
        "filter", "--input", "record", "--output", "value", "--exit-zero", "--store", "a.db",
        "--traces", "t.jsonl", "in", in: scratch)
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
      let all = try stats("a.db")
      #expect(all.contains("traces           101") && all.contains("outputs counted  101"))
      // What was too much is said, and the lines can be taken in elsewhere.
      let export = try CommandRun.adhere("traces", "export", "--store", "a.db", in: scratch)
      #expect(export.lines.count { $0.contains(#""cut":{"repairs":300000}"#) } == 1)
      #expect(export.lines.allSatisfy { $0.utf8.count < 4 << 20 })
      let again = try CommandRun.adhere(
        "traces", "import", "--store", "b.db", "t.jsonl", in: scratch)
      #expect(
        again.errors == "adhere: 101 new, 0 counted with an equal one, 0 known, 0 unreadable\n")
    }

    @Test func `lines that could poison a store`() throws {
      let line =
        #"{"trace":1,"id":"ID","time":"2026-01-01T00:00:00Z","surface":"json","raw":"RAW","#
        + #""outcome":"invalid","judge_ns":NS,"occurrences":COUNT}"#
      var lines: [String] = []
      for count in ["9223372036854775807", "1000000000", "1000000001", "-1", "0", "1e9"] {
        for ns in ["9223372036854775807", "-5", "1000000000000000"] {
          for raw in ["a", "b"] {
            lines.append(
              line.replacing("ID", with: "\(lines.count)").replacing("RAW", with: raw)
                .replacing("COUNT", with: count).replacing("NS", with: ns))
          }
        }
      }
      try scratch.file("t.jsonl", lines.joined(separator: "\n"))
      for _ in 0..<2 {
        let run = try CommandRun.adhere(
          "traces", "import", "--count", "--store", "a.db", "t.jsonl", in: scratch)
        #expect(run.status == 1, "\(run.errors)")
        #expect(run.errors.contains("`occurrences` must be 1 to 1000000000"))
      }
      #expect(try stats("a.db").contains("outputs counted  2000000000"))
      for verb in ["report", "traces list", "traces export"] {
        let run = try CommandRun.bash("adhere \(verb) --store a.db", in: scratch)
        #expect(run.status == 0, "\(verb): \(run.errors)")
      }
    }

    @Test func `a byte order mark is no part of the first line`() throws {
      _ = try CommandRun.adhere("filter", "--traces", "t.jsonl", input: "{'a':1}\n", in: scratch)
      let run = try CommandRun.bash(
        "(printf '\\357\\273\\277'; cat t.jsonl) >b.jsonl; adhere traces import --store a.db b.jsonl",
        in: scratch)
      #expect(run.status == 0 && run.errors.contains("1 new"), "\(run.errors)")
    }

    @Test func `a store that may not be written can be read`() throws {
      let nobody = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "env"
      let reach = try CommandRun.shell("\(nobody) adhere --version", in: scratch)
      guard reach.status == 0 else { return print("skipped: nobody cannot run the command") }
      try scratch.fillStore()
      _ = try CommandRun.shell(
        "mkdir -p ro; mv a.db ro/; rm -f a.db-*; chmod 755 .; chmod 444 ro/a.db; chmod 555 ro",
        in: scratch)
      defer { _ = try? CommandRun.shell("chmod 755 ro", in: scratch) }
      for verb in ["report", "traces stats", "traces list", "traces export"] {
        let run = try CommandRun.shell("\(nobody) adhere \(verb) --store ro/a.db", in: scratch)
        #expect(run.status == 0 && run.text != "", "\(verb): \(run.errors)")
      }
    }

    @Test func `purge says what still stands in the file`() throws {
      guard try CommandRun.shell("sqlite3 -version", in: scratch).status == 0 else {
        return print("skipped: there is no sqlite3")
      }
      _ = try CommandRun.adhere(
        "filter", "--store", "a.db", input: "{'word':'find-me-if-you-can'}\n", in: scratch)
      let purge = "adhere traces purge --all --store a.db --wait 1"
      let held = try CommandRun.bash(
        """
        (printf 'BEGIN; SELECT count(*) FROM traces;\\n'; touch begun
         while [ ! -e done ]; do sleep 0.1; done) | sqlite3 a.db >seen &
        while [ ! -s seen ]; do sleep 0.1; done
        \(purge); echo "status $?"; touch done; wait
        """, in: scratch)
      #expect(held.lines.contains("status 2"), "\(held.text) \(held.errors)")
      #expect(held.errors.contains("1 traces are deleted") && held.errors.contains("still stand"))
      let free = try CommandRun.bash("\(purge); grep -c find-me a.db a.db-wal", in: scratch)
      #expect(free.errors.contains("0 traces deleted"), "\(free.errors)")
      #expect(!free.text.contains(":1"))
    }

    @Test func `a store that power loss costs nothing`() throws {
      let run = try CommandRun.adhere(
        "filter", "--store", "a.db", "--store-sync", "full", input: "{'a':1}\n", in: scratch)
      #expect(run.status == 0 && run.errors == "")
      #expect(try stats("a.db").contains("traces           1"))
    }
  }
#endif
