import Foundation
import Testing

/// `adhere schema lint` and `adhere schema rewrite`.
@Suite struct SchemaCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private let schema = """
    {"type": "object",
     "properties": {"a": {"type": "string", "contentEncoding": "base64"}},
     "required": ["a"], "additionalProperties": false}
    """

  @Test func `lint names the place and the mend`() throws {
    try scratch.file("s.json", schema)
    let run = try CommandRun.adhere(
      "schema", "lint", "--provider", "openai", "s.json", in: scratch)
    #expect(
      run.text
        == "s.json:2:60: rejected: /properties/a/contentEncoding: contentEncoding is not supported: "
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
    for provider in [
      "openai", "together", "fireworks", "anthropic", "gemini", "xai", "mistral", "groq", "ollama",
    ] {
      let run = try CommandRun.adhere(
        "schema", "rewrite", "--provider", provider, "s.json", in: scratch)
      #expect(run.status == 0)
      let lint = try CommandRun.adhere(
        "schema", "lint", "--provider", provider, input: run.text, in: scratch)
      #expect(lint.status == 0, "\(provider): \(lint.text)")
      let loss = "adhere: lost: /properties/a/contentEncoding is no longer enforced: \"base64\"\n"
      let unstated = ["together", "fireworks", "xai"].contains(provider)
      #expect(run.errors == (unstated ? "" : loss))
    }
    let quiet = try CommandRun.adhere(
      "schema", "rewrite", "--quiet", "--provider", "openai", "s.json", in: scratch)
    #expect(quiet.errors == "")
    #expect(!quiet.text.isEmpty)
  }

  @Test func `tools have rules of their own`() throws {
    let choice =
      #"{"type":"object","properties":{"a":{"type":"null"}},"anyOf":[{"required":["a"]}]}"#
    let tools = try CommandRun.adhere(
      "schema", "rewrite", "--provider", "anthropic", "--surface", "tools", input: choice,
      in: scratch)
    #expect(tools.status == 0)
    #expect(!tools.text.contains("anyOf"))
    let unknown = try CommandRun.adhere(
      "schema", "lint", "--provider", "anthropic", "--surface", "prompt", input: choice, in: scratch
    )
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("tools"))
  }

  @Test func `a request that is not strict has less refused`() throws {
    let open = #"{"type":"object","properties":{"a":{"type":"array"}},"minProperties":1}"#
    let loose = try CommandRun.adhere(
      "schema", "lint", "--provider", "openai", "--surface", "tools", "--loose", input: open,
      in: scratch)
    #expect(loose.status == 1)
    #expect(
      loose.text.contains("rejected: /properties/a: an array has to say what it holds")
        && !loose.text.contains("minProperties"))
    let unsaid = try CommandRun.adhere(
      "schema", "lint", "--provider", "together", "--loose", input: open, in: scratch)
    #expect(unsaid.errors.contains("together does not say what it refuses where strict is off"))
  }

  @Test func `a pattern of another language is listed, and the rest is judged`() throws {
    let lint = try CommandRun.adhere(
      "schema", "lint", "--provider", "openai",
      input: #"{"type":"object","properties":{"a":{"type":"string","pattern":"(?i)x"},"b":{}},"#
        + #""required":["a","b"],"additionalProperties":false}"#, in: scratch)
    #expect(lint.status == 1)
    #expect(
      lint.text.contains("unstated: /properties/a/pattern: is no regular expression of ECMA-262"))
    #expect(lint.text.contains("rejected: /properties/b: every schema has to name its type"))
  }

  @Test func `a schema to which nothing conforms is told`() throws {
    let run = try CommandRun.adhere(
      "schema", "rewrite", "--provider", "openai",
      input: #"{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"},"#
        + #""minItems":2,"maxItems":1}},"required":["a"],"additionalProperties":false}"#,
      in: scratch)
    #expect(run.status == 1)
    #expect(run.errors.contains("adhere: rejected: nothing conforms to the schema"))
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
