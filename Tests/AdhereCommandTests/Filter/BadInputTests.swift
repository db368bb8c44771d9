import Foundation
import Testing

/// Every kind of bad input has its outcome or its error; nothing is lost, nothing hangs.
@Suite struct BadInputTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Judges `bad` between two lines that conform, as text, and expects those to survive.
  private func outcome(of bad: Data, _ arguments: [String] = []) throws -> String? {
    let input = Data("{\"n\":1}\n".utf8) + bad + Data("\n{\"n\":2}\n".utf8)
    try scratch.file("input", input)
    let flags = arguments.joined(separator: " ")
    let run = try CommandRun.shell(
      "adhere filter --input text --output record --repair none \(flags) input", in: scratch)
    #expect(run.lines.count == 3)
    #expect(try record(run.lines[0])["outcome"] as? String == "valid")
    #expect(try record(run.lines[2])["outcome"] as? String == "valid")
    #expect(run.status == 1)
    return try record(run.lines[1])["outcome"] as? String
  }

  @Test func `broken UTF-8 is unreadable`() throws {
    #expect(try outcome(of: Data([0x22, 0xFF, 0xC3, 0x28, 0x22])) == "unreadable")
    #expect(try outcome(of: Data([0xED, 0xA0, 0x80])) == "unreadable")
  }

  @Test func `a NUL is unreadable and ends nothing`() throws {
    #expect(try outcome(of: Data([0x5B, 0x00, 0x31, 0x5D])) == "unreadable")
    #expect(try outcome(of: Data([0x00])) == "unreadable")
  }

  @Test func `a byte order mark inside the input is no white space`() throws {
    #expect(try outcome(of: Data([0xEF, 0xBB, 0xBF]) + Data("nothing".utf8)) == "unreadable")
  }

  @Test func `a lone surrogate is JSON and stays as it is`() throws {
    let text = #"{"a":"\ud800","b":"\udc00x"}"# + "\n"
    let run = try CommandRun.adhere("filter", input: text, in: scratch)
    #expect(run.text == text)
    #expect(run.status == 0)
  }

  @Test func `100,000 open brackets are judged at once`() throws {
    let started = Date()
    let deep = Data(repeating: UInt8(ascii: "["), count: 100_000)
    let found = try outcome(of: deep)
    #expect(found == "unreadable" || found == "truncated")
    let closed = deep + Data(repeating: UInt8(ascii: "]"), count: 100_000)
    #expect(try outcome(of: closed) != nil)
    #expect(Date().timeIntervalSince(started) < 20)
  }

  @Test func `a line of 16 MiB is judged`() throws {
    let size = 16 << 20
    let text = "\"" + String(repeating: "x", count: size - 2) + "\"\n"
    let run = try CommandRun.adhere("filter", input: text + "1\n", in: scratch)
    #expect(run.output == Data((text + "1\n").utf8))
    #expect(run.status == 0)
  }

  @Test func `a longer line is unreadable and skipped`() throws {
    let size = (16 << 20) + 1
    let long = "\"" + String(repeating: "x", count: size - 2) + "\"\n"
    for jobs in ["1", "4"] {
      let run = try CommandRun.adhere(
        "filter", "--input", "text", "--jobs", jobs, input: "1\n" + long + "2\n", in: scratch)
      #expect(run.text == "1\n2\n")
      #expect(
        run.errors
          == "adhere: line 2: unreadable: \(size) bytes are more than the limit of \(16 << 20)"
          + "; would help: a higher --max-output-bytes\n")
      #expect(run.status == 1)
    }
  }

  @Test func `the limit is to the byte`() throws {
    for (limit, lines) in [("5", ["12345", "1"]), ("4", ["1"]), ("1k", ["12345", "1"])] {
      for input in ["12345\n1\n", "12345\r\n1\r\n", "1\n12345", "1\r\n12345"] {
        let run = try CommandRun.adhere(
          "filter", "--input", "text", "--max-output-bytes", limit, input: input, in: scratch)
        #expect(Set(run.lines) == Set(lines))
      }
    }
  }

  @Test func `a record that is too long still gives one record`() throws {
    let long = "{\"id\":2,\"raw\":\"" + String(repeating: "x", count: 300_000) + "\"}"
    let run = try CommandRun.adhere(
      "filter", "--input", "record", "--max-output-bytes", "100k",
      input: "{\"id\":1,\"raw\":\"1\"}\n\(long)\n{\"id\":3,\"raw\":\"3\"}\n", in: scratch)
    let outcomes = try run.lines.map { try record($0)["outcome"] as? String }
    #expect(outcomes == ["valid", "unreadable", "valid"])
  }

  @Test func `an empty document is one unreadable output`() throws {
    let run = try CommandRun.adhere("filter", "--input", "document", in: scratch)
    #expect(run.text == "")
    #expect(run.errors.hasPrefix("adhere: standard input: unreadable: "))
    #expect(run.status == 1)
  }

  @Test func `an empty text between NULs is unreadable`() throws {
    let run = try CommandRun.adhere(
      "filter", "--input", "nul", input: Data("1\u{0}\u{0}2\u{0}".utf8), in: scratch)
    #expect(run.text == "1\n2\n")
    #expect(run.errors.hasPrefix("adhere: output 2: unreadable: "))
  }

  @Test func `a schema file that is not there`() throws {
    let run = try CommandRun.adhere("filter", "--schema", "no.json", input: "1\n", in: scratch)
    #expect(run.errors == "adhere: cannot read no.json: No such file or directory\n")
    #expect(run.text == "")
    #expect(run.status == 2)
  }

  @Test func `a schema file that is not JSON`() throws {
    try scratch.file("s.json", "{\n  \"type\": \"object\",\n}\n")
    let run = try CommandRun.adhere("filter", "--schema", "s.json", input: "1\n", in: scratch)
    #expect(
      run.errors == "adhere: s.json:3:1: not JSON: an object key in double quotes is expected\n")
    #expect(run.status == 2)
  }

  @Test func `a schema file that is no schema`() throws {
    try scratch.file("s.json", "{\n  \"properties\": {\n    \"a\": {\"type\": \"strng\"}\n  }\n}\n")
    let run = try CommandRun.adhere("filter", "--schema", "s.json", input: "1\n", in: scratch)
    #expect(run.errors.hasPrefix("adhere: s.json:3:"))
    #expect(run.errors.contains("strng") || run.errors.contains("type"))
    #expect(run.status == 2)
  }

  @Test func `a tools file that holds no tools`() throws {
    try scratch.file("t.json", "[5]")
    let run = try CommandRun.adhere("filter", "--tools", "t.json", input: "1\n", in: scratch)
    #expect(run.errors.hasPrefix("adhere: t.json"))
    #expect(run.status == 2)
  }

  @Test func `a reader that goes away is no failure`() throws {
    for jobs in ["1", "4"] {
      let script = """
        { yes '{"a":1}' | head -n 2000000; } | { adhere filter --jobs \(jobs); \
        echo $? > status.\(jobs); } | head -n 1
        """
      let run = try CommandRun.shell(script, in: scratch)
      #expect(run.text == "{\"a\":1}\n")
      #expect(run.errors == "")
      let status = try String(
        contentsOf: scratch.folder.appendingPathComponent("status.\(jobs)"), encoding: .utf8)
      #expect(status == "0\n")
    }
  }

  @Test func `an output that cannot be written is an error`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let run = try CommandRun.shell("echo 1 | adhere filter > /dev/full", in: scratch)
    #expect(run.errors == "adhere: cannot write the output: No space left on device\n")
    #expect(run.status == 2)
  }

  @Test func `a closed standard output is an error, not a crash`() throws {
    let run = try CommandRun.shell("echo 1 | adhere filter >&-", in: scratch)
    #expect(run.errors == "adhere: cannot write the output: Bad file descriptor\n")
    #expect(run.status == 2)
  }
}
