#if Store
  import Foundation
  import Testing

  /// Stores that cannot be used: the run goes on and says what was not kept, or ends where that
  /// was asked for.
  @Suite struct BadStoreTests {
    let scratch: Scratch
    /// Two outputs, of which one is repaired.
    static let input = "{'a':1}\n{\"b\":2}\n"

    init() throws {
      scratch = try Scratch()
      try scratch.file("in", Self.input)
    }

    /// Runs the filter over the input, with and without --store-required.
    private func filter(_ flags: String = "", before: String = "", after: String = "") throws -> (
      on: CommandRun, required: CommandRun
    ) {
      func run(_ more: String) throws -> CommandRun {
        try CommandRun.bash(
          "\(before) adhere filter --store a.db --store-wait 1 \(flags) \(more) in \(after)",
          in: scratch)
      }
      return (try run(""), try run("--store-required"))
    }

    private func expect(
      _ runs: (on: CommandRun, required: CommandRun), says cause: String, _ mend: String,
      lost: String = "1 traces were not kept, nor the counts of 2 outputs"
    ) {
      #expect(runs.on.status == 0 && runs.on.lines.count == 2, "\(runs.on.errors)")
      for part in ["a.db", cause, mend, "the run goes on", lost] {
        #expect(runs.on.errors.contains(part), "\(part): \(runs.on.errors)")
      }
      #expect(runs.required.status == 2 && runs.required.text == "", "\(runs.required.errors)")
      #expect(runs.required.errors.contains(cause), "\(runs.required.errors)")
    }

    /// An SQLite shell, or nil.
    private func sqlite(_ script: String) throws -> Bool {
      try CommandRun.shell("sqlite3 a.db \"\(script)\"", in: scratch).status == 0
    }

    private func make() throws {
      let run = try CommandRun.adhere(
        "filter", "--store", "a.db", input: "{'seed':1}\n", in: scratch)
      #expect(run.status == 0)
    }

    @Test func `one that is locked`() throws {
      try make()
      guard try sqlite("SELECT 1") else { return print("skipped: there is no sqlite3") }
      // Holds the lock until it is told that both runs are over.
      let holder =
        "rm -f done; (printf 'BEGIN IMMEDIATE;\\n'; while [ ! -e done ]; do sleep 0.1; done) | "
        + "sqlite3 a.db & sleep 0.5;"
      let runs = try filter(before: holder, after: "; code=$?; touch done; wait; exit $code")
      expect(runs, says: "is locked by another process", "try again when it is done")
    }

    @Test func `one of a newer version`() throws {
      try make()
      guard try sqlite("PRAGMA user_version = 99") else {
        return print("skipped: there is no sqlite3")
      }
      expect(try filter(), says: "is of version 99", "use a newer one")
    }

    @Test func `one that is damaged`() throws {
      try make()
      _ = try CommandRun.adhere(
        "filter", "--store", "a.db",
        input: (0..<200).map { "{'n':\($0)}\n" }.joined(), in: scratch)
      let file = scratch.folder.appendingPathComponent("a.db")
      let handle = try FileHandle(forWritingTo: file)
      let size = try handle.seekToEnd()
      for offset in stride(from: 4096, to: Int(size), by: 4096) {
        try handle.seek(toOffset: UInt64(offset))
        handle.write(Data(repeating: 0xA5, count: 4096))
      }
      try handle.close()
      expect(try filter(), says: "is damaged", "move it away and start a new one")
    }

    @Test func `a full disk, and what was kept before`() throws {
      try make()
      let many = (0..<3000).map { "{'n':\($0),'x':'\(String(repeating: "y", count: 500))'}\n" }
      try scratch.file("many", many.joined())
      let script = """
        mkdir disk; exec unshare -rm sh -c 'mount -t tmpfs -o size=600k tmpfs disk || exit 77
        cp a.db disk/; adhere filter --store disk/a.db FLAGS many >out; echo "status $?"
        wc -l <out; adhere traces list --store disk/a.db | wc -l'
        """
      let on = try CommandRun.shell(script.replacing("FLAGS", with: ""), in: scratch)
      if on.status != 0 { return print("skipped: no disk of its own can be made") }
      #expect(on.lines.prefix(2) == ["status 0", "3000"])
      #expect(on.errors.contains("the run goes on") && on.errors.contains("were not kept"))
      #expect(
        on.errors.contains("the disk is full: the store disk/a.db takes nothing more until"),
        "\(on.errors)")
      #expect((Int(on.lines.last ?? "") ?? 0) >= 1)
      let off = try CommandRun.shell(
        "rm -rf disk; " + script.replacing("FLAGS", with: "--store-required"), in: scratch)
      #expect(off.lines.first == "status 2", "\(off.errors)")
      // Nothing came out of which no trace is there.
      let (written, kept) = (Int(off.lines[1]) ?? 0, Int(off.lines.last ?? "") ?? 0)
      #expect(written < 3000 && kept >= written)
    }

    @Test func `a file that may not grow`() throws {
      try make()
      let many = (0..<3000).map { "{'n':\($0),'x':'\(String(repeating: "y", count: 500))'}\n" }
      try scratch.file("many", many.joined())
      let run = try CommandRun.shell(
        "ulimit -f 400; adhere filter --store a.db many | wc -l", in: scratch)
      #expect(run.text.hasPrefix("3000"), "\(run.errors)")
      #expect(run.errors.contains("may a file grow so large?"), "\(run.errors)")
      #expect(run.errors.contains("were not kept"))
    }

    @Test func `a folder that may not be written`() throws {
      // Root may write everywhere: as nobody, where that can be done.
      let nobody =
        getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "env"
      let reach = try CommandRun.shell("\(nobody) adhere --version", in: scratch)
      guard reach.status == 0 else { return print("skipped: nobody cannot run the command") }
      try make()
      _ = try CommandRun.shell(
        "chmod 755 .; chmod 444 a.db in; rm -f a.db-*; chmod 555 .", in: scratch)
      defer { _ = try? CommandRun.shell("chmod 755 .", in: scratch) }
      func run(_ flags: String) throws -> CommandRun {
        try CommandRun.shell("\(nobody) adhere filter \(flags) in", in: scratch)
      }
      let on = try run("--store a.db")
      #expect(on.status == 0 && on.lines.count == 2)
      #expect(on.errors.contains("a.db may not be written"), "\(on.errors)")
      #expect(on.errors.contains("1 traces were not kept, nor the counts of 2 outputs"))
      #expect(try run("--store a.db --store-required").status == 2)
      #expect(try run("--traces t.jsonl --store-required").status == 2)
      let file = try run("--traces t.jsonl")
      #expect(file.status == 0 && file.lines.count == 2)
      #expect(
        file.errors.contains("cannot write t.jsonl") && file.errors.contains("1 traces were not"))
    }

    @Test func `a path to nowhere is a mistake of the command line`() throws {
      let run = try CommandRun.adhere(
        "filter", "--store", "no/such/a.db", input: Self.input, in: scratch)
      #expect(run.status == 2 && run.text == "")
      #expect(run.errors.contains("cannot open the store no/such/a.db"))
    }

    @Test func `the line of a traces file that was torn`() throws {
      try scratch.file("t.jsonl", #"{"trace":1,"id":"torn","ti"#)
      let run = try CommandRun.adhere(
        "filter", "--traces", "t.jsonl", input: Self.input, in: scratch)
      #expect(run.status == 0)
      let load = try CommandRun.adhere(
        "traces", "import", "--store", "b.db", "t.jsonl", in: scratch)
      #expect(load.status == 1 && load.errors.contains("t.jsonl:1: not JSON"), "\(load.errors)")
      #expect(load.errors.contains("1 new"))
    }
  }
#endif
