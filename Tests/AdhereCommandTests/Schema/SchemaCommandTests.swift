import Foundation
import Testing

/// `adhere schema lint` and `adhere schema rewrite`.
@Suite struct SchemaCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private let schema = """
    {"type": "object",
     "properties": {"a": {"type": "string", "minLength": 1}},
     "required": ["a"], "additionalProperties": false}
    """

  @Test func `lint names the place and the mend`() throws {
    try scratch.file("s.json", schema)
    let run = try CommandRun.adhere(
      "schema", "lint", "--provider", "openai", "s.json", in: scratch)
    #expect(
      run.text == "s.json:2:54: rejected: /properties/a/minLength: minLength is not supported: "
        + "leave it out, and validate the answer against this schema\n")
    #expect(run.status == 1)
    let together = try CommandRun.adhere(
      "schema", "lint", "--provider", "together", input: schema, in: scratch)
    #expect(together.lines.count == 2)
    #expect(
      together.lines.allSatisfy {
        $0.hasPrefix("standard input:") && $0.contains(": unstated: ")
      })
    #expect(together.status == 0)
  }

  @Test func `a schema that was rewritten is taken`() throws {
    try scratch.file("s.json", schema)
    for provider in ["openai", "together", "fireworks", "anthropic", "gemini", "xai"] {
      let run = try CommandRun.adhere(
        "schema", "rewrite", "--provider", provider, "s.json", in: scratch)
      #expect(run.status == 0)
      let lint = try CommandRun.adhere(
        "schema", "lint", "--provider", provider, input: run.text, in: scratch)
      #expect(lint.status == 0, "\(provider): \(lint.text)")
      let loss = "adhere: lost: /properties/a/minLength is no longer enforced: 1\n"
      #expect(run.errors == (provider == "together" ? "" : loss))
    }
    let quiet = try CommandRun.adhere(
      "schema", "rewrite", "--quiet", "--provider", "openai", "s.json", in: scratch)
    #expect(quiet.errors == "")
    #expect(!quiet.text.isEmpty)
  }

  @Test func `what cannot be mended is told`() throws {
    let names = (0..<5_001).map { #""p\#($0)":{"type":"null"}"# }.joined(separator: ",")
    let run = try CommandRun.adhere(
      "schema", "rewrite", "--provider", "openai",
      input: #"{"type":"object","properties":{\#(names)}}"#, in: scratch)
    #expect(run.errors.contains("adhere: rejected: the schema has 5001 properties in all"))
    #expect(run.status == 1)
  }

  @Test func `schemas and flags that cannot be used end with 2`() throws {
    for (input, place) in [
      ("{\n]", "2:1: not JSON: "), ("true", "1:1: "), (#"{"type":"objekt"}"#, "1:9: "),
    ] {
      for verb in ["lint", "rewrite"] {
        let run = try CommandRun.adhere(
          "schema", verb, "--provider", "xai", input: input, in: scratch)
        #expect(run.errors.contains(place), "\(run.errors)")
        #expect(run.text == "")
        #expect(run.status == 2)
      }
    }
    let provider = try CommandRun.adhere("schema", "lint", "--provider", "acme", in: scratch)
    #expect(provider.errors.contains("openai"))
    #expect(provider.status == 2)
    #expect(try CommandRun.adhere("schema", "lint", input: "{}", in: scratch).status == 2)
    let outside = try CommandRun.adhere(
      "schema", "lint", "--provider", "gemini", input: #"{"$ref":"https://x.test/a"}"#, in: scratch)
    #expect(outside.text.contains("references may not leave the schema"))
    #expect(outside.status == 1)
  }
}
