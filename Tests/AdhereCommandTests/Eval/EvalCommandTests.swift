#if CLI && Store
  import Foundation
  import Testing

  /// `adhere eval`, from a store to scores.
  @Suite struct EvalCommandTests {
    let scratch: Scratch
    private static let sample =
      CommandRun.package.appendingPathComponent("schemas/samples").path

    init() throws {
      scratch = try Scratch()
      let made = try CommandRun.shell(
        """
        adhere filter --exit-zero --store a.db --sample-valid 1 \
          \(Self.sample)/order-outputs.jsonl > /dev/null
        adhere export --quiet --target eval --store a.db -o cases
        """, in: scratch)
      #expect(made.errors == "")
    }

    @Test func `cases of a store score the outputs they were made of and those of another`() throws
    {
      let run = try CommandRun.adhere(
        "eval", "--cases", "cases.jsonl", "\(Self.sample)/order-outputs.jsonl",
        "\(Self.sample)/order-outputs-tuned.jsonl", in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.lines[0] == "10 cases, 1 of them without need of a call.")
      #expect(run.text.contains("example/small-8b "))
      #expect(run.text.contains("example/small-8b-tuned against example/small-8b, conforming"))
      #expect(run.lines.allSatisfy { $0.count <= 120 })
    }

    @Test func `JSON keeps to its schema, the page needs nothing else`() throws {
      let outputs = "\(Self.sample)/order-outputs-tuned.jsonl"
      let json = try CommandRun.adhere(
        "eval", "--cases", "cases.jsonl", "--json", outputs, in: scratch)
      try scratch.file("e.json", json.output)
      let check = try CommandRun.adhere(
        "check", "--schema",
        CommandRun.package.appendingPathComponent("schemas/evaluation.schema.json").path, "e.json",
        in: scratch)
      #expect(check.status == 0, "\(check.text)")
      let page = try CommandRun.adhere(
        "eval", "--cases", "cases.jsonl", "--html", "-", outputs, in: scratch)
      #expect(page.text.hasPrefix("<!doctype html>") && !page.text.contains("http:"))
    }

    @Test func `errors name the file, the line and the mend`() throws {
      try scratch.file("bad.jsonl", Data("{\"id\":\"a\"}\n".utf8))
      let noCase = try CommandRun.adhere("eval", "--cases", "bad.jsonl", "x.jsonl", in: scratch)
      #expect(noCase.status == 2 && noCase.errors.contains("bad.jsonl:1: there is no acceptance"))
      let noRaw = try CommandRun.adhere("eval", "--cases", "cases.jsonl", "bad.jsonl", in: scratch)
      #expect(noRaw.status == 2 && noRaw.errors.contains("bad.jsonl:1: there is no raw"))
      try scratch.file("other.jsonl", Data("{\"id\":\"a\",\"raw\":\"x\"}\n".utf8))
      let stranger = try CommandRun.adhere(
        "eval", "--cases", "cases.jsonl", "other.jsonl", in: scratch)
      #expect(stranger.status == 1 && stranger.errors.contains("answers a case"))
    }

    @Test func `cases are looked at before they are used`() throws {
      let schema =
        #"{"id":"s","surface":"json","prompt":"?","schema":{"type":"no"},"acceptance":{}}"#
      try scratch.file("schema.jsonl", Data("\(schema)\n".utf8))
      let bad = try CommandRun.adhere(
        "eval", "--cases", "schema.jsonl", "\(Self.sample)/order-outputs.jsonl", in: scratch)
      #expect(bad.status == 2 && bad.errors.contains("schema.jsonl:1: "), "\(bad.errors)")
      let twice = try CommandRun.shell(
        """
        sed 's/"prompt":"/"prompt":"Oh, /' cases.jsonl > twice.jsonl
        adhere eval --cases cases.jsonl --cases twice.jsonl \(Self.sample)/order-outputs.jsonl
        """, in: scratch)
      #expect(
        twice.status == 2 && twice.errors.contains("twice.jsonl:1: the id \""), "\(twice.errors)")
      let same = try CommandRun.adhere(
        "eval", "--cases", "cases.jsonl", "--cases", "cases.jsonl",
        "\(Self.sample)/order-outputs.jsonl", in: scratch)
      #expect(same.lines[0].hasPrefix("10 cases"), "\(same.errors)")
    }

    @Test func `files that are called alike are two models`() throws {
      let run = try CommandRun.shell(
        """
        mkdir a b
        sed 's/"model": "[^"]*",//' \(Self.sample)/order-outputs.jsonl | tee a/out.jsonl > b/out.jsonl
        adhere eval --cases cases.jsonl a/out.jsonl b/out.jsonl
        """, in: scratch)
      #expect(run.text.contains("a/out.jsonl") && run.text.contains("b/out.jsonl"), "\(run.text)")
    }

    @Test func `report tells no share of traces that were not all kept`() throws {
      let run = try CommandRun.shell(
        """
        adhere filter --exit-zero --store few.db \(Self.sample)/order-outputs.jsonl > /dev/null
        head -4 cases.jsonl > few.jsonl
        adhere report --store few.db --cases few.jsonl
        """, in: scratch)
      #expect(run.status == 2 && run.errors.contains("have a trace"), "\(run.errors)")
    }

    @Test func `outputs of the same requests are paired by report`() throws {
      _ = try CommandRun.shell(
        """
        adhere filter --exit-zero --store a.db --sample-valid 1 \
          \(Self.sample)/order-outputs-tuned.jsonl > /dev/null
        """, in: scratch)
      let compare = [
        "report", "--store", "a.db", "--compare", "example/small-8b", "example/small-8b-tuned",
      ]
      let paired = try CommandRun.shell("adhere " + compare.joined(separator: " "), in: scratch)
      #expect(paired.text.contains("of 10 pairs"), "\(paired.text)")
      #expect(paired.text.contains("McNemar's p "))
      #expect(paired.text.contains("called no tool"))
      let cases = try CommandRun.shell(
        "head -4 cases.jsonl > few.jsonl; adhere \(compare.joined(separator: " ")) --cases few.jsonl",
        in: scratch)
      #expect(cases.text.contains("of 4 pairs"), "\(cases.text)")
      let none = try CommandRun.adhere(
        "report", "--store", "a.db", "--session", "no-such", in: scratch)
      #expect(none.status == 2 && none.errors.contains("--sample-valid 1"))
    }

    @Test func `a label and a form are kept, and reports choose by them`() throws {
      let tools = #"[{"type":"function","function":{"name":"f"}}]"#
      func record(_ model: String, _ raw: String) -> String {
        #"{"model":"\#(model)","label":"held-out","form":"hermes","prompt":"?","tools":\#(tools),"raw":"\#(raw)"}"#
      }
      let call = #"<tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call>"#
      let input = [record("x", call), record("y", #"{\"name\": \"f\", \"arguments\": {}}"#)]
      let filtered = try CommandRun.adhere(
        "filter", "--store", "b.db", "--sample-valid", "1", input: input.joined(separator: "\n"),
        in: scratch)
      #expect(try filtered.outcomes() == ["valid", "repaired"])
      let report = try CommandRun.adhere(
        "report", "--store", "b.db", "--label", "held-out", in: scratch)
      #expect(report.lines[0].hasPrefix("2 outputs: 50.0 %"))
      #expect(report.lines[1] == "Form of calls that was asked: hermes.")
      let whole = try CommandRun.adhere("report", "--store", "b.db", in: scratch)
      #expect(whole.lines[1] == "Form of calls that was asked: hermes.")
      let json = try CommandRun.adhere("report", "--store", "b.db", "--json", in: scratch)
      try scratch.file("r.json", json.output)
      let check = try CommandRun.adhere(
        "check", "--schema",
        CommandRun.package.appendingPathComponent("schemas/report.schema.json").path, "r.json",
        in: scratch)
      #expect(check.status == 0, "\(check.text)")
      let traces = try CommandRun.shell(
        "adhere traces export --store b.db | grep -c '\"form\":\"hermes\"'", in: scratch)
      #expect(traces.text == "2\n")
    }
  }
#endif
