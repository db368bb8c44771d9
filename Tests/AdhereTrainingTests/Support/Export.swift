import AdherePlatform
import AdhereTraces
import AdhereJudging
import Foundation
import Testing

@testable import AdhereTraining

/// One export of given traces, and what it wrote.
struct Export {
  let summary: ExportSummary
  /// Name to text of every file in the folder.
  let files: [String: String]

  /// The rows of the only file.
  var rows: [String] { lines("out.jsonl") }

  func lines(_ name: String) -> [String] {
    files[name, default: ""].split(separator: "\n").map(String.init)
  }

  init(
    _ target: String, _ traces: [String], _ change: (inout ExportOptions) -> Void = { _ in }
  ) throws {
    let target = try #require(Target.named(target))
    try self.init(target, traces, change)
  }

  init(
    _ target: Target, _ traces: [String], _ change: (inout ExportOptions) -> Void = { _ in }
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("finetune-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var options = ExportOptions(
      admission: AdmissionOptions(asOf: try #require(Timestamp("2026-11-21"))))
    options.curation.passingShare = 1
    options.curation.noCallShare = 1
    change(&options)
    let exporter = try Exporter(
      target, options, output: folder.appendingPathComponent("out").path)
    for line in traces {
      if let trace = try? Trace(json: Array(line.utf8)) {
        try exporter.add(trace)
      } else {
        exporter.skip()
      }
    }
    summary = try exporter.finish()
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    self.files = files
  }
}

/// Lines of traces about the weather.
enum Lines {
  static let tools =
    #"[{"type":"function","function":{"name":"get_weather","description":"Weather","parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city"],"additionalProperties":false}}}]"#

  /// A trace of the tool surface. Where nothing else is said its output is text that says the calls.
  static func tool(
    _ outcome: String = "repaired", asked: String = #""prompt":"Weather in NYC?""#,
    raw: String? = nil,
    calls: String? = #"[{"name":"get_weather","arguments":{"city":"NYC"}}]"#,
    repairs: String =
      #"[{"rule":"python-call","tier":"lossless","span":[0,1],"before":"","after":""}]"#,
    tools: String = Lines.tools, extra: String = ""
  ) -> String {
    let said = raw ?? output(outcome, calls)
    return
      #"{"trace":1,"id":"01J0000000000000000000000A","time":"2026-11-20T00:00:00Z","surface":"tool","#
      + #""model":"m","#
      + asked + #","tools":"# + tools + #","raw":"# + said + #","outcome":""# + outcome
      + #"","calls":"# + (calls ?? "null") + #","repairs":"#
      + (outcome == "repaired" ? repairs : "[]")
      + #","violations":[],"warnings":[]"# + (extra.isEmpty ? "" : "," + extra) + "}"
  }

  private static func output(_ outcome: String, _ calls: String?) -> String {
    guard let calls, !calls.contains(#""NYC""#) else {
      return outcome == "no_call" ? #""Which city do you mean?""# : #""get_weather(city='NYC')""#
    }
    let text = calls.replacing(#"\"#, with: #"\\"#).replacing(#"""#, with: #"\""#)
    return #""```json\n"# + text + #"\n```""#
  }

  static func json(raw: String, value: String, outcome: String = "repaired") -> String {
    #"{"trace":1,"id":"01J0000000000000000000000B","time":"2026-11-20T00:00:00Z","surface":"json","#
      + #""prompt":"Who?","schema":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]},"#
      + #""raw":"# + raw + #","outcome":""# + outcome + #"","value":"# + value
      + #","repairs":[{"rule":"trailing-comma","tier":"lossless","span":[0,1],"before":"","after":""}]}"#
  }

  /// Two turns of calls, the second one still open.
  static let history =
    #""messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Weather in NYC"},{"type":"text","text":" and Rome?"}]},{"role":"assistant","content":null,"tool_calls":[{"id":"call_abc123","type":"function","function":{"name":"get_weather","arguments":"{\"city\": \"Oslo\"}"}}]},{"role":"tool","tool_call_id":"call_abc123","content":"{\"t\":1}"}]"#
}
