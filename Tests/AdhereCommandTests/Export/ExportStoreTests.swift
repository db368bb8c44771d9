#if Store
  import Foundation
  import Testing

  /// `adhere export --store`.
  @Suite struct ExportStoreTests {
    let scratch: Scratch

    init() throws {
      scratch = try Scratch()
      try scratch.file("in.jsonl", lines(0..<30))
      let run = try CommandRun.adhere(
        "filter", "--input", "record", "--store", "a.db", "--traces", "traces.jsonl", "in.jsonl",
        in: scratch)
      #expect(run.status == 0, "\(run.errors)")
    }

    /// Calls in Python's notation, of two models and three sessions.
    private func lines(_ numbers: Range<Int>, _ question: String = "Question") -> String {
      let tools =
        #"[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}}]"#
      return numbers.map {
        #"{"id":\#($0),"model":"m\#($0 % 2)","session":"s\#($0 % 3)","prompt":"\#(question) \#($0)","tools":\#(tools),"raw":"f(n=\#($0))"}"#
          + "\n"
      }.joined()
    }

    private func text(_ name: String) throws -> String {
      try String(contentsOf: scratch.folder.appendingPathComponent(name), encoding: .utf8)
    }

    private func rows(_ name: String) throws -> [String] {
      try text(name).split(separator: "\n").map(String.init)
    }

    private func files(_ name: String) throws -> [String] {
      try ["jsonl", "manifest.json", "provenance.jsonl"].map { try text("\(name).\($0)") }
    }

    @discardableResult
    private func export(_ name: String, _ flags: String) throws -> CommandRun {
      let run = try CommandRun.shell(
        "adhere export --quiet --target together-sft -o \(name) \(flags)", in: scratch)
      #expect(run.errors == "")
      return run
    }

    @Test func `the same store and options give the same bytes`() throws {
      for flags in ["", "--validation 0.2 --near-dedup", "--outcome repaired --model m1"] {
        let split = flags.contains("validation") ? ".train" : ""
        try export("one", "--store a.db --jobs 1 \(flags)")
        let first = try text("one\(split).jsonl")
        #expect(!first.isEmpty)
        try export("one", "--store a.db --jobs 3 \(flags)")
        #expect(try text("one\(split).jsonl") == first)
      }
      try export("x", "--store a.db --jobs 1")
      let first = try files("x")
      try export("x", "--store a.db --jobs 4")
      #expect(try files("x") == first)
    }

    @Test func `a store gives the rows that the file beside it gives`() throws {
      try export("store", "--store a.db")
      try export("file", "--traces traces.jsonl")
      // A file is in the order of its lines, a store in that of its ids.
      #expect(try rows("store.jsonl").sorted() == rows("file.jsonl").sorted())
      #expect(try rows("store.jsonl").count == 30)
      // One after the other: what is known already is a duplicate.
      try export("both", "--store a.db --traces traces.jsonl")
      #expect(try text("both.jsonl") == text("store.jsonl"))
      #expect(try text("both.manifest.json").contains(#""left_out":{"duplicate":30}"#))
    }

    @Test func `in which order stores were joined does not matter`() throws {
      try scratch.file("more.jsonl", lines(30..<50))
      _ = try CommandRun.adhere(
        "filter", "--input", "record", "--store", "b.db", "more.jsonl", in: scratch)
      for (name, order) in [("ab", ["a.db", "b.db"]), ("ba", ["b.db", "a.db"])] {
        for other in order {
          let run = try CommandRun.adhere(
            "traces", "import", "--store", "\(name).db", other, in: scratch)
          #expect(run.status == 0, "\(run.errors)")
        }
        try export(name, "--store \(name).db")
      }
      #expect(try rows("ab.jsonl").count == 50)
      #expect(try text("ab.jsonl") == text("ba.jsonl"))
    }

    @Test func `what is asked for`() throws {
      for source in ["--store a.db", "--traces traces.jsonl"] {
        for (flags, rows) in [
          ("--model m1", 15), ("--session s0", 10), ("--outcome repaired", 30),
          ("--rule python-call --tool f", 30), ("--since 1h", 30), ("--before 2020-01-01", 0),
          ("--outcome invalid", 0), ("--model m1 --session s0", 5), ("--keyword type", 0),
        ] {
          let run = try export("set", "\(source) \(flags)")
          #expect(run.status == (rows == 0 ? 1 : 0))
          #expect(
            try text("set.manifest.json").contains(#""rows":\#(rows),"#), "\(source) \(flags)")
        }
      }
      #expect(try text("set.manifest.json").contains(#""keyword":"type""#))
    }

    @Test func `an export while somebody writes is of one moment`() throws {
      let run = try CommandRun.bash(
        """
        seq 1 3000 | sed 's/.*/{"prompt":"More & of it","raw":"[1,2,&,]","schema":{}}/' > busy.jsonl
        adhere filter --input record --store a.db busy.jsonl > out.jsonl &
        adhere export --quiet --target eval --store a.db -o cases; wait
        """, in: scratch)
      #expect(run.errors == "")
      let count = try rows("cases.jsonl").count
      #expect(count >= 30)
      #expect(try rows("cases.provenance.jsonl").count == count)
    }

    @Test func `secrets that the writer left in are replaced, and rows judged after that`() throws {
      let key = "sk-proj-" + String(repeating: "aB3dE6", count: 6)
      try scratch.file(
        "secret.jsonl",
        #"{"prompt":"My key is \#(key), write to ada@example.org","schema":{"type":"object","properties":{"n":{"type":"integer"}}},"raw":"{\"n\": 1,}"}"#
          + "\n"
          + #"{"prompt":"Who is it?","schema":{"type":"object","properties":{"mail":{"type":"string","maxLength":12}}},"raw":"{\"mail\": \"ada@exa.org\",}"}"#
          + "\n")
      _ = try CommandRun.adhere(
        "filter", "--input", "record", "--no-redact", "--store", "s.db", "secret.jsonl",
        in: scratch)
      try export("plain", "--store s.db --no-redact")
      #expect(try text("plain.jsonl").contains(key))
      #expect(try text("plain.manifest.json").contains(#""redact":false"#))
      try export("safe", "--store s.db")
      let rows = try text("safe.jsonl")
      #expect(!rows.contains("sk-proj") && !rows.contains("ada@"))
      #expect(rows.contains("<SECRET:openai-api-key:"))
      let manifest = try text("safe.manifest.json")
      #expect(
        manifest.contains(#""traces_redacted_now":2,"replaced":{"email":2,"openai-api-key":1}"#))
      // The placeholder is too long for the second one's schema.
      #expect(manifest.contains(#""left_out":{"redaction-broke-it":1}"#))
      #expect(rows.split(separator: "\n").count == 1)
      // A trace that came redacted is not looked through again.
      try export("again", "--store a.db")
      #expect(try text("again.manifest.json").contains(#""traces_redacted_before":30"#))
    }

    @Test func `retention is that of the store`() throws {
      _ = try CommandRun.adhere(
        "filter", "--input", "record", "--retain", "10", "--store", "r.db", "in.jsonl",
        in: scratch)
      try export("now", "--store r.db")
      #expect(try text("now.manifest.json").contains(#""rows":30,"#))
      try export("later", "--store r.db --as-of 2099-01-01")
      #expect(try text("later.manifest.json").contains(#""left_out":{"retention-over":30}"#))
    }

    @Test func `the loop of the manual runs`() throws {
      let article = try String(
        contentsOf: CommandRun.package.appendingPathComponent(
          "Sources/Adherence/Adherence.docc/Exporting.md"), encoding: .utf8)
      let commands = article.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { $0.hasPrefix("adhere export ") && $0.contains("2026-11-01") }
      #expect(commands.count == 2)
      // A third of the outputs was made before the day that the commands name.
      let stamped = lines(0..<60).split(separator: "\n").enumerated().map { number, line in
        let day = number < 20 ? "2026-10-12" : "2026-11-12"
        return line.dropLast().replacing(#""session":"s"#, with: #""session":"visit-\#(number)-"#)
          + #","time":"\#(day)T08:00:00Z"}"# + "\n"
      }
      try scratch.file("stamped.jsonl", stamped.joined())
      _ = try CommandRun.adhere(
        "filter", "--input", "record", "--store", "adhere.db", "stamped.jsonl", in: scratch)
      for command in commands {
        let run = try CommandRun.shell(command, in: scratch)
        #expect(run.status == 0, "\(command): \(run.errors)")
      }
      #expect(try rows("cases.jsonl").count == 20)
      let train = try rows("train.train.jsonl") + rows("train.validation.jsonl")
      #expect(train.count == 40)
      #expect(train.allSatisfy { $0.contains("weight") == false })
    }

    @Test func `the examples of the help run`() throws {
      let march = lines(100..<120, "Other question").replacing(
        #""session":"s"#, with: #""session":"march-"#)
      try scratch.file("in2.jsonl", march)
      _ = try CommandRun.adhere(
        "filter", "--input", "record", "--traces", "march.jsonl", "in2.jsonl", in: scratch)
      _ = try CommandRun.shell("adhere traces import --store adhere.db a.db", in: scratch)
      let help = try CommandRun.shell("adhere export dataset --help", in: scratch)
      let examples = help.text.components(separatedBy: "EXAMPLES:")[1]
        .components(separatedBy: "EXIT STATUS:")[0].replacing("\\\n", with: " ")
      let commands = examples.split(separator: "\n").map {
        $0.trimmingCharacters(in: .whitespaces)
      }.filter { $0.hasPrefix("adhere ") }
      #expect(commands.count == 4)
      for command in commands {
        let run = try CommandRun.shell(command, in: scratch)
        #expect(run.status == 0, "\(command): \(run.errors)")
      }
      let lint = try CommandRun.shell("adhere export lint --help", in: scratch)
      #expect(lint.text.contains("adhere export lint train.jsonl --target together-sft"))
    }

    @Test func `flags that not every target has`() throws {
      for (target, flags, rows) in [
        ("together-sft", "--balance model", #","weight":1.000}"#),
        ("trl-sft", "--prompt-completion", #""completion":[{"role":"assistant""#),
        ("trl-sft", "--datasets-lt-4.7", #""tools":"["#),
      ] {
        let run = try CommandRun.shell(
          "adhere export --target \(target) -o set --store a.db \(flags)", in: scratch)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try self.rows("set.jsonl").allSatisfy { $0.contains(rows) })
        let other = try CommandRun.shell(
          "adhere export --target openai-dpo -o set --store a.db \(flags)", in: scratch)
        #expect(other.status == 2)
      }
    }

    @Test func `what is no store`() throws {
      try scratch.file("no.db", "no store at all, but a text that is long enough")
      for (flags, words) in [
        ("--store missing.db", "missing.db"), ("--store no.db", "no.db is no trace store"),
        ("", "--store or --traces is missing"),
        ("--store a.db --no-redact --redact-rules x.json", "--redact-rules is of no use"),
        ("--store a.db --prompt-completion", "--prompt-completion is for the target trl-sft"),
      ] {
        let run = try CommandRun.shell(
          "adhere export --target together-sft -o set \(flags)", in: scratch)
        #expect(run.status == 2)
        #expect(run.errors.contains(words), "\(run.errors)")
      }
    }
  }
#endif
