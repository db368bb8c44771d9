import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereProviders

/// Schemas that stand where JSON Schema knows none, but that a reference leads to.
struct RewriteOutliersTests {
  private static let providers = [
    "openai", "together", "fireworks", "anthropic", "gemini", "xai", "mistral", "groq", "ollama",
  ]

  private static func openAPI(_ inner: String) -> String {
    ##"{"type":"object","properties":{"a":{"$ref":"#/components/schemas/X"}},"required":["a"],"##
      + ##""additionalProperties":false,"components":{"schemas":{"X":\##(inner)}}}"##
  }

  @Test(arguments: providers)
  func theyAreRewrittenAsDefinitionsAre(name: String) throws {
    let inner =
      ##"{"type":"object","properties":{"u":{"type":"string","not":{"const":"q"}},"v":{"oneOf":[{"##
      + ##""type":"null"},{"$ref":"#/components/schemas/X"}]}},"required":["u","v"]}"##
    let outside = try rewritten(Self.openAPI(inner), name)
    let inside = try rewritten(
      Self.openAPI(inner).replacing(
        "components\":{\"schemas\":{\"X\":\(inner)}}", with: "$defs\":{\"X\":\(inner)}"
      )
      .replacing("#/components/schemas/X", with: "#/$defs/X"), name)
    #expect(
      String(decoding: outside.schema, as: UTF8.self)
        == String(decoding: inside.schema, as: UTF8.self))
    #expect(outside.remaining.map(\.message) == inside.remaining.map(\.message))
    let places = outside.changes.map(\.pointer)
    #expect(places.contains("/components/schemas/X"))
    #expect(places.contains("/components"))
    // Once is enough.
    let again = try rewritten(String(decoding: outside.schema, as: UTF8.self), name)
    #expect(again.schema == outside.schema)
  }

  @Test func lintNamesWhatStandsThere() throws {
    let profile = try #require(ProviderProfile("anthropic"))
    let schema = Self.openAPI(#"{"type":"object","properties":{"u":{"not":{"type":"null"}}}}"#)
    let findings = ProviderLint.findings(try JSONDocument(Array(schema.utf8)), profile)
    let rejected = findings.filter { $0.severity == .rejected }.map(\.pointer)
    #expect(rejected.contains("/components/schemas/X"))
    #expect(rejected.contains("/components/schemas/X/properties/u/not"))
  }

  /// The value of a keyword stays as it is, and a name that is taken is not taken again.
  @Test func dataStays() throws {
    let text =
      ##"{"type":"object","properties":{"a":{"enum":[{"minLength":2},7]},"##
      + ##""b":{"$ref":"#/properties/a/enum/0"},"c":{"$ref":"#/x-y/0"}},"x-y":[{"type":"integer"}],"##
      + ##""$defs":{"part":{"type":"null"},"0":{"type":"null"}}}"##
    let result = try rewriteText(text, "together")
    #expect(try accepts(result.schema, #"{"a":{"minLength":2},"b":"xx","c":1}"#))
    #expect(try !accepts(result.schema, #"{"b":"x"}"#))
    #expect(try !accepts(result.schema, #"{"c":"x"}"#))
    #expect(try !accepts(result.schema, ##"{"a":{"$ref":"#/$defs/02"}}"##))
  }

  /// A list of properties is a schema where a reference leads to it, and stays what it is.
  @Test func keywordsStay() throws {
    let text =
      ##"{"type":"object","properties":{"a":{"type":"integer"},"items":{"type":"integer"},"##
      + ##""b":{"$ref":"#/properties"},"c":{"$ref":"#/properties/items"},"d":{"$ref":"#/properties/a"}}}"##
    let result = try rewriteText(text, "together")
    #expect(try accepts(result.schema, #"{"a":1,"items":2,"b":[3],"c":4,"d":5}"#))
    for wrong in ["a", "items", "c", "d"] {
      #expect(try !accepts(result.schema, #"{"\#(wrong)":"s"}"#), "\(wrong)")
    }
    #expect(try !accepts(result.schema, #"{"b":["s"]}"#))
  }

  /// One that stands in another one, and one that holds what stands in no other.
  @Test func nestedOnesLeadWhereTheyLed() throws {
    let text =
      ##"{"type":"object","properties":{"a":{"$ref":"#/x/A"},"b":{"$ref":"#/x/A/properties/p"},"##
      + ##""c":{"$ref":"#/x/A/y/C"},"d":{"$ref":"#/definitions/r/D"}},"##
      + ##""x":{"A":{"type":"object","properties":{"p":{"type":"integer"}},"y":{"C":{"type":"array","items":{"$ref":"#/x/A"}}}}},"##
      + ##""definitions":{"r":{"D":{"type":"string"}}}}"##
    for name in Self.providers {
      let result = try rewritten(text, name)
      #expect(result.remaining.map(\.message) == [], "\(name)")
      let schema = String(decoding: result.schema, as: UTF8.self)
      #expect(
        try accepts(result.schema, #"{"a":{"p":1},"b":2,"c":[{"p":3}],"d":"s"}"#),
        "\(name): \(schema)")
      for wrong in [
        #"{"a":{"p":"1"},"b":2,"c":[{"p":3}],"d":"s"}"#,
        #"{"a":{"p":1},"b":"2","c":[{"p":3}],"d":"s"}"#,
        #"{"a":{"p":1},"b":2,"c":[{"p":"3"}],"d":"s"}"#,
        #"{"a":{"p":1},"b":2,"c":[{"p":3}],"d":4}"#,
      ] { #expect(try !accepts(result.schema, wrong), "\(name): \(wrong) \(schema)") }
    }
  }

  /// In draft 7 a reference silences what stands beside it, but not what it leads to.
  @Test func besideAReference() throws {
    let text =
      ##"{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/x/A","minProperties":9,"##
      + ##""x":{"A":{"type":"object","properties":{"p":{"type":"integer"}},"required":["p"],"##
      + ##""additionalProperties":false}}}"##
    for name in Self.providers {
      let result = try rewritten(text, name)
      #expect(try accepts(result.schema, #"{"p":1}"#), "\(name)")
      #expect(try !accepts(result.schema, #"{"p":"1"}"#), "\(name)")
    }
  }

  /// What an outlier identifies, and what it refers to by identifiers, is as in any other schema.
  @Test(arguments: [
    // A reference within an outlier with an identifier of its own.
    (
      ##"{"type":"object","properties":{"a":{"$ref":"#/components/A"}},"required":["a"],"components":{"A":{"$id":"http://y.test/a.json","type":"object","properties":{"b":{"$ref":"#/$defs/z"}},"required":["b"],"$defs":{"z":{"type":"string"}}}},"$defs":{"z":{"type":"integer"}}}"##,
      #"{"a":{"b":"x"}}"#, #"{"a":{"b":1}}"#
    ),
    // By an anchor.
    (
      ##"{"type":"object","properties":{"a":{"$ref":"#/components/A"}},"required":["a"],"components":{"A":{"type":"object","properties":{"b":{"$ref":"#here"}},"required":["b"]}},"$defs":{"h":{"$anchor":"here","type":"string"}}}"##,
      #"{"a":{"b":"x"}}"#, #"{"a":{"b":1}}"#
    ),
    (
      ##"{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"a":{"$ref":"#/x/A"},"c":{"$ref":"#bb"}},"required":["a"],"x":{"A":{"type":"object","properties":{"b":{"$ref":"#bb"}},"required":["b"]}},"definitions":{"B":{"$id":"#bb","type":"string"}}}"##,
      #"{"a":{"b":"x"},"c":"x"}"#, #"{"a":{"b":1},"c":"x"}"#
    ),
    // By the root's own identifier.
    (
      ##"{"$id":"http://x.test/s.json","type":"object","properties":{"a":{"$ref":"#/components/A"}},"required":["a"],"components":{"A":{"type":"object","properties":{"b":{"$ref":"s.json#/components/B"}},"required":["b"]},"B":{"type":"string"}}}"##,
      #"{"a":{"b":"x"}}"#, #"{"a":{"b":1}}"#
    ),
    // In what the reference itself silences.
    (
      ##"{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/properties/a","properties":{"a":{"type":"object","properties":{"x":{"type":"string"}},"required":["x"]}}}"##,
      #"{"x":"s"}"#, #"{"x":1}"#
    ),
  ])
  func identifiersInThem(text: String, good: String, bad: String) throws {
    #expect(try accepts(text, good) && !accepts(text, bad))
    for name in Self.providers {
      let result = try rewritten(text, name)
      let schema = String(decoding: result.schema, as: UTF8.self)
      #expect(result.remaining.map(\.message) == [], "\(name): \(schema)")
      #expect(try accepts(result.schema, good), "\(name): \(schema)")
      #expect(try !accepts(result.schema, bad), "\(name): \(schema)")
    }
  }

  /// What leads there otherwise than by a reference still does.
  @Test func whatElseLeadsThereIsKept() throws {
    let mapped =
      ##"{"type":"object","properties":{"a":{"$ref":"#/components/A"}},"components":{"A":{"type":"string"},"B":{"$ref":"#/components/A"}},"discriminator":{"propertyName":"k","mapping":{"a":"#/components/A"}}}"##
    let kept = try rewriteText(mapped, "together")
    #expect(kept.schema.contains(##""components": {"A": {"type": "string"}"##))
    #expect(kept.schema.contains(##""$ref": "#/$defs/A""##))
    // What stands beside it and is led to by nothing does not keep it.
    let alone = try rewriteText(
      mapped.replacing(
        ##","discriminator":{"propertyName":"k","mapping":{"a":"#/components/A"}}"##, with: ""),
      "together")
    #expect(!alone.schema.contains("components"))
    // Draft 3 has schemas among types, which are not known as such.
    let third =
      ##"{"$schema":"http://json-schema.org/draft-03/schema#","type":"object","properties":{"a":{"$ref":"#/x/A"},"b":{"type":[{"$ref":"#/x/B"},"null"]}},"x":{"A":{"type":"string"},"B":{"type":"integer"}}}"##
    for name in ["together", "xai", "ollama"] {
      #expect(try rewritten(third, name).remaining.map(\.message) == [], "\(name)")
    }
  }

  /// A thousand of them take no longer than their number.
  @Test(arguments: ["", ##","x-map":"#/c/0/S""##])
  func manyAreMovedInLinearTime(rest: String) throws {
    func seconds(_ count: Int) throws -> Double {
      let names = (0..<count).map(String.init)
      let text =
        #"{"type":"object","properties":{"#
        + names.map { ##""p\##($0)":{"$ref":"#/c/\##($0)/S"}"## }.joined(separator: ",")
        + #"},"c":{"# + names.map { #""\#($0)":{"S":{"type":"string"}}"# }.joined(separator: ",")
        + "}\(rest)}"
      let document = try JSONDocument(Array(text.utf8))
      let root = document.withTape { SchemaNode($0, 0) }
      let clock = ContinuousClock()
      let time = clock.measure { _ = SchemaUpdate(root) }
      #expect(root["$defs"]?.members.count == count)
      return Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
    }
    let small = try seconds(500)
    #expect(try seconds(4000) < 40 * small + 2)
  }
}

/// What was made of a part of a schema, and conforms to nothing.
struct RewriteEmptyPartsTests {
  @Test func emptyPartsAreFound() throws {
    let root = try schemaNode(
      #"{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"string","#
        + #""maxLength":1,"minLength":2}},"required":["b"]},"c":false,"d":{"anyOf":[{"allOf":[{"type""#
        + #":"null"},{"type":"string"}]},{"type":"null"}]}},"not":{"properties":{"z":{"enum":[]}}}}"#
    )
    #expect(
      SchemaEmptiness.emptyParts(root).map(\.pointer.description) == ["/properties/a/properties/b"])
  }

  /// What nothing conformed to before is not the rewrite's to say.
  @Test func whatWasEmptyStaysQuiet() throws {
    let text =
      #"{"type":"object","properties":{"a":{"type":"string","maxLength":1,"minLength":2}},"#
      + #""required":[],"additionalProperties":false}"#
    for name in ["together", "ollama", "fireworks", "xai"] {
      #expect(try rewritten(text, name).remaining.map(\.message) == [], "\(name)")
    }
  }
}
