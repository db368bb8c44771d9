import Foundation
import Testing

/// Lines of traces that others wrote: every member in turn is something that it cannot be. Whatever
/// reads them says which lines it could not take, and goes on.
@Suite struct HostileLinesTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let whole = [
    #"{"trace":1,"id":"A","time":"2026-11-29T23:11:05.620Z","session":"s","record":"r1","#
      + #""provider":"p","model":"m","surface":"tool","prompt":"say it","tools":[{"type":"function","#
      + #""function":{"name":"f","parameters":{"type":"object","properties":{"n":{"type":"integer"}},"#
      + #""required":["n"]}}}],"raw":"f(n='x',)","outcome":"invalid","#
      + #""calls":[{"name":"f","arguments":{"n":"x"}}],"repairs":[],"#
      + #""violations":[{"instancePath":"/0/arguments/n","schemaPath":"/type","keyword":"type","#
      + #""params":{"type":"integer"},"message":"must be integer"}],"warnings":[],"#
      + #""reason":{"code":"nonconforming","message":"must be integer","span":[4,7]},"#
      + #""policy":{"tier":"safe"},"judge_ns":5,"occurrences":1,"#
      + #""redaction":{"state":"done","rules":"adhere-3","replaced":{"email":1}},"#
      + #""retain_until":"2026-12-02T23:11:05.598Z"}"#,
    #"{"trace":1,"id":"B","time":"2026-11-29T23:11:05.620Z","surface":"json","#
      + #""messages":[{"role":"user","content":"hi"}],"schema":{"type":"object"},"raw":"{'n': 1,}","#
      + #""outcome":"repaired","value":{"n": 1},"repairs":[{"rule":"single-quotes","#
      + #""tier":"lossless","path":"/n","span":[1,2],"before":"'","after":"\""}],"violations":[],"#
      + #""warnings":[],"policy":{"tier":"safe"},"judge_ns":0,"occurrences":1,"#
      + #""redaction":{"state":"off"}}"#,
  ]

  /// What stands in the place of a member.
  private static let values = [
    "null", "true", "-1", "0", "1e400", "9223372036854775807", "-9223372036854775808",
    "18446744073709551616", "1.5", #""""#, #""\u001b]0;PWN\u0007\u009b\u202e""#, #""\ud800""#, "[]",
    "{}", "[[[[[[[[1]]]]]]]]", #"{"a":{"a":{"a":null}}}"#, "[4,-7]", "[9223372036854775807,0]",
    #""9999999-99-99T99:99:99Z""#,
  ]

  /// The places of all values in some JSON.
  private func paths(_ value: Any, _ path: [AnyHashable] = []) -> [[AnyHashable]] {
    let inside: [[AnyHashable]]
    switch value {
    case let object as [String: Any]:
      inside = object.keys.sorted().flatMap { paths(object[$0] ?? NSNull(), path + [$0]) }
    case let array as [Any]:
      inside = array.enumerated().flatMap { paths($1, path + [$0]) }
    default: inside = []
    }
    return (path.isEmpty ? [] : [path]) + inside
  }

  private func setting(_ value: Any, _ path: ArraySlice<AnyHashable>, _ new: Any) -> Any {
    guard let first = path.first else { return new }
    if var object = value as? [String: Any], let name = first as? String, let old = object[name] {
      object[name] = setting(old, path.dropFirst(), new)
      return object
    }
    if var array = value as? [Any], let place = first as? Int {
      array[place] = setting(array[place], path.dropFirst(), new)
      return array
    }
    return value
  }

  private func lines() throws -> [String] {
    var lines: [String] = []
    for line in Self.whole {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      for path in paths(value) {
        let marked = setting(value, path[...], "PLACE")
        let text = String(
          decoding: try JSONSerialization.data(
            withJSONObject: marked, options: [.withoutEscapingSlashes]), as: UTF8.self)
        for new in Self.values { lines.append(text.replacing(#""PLACE""#, with: new)) }
      }
      // Cut anywhere.
      for count in stride(from: 1, to: line.count, by: 9) {
        lines.append(String(line.prefix(count)))
      }
    }
    return lines
  }

  @Test func `no member that is something else ends a reader`() throws {
    let lines = try lines()
    #expect(lines.count >= 1_000)
    try scratch.file("t.jsonl", lines.joined(separator: "\n"))
    let taken = try CommandRun.bash(
      "timeout 120 adhere traces import --count --store a.db t.jsonl", in: scratch)
    #expect(taken.status == 1, "\(taken.errors.suffix(300))")
    // Every line is one that was taken, or one that could not be read.
    let sum = taken.errors.split(separator: "\n").last.map {
      $0.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }.reduce(0, +)
    }
    #expect(sum == lines.count, "\(taken.errors.suffix(300))")
    for verb in [
      "traces list --store a.db", "traces stats --store a.db", "traces export --store a.db",
      "report --store a.db", "report --store a.db --html page.html", "traces list t.jsonl",
      "traces export t.jsonl", "export dataset --target trl-sft -o out t.jsonl",
      "export dataset --target openai-dpo -o two --store a.db",
    ] {
      let run = try CommandRun.bash("timeout 120 adhere \(verb)", in: scratch)
      #expect(
        run.status >= 0 && run.status < 124, "\(verb): \(run.status) \(run.errors.suffix(300))")
      #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\u{9B}"), "\(verb)")
      if verb.hasPrefix("report") || verb.hasPrefix("traces list") {
        #expect(!run.text.contains("\u{1B}") && !run.text.contains("\u{9B}"), "\(verb)")
      }
    }
  }
}
