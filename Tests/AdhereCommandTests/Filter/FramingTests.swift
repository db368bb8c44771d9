import Foundation
import Testing

/// How bytes divide into outputs, and how they come out again.
@Suite struct FramingTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `conforming lines are passed on byte for byte`() throws {
    let text = "{\"a\" : 1.10}\n[12345678901234567890,1e400]\n \"é\\u00e9\" \n"
    let run = try CommandRun.adhere("filter", "--input", "text", input: text, in: scratch)
    #expect(run.text == text)
    #expect(run.status == 0)
    #expect(run.errors == "")
  }

  @Test func `a last line without line end counts`() throws {
    let run = try CommandRun.adhere("filter", input: "{\"a\":1}\n{\"b\":2}", in: scratch)
    #expect(run.text == "{\"a\":1}\n{\"b\":2}\n")
    #expect(run.status == 0)
  }

  @Test func `line ends may be CR LF`() throws {
    let run = try CommandRun.adhere("filter", input: "{\"a\":1}\r\n[2]\r\n3\r", in: scratch)
    #expect(run.text == "{\"a\":1}\n[2]\n3\n")
  }

  @Test func `blank lines are no outputs but count as lines`() throws {
    let run = try CommandRun.adhere(
      "filter", "--output", "record", input: "\n1\n \t\r\n2\n\n", in: scratch)
    #expect(try run.lines.map { try record($0)["id"] as? Int } == [2, 4])
  }

  @Test func `a byte order mark belongs to the file`() throws {
    for kind in ["auto", "text", "document"] {
      let input = Data([0xEF, 0xBB, 0xBF]) + Data("{\"a\":1}\n".utf8)
      let run = try CommandRun.adhere("filter", "--input", kind, input: input, in: scratch)
      #expect(run.text == "{\"a\":1}\n")
      #expect(run.status == 0)
    }
  }

  @Test func `an empty input holds no line`() throws {
    for kind in ["auto", "text", "nul", "record"] {
      let run = try CommandRun.adhere("filter", "--input", kind, in: scratch)
      #expect(run.text == "")
      #expect(run.errors == "")
      #expect(run.status == 0)
    }
  }

  @Test func `a document keeps its line ends`() throws {
    let text = "{\n  \"a\": [\n    1\n  ]\n}\n"
    let run = try CommandRun.adhere("filter", "-v", input: text, in: scratch)
    #expect(run.text == text)
    #expect(run.errors.contains("input taken for document"))
  }

  @Test func `outputs that end with NUL are written a line each`() throws {
    let input = Data("{\"a\":\n1}\u{0}[2]\u{0}3".utf8)
    let run = try CommandRun.adhere("filter", input: input, in: scratch)
    #expect(run.text == "{\"a\": 1}\n[2]\n3\n")
  }

  @Test func `several files follow each other`() throws {
    try scratch.file("a.jsonl", "1\n2")
    try scratch.file("b.jsonl", "3\n")
    let run = try CommandRun.adhere("filter", "a.jsonl", "-", "b.jsonl", input: "9", in: scratch)
    #expect(run.text == "1\n2\n9\n3\n")
  }

  @Test func `a file that cannot be read is named, the others are filtered`() throws {
    try scratch.file("b.jsonl", "3\n")
    let run = try CommandRun.adhere("filter", "a.jsonl", "b.jsonl", in: scratch)
    #expect(run.text == "3\n")
    #expect(run.errors == "adhere: cannot open a.jsonl: No such file or directory\n")
    #expect(run.status == 2)
  }

  @Test func `order is kept with several jobs`() throws {
    let count = 60_000
    var text = ""
    for i in 0..<count {
      text += "{\"n\":\(i),\"pad\":\"\(String(repeating: "x", count: i % 97))\"}\n"
    }
    let run = try CommandRun.adhere("filter", "--jobs", "4", input: text, in: scratch)
    #expect(run.text == text)
    let records = try CommandRun.adhere(
      "filter", "--jobs", "4", "--output", "record", input: text, in: scratch)
    let ids = try records.lines.map { try record($0)["id"] as? Int }
    #expect(ids == (1...count).map { $0 })
  }

  @Test func `a slow stream is answered line by line`() throws {
    for jobs in ["1", "2"] {
      let script = """
        mkfifo answers.\(jobs)
        { printf '1\\n'; read answer < answers.\(jobs); printf '[%s]\\n' "$answer"; } \
        | adhere filter --input text --jobs \(jobs) \
        | { read first; echo "$first"; echo "$first" > answers.\(jobs); cat; }
        """
      let run = try CommandRun.shell(script, in: scratch)
      #expect(run.text == "1\n[1]\n")
    }
  }

  @Test func `what standard input holds is decided from its first bytes`() throws {
    let cases: [(String, String)] = [
      ("{\"a\":1}\n{\"a\":2}\n", "text"),
      ("{\"raw\":\"{}\"}\n", "record"),
      ("{\"raw\":{}}\n", "text"),
      ("\n\n{\"id\":1,\"raw\":null}", "record"),
      ("{\n \"a\": 1\n}", "document"),
      ("[\n{\"a\":1},\n{\"a\":2}]", "document"),
      ("```json\n{}\n```\n", "document"),
      ("{\"a\":1}\u{0}{\"b\":2}\u{0}", "nul"),
      ("{\"a\":\n1}\u{0}", "nul"),
      ("nonsense {\n{\"a\":1}\n", "text"),
      ("{\"a\":\"cut\n{\"a\":1}\n", "text"),
      ("{\"a\":\u{0} 1}\n{\"a\":1}\n", "text"),
    ]
    for (input, kind) in cases {
      let run = try CommandRun.adhere("filter", "-v", "--exit-zero", input: input, in: scratch)
      #expect(run.errors.contains("input taken for \(kind)\n"), "\(input.debugDescription)")
    }
  }
}
