import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereProviders

struct ProviderRewriteTests {
  static let schemas = [
    #"{"type":"object","properties":{"a":{"type":"string","minLength":2},"b":{"type":"integer"}},"required":["a"]}"#,
    #"{"type":"object","properties":{"a":{"oneOf":[{"const":"x"},{"type":"string","maxLength":1}]}},"required":["a"]}"#,
    #"{"type":"object","properties":{"a":{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}},"required":["a"]}"#,
    #"{"type":"object","properties":{"a":{"type":"array","prefixItems":[{"type":"string"}]}},"required":["a"]}"#,
    #"{"type":"object","allOf":[{"properties":{"a":{"type":"integer"}},"required":["a"]},{"properties":{"b":{"type":"string"}}}]}"#,
    #"{"type":"object","properties":{"a":{"type":"integer"}},"allOf":[{"properties":{"a":{"minimum":3}}}]}"#,
    #"{"type":"object","properties":{"a":{"not":{"type":"string","minLength":2}}}}"#,
    #"{"type":"object","properties":{"a":{"enum":[1,[1]]},"b":{"const":{"x":1}}}}"#,
    ##"{"type":"object","properties":{"a":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"object","properties":{"v":{"type":"integer"},"a":{"$ref":"#/$defs/n"}},"required":["v"]}}}"##,
    ##"{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}}}"##,
    #"{"type":"object","additionalProperties":{"type":"integer"},"minProperties":1}"#,
    #"{"type":"object","patternProperties":{"^a":{"type":"integer"}},"required":["a"]}"#,
    #"{"type":"object","if":{"required":["a"]},"then":{"required":["b"]},"else":{"properties":{"b":false}}}"#,
    #"{"type":"object","properties":{"a":{"type":"array","minItems":2,"uniqueItems":true,"contains":{"type":"string","minLength":1}}}}"#,
    ##"{"type":"object","properties":{"a":{"oneOf":[{"type":"integer"}]},"b":{"$ref":"#/properties/a/oneOf/0"}},"required":["a"]}"##,
  ]

  static let instances = [
    "{}", #"{"a":"x"}"#, #"{"a":"xy","b":1}"#, #"{"a":"xy","b":null}"#, #"{"a":["x",1]}"#,
    #"{"a":[1,"x"]}"#, #"{"a":["x",1,true]}"#, #"{"a":1}"#, #"{"a":5,"b":"y"}"#, #"{"a":null}"#,
    #"{"a":null,"b":null}"#, #"{"a":{"v":1}}"#, #"{"a":{"v":1,"a":null}}"#, #"{"a":{"v":"x"}}"#,
    #"{"a":{"v":1,"a":{"v":"x"}}}"#, #"{"a":[1]}"#, #"{"a":1,"b":{"x":1}}"#, #"{"b":"y"}"#,
    #"{"a":1,"b":"x"}"#, #"{"a":1,"b":2}"#, #"{"a":["",""]}"#, #"{"c":1}"#, "1", "null",
  ]

  /// What the new schema accepts and the original does not is due to a listed loss; and the
  /// provider takes the new schema.
  @Test(arguments: ProviderProfile.names)
  func everyLossIsListed(name: String) throws {
    let profile = try #require(ProviderProfile(name))
    for text in Self.schemas {
      let document = try JSONDocument(Array(text.utf8))
      let original = try CompiledSchema(document)
      let rewrite = ProviderRewrite(document, for: profile)
      let written = String(decoding: rewrite.schema, as: UTF8.self)
      let schema = try CompiledSchema(JSONDocument(rewrite.schema))
      let isLossless = !rewrite.changes.contains { $0.kind == .lost }
      let isSame = rewrite.changes.allSatisfy { $0.kind == .reworded }
      for instance in Self.instances {
        let value = try JSONDocument(Array(instance.utf8))
        let before = original.isValid(value.tape)
        let after = schema.isValid(value.tape)
        if isLossless { #expect(before || !after, "\(text) -> \(written): \(instance)") }
        if isSame { #expect(before == after, "\(text) -> \(written): \(instance)") }
      }
      #expect(rewrite.remaining.map(\.message) == [], "\(text) -> \(written)")
      // A schema that is taken is not touched again.
      let again = ProviderRewrite(try JSONDocument(rewrite.schema), for: profile)
      #expect(again.changes.map(\.message) == [], "\(written)")
      #expect(again.schema == rewrite.schema)
    }
  }

  @Test func optionalPropertiesBecomeNullable() throws {
    let (schema, changes) = try rewriteText(
      #"{"type":"object","properties":{"a":{"type":"string"},"b":{"enum":[1]}},"required":["a"]}"#,
      "openai")
    #expect(
      schema == #"{"type": "object", "properties": {"a": {"type": "string"}, "#
        + #""b": {"type": ["integer", "null"], "enum": [1, null]}}, "required": ["a", "b"], "#
        + #""additionalProperties": false}"#)
    #expect(
      changes == [
        "reworded /properties/b", "narrowed /additionalProperties", "narrowed /properties/b",
        "lost /properties/b",
      ])
  }

  @Test func aChoiceAtTheRootIsPutIntoAnObject() throws {
    let (schema, changes) = try rewriteText(
      #"{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"null"}}]}"#, "openai")
    #expect(
      schema == #"{"type": "object", "properties": {"value": {"anyOf": [{"type": "string"}, "#
        + #"{"type": "array", "items": {"type": "null"}}]}}, "#
        + #""required": ["value"], "additionalProperties": false}"#)
    #expect(changes == ["narrowed "])
  }

  @Test func placesAreThoseOfTheOriginal() throws {
    let (_, changes) = try rewriteText(
      #"{"oneOf":[{"type":"array","prefixItems":[{"minLength":1},{"allOf":[{"minimum":1}]}]}]}"#,
      "gemini")
    #expect(
      changes == [
        "lost /oneOf", "lost /oneOf/0/prefixItems/0/minLength",
        "reworded /oneOf/0/prefixItems/1/allOf",
      ])
  }

  @Test func recursionIsCutOnce() throws {
    let (_, changes) = try rewriteText(
      ##"{"$ref":"#/$defs/a","$defs":{"a":{"items":{"$ref":"#/$defs/b"}},"b":{"items":{"$ref":"#/$defs/a"}}}}"##,
      "xai")
    #expect(changes == ["lost /$defs/b/items/$ref"])
  }
}
