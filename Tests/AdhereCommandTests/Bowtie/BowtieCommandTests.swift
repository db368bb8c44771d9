import Foundation
import Testing

/// Bowtie's harness protocol, IHOP version 1.
@Suite struct BowtieCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func session(_ lines: [String], _ flags: String = "") throws -> [[String: Any]] {
    try scratch.file("session", lines.joined(separator: "\n") + "\n")
    let run = try CommandRun.shell("adhere bowtie \(flags) < session", in: scratch)
    #expect(run.status == 0)
    #expect(run.errors == "")
    return try run.lines.map(record)
  }

  private func valid(_ answer: [String: Any]) -> [Bool?] {
    (answer["results"] as? [[String: Any]] ?? []).map { $0["valid"] as? Bool }
  }

  @Test func `start tells the implementation and all dialects`() throws {
    let answer = try session([#"{"cmd":"start","version":1}"#])[0]
    #expect(answer["version"] as? Int == 1)
    let implementation = try #require(answer["implementation"] as? [String: Any])
    #expect(
      Set(implementation.keys) == [
        "name", "language", "version", "homepage", "issues", "source", "dialects",
      ])
    #expect(
      implementation["dialects"] as? [String] == [
        "https://json-schema.org/v1", "https://json-schema.org/draft/2020-12/schema",
        "https://json-schema.org/draft/2019-09/schema", "http://json-schema.org/draft-07/schema#",
        "http://json-schema.org/draft-06/schema#", "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-03/schema#",
      ])
  }

  @Test func `the dialect decides how schemas without one are read`() throws {
    let run =
      #"{"cmd":"run","seq":1,"case":{"description":"","schema":{"maximum":3,"#
      + #""exclusiveMaximum":true},"tests":[{"description":"","instance":3}]}}"#
    let answers = try session([
      #"{"cmd":"start","version":1}"#,
      #"{"cmd":"dialect","dialect":"http://json-schema.org/draft-04/schema#"}"#, run,
      #"{"cmd":"dialect","dialect":"http://json-schema.org/draft-05/schema#"}"#, run,
      #"{"cmd":"dialect","dialect":"https://json-schema.org/draft/2020-12/schema"}"#, run,
      #"{"cmd":"stop"}"#, run,
    ])
    #expect(answers.count == 7)
    #expect(answers[1]["ok"] as? Bool == true)
    #expect(valid(answers[2]) == [false])
    #expect(answers[3]["ok"] as? Bool == false)
    #expect(valid(answers[4]) == [false])
    #expect(answers[6]["errored"] as? Bool == true)
  }

  @Test func `what meets a limit is neither valid nor invalid`() throws {
    let text = String(repeating: "a", count: 60) + "!"
    let answers = try session([
      #"{"cmd":"run","seq":1,"case":{"schema":{"pattern":"^(b?)(?=\\1(a+)+$)a"},"tests":["#
        + #"{"instance":"\#(text)"},{"instance":"a"}]}}"#
    ])
    let results = try #require(answers[0]["results"] as? [[String: Any]])
    #expect(results[0]["errored"] as? Bool == true)
    #expect(results[0]["valid"] == nil)
    #expect(results[1]["valid"] as? Bool == true)
  }

  @Test func `the registry is what references lead to`() throws {
    func run(_ seq: Int, _ registry: String) -> String {
      #"{"cmd":"run","seq":\#(seq),"case":{"schema":{"$ref":"http://x.test/a"}\#(registry),"#
        + #""tests":[{"instance":1},{"instance":"a"}]}}"#
    }
    let answers = try session([
      run(1, #","registry":{"http://x.test/a":{"type":"string"}}"#),
      run(2, #","registry":{"http://x.test/a":{"type":"integer"}}"#),
      run(3, #","registry":{"http://x.test/a":{"type":"integer"}}"#), run(4, ""),
    ])
    #expect(valid(answers[0]) == [false, true])
    #expect(valid(answers[1]) == [true, false])
    #expect(valid(answers[2]) == [true, false])
    #expect(answers[3]["errored"] as? Bool == true)
    #expect(answers[3]["seq"] as? Int == 4)
  }

  @Test func `the sequence comes back as it was written`() throws {
    try scratch.file(
      "session", #"{"cmd":"run","seq":{"n": [1.50]},"case":{"schema":true,"tests":[]}}"#)
    let run = try CommandRun.shell("adhere bowtie < session", in: scratch)
    #expect(run.text == #"{"seq":{"n": [1.50]},"results":[]}"# + "\n")
  }

  @Test func `what cannot be done is answered, and the session goes on`() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let answers = try session([
      "not JSON", "[1]", #"{"cmd":"dance","seq":1}"#, #"{"cmd":"run"}"#, #"{"cmd":"run","seq":2}"#,
      #"{"cmd":"start","version":2}"#,
      #"{"cmd":"run","seq":3,"case":{"schema":{"pattern":"("},"tests":[{"instance":1}]}}"#,
      #"{"cmd":"run","seq":4,"case":{"schema":\#(deep),"tests":[{"instance":1}]}}"#,
      #"{"cmd":"run","seq":5,"case":{"schema":true,"registry":{"a":\#(deep)},"tests":[]}}"#,
      #"{"cmd":"dialect"}"#,
      #"{"cmd":"run","seq":6,"case":{"schema":{"items":{}},"tests":[{"instance":\#(deep)},{}]}}"#,
    ])
    #expect(answers.count == 11)
    for answer in answers[..<9] {
      #expect(answer["errored"] as? Bool == true)
      #expect((answer["context"] as? [String: Any])?["message"] is String)
    }
    #expect(answers[9]["ok"] as? Bool == false)
    #expect(valid(answers[10]) == [true, nil])
    #expect(answers[10]["seq"] as? Int == 6)
  }

  @Test func `formats are enforced where a flag says so`() throws {
    let run =
      #"{"cmd":"run","seq":1,"case":{"schema":{"format":"ipv4"},"tests":[{"instance":"x"}]}}"#
    let v1 = #"{"cmd":"dialect","dialect":"https://json-schema.org/v1"}"#
    #expect(try valid(session([run])[0]) == [true])
    #expect(try valid(session([run], "--assert-formats")[0]) == [false])
    #expect(try valid(session([v1, run])[1]) == [false])
    #expect(try valid(session([v1, run], "--annotate-formats")[1]) == [true])
    let unknown = #"{"cmd":"run","seq":1,"case":{"schema":{"foo":1},"tests":[{"instance":1}]}}"#
    #expect(try session([v1, unknown])[1]["errored"] as? Bool == true)
    #expect(try valid(session([v1, unknown], "--lenient")[1]) == [true])
  }

  @Test func `annotations are written where they are asked for`() throws {
    let run =
      ##"{"cmd":"run","seq":1,"case":{"schema":{"$ref":"#/$defs/a","$defs":{"a":{"title":"A","type":"integer"}}},"##
      + #""tests":[{"instance":1},{"instance":"x"}]},"output":"annotations"}"#
    let results = try #require(try session([run])[0]["results"] as? [[String: Any]])
    #expect(results.map { $0["valid"] as? Bool } == [true, false])
    #expect(
      results[0]["annotations"] as? [[String: String]] == [
        [
          "keyword": "title", "instanceLocation": "", "keywordLocation": "#/$defs/a/title",
          "annotation": "A",
        ]
      ])
    #expect(results[1]["annotations"] as? [[String: String]] == [])
  }

  @Test func `the repository is the publisher's to set`() throws {
    let answer = try session([#"{"cmd":"start","version":1}"#], "--repository https://x.test/a")[0]
    let implementation = try #require(answer["implementation"] as? [String: Any])
    #expect(implementation["source"] as? String == "https://x.test/a")
    #expect(implementation["issues"] as? String == "https://x.test/a/issues")
  }

  @Test func `every answer is written before the next request is read`() throws {
    let script = """
      mkfifo answers
      { echo '{"cmd":"start","version":1}'; read answer < answers
        echo '{"cmd":"dialect","dialect":"https://json-schema.org/v1"}'; } \
      | adhere bowtie | { read first; echo "$first" > answers; cat; }
      """
    let run = try CommandRun.shell(script, in: scratch)
    #expect(run.text == "{\"ok\":true}\n")
  }
}
