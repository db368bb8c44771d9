import Foundation
import Testing

/// Whole answers of providers, through the command.
@Suite struct CompletionFilterTests {
  let scratch: Scratch

  static let request = #"""
    {"model":"m","tools":[{"type":"function","function":{"name":"f","parameters":
    {"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}}]}
    """#

  init() throws {
    scratch = try Scratch()
    try scratch.file("request.json", Self.request)
  }

  static func chat(_ arguments: String, id: String = "c1") -> String {
    #"{"id":"\#(id)","model":"m2","choices":[{"index":0,"message":{"content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":\#(arguments)}}]},"finish_reason":"stop"}],"seed":12479678939117453000}"#
  }

  func filter(_ arguments: String..., input: String) throws -> CommandRun {
    try scratch.file("input", input)
    let words = (["filter"] + arguments).map { "'\($0)'" }.joined(separator: " ")
    return try CommandRun.shell("adhere \(words) < input", in: scratch)
  }

  @Test func `chat objects pass with only the repaired bytes replaced`() throws {
    let good = Self.chat(#""{\"n\":1}""#)
    let broken = Self.chat(#""{\"n\":\"1\",}""#)
    let bad = Self.chat(#""{}""#)
    let run = try filter("--request", "request.json", "-v", input: "\(good)\n\(broken)\n\(bad)\n")
    #expect(run.text == "\(good)\n\(good)\n\(bad)\n")
    #expect(run.status == 1)
    #expect(run.errors.contains("adhere: input taken for chat\n"))
    #expect(
      run.errors.contains(
        "adhere: line 2: repaired: string-to-number, trailing-comma; finish_reason stop, read as tool_calls\n"
      ))
    #expect(
      run.errors.contains("adhere: line 3: invalid: /0/arguments must have required property 'n'"))
  }

  static func response(_ arguments: String) -> String {
    #"{"id":"r1","object":"response","status":"completed","model":"m2","output":[{"type":"function_call","id":"fc_1","call_id":"call_1","name":"f","arguments":\#(arguments)}],"x":1e400}"#
  }

  @Test func `responses pass with only the repaired bytes replaced`() throws {
    let good = Self.response(#""{\"n\":1}""#)
    let broken = Self.response(#""{\"n\":\"1\",}""#)
    for kind in ["auto", "responses", "chat", "messages"] {
      let run = try filter(
        "--request", "request.json", "--input", kind, "-v", input: "\(good)\n\(broken)\n")
      #expect(run.text == "\(good)\n\(good)\n" && run.status == 0)
      #expect(run.errors.contains("adhere: line 2: repaired: string-to-number, trailing-comma\n"))
      #expect(run.errors.contains("input taken for responses") == (kind == "auto"))
    }
    func overLines(_ body: String) -> String { body.replacing(",\"", with: ",\n  \"") }
    let lines = try filter("--request", "request.json", input: overLines(broken))
    #expect(lines.text == overLines(good))
  }

  @Test func `results of a batch of responses are judged`() throws {
    let body = #"{"model":"m","input":"x","text":{"format":{"type":"json_object"}}}"#
    try scratch.file(
      "batch.jsonl",
      #"{"custom_id":"a","method":"POST","url":"/v1/responses","body":\#(body)}"# + "\n")
    let result =
      #"{"id":"b","custom_id":"a","response":{"status_code":200,"body":{"object":"response","status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"{\"n\":1,}"}]}]}},"error":null}"#
    let run = try filter("--request", "batch.jsonl", "--input", "batch", input: result + "\n")
    #expect(run.text == result.replacing(",}", with: "}") + "\n" && run.status == 0)
  }

  @Test func `an object over several lines is one answer`() throws {
    let text = Self.chat(#""{\"n\":\"1\"}""#).replacing(",", with: ",\n  ")
    let run = try filter("--request", "request.json", input: "\(text)\n")
    #expect(run.text == text.replacing(#"\"1\""#, with: "1") + "\n")
    #expect(run.status == 0)
  }

  @Test func `what does not look like an answer is none, where answers are due`() throws {
    let broken = Self.chat(#""{\"n\":\"x\"}""#)
    for input in ["[\(broken),\n\(broken)]\n", "[\(broken)]\n", "hello\n"] {
      let run = try filter("--request", "request.json", "--output", "record", input: input)
      #expect(run.status == 1)
      #expect(try run.lines.map(record).map { $0["outcome"] as? String } == ["error"], "\(input)")
    }
    let mixed = try filter("--request", "request.json", input: "{\"x\":1}\n\(broken)\n")
    #expect(mixed.errors.contains("line 2: invalid"))
  }

  @Test func `an answer that no request of the batch asks for is not judged`() throws {
    try scratch.file(
      "batch.jsonl",
      #"{"custom_id":"r0","method":"POST","url":"/v1/chat/completions","body":\#(Self.request.replacing("\n", with: ""))}"#
        + "\n")
    func result(_ id: String) -> String {
      #"{"custom_id":"\#(id)","response":{"status_code":200,"body":\#(Self.chat(#""{\"n\":1}""#))},"error":null}"#
    }
    let input = result("r0") + "\n" + result("r9") + "\n"
    let run = try filter("--request", "batch.jsonl", input: input)
    #expect(run.text == input)
    #expect(run.status == 1)
    #expect(run.errors.contains("no request of the batch has the custom_id 'r9'"))
    // Nor one that is no result of a batch at all.
    let chat = try filter("--request", "batch.jsonl", input: Self.chat(#""{\"n\":1}""#) + "\n")
    #expect(chat.status == 1)
    #expect(chat.errors.contains("no result of a batch: it has no custom_id"))
    let forced = try filter("--request", "batch.jsonl", "--input", "chat", input: "{}")
    #expect(forced.status == 2)
    #expect(forced.errors.contains("batch.jsonl holds the requests of a batch"))
  }

  @Test func `requests of a batch without a result are named`() throws {
    let line =
      #"{"custom_id":"ID","body":\#(Self.request.replacing("\n", with: ""))}"# + "\n"
    func lines(_ ids: String...) -> String { ids.map { line.replacing("ID", with: $0) }.joined() }
    try scratch.file("batch.jsonl", lines("a", "b", "c"))
    let result =
      #"{"custom_id":"b","response":{"status_code":200,"body":\#(Self.chat(#""{\"n\":1}""#))}}"#
      + "\n"
    let run = try filter("--request", "batch.jsonl", input: result + result)
    #expect(run.status == 1 && run.text == result + result)
    for id in ["a", "c"] {
      #expect(run.errors.contains("adhere: batch (\(id)): error: the request has no result\n"))
    }
    #expect(run.errors.contains("repeated-result: an earlier result of the batch"))
    try scratch.file("batch.jsonl", lines("a", "a"))
    let twice = try filter("--request", "batch.jsonl", input: result)
    #expect(
      twice.status == 2 && twice.errors.contains("the custom_id 'a' stands in the batch twice"))
    // With params, as Anthropic has it; with neither it would ask nothing.
    try scratch.file("batch.jsonl", lines("b").replacing("\"body\"", with: "\"params\""))
    #expect(try filter("--request", "batch.jsonl", input: result).status == 0)
    try scratch.file("batch.jsonl", lines("b").replacing("\"body\"", with: "\"asked\""))
    #expect(try filter("--request", "batch.jsonl", input: result).status == 2)
  }

  @Test func `an empty body is an error`() throws {
    for input in ["", "\n\n"] {
      let run = try filter("--request", "request.json", "--input", "chat", input: input)
      #expect(run.status == 1 && run.text == input)
      #expect(run.errors.contains("error: an empty body"))
    }
  }

  @Test func `an envelope keeps a byte order mark and lacks the line end that lacks`() throws {
    let good = "\u{FEFF}" + Self.chat(#""{\"n\":1}""#)
    let broken = "\u{FEFF}" + Self.chat(#""{\"n\":\"1\"}""#)
    #expect(try filter("--request", "request.json", input: broken).text == good)
    #expect(try filter("--request", "request.json", input: broken + "\r\n").text == good + "\r\n")
  }

  @Test func `what is not judged is named and passes`() throws {
    try scratch.file("request.json", #"{"model":"m","messages":[],"grammar":"root ::= x"}"#)
    let text = #"{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}"# + "\n"
    let run = try filter("--request", "request.json", "--metrics", "metrics", input: text)
    #expect(run.status == 0 && run.text == text)
    #expect(
      run.errors == "adhere: line 1: unchecked: a grammar was asked for, which is not judged\n")
    let metrics = try String(
      contentsOf: scratch.folder.appendingPathComponent("metrics"), encoding: .utf8)
    #expect(metrics.contains(#"outcome="unchecked""#))
    let records = try filter("--request", "request.json", "--output", "record", input: text)
    #expect(try records.lines.map { try record($0)["outcome"] as? String } == ["unchecked"])
    let schema = CommandRun.package.appendingPathComponent("schemas/record-output.schema.json")
    let check = try CommandRun.adhere(
      "check", "--lines", "--schema", schema.path, input: records.text, in: scratch)
    #expect(check.status == 0, "\(check.text)")
  }

  @Test func `records and values of answers`() throws {
    let input = Self.chat(#""{\"n\":\"1\"}""#) + "\n<html></html>\n"
    let run = try filter("--request", "request.json", "--output", "record", input: input)
    let records = try run.lines.map(record)
    #expect(records.map { $0["id"] as? String } == ["c1", nil])
    #expect(records[1]["id"] as? Int == 2)
    #expect(records[0]["model"] as? String == "m2")
    #expect(records.map { $0["outcome"] as? String } == ["repaired", "error"])
    #expect(records[0]["finish_reason"] as? String == "stop")
    #expect(records[0]["finish"] as? String == "tool_calls")
    let values = try filter("--request", "request.json", "--output", "value", input: input)
    #expect(values.text == "[{\"name\":\"f\",\"arguments\":{\"n\":1}}]\n")
    let schema = CommandRun.package.appendingPathComponent("schemas/record-output.schema.json")
    let check = try CommandRun.adhere(
      "check", "--lines", "--schema", schema.path, input: run.text, in: scratch)
    #expect(check.status == 0, "\(check.text)")
  }

  @Test func `every choice is an output`() throws {
    let message = #"{"index":N,"message":{"content":"{\"n\":N}"},"finish_reason":"stop"}"#
    let choices = ["0", "1"].map { message.replacing("N", with: $0) }.joined(separator: ",")
    let run = try filter("--output", "record", input: #"{"id":"x","choices":[\#(choices)]}"#)
    #expect(try run.lines.map { try record($0)["choice"] as? Int } == [0, 1])
  }

  @Test func `batch results are judged by the request of their custom_id`() throws {
    try scratch.file(
      "batch.jsonl",
      #"{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":\#(Self.request.replacing("\n", with: ""))}"#
        + "\n" + #"{"custom_id":"b","body":{"messages":[]}}"# + "\n")
    let body = Self.chat(#""{\"n\":\"1\"}""#)
    let lines = [
      #"{"id":"r","custom_id":"a","response":{"status_code":200,"request_id":"q","body":\#(body)},"error":null}"#,
      #"{"custom_id":"a","response":{"status_code":200,"body":\#(body)}}"#,
      #"{"custom_id":"a","response":\#(body)}"#,
      #"{"custom_id":"a","error":{"message":"no","code":"x"}}"#,
      #"{"custom_id":"b","response":{"status_code":200,"body":{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}}}"#,
    ]
    let input = lines.joined(separator: "\n") + "\n"
    let run = try filter("--request", "batch.jsonl", "--output", "record", input: input)
    let records = try run.lines.map(record)
    #expect(records.map { $0["id"] as? String } == ["a", "a", "a", "a", "b"])
    #expect(
      records.map { $0["outcome"] as? String }
        == ["repaired", "repaired", "repaired", "error", "valid"])
    let envelope = try filter("--request", "batch.jsonl", input: input)
    #expect(envelope.text == input.replacing(#"\"1\""#, with: "1"))
  }

  static func stream(_ pieces: [String]) -> String {
    pieces.map {
      #"data: {"id":"s","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"\#($0)"}}]},"finish_reason":null}]}"#
        + "\n\n"
    }.joined()
      + #"data: {"id":"s","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#
      + "\n\ndata: [DONE]\n\n"
  }

  @Test func `a stream passes with only the repaired bytes replaced`() throws {
    let run = try filter(
      "--request", "request.json", input: Self.stream([#"{\"n"#, #"\":\""#, #"1\""#, ",}"]))
    #expect(run.text == Self.stream([#"{\"n"#, #"\":"#, "1", "}"]))
    #expect(run.status == 0)
    let record = try filter(
      "--request", "request.json", "--output", "record", input: Self.stream([#"{\"n\":1}"#]))
    #expect(try record.outcomes() == ["valid"])
  }

  @Test func `text of a stream passes while the rest is still to come`() throws {
    let script = #"""
      { printf 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}\n\n'
        sleep 1; date +%s%N > sent
        printf 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'; } |
      adhere filter --input sse --request request.json |
      { read -r line; date +%s%N > seen; cat > /dev/null; }
      [ "$(cat seen)" -lt "$(cat sent)" ]
      """#
    #expect(try CommandRun.shell(script, in: scratch).status == 0)
  }

  @Test func `a stream that runs away is read no further`() throws {
    let run = try CommandRun.shell(
      #"""
      { printf 'data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}]}}]}\n\n'
        yes 'data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"   \n   \n"}}]}}]}
      '; } | adhere filter --input sse --request request.json | tail -c 300
      """#, in: scratch)
    #expect(run.text.contains(#""code":"runaway-whitespace""#))
    #expect(run.errors.contains("truncated: 1024 bytes of white space in a row"))
  }

  @Test func `a stream that cannot conform any more is read no further`() throws {
    let end = try CommandRun.shell(
      #"""
      { printf 'data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{\\"n\\":[[1],[2]"}}]}}]}\n\n'
        yes ': nothing more
      '; } | adhere filter --input sse --request request.json | tail -c 300
      """#, in: scratch)
    #expect(end.text.contains(#""code":"type""#))
    #expect(end.errors.contains("invalid: /n breaks type"))
    let body = Self.stream([#"{\"n\":[[1],[2]"#, "]}"])
    let patient = try filter("--request", "request.json", "--abort", "never", input: body)
    #expect(patient.text == body && patient.status == 1)
  }
}
