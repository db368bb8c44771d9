#if Store
  import Foundation
  import Testing

  /// `--store`: files that are not a store, and stores that fail.
  @Suite struct StoreTests {
    let scratch: Scratch

    init() throws {
      scratch = try Scratch()
      try scratch.fillStore()
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
  }
#endif
