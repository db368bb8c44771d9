import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereProviders

/// Rewrites that said too little, accepted nothing, or took too long.
struct RewriteFaultsTests {
  private func closed(_ inner: String) -> String {
    #"{"type":"object","properties":{"a":\#(inner)},"required":["a"],"additionalProperties":false}"#
  }

  // MARK: - Objects that are listed

  @Test(arguments: [
    (#"{"const":{"x":1,"y":{"z":["q",{"w":null}]}}}"#, #"{"x":1,"y":{"z":["q",{"w":null}]}}"#),
    (#"{"type":"object","enum":[{"x":1},{"x":"s"}]}"#, #"{"x":"s"}"#),
    (
      #"{"type":"object","properties":{"p":{"type":"object"}},"const":{"p":{"x":1}}}"#,
      #"{"p":{"x":1}}"#
    ),
    (#"{"enum":[{"x":1},{"y":2},"s"]}"#, #"{"x":1}"#),
    (#"{"enum":[[{"x":1}]]}"#, #"[{"x":1}]"#),
  ])
  func listedObjectsConform(inner: String, value: String) throws {
    for name in ["openai", "anthropic", "mistral", "groq"] {
      let rewrite = try rewritten(closed(inner), name)
      #expect(rewrite.remaining.map(\.message) == [], "\(name)")
      let written = String(decoding: rewrite.schema, as: UTF8.self)
      let isAccepted = try accepts(rewrite.schema, #"{"a":\#(value)}"#)
      // Where the objects have different properties and all are required, the others are null.
      let isOther = inner.contains(#"{"y":2}"#) && ["openai", "groq"].contains(name)
      let isNullable = try accepts(rewrite.schema, #"{"a":{"x":1,"y":null}}"#)
      #expect(isAccepted || isOther && isNullable, "\(name): \(written)")
      let isChecked = try !accepts(rewrite.schema, #"{"a":{"x":77}}"#)
      #expect(isChecked || rewrite.changes.contains { $0.kind == .lost }, "\(name): \(written)")
    }
  }

  // MARK: - Refused and required

  @Test(arguments: ["openai", "anthropic", "mistral", "groq", "gemini", "fireworks"])
  func whatIsRefusedAndRequired(name: String) throws {
    let inner =
      #"{"anyOf":[{"type":"null"},{"type":"object","properties":{"x":false},"required":["x"]}]}"#
    let rewrite = try rewritten(closed(inner), name)
    let written = String(decoding: rewrite.schema, as: UTF8.self)
    let isWider =
      try accepts(rewrite.schema, #"{"a":{"x":"s"}}"#) || accepts(rewrite.schema, #"{"a":{}}"#)
    #expect(!isWider || rewrite.changes.contains { $0.kind == .lost }, "\(written)")
    #expect(try accepts(rewrite.schema, #"{"a":null}"#))
  }

  // MARK: - Merging

  @Test(arguments: [
    (#"{"enum":[1,2]}"#, #"{"enum":[1.0,3]}"#, #"{"enum": [1]}"#),
    (#"{"enum":["a","b"]}"#, #"{"enum":["\u0061"]}"#, #"{"enum": ["a"]}"#),
    (
      #"{"enum":[{"x":1,"y":2}]}"#, #"{"enum":[{"y":2.0,"x":1}]}"#, #"{"enum": [{"x": 1, "y": 2}]}"#
    ),
    (#"{"const":1}"#, #"{"const":1.0}"#, #"{"const": 1}"#),
    (
      #"{"minimum":9007199254740993}"#, #"{"minimum":9007199254740992}"#,
      #"{"minimum": 9007199254740993}"#
    ),
    (#"{"maximum":1e400}"#, #"{"maximum":2e400}"#, #"{"maximum": 1e400}"#),
    (#"{"maximum":0.1}"#, #"{"maximum":0.10000000000000000001}"#, #"{"maximum": 0.1}"#),
  ])
  func exactMerges(a: String, b: String, wanted: String) throws {
    for (one, other) in [
      (try schemaNode(a), try schemaNode(b)), (try schemaNode(b), try schemaNode(a)),
    ] {
      let origins = SchemaOrigins(one, SchemaUpdate(one), findsRecursion: false)
      let merged = try #require(SchemaMerge(origins: origins).merged(one, other))
      #expect(try merged.isEqual(to: schemaNode(wanted)))
    }
  }

  // MARK: - What is said

  @Test func uniteNamesTheType() throws {
    let rewrite = try rewritten(
      #"{"anyOf":[{"type":["object","string"],"properties":{"x":{"type":"null"}}},"#
        + #"{"type":"object"}]}"#, "anthropic", .tools)
    #expect(try !accepts(rewrite.schema, #""s""#))
    #expect(rewrite.changes.contains { $0.kind == .narrowed && $0.message.contains("type object") })
  }

  /// Whether null may stand for what is missing is asked of what is written.
  @Test func nullOfARewrittenTarget() throws {
    let rewrite = try rewritten(
      ##"{"type":"object","properties":{"a":{"$ref":"#/$defs/d"}},"additionalProperties":false,"##
        + ##""$defs":{"d":{"minLength":1}}}"##, "openai")
    #expect(try accepts(rewrite.schema, #"{"a":null}"#))
    let kinds = rewrite.changes.filter { $0.pointer == "/properties/a" }.map(\.kind)
    #expect(kinds == [.narrowed, .lost])
  }

  /// Another reference to a property is not touched by what is done for the sake of the property.
  @Test func nullOfAPropertyThatIsReferredTo() throws {
    let rewrite = try rewritten(
      ##"{"type":"object","properties":{"a":{"type":"integer"},"b":{"$ref":"#/properties/a"}},"##
        + ##""required":["b"],"additionalProperties":false}"##, "openai")
    #expect(try accepts(rewrite.schema, #"{"a":null,"b":1}"#))
    #expect(try !accepts(rewrite.schema, #"{"a":1,"b":null}"#))
  }

  /// Data that looks like a reference stays.
  @Test func dataIsNoSchema() throws {
    let data = ##"{"$ref": "#/properties/a"}"##
    let rewrite = try rewritten(
      ##"{"anyOf":[{"type":"object","properties":{"a":{"type":"null","examples":[\##(data)]},"##
        + ##""b":{"$ref":"#/anyOf/0/properties/a"}},"required":["a","b"],"##
        + ##""additionalProperties":false},{"type":"null"}]}"##, "openai")
    #expect(String(decoding: rewrite.schema, as: UTF8.self).contains(data))
    let pointed = try rewritten(
      ##"{"type":"object","properties":{"a":{"type":"object","properties":{"x":{"type":"null"}},"##
        + ##""const":{"x":null},"examples":[{"type":"string"}]},"b":{"##
        + ##""$ref":"#/properties/a/examples/0"}},"required":["a","b"],"##
        + ##""additionalProperties":false}"##, "openai")
    #expect(
      String(decoding: pointed.schema, as: UTF8.self).contains(#""examples": [{"type": "string"}]"#)
    )
  }

  /// A branch that is altered in the course of the work makes its `oneOf` an `anyOf`.
  @Test func alteredBranches() throws {
    let rewrite = try rewritten(
      ##"{"type":"string","oneOf":[{"minLength":0},{"type":"string","minLength":2,"anyOf":[{"##
        + ##""$ref":"#/$defs/e"}]}],"$defs":{"e":{"type":"array","items":{"$ref":"#/$defs/e"}}}}"##,
      "ollama")
    #expect(try accepts(rewrite.schema, #""xyz""#))
  }

  // MARK: - Time

  private func inTime(_ schema: String, _ names: [String] = ProviderProfile.names) throws {
    for name in names {
      let start = ContinuousClock.now
      _ = try rewritten(schema, name)
      _ = try rewritten(schema, name, .tools)
      #expect(ContinuousClock.now - start < .seconds(30), "\(name)")
    }
  }

  private func joined(_ count: Int, _ part: (Int) -> String) -> String {
    (0..<count).map(part).joined(separator: ",")
  }

  @Test func ringsOfReferences() throws {
    let rings = joined(30) { i in
      let others = joined(30) { ##""p\##($0)":{"$ref":"#/$defs/d\##($0)"}"## }
      return
        #""d\#(i)":{"type":"object","properties":{\#(others)},"required":[\#(joined(30) { #""p\#($0)""# })]}"#
    }
    try inTime(##"{"$ref":"#/$defs/d0","$defs":{\##(rings)}}"##)
  }

  /// A definition that takes in what it is defined in.
  @Test func definitionsOfWhatHoldsThem() throws {
    let schema =
      ##"{"type":"object","$defs":{"d":{"type":"object","minProperties":1,"$ref":"#"}}}"##
    for name in ProviderProfile.names {
      #expect(try rewritten(schema, name).schema.count < 1_000, "\(name)")
    }
  }

  @Test func chainOfFalse() throws {
    let chain = joined(3_000) { ##""d\##($0)":{"$ref":"#/$defs/d\##($0 + 1)"}"## }
    try inTime(##"{"type":"object","$defs":{\##(chain),"d3000":false}}"##, ["openai"])
  }

  @Test func manyBranches() throws {
    let branches = joined(2_000) {
      #"{"type":"object","properties":{"k":{"const":\#($0)},"p\#($0)":{"type":"null"}}}"#
    }
    try inTime(
      #"{"type":"object","properties":{"z":{"type":"null"}},"anyOf":[\#(branches)]}"#,
      ["openai", "anthropic"])
  }

  /// Choices within choices, each beside keywords of its own.
  @Test func choicesWithinChoices() throws {
    var schema = #"{"type":"object","properties":{"x":{"type":"null"}}}"#
    for level in 0..<6 {
      schema =
        #"{"type":"object","properties":{"y\#(level)":{"type":"null"}},"anyOf":["#
        + joined(12) { #"{"required":["r\#($0)"]}"# } + ",\(schema)]}"
    }
    try inTime(closed(schema), ["openai", "anthropic", "ollama"])
  }

  @Test func deepDocuments() throws {
    let deep =
      String(repeating: #"{"type":"array","items":"#, count: 480) + #"{"type":"null"}"#
      + String(repeating: "}", count: 480)
    try inTime(closed(deep), ["together", "openai"])
  }

  /// All branches of allOf describe one value: one that asks nothing any more is of no other type.
  @Test(arguments: ["fireworks", "openai", "groq", "anthropic", "gemini", "xai"])
  func `a branch that asks nothing refuses nothing`(name: String) throws {
    for branch in [
      #"{"if":{"properties":{"k":{"const":"a"}}},"then":{"required":["x"]}}"#,
      #"{"$ref":"https://example.com/x.json"}"#,
    ] {
      for object in [
        #"{"type":"object","properties":{"k":{"type":"string"}},"required":["k"],"allOf":[\#(branch)]}"#,
        #"{"allOf":[\#(branch),{"type":"object","properties":{"k":{"type":"string"}},"required":["k"]}]}"#,
      ] {
        let rewrite = try rewritten(
          #"{"type":"object","properties":{"o":\#(object)},"required":["o"]}"#, name)
        let written = String(decoding: rewrite.schema, as: UTF8.self)
        if written.contains("example.com") { continue }
        #expect(try accepts(rewrite.schema, #"{"o":{"k":"a"}}"#), "\(object) -> \(written)")
      }
    }
  }
  /// A tuple without a rest is as long as it was.
  @Test(arguments: [ProviderProfile.Surface.response, .tools])
  func `nothing behind a tuple leaves the tuple`(surface: ProviderProfile.Surface) throws {
    let tuple =
      #"{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}"#
    for name in [
      "openai", "together", "fireworks", "anthropic", "gemini", "xai", "mistral", "groq", "ollama",
    ] {
      for bound in ["", #""maxItems":1,"#, #""maxItems":9,"#] {
        let inner = #"{\#(bound)\#(tuple.dropFirst())"#
        let rewrite = try rewritten(closed(inner), name, surface)
        let written = String(decoding: rewrite.schema, as: UTF8.self)
        #expect(try accepts(rewrite.schema, #"{"a":["s"]}"#), "\(name): \(written)")
        let isLost = rewrite.changes.contains { $0.kind == .lost }
        let isWhole = try accepts(rewrite.schema, #"{"a":["s",2]}"#)
        #expect(isWhole == !bound.contains("1") || isWhole && isLost, "\(name): \(written)")
        let isLonger = try accepts(rewrite.schema, #"{"a":["s",2,"s"]}"#)
        #expect(!isLonger || isLost, "\(name): \(written)")
      }
    }
  }

  /// A recursion ends where it did, though the reference became that of the schema around a branch.
  @Test(arguments: ["allOf", "anyOf", "oneOf"])
  func `recursion is cut in branches`(keyword: String) throws {
    let inner =
      ##"{"type":"object","properties":{"x":{"anyOf":[{"type":"null"},{"\##(keyword)":[{"$ref":"#"},"##
      + ##"{"type":"object","properties":{"a":{}},"required":["a"]}]}]}}}"##
    for name in ["anthropic", "groq", "xai"] {
      let rewrite = try rewritten(closed(inner), name)
      #expect(rewrite.remaining.map(\.message) == [], "\(name)")
      let again = try rewritten(String(decoding: rewrite.schema, as: UTF8.self), name)
      #expect(again.schema == rewrite.schema, "\(name)")
    }
  }
}
