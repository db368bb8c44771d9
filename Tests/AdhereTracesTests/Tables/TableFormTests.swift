import AdhereJSON
import AdhereJudging
import AdherePlatform
import AdhereSchema
import AdhereTestSupport
import AdhereTraces
import Foundation
import Testing

/// Traces as rows of a table, and back.
@Suite struct TableFormTests {
  private func row(_ trace: Trace) -> [UInt8] {
    var (writer, scratch) = (JSONWriter(), JSONWriter())
    trace.append(as: .table, to: &writer, &scratch)
    return writer.bytes
  }

  /// Traces that hold what tables find hard.
  private func traces() throws -> [Trace] {
    var traces = [try FullTrace.make()]
    func plain(_ raw: Trace.Raw, _ surface: Contract.Surface = .json) -> Trace {
      Trace(
        id: "a", time: Timestamp(milliseconds: 0), surface: surface, raw: raw, outcome: .unreadable)
    }
    for raw: [UInt8] in [
      [0xFF], [0xC3, 0x28, 0x00], [0xED, 0xA0, 0x80], Array("é\n".utf8), [], Array("a\u{0}b".utf8),
    ] {
      traces.append(plain(.text(raw)))
    }
    traces.append(plain(.calls(json: Array(#"[{"name":"f","arguments":"{\"a\":\u0000}"}]"#.utf8))))
    for text in ["{\"a\": 1.10}", "{broken", "18446744073709551616", "1e400", "\"\\ud800\""] {
      var trace = plain(.none, .tool)
      trace.calls = [ToolCall(name: "f", arguments: Array(text.utf8))]
      trace.request.tools = Array("null".utf8)
      trace.recordID = Array("null".utf8)
      traces.append(trace)
      trace = plain(.none)
      trace.value = text.hasPrefix("{b") ? nil : Array(text.utf8)
      trace.outcome = .valid
      traces.append(trace)
    }
    var named = plain(.none)
    named.model = "half \u{FFFD}, whole"
    named.extra = [
      Trace.Member(name: "exact", json: Array("7".utf8)),
      Trace.Member(name: "raw_calls", json: Array(#"{"a":[null]}"#.utf8)),
      Trace.Member(name: "", json: Array("null".utf8)),
    ]
    traces.append(named)
    return traces
  }

  @Test func `a trace comes back from its row as it was`() throws {
    for trace in try traces() {
      let line = row(trace)
      #expect(try Trace(json: line) == trace, "\(String(decoding: line, as: UTF8.self))")
      #expect(!line.contains(0x0A))
    }
  }

  @Test func `every row has every column, in the type of the column`() throws {
    let schema = try CompiledSchema(
      JSONDocument(try Repository.bytes("schemas/trace-table.schema.json")))
    for trace in try traces() {
      let document = try JSONDocument(row(trace))
      document.withTape { tape in
        #expect(schema.violations(tape).isEmpty, "\(schema.violations(tape))")
        let names = tape.children(of: 0).map {
          String(decoding: StringText.decode(tape, $0), as: UTF8.self)
        }
        #expect(names == TableForm.trace.columns.map(\.name))
      }
    }
  }

  /// The texts of a row, those of JSON left out, never hold what databases refuse.
  @Test func `no column holds a NUL or half a pair`() throws {
    for trace in try traces() {
      let line = String(decoding: row(trace), as: UTF8.self)
      let plain = line.replacing("\\\\", with: "")
      #expect(!plain.contains("\\u0000") && !plain.contains("\\ud8"), "\(line)")
      #expect(String(validating: row(trace), as: UTF8.self) != nil)
    }
  }

  @Test func `columns that somebody added become members`() throws {
    let trace = try FullTrace.make()
    // exact holds the whole record, and no more.
    var plain = trace
    plain.model = "m"
    let line = String(decoding: row(plain), as: UTF8.self)
    let read = try Trace(json: Array((line.dropLast() + #","dt":"2026-11-30","hour":null}"#).utf8))
    #expect(read.extra.map(\.name) == plain.extra.map(\.name) + ["dt"])
  }

  @Test func `a row that is wrong names its column`() throws {
    func message(_ text: String) -> String {
      do throws(TraceError) {
        _ = try Trace(json: Array(text.utf8))
        return ""
      } catch { return error.message }
    }
    #expect(message(#"{"table_version":2}"#).contains("table_version"))
    #expect(message(#"{"table_version":1}"#).contains("`trace`"))
    #expect(message(#"{"table_version":1,"trace":1,"value":"{"}"#).contains("`value`"))
    #expect(message(#"{"table_version":1,"trace":1,"extra":"[]"}"#).contains("`extra`"))
    #expect(message(#"{"table_version":1,"trace":1,"calls":[]}"#).contains("`calls`"))
    #expect(message(#"{"table_version":1,"trace":1,"repairs":[7]}"#).contains("`repairs`"))
    #expect(message(#"{"table_version":1,"trace":1,"extra":"{\"raw\":1}"}"#).contains("`raw`"))
    #expect(
      message(#"{"table_version":1,"id":"a","exact":"{\"id\":\"b\"}"}"#).contains("another `id`"))
    #expect(message(#"{"table_version":1,"exact":"{"}"#).contains("does not hold a trace"))
  }

  @Test func `the definitions are those of the columns`() throws {
    let mayWrite = ProcessInfo.processInfo.environment["ADHERE_WRITE_SCHEMAS"] == "1"
    for definition in TableDefinition.all {
      for (path, text) in definition.files {
        let file = Repository.root.appendingPathComponent(path)
        if mayWrite {
          try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
          try Data(text.utf8).write(to: file)
        }
        let written = try? String(contentsOf: file, encoding: .utf8)
        #expect(written == text, "\(path): make it with ADHERE_WRITE_SCHEMAS=1")
      }
    }
  }
}
