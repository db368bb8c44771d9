import Foundation
import Testing

/// Records in, records out.
@Suite struct RecordTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `the id comes back as it was written`() throws {
    let input = """
      {"id": {"run" : [1, 2.50]}, "raw": "{}"}
      {"id":"a\\u0062","raw":"[]","model":"m","provider":"p"}
      {"raw":"1"}
      """
    let run = try CommandRun.adhere("filter", input: input, in: scratch)
    #expect(run.lines.count == 3)
    #expect(run.lines[0].hasPrefix(#"{"id":{"run" : [1, 2.50]},"model":null,"outcome":"valid","#))
    #expect(
      run.lines[1].hasPrefix(
        #"{"id":"a\u0062","model":"m","provider":"p","outcome":"valid","value":[],"#))
    #expect(run.lines[2].hasPrefix(#"{"id":null,"model":null,"#))
  }

  @Test func `flags name the model where the record does not`() throws {
    let run = try CommandRun.adhere(
      "filter", "--model", "a \"b\"", "--provider", "p",
      input: "{\"raw\":\"{}\"}\n{\"raw\":\"{}\",\"model\":\"own\",\"provider\":null}\n", in: scratch
    )
    #expect(try record(run.lines[0])["model"] as? String == "a \"b\"")
    #expect(try record(run.lines[0])["provider"] as? String == "p")
    #expect(try record(run.lines[1])["model"] as? String == "own")
  }

  @Test func `a form of another meaning is no reason to judge nothing`() throws {
    let line = #"{"form":"text","raw":"{'a': 1}"}"#
    let run = try CommandRun.adhere(
      "filter", "--jobs", "2",
      input: String(repeating: line + "\n", count: 3) + #"{"form":"hermes","raw":"{}"}"#,
      in: scratch)
    #expect(run.status == 0)
    #expect(
      try run.lines.map { try record($0)["outcome"] as? String }
        == ["repaired", "repaired", "repaired", "valid"])
    #expect(
      run.errors == "adhere: line 1: `form` \"text\" is none of native, json, hermes, python, xml, "
        + "harmony: not used, here and further on\n")
  }

  @Test func `a value on several lines is written on one`() throws {
    let run = try CommandRun.adhere(
      "filter", input: #"{"raw":"{\"a\":\n 1.10,\r\n \"b\":2}"}"#, in: scratch)
    #expect(run.lines.count == 1)
    #expect(run.text.contains(#""value":{"a":  1.10,   "b":2},"#))
  }

  @Test func `every record gives one record, also one that cannot be used`() throws {
    let input = """
      {"id":1,"raw":"{}"}
      {"id":2}
      {"id":3,"raw":5}
      not JSON
      [1]
      {"id":6,"raw":[1]}
      {"id":7,"raw":[{"arguments":"{}"}]}
      {"id":8,"raw":"{}","surface":"xml"}
      {"id":9,"raw":"{}","partial":"yes"}
      {"id":10,"raw":"{}","finish_reason":1}
      {"id":11,"raw":"{}"}
      """
    let run = try CommandRun.adhere("filter", input: input, in: scratch)
    let records = try run.lines.map(record)
    #expect(
      records.map { $0["id"] as? Int } == [1, 2, 3, nil, nil, 6, 7, 8, 9, 10, 11])
    #expect(
      records.map { $0["outcome"] as? String }
        == ["valid"] + Array(repeating: "error", count: 9) + ["valid"])
    let violations = records[3]["violations"] as? [[String: Any]]
    #expect(violations?.first?["keyword"] as? String == "record")
    let message = violations?.first?["message"] as? String
    #expect(message?.hasPrefix("line 4: the record is not JSON: byte ") == true)
    #expect(run.errors.contains("adhere: line 2: error: the record has no `raw`\n"))
    #expect(run.status == 1)
  }

  @Test func `a schema on a line that cannot be used is that line's error`() throws {
    let input = #"{"id":1,"raw":"{}","schema":{"type":"objekt"}}"# + "\n" + #"{"id":2,"raw":"{}"}"#
    let run = try CommandRun.adhere("filter", input: input, in: scratch)
    #expect(try record(run.lines[0])["outcome"] as? String == "error")
    #expect(try record(run.lines[1])["outcome"] as? String == "valid")
    #expect(run.errors.contains("line 1: error: `schema` cannot be used: "))
    #expect(run.status == 1)
  }

  @Test func `records conform to the schemas of the package`() throws {
    let folder = CommandRun.package.appendingPathComponent("schemas")
    let input = #"{"id":1,"raw":"{}","model":"m"}"# + "\n" + #"{"id":2,"raw":[]}"# + "\nx\n"
    let output = try CommandRun.adhere("filter", "--input", "record", input: input, in: scratch)
    let judged = try CommandRun.adhere(
      "filter", "--input", "text", "--repair", "none", "--schema",
      folder.appendingPathComponent("record-output.schema.json").path,
      input: output.text, in: scratch)
    #expect(judged.errors == "")
    #expect(judged.text == output.text)
    let given = try CommandRun.adhere(
      "filter", "--input", "text", "--repair", "none", "--schema",
      folder.appendingPathComponent("record-input.schema.json").path,
      input: input, in: scratch)
    #expect(given.lines.count == 2)
    #expect(given.errors.hasPrefix("adhere: line 3: unreadable: "))
  }
}
