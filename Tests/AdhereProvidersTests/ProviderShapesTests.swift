import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereProviders

/// Shapes that providers refuse whatever the keywords, and what is made of them.
struct ProviderShapesTests {
  private func rejected(
    _ schema: String, _ name: String, _ surface: ProviderProfile.Surface = .response
  ) throws -> [String] {
    let profile = try #require(ProviderProfile(name, surface))
    return ProviderLint.findings(try JSONDocument(Array(schema.utf8)), profile)
      .filter { $0.severity == .rejected }.map { "\($0.pointer): \($0.message)" }
  }

  // MARK: - Closing beside applicators

  private static let oneOfThese =
    #"{"type":"object","required":["p"],"properties":{"p":{"type":"string"},"t":{"type":"string"},"#
    + #""d":{"type":"string"}},"anyOf":[{"required":["t"]},{"required":["d"]}]}"#

  @Test func `a choice of required names is written as whole objects`() throws {
    let (schema, changes) = try rewriteText(Self.oneOfThese, "anthropic")
    let object =
      #"{"type": "object", "required": ["p", "X"], "properties": {"p": {"type": "string"}, "#
      + #""t": {"type": "string"}, "d": {"type": "string"}}, "additionalProperties": false}"#
    #expect(
      schema == #"{"anyOf": [\#(object.replacing("X", with: "t")), "#
        + #"\#(object.replacing("X", with: "d"))]}"#)
    #expect(changes.first == "reworded /anyOf")
    #expect(try accepts(schema, #"{"p":"a","t":"b"}"#))
    #expect(try !accepts(schema, #"{"p":"a"}"#))
  }

  @Test(arguments: [
    ("openai", ProviderProfile.Surface.response), ("openai", .tools), ("anthropic", .tools),
    ("groq", .response),
  ])
  func `where the root may be no choice it stays one object`(
    name: String, surface: ProviderProfile.Surface
  ) throws {
    let (schema, changes) = try rewriteText(Self.oneOfThese, name, surface)
    #expect(changes.contains("lost /anyOf"))
    #expect(try accepts(schema, #"{"p":"a","t":"b","d":"c"}"#))
    #expect(try !accepts(schema, #"{"t":"b","d":"c"}"#))
    #expect(!changes.contains("lost /anyOf/0/required"))
  }

  /// No branch is accused of not being closed, nor of requiring what it does not list.
  @Test func `a part of an object is no object of its own`() throws {
    let messages = try rejected(Self.oneOfThese, "openai")
    #expect(!messages.contains { $0.hasPrefix("/anyOf/") }, "\(messages)")
    #expect(messages.contains { $0.hasPrefix("/anyOf: the branches of anyOf say a part only") })
  }

  @Test(arguments: ["anthropic", "openai", "mistral", "groq"])
  func `an object is closed once`(name: String) throws {
    let closed =
      #"{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"],"#
      + #""additionalProperties":false}"#
    for (original, instance) in [
      (#"{"type":"object","anyOf":[\#(closed)]}"#, #"{"a":1}"#),
      (#"{"allOf":[\#(closed)]}"#, #"{"a":1}"#),
      (
        ##"{"type":"object","properties":{"v":{"$ref":"#/$defs/A","properties":{"b":{"type":"null"}}}},"##
          + ##""required":["v"],"$defs":{"A":{"type":"object","properties":{"a":{"type":"integer"}},"##
          + ##""required":["a"]}}}"##, #"{"v":{"a":1,"b":null}}"#
      ),
      (
        ##"{"type":"object","properties":{"v":{"allOf":[{"$ref":"#/$defs/A"},{"properties":{"b":{"##
          + ##""type":"null"}}}]}},"required":["v"],"$defs":{"A":{"type":"object","properties":{"a":{"##
          + ##""type":"integer"}},"required":["a"]}}}"##, #"{"v":{"a":1,"b":null}}"#
      ),
      (
        #"{"type":"object","properties":{"v":{"type":"object","required":["k"]}},"required":["v"]}"#,
        #"{"v":{"k":"x"}}"#
      ),
    ] {
      let (schema, _) = try rewriteText(original, name)
      #expect(try accepts(original, instance))
      #expect(try accepts(schema, instance), "\(name): \(original) -> \(schema)")
    }
  }

  @Test func `nothing conforms is said`() throws {
    let profile = try #require(ProviderProfile("anthropic"))
    for schema in [
      #"{"type":"object","required":["a"],"properties":{"b":{"type":"null"}},"additionalProperties":false}"#,
      #"{"type":"object","properties":{"a":{"enum":[]}},"required":["a"],"additionalProperties":false}"#,
      #"{"type":"array","items":{"type":"string"},"minItems":3,"maxItems":2}"#,
      ##"{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"],"additionalProperties":false}"##,
    ] {
      let document = try JSONDocument(Array(schema.utf8))
      #expect(SchemaEmptiness.isEmpty(SchemaNode(document.tape, 0)), "\(schema)")
    }
    let rewrite = ProviderRewrite(
      try JSONDocument(
        Array(
          #"{"type":"object","required":["a"],"properties":{},"additionalProperties":false}"#.utf8)),
      for: profile)
    #expect(
      rewrite.remaining.map(\.message) == [
        "nothing conforms to the schema, nor to what was made of it"
      ])
  }

  @Test func `what is required and refused is listed where it goes`() throws {
    let (schema, changes) = try rewriteText(
      #"{"type":"object","properties":{},"required":["a"],"additionalProperties":false}"#, "openai")
    #expect(changes == ["lost /required"])
    #expect(try accepts(schema, "{}"))
  }

  // MARK: - Names by pattern

  @Test func `properties by pattern are not refused in silence`() throws {
    let map =
      #"{"type":"object","patternProperties":{"^a":{"type":"string"}},"additionalProperties":false}"#
    let gemini = try rewriteText(map, "gemini")
    #expect(gemini.schema == #"{"type": "object", "additionalProperties": {"type": "string"}}"#)
    #expect(gemini.changes == ["lost /patternProperties"])
    let anthropic = try rewriteText(map, "anthropic")
    #expect(anthropic.changes.contains("narrowed /patternProperties"))
    let two =
      #"{"type":"object","patternProperties":{"^a":{"type":"string"},"^b":{"type":"null"}},"#
      + #""additionalProperties":{"type":"boolean"}}"#
    #expect(
      try rewriteText(two, "gemini").schema
        == #"{"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, "#
        + #"{"type": "null"}, {"type": "boolean"}]}}"#)
  }

  // MARK: - The root

  @Test func `identifiers and definitions stay at the root`() throws {
    let (schema, _) = try rewriteText(
      ##"{"$id":"https://e.com/s","$schema":"https://json-schema.org/draft/2020-12/schema","##
        + ##""anyOf":[{"$ref":"#/$defs/A"},{"$ref":"https://e.com/s#/$defs/A"}],"$defs":{"A":{"##
        + ##""type":"object","properties":{"x":{"type":"integer"}},"required":["x"],"##
        + ##""additionalProperties":false}}}"##, "openai")
    #expect(try accepts(schema, #"{"value":{"x":1}}"#))
    #expect(!schema.contains(#""value": {"$id""#))
    #expect(!schema.contains("s#/$defs"))
  }

  @Test func `a recursive root becomes a definition`() throws {
    let (schema, changes) = try rewriteText(
      ##"{"anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#"}}]}"##, "openai")
    #expect(
      schema == ##"{"type": "object", "properties": {"value": {"$ref": "#/$defs/root"}}, "##
        + ##""required": ["value"], "additionalProperties": false, "$defs": {"root": {"anyOf": ["##
        + ##"{"type": "string"}, {"type": "array", "items": {"$ref": "#/$defs/root"}}]}}}"##)
    #expect(changes == ["narrowed "])
  }

  @Test func `references lead to definitions`() throws {
    let original =
      ##"{"type":"object","properties":{"x":{"type":"array","items":{"type":"object","properties":{"v":{"##
      + ##""type":"null"}},"required":["v"],"additionalProperties":false}},"y":{"##
      + ##""$ref":"#/properties/x/items"}},"required":["x","y"],"additionalProperties":false}"##
    #expect(
      try rejected(original, "openai").contains {
        $0.hasPrefix("/properties/y/$ref: references may lead to definitions of the root only")
      })
    let (schema, _) = try rewriteText(original, "openai")
    #expect(schema.contains(##""y": {"$ref": "#/$defs/items"}"##))
    #expect(try accepts(schema, #"{"x":[{"v":null}],"y":{"v":null}}"#))
    #expect(try !accepts(schema, #"{"x":[{"v":null}],"y":1}"#))
  }

  // MARK: - allOf

  @Test(arguments: ["openai", "anthropic", "gemini", "mistral", "groq"])
  func `allOf with one branch is that branch`(name: String) throws {
    let original =
      ##"{"type":"object","properties":{"a":{"allOf":[{"$ref":"#/definitions/X"}],"title":"A"}},"##
      + ##""required":["a"],"additionalProperties":false,"definitions":{"X":{"type":"object","##
      + ##""properties":{"v":{"type":"integer"}},"required":["v"],"additionalProperties":false}}}"##
    let (schema, changes) = try rewriteText(original, name)
    #expect(try accepts(schema, #"{"a":{"v":1}}"#))
    #expect(try !accepts(schema, #"{"a":{"v":"x"}}"#))
    #expect(try !accepts(schema, #"{"a":{}}"#))
    #expect(!changes.contains { $0.hasPrefix("lost") }, "\(changes)")
  }

  @Test func `a branch that cannot be merged is lost alone`() throws {
    let (schema, changes) = try rewriteText(
      #"{"type":"object","properties":{"a":{"type":"string","pattern":"a","allOf":[{"pattern":"b"},"#
        + #"{"maxLength":3}]}},"required":["a"],"additionalProperties":false}"#, "openai")
    #expect(schema.contains(#""maxLength": 3"#))
    #expect(changes == ["lost /properties/a/allOf/0", "reworded /properties/a/allOf"])
  }

  // MARK: - Types, elements and references

  @Test(arguments: [
    #"{}"#, #"{"title":"x"}"#, "true", #"{"not":{"type":"string"}}"#, #"{"enum":["a",1]}"#,
    #"{"minLength":1}"#, #"{"properties":{"v":{"type":"null"}}}"#, #"{"items":{"type":"null"}}"#,
    #"{"type":"array"}"#, #"{"type":"array","items":true}"#, #"{"type":"array","items":false}"#,
    #"{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"minItems":2,"maxItems":2}"#,
    ##"{"$ref":"#/$defs/d","description":"d"}"##, #"{"oneOf":[{"required":["v"]}]}"#,
    #"{"type":["object","null"],"properties":{"v":{"type":"null"}}}"#,
    #"{"anyOf":[{"type":"integer"},false]}"#,
  ])
  func `every schema names its type`(inner: String) throws {
    let original =
      ##"{"type":"object","properties":{"a":\##(inner)},"required":["a"],"##
      + ##""additionalProperties":false,"$defs":{"d":{"type":"integer"}}}"##
    for profile in ProviderTables.all + ProviderTables.tools {
      let rewrite = ProviderRewrite(try JSONDocument(Array(original.utf8)), for: profile)
      #expect(rewrite.remaining.map(\.message) == [], "\(profile.name): \(inner)")
      let written = String(decoding: rewrite.schema, as: UTF8.self)
      let again = ProviderRewrite(try JSONDocument(rewrite.schema), for: profile)
      #expect(again.changes.map(\.message) == [], "\(profile.name): \(written)")
    }
    #expect(try !rejected(original, "openai").isEmpty)
  }

  @Test(arguments: [
    (
      ##"{"type":"object","properties":{"a":{"$ref":"#/$defs/d","description":"d"}},"required":["a"],"additionalProperties":false,"$defs":{"d":{"type":"null"}}}"##,
      "openai", "/properties/a/$ref: $ref may have nothing beside it, here are description"
    ),
    (
      #"{"type":"object","properties":{"a":{}},"required":["a"],"additionalProperties":false}"#,
      "openai", "/properties/a: every schema has to name its type"
    ),
    (
      #"{"type":"object","properties":{"a":{"title":"t"}}}"#, "anthropic",
      "/properties/a: every schema has to name its type"
    ),
    (
      #"{"type":"object","properties":{"a":{"type":"array"}},"required":["a"],"additionalProperties":false}"#,
      "openai", "/properties/a: an array has to say what it holds"
    ),
    (
      #"{"type":"object","properties":{"a":{"anyOf":[{"required":["x"]}]}}}"#, "fireworks",
      "/properties/a/anyOf/0: every schema has to name its type"
    ),
    (
      #"{"type":"object","properties":{"a":{"items":{"type":"string"}}}}"#, "fireworks",
      "/properties/a: every schema has to name its type"
    ),
  ])
  func `shapes are foreseen`(schema: String, name: String, message: String) throws {
    let messages = try rejected(schema, name)
    #expect(messages.contains { $0.hasPrefix(message) }, "\(messages)")
  }

  @Test(arguments: [
    (
      #"{"type":"object","properties":{"a":{"type":"integer","enum":[1,2]}}}"#,
      "/properties/a/enum: enum may hold strings only"
    ),
    (
      #"{"type":"object","properties":{"a":{"properties":{"b":{"type":"null"}}}}}"#,
      "/properties/a: every schema has to name its type"
    ),
    (
      #"{"type":"object","properties":{"a":{"type":["object","null"],"properties":{"b":{"type":"null"}}}}}"#,
      "/properties/a/type: a type is one name"
    ),
    (
      #"{"type":"object","properties":{"a":{"anyOf":[{"description":"d"}]}}}"#,
      "/properties/a/anyOf/0: every schema has to name its type"
    ),
    (
      #"{"type":"object","properties":{},"additionalProperties":false}"#,
      "/additionalProperties: additionalProperties is not supported"
    ),
    (
      ##"{"type":"object","properties":{"a":{"$ref":"#/$defs/d","title":"t"}},"$defs":{"d":{"type":"null"}}}"##,
      "/properties/a/$ref: $ref may have nothing beside it"
    ),
    (
      #"{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object"}"#,
      "/$schema: $schema is not supported"
    ),
  ])
  func `Gemini's function parameters are narrower`(schema: String, message: String) throws {
    let messages = try rejected(schema, "gemini", .tools)
    #expect(messages.contains { $0.hasPrefix(message) }, "\(messages)")
    _ = try rewriteText(schema, "gemini", .tools)
  }

  @Test func `Anthropic's tools have no choice at the root`() throws {
    for keyword in ["anyOf", "allOf"] {
      let schema = #"{"type":"object","\#(keyword)":[{"type":"object"}]}"#
      #expect(
        try rejected(schema, "anthropic", .tools).contains {
          $0.hasPrefix("/\(keyword): the root may not be a choice")
        })
    }
  }

  // MARK: - Smaller ones

  @Test func `string lengths are OpenAI's`() throws {
    let schema =
      #"{"type":"object","properties":{"a":{"type":"string","minLength":1,"maxLength":9}},"#
      + #""required":["a"],"additionalProperties":false}"#
    #expect(try rejected(schema, "openai") == [])
    #expect(try rewriteText(schema, "openai").changes == [])
  }

  @Test func `null that was permitted is permitted once`() throws {
    let (schema, changes) = try rewriteText(
      #"{"type":"object","properties":{"a":{"anyOf":[{"type":"integer"},{"type":"null"}]}},"#
        + #""additionalProperties":false}"#, "openai")
    #expect(
      schema == #"{"type": "object", "properties": {"a": {"anyOf": [{"type": "integer"}, "#
        + #"{"type": "null"}]}}, "additionalProperties": false, "required": ["a"]}"#)
    #expect(changes == ["narrowed /properties/a"])
  }

  @Test func `a tuple's length is listed where it is lost`() throws {
    let (_, changes) = try rewriteText(
      #"{"type":"object","properties":{"a":{"type":"array","prefixItems":[{"type":"null"}],"#
        + #""items":false}},"required":["a"],"additionalProperties":false}"#, "anthropic")
    #expect(changes.contains("lost /properties/a/items"))
  }

  @Test func `what stands under a keyword that has to go is not accused`() throws {
    let messages = try rejected(
      #"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"#
        + #""additionalProperties":false,"if":{"properties":{"a":{"type":"object"}}},"#
        + #""not":{"required":["b"]}}"#, "openai")
    #expect(messages.map { String($0.prefix { $0 != ":" }) } == ["/if", "/not"])
  }

  @Test func `patterns of other languages are listed`() throws {
    for pattern in ["^(?P<a>x)$", "(?i)x"] {
      let schema =
        #"{"type":"object","properties":{"a":{"type":"string","pattern":"\#(pattern)"},"b":{}},"#
        + #""required":["a","b"],"additionalProperties":false}"#
      let findings = ProviderLint.findings(
        try JSONDocument(Array(schema.utf8)), try #require(ProviderProfile("openai")))
      #expect(
        findings.contains {
          $0.severity == .unstated && $0.pointer == "/properties/a/pattern"
            && $0.message.hasPrefix("is no regular expression of ECMA-262")
        })
      #expect(findings.contains { $0.pointer == "/properties/b" })
      #expect(try rewriteText(schema, "openai").schema.contains(pattern))
    }
  }

  @Test func `anchors and identifiers are written as pointers`() throws {
    let (schema, _) = try rewriteText(
      ##"{"$id":"https://e.com/dir/s.json","type":"object","properties":{"a":{"$ref":"#n"},"##
        + ##""b":{"$ref":"i.json"},"c":{"$ref":"i.json#/$defs/j"}},"required":["a","b","c"],"##
        + ##""additionalProperties":false,"$defs":{"n":{"$anchor":"n","type":"null"},"i":{"##
        + ##""$id":"i.json","type":"integer","$defs":{"j":{"type":"string"}}}}}"##, "openai")
    #expect(schema.contains(##""a": {"$ref": "#/$defs/n"}"##))
    #expect(schema.contains(##""b": {"$ref": "#/$defs/i"}"##))
    #expect(try accepts(schema, #"{"a":null,"b":1,"c":"x"}"#))
    #expect(try !accepts(schema, #"{"a":null,"b":1,"c":2}"#))
  }
}
