import AdhereTraces
import AdhereJudging
import Foundation
import Testing

@testable import AdhereTraining

/// Traces that are legal and dangerous: each is refused with its reason, or its row is fine.
@Suite struct HostileTraceTests {
  private func refusals(_ line: String, _ target: String = "trl-sft") throws -> [String: Int] {
    let export = try Export(target, [line])
    #expect(export.rows.isEmpty)
    return export.summary.refusals
  }

  @Test func `lone surrogates`() throws {
    #expect(try refusals(Lines.tool(asked: #""prompt":"a\ud800b""#)) == ["row/file": 1])
    let call = #"[{"name":"get_weather","arguments":{"city":"\ud83d"}}]"#
    #expect(try refusals(Lines.tool(calls: call)) == ["row/file": 1])
    #expect(try refusals(Lines.tool(calls: call), "together-sft") == ["row/gap-arguments": 1])
    // A pair of surrogates is a character.
    let pair = #"[{"name":"get_weather","arguments":{"city":"\ud83d\ude00"}}]"#
    #expect(try Export("trl-sft", [Lines.tool(calls: pair)]).rows.count == 1)
  }

  @Test func `numbers that Arrow cannot hold`() throws {
    let call = #"[{"name":"get_weather","arguments":{"city":"a","days":123456789012345678901}}]"#
    #expect(try refusals(Lines.tool(calls: call)) == ["numbers-not-kept": 1])
    // A string holds them to the digit.
    let row = try Export("together-sft", [Lines.tool(calls: call)]).rows[0]
    #expect(row.contains("123456789012345678901"))
  }

  @Test func `keys that stand twice`() throws {
    let call = #"[{"name":"get_weather","arguments":{"city":"a","city":"b"}}]"#
    #expect(try refusals(Lines.tool(calls: call)) == ["history-arguments": 1])
    #expect(try refusals(Lines.tool(calls: call), "together-sft") == ["row/gap-arguments": 1])
    let tools = #"[{"type":"function","function":{"name":"a","name":"b"}}]"#
    #expect(try refusals(Lines.tool(tools: tools)) == ["tool-form": 1])
  }

  @Test func `arguments that break the schema, and tools that were not offered`() throws {
    // What rules say they would not; a person may.
    let word = #""acceptance":{"verdict":"accepted","by":"person"}"#
    func refused(_ calls: String) throws -> [String: Int] {
      #expect(try refusals(Lines.tool(calls: calls)) == ["judged-otherwise": 1])
      return try refusals(Lines.tool(calls: calls, extra: word))
    }
    #expect(
      try refused(#"[{"name":"get_weather","arguments":{"town":1}}]"#) == ["row/gap-schema": 1])
    #expect(try refused(#"[{"name":"nope","arguments":{}}]"#) == ["row/gap-tools": 1])
    #expect(try refused("[]") == ["empty-answer": 1])
  }

  @Test func `empty and odd requests`() throws {
    #expect(try refusals(Lines.tool(asked: #""prompt":"""#)) == ["no-request": 1])
    #expect(try refusals(Lines.tool(asked: #""messages":[]"#)) == ["no-request": 1])
    #expect(
      try refusals(Lines.tool(asked: #""messages":[{"role":"user"}]"#)) == ["request-form": 1])
    #expect(
      try refusals(Lines.tool(asked: #""messages":[{"role":"robot","content":"x"}]"#))
        == ["request-form": 1])
    #expect(
      try refusals(
        Lines.tool(
          asked:
            #""messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]"#))
        == ["ends-with-assistant": 1])
    #expect(
      try refusals(
        Lines.tool(
          asked:
            #""messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]}]"#
        )) == ["content-parts": 1])
  }

  @Test func `ids that are missing are made, and orphans refused`() throws {
    let asked =
      #""messages":[{"role":"user","content":"x"},{"role":"assistant","content":"","tool_calls":[{"function":{"name":"get_weather","arguments":"{\"city\":\"a\"}"}},{"function":{"name":"get_weather","arguments":"{\"city\":\"b\"}"}}]},{"role":"tool","content":"1"},{"role":"tool","content":"2"}]"#
    for target in ["together-sft", "trl-sft", "mistral-sft", "gemini-sft"] {
      let export = try Export(target, [Lines.tool(asked: asked)])
      #expect(export.rows.count == 1, "\(target) \(export.summary.refusals)")
    }
    let orphan =
      #""messages":[{"role":"user","content":"x"},{"role":"tool","tool_call_id":"z","content":"1"}]"#
    #expect(try refusals(Lines.tool(asked: orphan)) == ["row/gap-pairing": 1])
    let unanswered =
      #""messages":[{"role":"user","content":"x"},{"role":"assistant","content":"","tool_calls":[{"id":"a","function":{"name":"get_weather","arguments":"{\"city\":\"a\"}"}}]},{"role":"user","content":"well?"}]"#
    #expect(try refusals(Lines.tool(asked: unanswered)) == ["row/gap-pairing": 1])
  }

  @Test func `calls of before there were tools`() throws {
    let asked =
      #""messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,"function_call":{"name":"get_weather","arguments":"{\"city\":\"a\"}"}},{"role":"function","name":"get_weather","content":"1"}]"#
    let row = try Export("openai-sft", [Lines.tool(asked: asked)]).rows[0]
    #expect(!row.contains("function_call"))
    #expect(row.contains(#""role":"tool","content":"1","tool_call_id":"call_1_0""#))
  }

  @Test func `depth`() throws {
    let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    let call = #"[{"name":"get_weather","arguments":{"city":"a","x":"# + deep + "}}]"
    #expect(try !refusals(Lines.tool(calls: call)).isEmpty)
    #expect(try !refusals(Lines.tool(calls: call), "together-sft").isEmpty)
  }

  @Test func `line ends inside arguments stay on one line`() throws {
    let raw = #"[{"name":"get_weather","arguments":"{\n  \"city\": \"a\"\n}"}]"#
    let line = Lines.tool(
      "valid", raw: raw, calls: #"[{"name":"get_weather","arguments":"{\n  \"city\": \"a\"\n}"}]"#)
    for target in ["trl-sft", "together-sft", "gemini-sft"] {
      #expect(try Export(target, [line]).rows.count == 1, "\(target)")
    }
  }

  @Test func `outputs that are no UTF-8`() throws {
    // JSON cannot say these bytes; the trace has them beside the text.
    let line = Lines.tool(
      raw: #""get_weather(city=\"NYC\ufffd\")""#,
      calls: #"[{"name":"get_weather","arguments":{"city":"NYC\ufffd"}}]"#,
      extra:
        #""raw_base64":"Z2V0X3dlYXRoZXIoY2l0eT0iTllD/yIp","policy":{"tier":"safe","allow":["invalid-utf8"]}"#
    )
    #expect(try refusals(line, "together-dpo") == ["rejected-not-utf8": 1])
    // Its repaired answer can be learnt all the same.
    #expect(try Export("together-sft", [line]).rows.count == 1)
    #expect(
      try refusals(
        Lines.tool("no_call", raw: #""x\ufffd""#, calls: nil, extra: #""raw_base64":"eP8=""#))
        == ["rejected-not-utf8": 1])
  }

  @Test func `a file with lines of everything`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lines-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: folder) }
    var bytes = Array((Lines.tool() + "\n").utf8)
    bytes += [0xFF, 0xFE, 0x7B, 0x0A] + Array("\n\r\n{}\n[]\nnull\n\"\n".utf8)
    bytes += Array(Lines.tool().replacing("\"trace\":1", with: "\"trace\":99").utf8) + [0x0A]
    bytes += Array(Lines.tool(asked: "\"prompt\":\"").utf8) + [0xC3, 0x28] + Array("\"\n".utf8)
    bytes += Array(Lines.json(raw: #""{\"n\": 1,}""#, value: "{\"n\": 1}").utf8)
    try Data(bytes).write(to: folder)
    for jobs in [1, 3] {
      let output = folder.path + ".out"
      let exporter = try Exporter(
        .togetherSFT, ExportOptions(admission: AdmissionOptions()), output: output)
      try exporter.add(contentsOf: TraceFileReader(folder.path), jobs: jobs)
      let summary = try exporter.finish()
      #expect(summary.traces == 2)
      #expect(summary.rows == 2)
      #expect(summary.refusals == ["unreadable-line": 7])
      for name in ["jsonl", "manifest.json", "provenance.jsonl"] {
        try FileManager.default.removeItem(atPath: "\(output).\(name)")
      }
    }
  }

  @Test func `empty sessions group nothing`() throws {
    let lines = (0..<200).map {
      Lines.tool(asked: #""prompt":"Question \#($0)""#, extra: #""session":"""#)
    }
    let export = try Export("together-sft", lines) { $0.curation.validationShare = 0.5 }
    #expect(export.lines("out.train.jsonl").count > 50)
    #expect(export.lines("out.validation.jsonl").count > 50)
    let cases = try Export("eval", [Lines.tool(extra: #""session":"""#)]).rows
    let rows = try Export("together-sft", [lines[7]]) {
      for row in cases { $0.against.add(line: Array(row.utf8)) }
    }.rows
    #expect(rows.count == 1)
  }

  @Test func `the same answer with another outcome`() throws {
    let repaired = Lines.tool()
    let valid = Lines.tool(
      "valid", raw: #"[{"id":"x","name":"get_weather","arguments":"{\"city\":\"NYC\"}"}]"#)
    for order in [[repaired, valid], [valid, repaired]] {
      let export = try Export("together-sft", order)
      #expect(export.rows.count == 1)
      #expect(export.summary.refusals == ["duplicate": 1])
    }
    // What a person rejected is not learnt because somebody else's trace passed.
    let rejected = Lines.tool(
      "valid", raw: #"[{"id":"y","name":"get_weather","arguments":"{\"city\":\"NYC\"}"}]"#,
      extra: #""acceptance":{"verdict":"rejected","by":"person"}"#)
    let kto = try Export("trl-kto", [valid, rejected])
    #expect(kto.rows.count == 1)
    #expect(kto.summary.refusals == ["contradictory": 1])
  }

  @Test func `numbers that datasets would change`() throws {
    func call(_ number: String) -> String {
      Lines.tool(
        calls: #"[{"name":"get_weather","arguments":{"city":"a","days":\#(number)}}]"#,
        tools: Lines.tools.replacing(#""integer""#, with: #""number""#))
    }
    for number in ["8.854e-12", "0.12345678901", "12345678901234567.5", "1.2345678901e20", "1e309"]
    {
      #expect(try refusals(call(number)) == ["numbers-not-kept": 1], "\(number)")
      #expect(try refusals(call(number), "axolotl-sft") == ["numbers-not-kept": 1])
      // A string holds them all.
      #expect(try Export("together-sft", [call(number)]).rows.count == 1)
      let old = try #require(Target.trlSFT.forOldDatasets)
      #expect(try Export(old, [call(number)]).rows.count == 1)
    }
    for number in ["0.6", "1e-10", "1.5e20", "-40.7127753", "9223372036854775807"] {
      #expect(try Export("trl-sft", [call(number)]).rows.count == 1, "\(number)")
    }
    #expect(try Export("trl-sft", [call("0.6")]).summary.notes.count == 1)
    #expect(try Export("trl-sft", [call("6")]).summary.notes == [])
    let row = try Export("gemini-sft", [call("8.854e-12")]).rows[0]
    #expect(row.contains("8.854e-12"))
    let foreign =
      #"{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}],"n":1e-11}"#
    #expect(Linter(.trlSFT).check(line: Array(foreign.utf8)).map(\.rule) == ["numbers"])
  }
}
