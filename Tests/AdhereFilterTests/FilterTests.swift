import AdhereJudging
import AdhereTallies
import AdhereTraces
import AdherePlatform
import Foundation
import Testing

@testable import AdhereFilter

/// The engine by itself: inputs from files, output to a file.
@Suite struct FilterTests {
  private final class Log: FilterObserver {
    var failures: [String] = []
    var notes: [String] = []
    var traces: [Trace] = []
    func filter(failed failures: [FilterFailure]) {
      self.failures += failures.map { "\($0.place.number): \($0.message)" }
    }
    func filter(noted notes: [FilterNote]) { self.notes += notes.map(\.description) }
    func filter(cannotRead error: IOError) {}
    func filter(recorded traces: [Trace], _ tallies: Tallies) { self.traces += traces }
  }

  private func run(_ input: String, _ options: FilterOptions) throws -> (
    text: String, tally: FilterTally, log: Log
  ) {
    let folder = FileManager.default.temporaryDirectory
    let (source, target) = (
      folder.appendingPathComponent(UUID().uuidString),
      folder.appendingPathComponent(UUID().uuidString)
    )
    try Data(input.utf8).write(to: source)
    try Data().write(to: target)
    defer {
      try? FileManager.default.removeItem(at: source)
      try? FileManager.default.removeItem(at: target)
    }
    let handle = try FileHandle(forWritingTo: target)
    let log = Log()
    let tally = try Filter(options).run(
      [.file(source.path)], to: handle.fileDescriptor, observer: log)
    try handle.close()
    return (String(decoding: try Data(contentsOf: target), as: UTF8.self), tally, log)
  }

  @Test func `jobs do not change the output`() throws {
    let lines = (0..<20_000).map { $0 % 7 == 0 ? "{'n': \($0),}" : #"{"n": \#($0)}"# }
    let input = lines.joined(separator: "\n") + "\n[\n"
    let one = try run(input, FilterOptions(input: .text))
    let four = try run(input, FilterOptions(input: .text, jobs: 4))
    #expect(one.text == four.text && one.tally == four.tally)
    #expect(one.log.failures.count == 1 && one.log.failures == four.log.failures)
    #expect(one.tally.outputs == 20_001 && one.tally[.valid] == 17_142)
  }

  @Test func `a key that stands twice is said, though the text conforms`() throws {
    let text = #"{"k":1,"k":2}"#
    let record = #"{"id":"1","raw":"{\"k\":1,\"k\":2}","schema":{}}"#
    for (input, kind) in [(text, InputKind.text), (record, .record)] {
      let found = try run(input + "\n", FilterOptions(input: kind, output: .record)).text
      #expect(found.contains(#""outcome":"valid","value":{"k":1,"k":2}"#), "\(found)")
      #expect(found.contains("duplicate-key"), "\(found)")
    }
  }

  @Test func `one answer has one fingerprint as record, chat and stream`() throws {
    let arguments = #"{\"city\": 5}"#
    let record =
      #"{"model":"m","surface":"tool","tools":null,"finish_reason":"tool_calls","raw":"#
      + #"[{"id":"a","type":"function","function":{"name":"f","arguments":"\#(arguments)"}}]}"#
    let chat =
      #"{"id":"x","model":"m","choices":[{"index":0,"finish_reason":"tool_calls","message":"#
      + #"{"tool_calls":[{"id":"b","type":"function","function":"#
      + #"{"name":"f","arguments":"\#(arguments)"}}]}}]}"#
    func chunk(_ delta: String, _ finish: String) -> String {
      #"data: {"model":"m","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
        + "\n\n"
    }
    let stream =
      chunk(
        #"{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{\"city\":"}}]}"#,
        "null")
      + chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":" 5}"}}]}"#, "null")
      + chunk("{}", #""tool_calls""#) + "data: [DONE]\n\n"
    var prints: [String] = []
    for (kind, input) in [(InputKind.record, record + "\n"), (.chat, chat + "\n"), (.sse, stream)] {
      let options = FilterOptions(input: kind, recording: RecordingOptions(validShare: 1))
      let traces = try run(input, options).log.traces
      #expect(traces.count == 1, "\(kind)")
      for trace in traces {
        var trace = trace
        // A record names the tools as unknown, an answer does not name them.
        trace.request = Trace.Request()
        prints.append(trace.fingerprint)
      }
    }
    #expect(prints.count == 3 && Set(prints).count == 1)
  }
}
