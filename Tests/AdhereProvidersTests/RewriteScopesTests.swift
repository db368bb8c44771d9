import AdhereSchema
import Testing

@testable import AdhereProviders

/// What hangs on other schemas than those it stands in: what was evaluated, what a reference leads to
/// by the way on which it is reached, and what `not` and its like turn round.
struct RewriteScopesTests {
  private static let draft2019 = #""$schema":"https://json-schema.org/draft/2019-09/schema","#
  private static let draft4 = #""$schema":"http://json-schema.org/draft-04/schema#","#

  /// A schema, and what is and is not accepted by it and by what is written, for all providers; what
  /// differs is listed.
  @Test(arguments: [
    // Closed by what is not evaluated.
    (
      #"{"type":"object","properties":{"a":{"type":"null"}},"required":["a"],"#
        + #""unevaluatedProperties":false}"#,
      [#"{"a":null}"#, #"{"a":null,"b":1}"#]
    ),
    (
      ##"{"type":"object","$ref":"#/$defs/d","unevaluatedProperties":false,"$defs":{"d":{"##
        + ##""type":"object","properties":{"a":{}}}}}"##, [#"{"a":1}"#, #"{"b":1}"#]
    ),
    (
      #"{"type":"object","properties":{"p":{"unevaluatedProperties":false,"oneOf":[{"#
        + #""properties":{"a":{"minLength":2}}},{"required":["b"],"properties":{"b":{}}}]}}}"#,
      [#"{"p":{"a":"x"}}"#, #"{"p":{"b":1}}"#, #"{"p":{"b":1,"a":"xy"}}"#, #"{"p":{"c":1}}"#]
    ),
    (
      #"{"type":"object","properties":{"p":{"unevaluatedItems":false,"if":{"type":"array","#
        + #""prefixItems":[{"minLength":2}]}}}}"#, [#"{"p":["xy"]}"#, #"{"p":["x"]}"#]
    ),
    (
      #"{"type":"object","allOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}],"#
        + #""unevaluatedProperties":false}"#, [#"{"a":1,"b":1}"#, #"{"c":1}"#]
    ),
    (
      #"{"type":"object","properties":{"p":{"contains":{"const":1},"anyOf":[{"type":"array","#
        + #""unevaluatedItems":false},{"type":"array","minItems":3}]}}}"#,
      [#"{"p":[1]}"#, #"{"p":[1,2,3]}"#]
    ),
    // What contains finds counts from 2020-12 on only.
    (
      "{" + draft2019 + #""type":"object","properties":{"p":{"type":"array","contains":{"#
        + #""const":1},"unevaluatedItems":false}}}"#, [#"{"p":[1]}"#, #"{"p":[2]}"#]
    ),
    (
      "{" + draft2019 + #""type":"object","properties":{"p":{"not":{"type":"array","allOf":[{"#
        + #""contains":{"const":1}}],"unevaluatedItems":false}}}}"#,
      [#"{"p":[1]}"#, #"{"p":[2]}"#]
    ),
    // References that lead back, whatever stands beside them and whatever else there is.
    (
      "{" + draft2019 + ##""type":"object","properties":{"a":{"$recursiveRef":"#"}}}"##,
      [#"{"a":{"a":1}}"#, #"{"a":{}}"#]
    ),
    (
      "{" + draft2019 + ##""type":"object","properties":{"a":{"$recursiveRef":"#","##
        + ##""$ref":"#/$defs/d"}},"$defs":{"d":{"$id":"https://e.com/d","required":["a"]}}}"##,
      [#"{"a":{"a":1}}"#, #"{"a":{}}"#, #"{"a":{"a":{"a":{}}}}"#]
    ),
    (
      "{" + draft2019 + ##""type":"object","properties":{"a":{"$ref":"r"},"b":{"$ref":"s"}},"##
        + ##""$defs":{"r":{"$id":"r","$recursiveAnchor":true,"type":"object","properties":{"##
        + ##""x":{"$recursiveRef":"#"}}},"s":{"$id":"s","$recursiveAnchor":true,"##
        + ##""type":"object","required":["y"],"properties":{"y":{"$ref":"r"}}}}}"##,
      [#"{"a":{"x":{}}}"#, #"{"a":{"x":1}}"#, #"{"b":{"y":{"x":{}}}}"#]
    ),
    (
      ##"{"$dynamicAnchor":"n","type":"object","properties":{"a":{"##
        + ##""$ref":"https://e.com/r"}},"additionalProperties":false,"$defs":{"r":{"$id":"https://e.com/r","##
        + ##""$dynamicAnchor":"n","properties":{"x":{"$dynamicRef":"#n"}}}}}"##,
      [#"{"a":{"x":{"a":{}}}}"#, #"{"a":{"x":{"z":1}}}"#]
    ),
    (
      ##"{"type":"object","properties":{"a":{"$ref":"r"},"b":{"$ref":"s"}},"$defs":{"r":{"##
        + ##""$id":"r","$dynamicAnchor":"n","type":"object","properties":{"x":{"##
        + ##""$dynamicRef":"#n"}}},"s":{"$id":"s","$dynamicAnchor":"n","type":"object","##
        + ##""required":["y"],"properties":{"y":{"$ref":"r"}}}}}"##,
      [#"{"a":{"x":{}}}"#, #"{"a":{"x":1}}"#, #"{"b":{"y":{"x":{}}}}"#]
    ),
    // 1.0 is no integer in draft 4.
    (
      "{" + draft4 + #""type":"object","properties":{"a":{"not":{"type":"integer"}}}}"#,
      [#"{"a":1.0}"#, #"{"a":1}"#]
    ),
    (
      "{" + draft4 + #""type":"object","properties":{"a":{"oneOf":[{"type":"integer"},{"#
        + #""type":"number"}]}}}"#, [#"{"a":1.0}"#, #"{"a":1}"#, #"{"a":2.5}"#]
    ),
    (
      "{" + draft4 + #""type":"object","properties":{"a":{"not":{"allOf":[{"title":"t"},{"#
        + #""type":"integer"}]}}}}"#, [#"{"a":1.0}"#, #"{"a":1}"#]
    ),
  ])
  func whatDiffersIsListed(schema: String, instances: [String]) throws {
    for name in ProviderProfile.names {
      for surface in ProviderProfile.Surface.allCases {
        let rewrite = try rewritten(schema, name, surface)
        let shown = "\(name): \(String(decoding: rewrite.schema, as: UTF8.self))"
        let kinds = Set(rewrite.changes.filter { $0.pointer != "/$schema" }.map(\.kind))
        for instance in instances {
          let before = try accepts(Array(schema.utf8), instance)
          let after = try accepts(rewrite.schema, instance)
          if before, !after { #expect(kinds.contains(.narrowed), "\(instance) \(shown)") }
          if !before, after { #expect(kinds.contains(.lost), "\(instance) \(shown)") }
        }
        #expect(rewrite.remaining.map(\.message) == [], "\(shown)")
      }
    }
  }

  /// What can be written as well is.
  @Test func theSameInOtherWords() throws {
    let closed = try rewritten(
      #"{"type":"object","properties":{"a":{"type":"null"}},"unevaluatedProperties":false}"#, "xai")
    #expect(account(closed) == ["reworded /unevaluatedProperties"])
    #expect(try !accepts(closed.schema, #"{"b":1}"#))
    let recursive = try rewritten(
      "{" + Self.draft2019 + ##""$recursiveAnchor":true,"type":"object","properties":{"a":{"##
        + ##""$recursiveRef":"#"}}}"##, "together")
    #expect(
      account(recursive) == [
        "reworded /properties/a/$recursiveRef", "reworded /$recursiveAnchor", "reworded /$schema",
      ])
    #expect(try !accepts(recursive.schema, #"{"a":{"a":1}}"#))
    let contained = try rewritten(
      "{" + Self.draft2019 + #""contains":{"const":1},"unevaluatedItems":{"const":2}}"#, "together")
    #expect(!contained.changes.contains { $0.kind != .reworded })
    #expect(try !accepts(contained.schema, "[1]"))
    #expect(try !accepts(contained.schema, "[2]"))
    #expect(try accepts(contained.schema, "1"))
    let dynamic = try rewritten(
      ##"{"$dynamicAnchor":"n","type":"object","properties":{"a":{"$dynamicRef":"#n"}}}"##, "ollama"
    )
    #expect(try !accepts(dynamic.schema, #"{"a":{"a":1}}"#))
    #expect(!dynamic.changes.contains { $0.kind == .lost })
  }
}
