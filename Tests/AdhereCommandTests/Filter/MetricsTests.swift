import Foundation
import Testing

/// `--metrics`, read by the programs that are to read it.
@Suite struct MetricsTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    var lines: [String] = []
    let names = ["plain", "quo\"te", "back\\slash", "new\nline", "\u{1}ctl", "\u{7F}", "", "ü😀"]
    for name in names + (0..<150).map({ "model-\($0)" }) {
      for raw in ["{}", "{'a':1,}", "[", "text"] {
        let line = try JSONSerialization.data(
          withJSONObject: ["raw": raw, "model": name, "provider": name])
        lines.append(String(decoding: line, as: UTF8.self))
      }
    }
    // A lone surrogate and broken bytes are no text at all.
    lines.append(#"{"raw":"{'a':1}","model":"\ud800"}"#)
    try scratch.file("in.jsonl", Data(lines.joined(separator: "\n").utf8))
  }

  private func metrics(_ format: String) throws -> String {
    let run = try CommandRun.adhere(
      "filter", "--exit-zero", "--metrics", "m", "--metrics-format", format, "in.jsonl",
      in: scratch)
    #expect(run.status == 0)
    return try String(contentsOf: scratch.folder.appendingPathComponent("m"), encoding: .utf8)
  }

  private func sum(_ text: String, _ family: String) -> Int {
    text.components(separatedBy: "\n").filter { $0.hasPrefix(family + "{") }
      .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +)
  }

  #if Store
    @Test func `counts of runs add up in a report, to those of a store`() throws {
      let run = try CommandRun.shell(
        """
        head -300 in.jsonl > a.jsonl; tail -n +301 in.jsonl > b.jsonl
        for part in a b; do
          adhere filter --exit-zero --store s.db --metrics $part.json --metrics-format json \
            $part.jsonl > /dev/null 2>&1
        done
        adhere report --store s.db --json > store.json
        adhere report --counts a.json --counts b.json --json > counts.json
        cmp store.json counts.json
        adhere report --counts a.json --since 2100-01-01 --json | jq .total.judged
        """, in: scratch)
      #expect(run.status == 0 && run.text == "0\n", "\(run.errors) \(run.text)")
      try scratch.file("bad.json", Data(#"{"tallies":1,"duration_bounds_ns":[1]}"#.utf8))
      let bad = try CommandRun.adhere("report", "--counts", "bad.json", in: scratch)
      #expect(bad.status == 2 && bad.errors.contains("bad.json: the counts are of another"))
      let none = try CommandRun.adhere("report", "--counts", "in.jsonl", in: scratch)
      #expect(none.status == 2 && none.errors.contains("in.jsonl: not JSON"), "\(none.errors)")
    }
  #endif

  @Test func `every output is counted, labels are bounded and escaped`() throws {
    let text = try metrics("prometheus")
    #expect(sum(text, "adhere_outputs_total") == 633)
    #expect(text.contains(#"model="other""#))
    #expect(text.contains(#"model="quo\"te""#) && text.contains(#"model="new\nline""#))
    let models = Set(
      text.components(separatedBy: "\n").filter { $0.hasPrefix("adhere_outputs_total") }
        .compactMap {
          $0.components(separatedBy: "model=\"").last?.components(separatedBy: "\",").first
        })
    #expect(models.count == 101)
    let samples = text.components(separatedBy: "\n").filter { !$0.isEmpty && !$0.hasPrefix("#") }
      .map { $0.components(separatedBy: " ").dropLast().joined(separator: " ") }
    #expect(Set(samples).count == samples.count)
  }

  @Test func `promtool takes it`() throws {
    _ = try metrics("prometheus")
    let run = try CommandRun.shell(
      "command -v promtool >/dev/null || { echo absent; exit; }; promtool check metrics <m",
      in: scratch)
    if run.text == "absent\n" { return print("skipped: there is no promtool") }
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    #expect(run.text + run.errors == "")
  }

  @Test func `prometheus_client takes both forms`() throws {
    for (format, module) in [
      ("openmetrics", "openmetrics.parser"), ("prometheus", "parser"),
    ] {
      _ = try metrics(format)
      try scratch.file(
        "check.py",
        """
        import sys
        try:
            from prometheus_client.\(module) import text_string_to_metric_families
        except ImportError:
            print("absent"); sys.exit()
        total = 0
        for family in text_string_to_metric_families(open("m", newline="", encoding="utf-8").read()):
            seen = set()
            for sample in family.samples:
                key = (sample.name, tuple(sorted(sample.labels.items())))
                assert key not in seen, key
                seen.add(key)
                if sample.name == "adhere_outputs_total":
                    total += sample.value
        print(int(total))
        """)
      let run = try CommandRun.shell("${PYTHON:-python3} check.py", in: scratch)
      if run.text == "absent\n" || run.status == 127 {
        return print("skipped: there is no prometheus_client")
      }
      #expect(run.text == "633\n", "\(format): \(run.errors)")
    }
  }

  @Test func `the JSON form conforms to its schema`() throws {
    let text = try metrics("json")
    try scratch.file("m.json", text)
    let schema = CommandRun.package.appendingPathComponent("schemas/tallies.schema.json").path
    let run = try CommandRun.adhere("check", "--schema", schema, "m.json", in: scratch)
    #expect(run.status == 0, "\(run.text)")
  }

  @Test func `a file that cannot be written is named, and nothing half-written stays`() throws {
    let run = try CommandRun.adhere(
      "filter", "--metrics", "no/such/m.prom", input: "{}\n", in: scratch)
    #expect(run.status == 2 && run.errors.contains("cannot write no/such/m.prom"))
    _ = try metrics("prometheus")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
    #expect(!names.contains { $0.hasSuffix(".tmp") })
  }
}
