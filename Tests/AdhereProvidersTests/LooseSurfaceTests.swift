import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereProviders

/// What providers refuse where a request does not ask for conforming answers.
struct LooseSurfaceTests {
  private func rejected(_ schema: String, _ name: String) throws -> [String] {
    let profile = try #require(ProviderProfile(loose: name, .tools))
    let findings = ProviderLint.findings(try JSONDocument(Array(schema.utf8)), profile)
    #expect(findings.allSatisfy { $0.severity == .rejected })
    return findings.map(\.pointer)
  }

  private func rewrite(_ schema: String, _ name: String) throws -> (schema: String, [String]) {
    let rewrite = ProviderRewrite(
      try JSONDocument(Array(schema.utf8)),
      for: try #require(ProviderProfile(loose: name, .tools)))
    #expect(rewrite.remaining.map(\.message) == [])
    let written = try schemaNode(String(decoding: rewrite.schema, as: UTF8.self))
    return (String(decoding: written.compact, as: UTF8.self), account(rewrite))
  }

  /// What strict modes refuse and these do not: open objects, optional members, any keyword.
  private static let free =
    #"{"type": "object", "properties": {"a": {"oneOf": [{"minLength": 2}, {"not": {}}]}, "b": {}}, "#
    + #""required": ["a"], "minProperties": 1, "dependentRequired": {"a": ["b"]}}"#

  @Test(arguments: ["openai", "anthropic", "groq"])
  func `keywords are taken, and a rewrite changes nothing`(name: String) throws {
    #expect(try rejected(Self.free, name) == [])
    let (schema, changes) = try rewrite(Self.free, name)
    #expect(schema == Self.free)
    #expect(changes == [])
    #expect(try !rejected(Self.free.replacing("object", with: "array"), name).isEmpty)
  }

  @Test(arguments: [
    ("openai", "anyOf"), ("openai", "oneOf"), ("openai", "allOf"), ("openai", "not"),
    ("openai", "enum"), ("anthropic", "anyOf"), ("anthropic", "oneOf"), ("anthropic", "allOf"),
  ])
  func `the root is no choice`(name: String, keyword: String) throws {
    let branches =
      switch keyword {
      case "not": #"{"required":["b"]}"#
      case "enum": #"[{"a":1}]"#
      default: #"[{"required":["a"]},{"properties":{"b":{"type":"integer"}}}]"#
      }
    let schema =
      #"{"type":"object","properties":{"a":{"type":"integer"}},"\#(keyword)":\#(branches)}"#
    #expect(try rejected(schema, name) == ["/" + keyword])
    let (written, changes) = try rewrite(schema, name)
    #expect(!written.contains(keyword))
    #expect(changes.contains { $0.hasSuffix("/" + keyword) })
    #expect(try accepts(written, #"{"a":1}"#))
  }

  @Test func `two choices at the root`() throws {
    let (written, _) = try rewrite(
      #"{"type":"object","anyOf":[{"required":["a"]},{"required":["b"]}],"oneOf":[{"properties":{"c":{}}}]}"#,
      "anthropic")
    #expect(!written.contains("Of"))
  }

  @Test func `arrays say what they hold, and a root that requires lists`() throws {
    let list = #"{"type":"object","properties":{"a":{"type":"array"}},"required":["a"]}"#
    #expect(try rejected(list, "openai") == ["/properties/a"])
    #expect(try rejected(list, "anthropic") == [])
    let bare = #"{"type":"object","required":["a"]}"#
    #expect(try rejected(bare, "groq") == [""])
    #expect(
      try rewrite(bare, "groq").schema
        == #"{"type": "object", "required": ["a"], "properties": {}}"#)
  }

  @Test func `a definition that is no schema is refused`() throws {
    let schema = #"{"type":"object","properties":{},"$defs":{"a":{"type":"string"},"b":null}}"#
    #expect(try rejected(schema, "openai") == ["/$defs/b"])
  }

  @Test func `who does not say has no such rules`() {
    #expect(ProviderProfile(loose: "together", .tools) == nil)
    #expect(ProviderProfile(loose: "openai", .response) == nil)
  }
}
