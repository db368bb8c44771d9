import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereProviders

/// Schemas of older drafts keep their meaning, whatever becomes of `$schema`.
struct SchemaUpdateTests {
  private static let drafts = [
    4: "http://json-schema.org/draft-04/schema#", 6: "http://json-schema.org/draft-06/schema#",
    7: "http://json-schema.org/draft-07/schema#",
    8: "https://json-schema.org/draft/2019-09/schema",
  ]

  /// Each is the schema of a property `a`, an instance of it that conforms and one that does not.
  @Test(arguments: [
    (4, #"{"type":"integer","minimum":3,"exclusiveMinimum":true}"#, "4", "3"),
    (
      4, #"{"type":"integer","maximum":3,"exclusiveMaximum":true,"allOf":[{"maximum":5}]}"#, "2",
      "3"
    ),
    (4, #"{"type":"integer","minimum":3,"exclusiveMinimum":false}"#, "3", "2"),
    (4, #"{"type":"integer","const":3}"#, "4", #""x""#),
    (6, #"{"type":"integer","if":{"minimum":3},"then":{"maximum":1}}"#, "4", #""x""#),
    (7, #"{"type":"array","items":[{"type":"integer"}],"minItems":1}"#, "[1,2]", #"["x"]"#),
    (
      7, #"{"type":"array","items":[{"type":"integer"}],"additionalItems":{"type":"null"}}"#,
      "[1,null]", #"["x"]"#
    ),
    (8, #"{"type":"array","items":[{"type":"integer"}],"prefixItems":[false]}"#, "[1]", #"["x"]"#),
    (
      7, #"{"type":"array","items":{"type":"integer"},"additionalItems":false}"#, "[1,2]", #"["x"]"#
    ),
    (7, ##"{"$ref":"#/definitions/i","maximum":1,"description":"d"}"##, "4", #""x""#),
    (7, ##"{"allOf":[{"$ref":"#/definitions/i","maximum":1}]}"##, "4", #""x""#),
    (7, ##"{"$ref":"#i","maximum":1}"##, "4", #""x""#),
    (7, ##"{"$ref":"#/definitions/t/items/1"}"##, "4", #""x""#),
    (8, ##"{"$ref":"#/definitions/i","maximum":5}"##, "4", #""x""#),
  ])
  func meaningIsKept(draft: Int, inner: String, good: String, bad: String) throws {
    let schema =
      ##"{"$schema":"\##(Self.drafts[draft]!)","type":"object","properties":{"a":\##(inner)},"##
      + ##""required":["a"],"additionalProperties":false,"definitions":{"i":{"$id":"#i","##
      + ##""type":"integer"},"t":{"items":[{},{"type":"integer"}]}}}"##
    let written = schema.replacing(draft > 7 ? ##""$id":"#i","## : "none", with: "")
    let (good, bad) = (#"{"a":\#(good)}"#, #"{"a":\#(bad)}"#)
    #expect(try accepts(Array(written.utf8), good))
    #expect(try !accepts(Array(written.utf8), bad))
    for name in ProviderProfile.names {
      let rewrite = try rewritten(written, name)
      let shown = "\(name): \(String(decoding: rewrite.schema, as: UTF8.self))"
      if !rewrite.changes.contains(where: { $0.kind == .narrowed }) {
        #expect(try accepts(rewrite.schema, good), "\(shown)")
      }
      if !rewrite.changes.contains(where: { $0.kind == .lost && $0.pointer != "/$schema" }) {
        #expect(try !accepts(rewrite.schema, bad), "\(shown)")
      }
      #expect(rewrite.remaining.map(\.message) == [], "\(shown)")
    }
  }

  /// Silenced siblings are told as what they are, and neither enforced nor lost.
  @Test func siblingsOfReferences() throws {
    let rewrite = try rewritten(
      ##"{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"a":{"##
        + ##""$ref":"#/definitions/i","maximum":1}},"required":["a"],"additionalProperties":false,"##
        + ##""definitions":{"i":{"type":"integer"}}}"##, "openai")
    #expect(
      rewrite.changes.map { "\($0.kind.rawValue) \($0.pointer)" } == [
        "reworded /properties/a/maximum", "reworded /$schema",
      ])
    #expect(try accepts(rewrite.schema, #"{"a":4}"#))
  }

  /// 1.0 is no integer in draft 4, and it is one where the schema goes.
  @Test func integersOfDraft4() throws {
    let rewrite = try rewritten(
      #"{"$schema":"http://json-schema.org/draft-04/schema#","type":"object","properties":{"#
        + #""a":{"type":"integer"}},"required":["a"],"additionalProperties":false}"#, "openai")
    #expect(rewrite.changes.map { "\($0.kind.rawValue) \($0.pointer)" } == ["lost /$schema"])
    #expect(try accepts(rewrite.schema, #"{"a":1.0}"#))
  }

  @Test func placesAreThoseOfTheOriginal() throws {
    let rewrite = try rewritten(
      #"{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"#
        + #""a":{"type":"array","items":[{"type":"string","minLength":2}]}}}"#, "gemini")
    #expect(rewrite.changes.contains { $0.pointer == "/properties/a/items/0/minLength" })
  }
}
