import Foundation
import Testing

/// `adhere explain`.
@Suite struct ExplainCommandTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.file(
      "s.json", #"{"properties":{"n":{"type":"integer"},"t":{"type":"string"}},"required":["n"]}"#)
  }

  private func explain(_ input: String, _ flags: String...) throws -> CommandRun {
    try scratch.file("in.txt", input)
    return try CommandRun.shell(
      "adhere explain --schema s.json \(flags.joined(separator: " ")) in.txt", in: scratch)
  }

  @Test func `a repaired document shows what went and what came`() throws {
    let run = try explain("So:\n{n: \"4\"}\n")
    #expect(run.status == 0 && run.errors == "")
    #expect(run.text.hasPrefix("repaired, changes: "))
    #expect(run.lines.contains(#"  2 | {[-n-]{+"n"+}: [-"-]4[-"-]}"#))
    #expect(run.lines.contains { $0.contains("string-to-number (safe)  /n") })
    #expect(run.lines.contains { $0.contains("unquoted-key (lossless)  /n  n -> \"n\"") })
    #expect(run.text.hasSuffix("emitted\n  {\"n\": 4}\n"))
  }

  @Test func `a document that conforms is shown as it is`() throws {
    let run = try explain("{\"n\": 4}\n")
    #expect(run.text == "valid\n\n  1 | {\"n\": 4}\n\nemitted\n  {\"n\": 4}\n")
  }

  @Test func `a failure shows the place and the reason, and is no failure of the command`() throws {
    let run = try explain("{\"n\": \"four\"}")
    #expect(run.status == 0)
    #expect(run.lines[0] == "invalid")
    #expect(run.lines[1] == "  why   nonconforming: /n must be integer (bytes 6-12)")
    #expect(run.lines.contains(#"  1 | {"n": [?"four"?]}"#))
    #expect(run.lines.contains("  /n  must be integer  #/properties/n/type  line 1, column 7"))
    #expect(run.text.hasSuffix("emitted\n  nothing\n"))
    let help = try explain("{\"n\": \"4\"}", "--deny", "string-to-number")
    #expect(help.lines.contains("  help  --allow string-to-number"))
  }

  @Test func `control characters are seen and steer nothing`() throws {
    let run = try explain("{n: 4, \"t\": \"\u{1B}[31m\u{7}\"}")
    #expect(!run.text.contains("\u{1B}") && !run.text.contains("\u{7}"))
    #expect(run.text.contains("[-\u{241B}-]{+\\u001b+}[31m[-\u{2407}-]"))
  }

  @Test func `of a long text the lines around the marks are shown`() throws {
    let filler = String(repeating: "\n", count: 60)
    let run = try explain("{\"n\": 4,\(filler)\"t\": 'x',\(filler)\"u\": 1}")
    #expect(run.lines.contains { $0.contains("[-'-]{+\"+}x") && $0.contains("61 |") })
    #expect(run.lines.count { $0.contains(" | ") } < 12)
    #expect(run.lines.contains { $0.contains("… 5") && $0.hasSuffix(" lines") })
    let wide = try explain("{\"t\": \"\(String(repeating: "w", count: 5000))\", n: 4}")
    #expect(wide.lines.filter { $0.contains(" | ") }.allSatisfy { $0.count < 400 })
  }

  @Test func `line ends that go or are escaped are shown where they stood`() throws {
    let run = try explain("{\"n\": 4, \"t\": \"one\ntwo\nthree\"}")
    #expect(run.lines.contains(#"  1 | {"n": 4, "t": "one[-␊-]{+\n+}"#))
    #expect(run.lines.contains(#"  2 | two[-␊-]{+\n+}"#))
    #expect(run.lines.count { $0.hasSuffix(#"␊ -> \n"#) } == 2)
    let many = try explain("{\"n\": 4, \"t\": \"\(String(repeating: "x\n", count: 40))\"}")
    #expect(many.lines.contains { $0.hasSuffix(#"␊ -> \n  (40 times)"#) })
  }

  @Test func `each record has a page, and calls one text each`() throws {
    let run = try CommandRun.adhere(
      "explain",
      input: """
        {"id":"one","raw":"[1,]"}
        {"id":"two","tools":[{"name":"f"}],"raw":[{"name":"f","arguments":"{'a':1}"}]}
        {"id":"three","raw":"[1","finish_reason":"length"}

        """, in: scratch)
    #expect(run.status == 0)
    #expect(run.lines.contains("id \"one\": repaired, changes: 1 lossless"))
    #expect(run.lines.contains("call 0: f"))
    #expect(run.lines.contains { $0.hasPrefix("  call 0 1-2  single-quotes (lossless)") })
    #expect(run.lines.contains("id \"three\": truncated"))
    #expect(run.lines.contains { $0.hasPrefix("  why   finish-reason: ") })
  }

  @Test func `lines of plain text are one document`() throws {
    let run = try CommandRun.adhere("explain", input: "[1,\n2,]", in: scratch)
    #expect(run.text.hasPrefix("repaired, changes: 1 lossless"))
    let text = try CommandRun.adhere("explain", "--input", "text", input: "[1]\n[2]\n", in: scratch)
    #expect(text.lines.count { $0.hasSuffix("valid") } == 2)
  }

  @Test func `colours where they are asked for`() throws {
    let plain = try explain("{n: 4}")
    #expect(!plain.text.contains("\u{1B}"))
    let coloured = try explain("{n: 4}", "--color", "always")
    #expect(coloured.text.contains("\u{1B}[31m[-n-]\u{1B}[0m\u{1B}[32m{+\"n\"+}\u{1B}[0m"))
    #expect(try explain("{n: 4}", "--color", "never").text == plain.text)
    #expect(try explain("{n: 4}", "--color", "blue").status == 2)
  }

  @Test func `what cannot be read is an error`() throws {
    #expect(try CommandRun.adhere("explain", "none.txt", in: scratch).status == 2)
    let record = try CommandRun.adhere("explain", "--input", "record", input: "{}\n", in: scratch)
    #expect(record.status == 2 && record.errors.contains("the record has no `raw`"))
  }

  @Test func `an answer without an output is told`() throws {
    let run = try CommandRun.adhere(
      "explain", "--input", "chat", input: #"{"error":{"message":"busy"}}"# + "\n", in: scratch)
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("1 answer holds no output to explain: "))
    let several = try CommandRun.shell(
      "echo '[1]' > a; echo '[2,]' > b; adhere explain a b", in: scratch)
    #expect(several.lines.contains("a, output 1: valid"))
    #expect(several.lines.contains("b, output 1: repaired, changes: 1 lossless"))
  }
}
