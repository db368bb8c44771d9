import AdhereSchema
import AdhereJSON
import Testing

/// `$schema` with a metaschema of the caller's, or one that nobody knows.
struct CustomMetaschemaTests {
  /// Descriptions are required, and maxLength is at most 100. It names itself as its metaschema.
  private static let meta = ##"""
    {"$schema":"https://example.com/meta","$id":"https://example.com/meta","$dynamicAnchor":"meta",
     "description":"Ours.",
     "allOf":[{"$ref":"https://json-schema.org/draft/2020-12/schema"}],
     "$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true,
       "https://json-schema.org/draft/2020-12/vocab/applicator":true,
       "https://json-schema.org/draft/2020-12/vocab/validation":true},
     "type":["object","boolean"],"required":["description"],
     "properties":{"maxLength":{"maximum":100},
       "x-owner":{"oneOf":[{"type":"string"},{"properties":{"name":{"type":"string"}},"type":"object"}]}}}
    """##
  private static let registry = ["https://example.com/meta": meta]

  private func error(_ schema: String) throws -> SchemaError? {
    try schemaError(schema, registry: Self.registry)
  }

  @Test func conformingSchemasCompile() throws {
    #expect(
      try error(
        #"{"$schema":"https://example.com/meta","description":"","properties":{"a":{"description":"","maxLength":100}}}"#
      ) == nil)
    #expect(
      try error(
        #"{"$schema":"https://example.com/meta#","description":"","x-owner":{"name":"a"}}"#) == nil)
    #expect(try error(#"{"maxLength":200}"#) == nil)
  }

  @Test(arguments: [
    (#""description":"","maxLength":200"#, "/maxLength", "200", "must be <= 100"),
    (
      #""description":"","properties":{"a":{"maxLength":5}}"#, "/properties/a", "{\"max",
      "description"
    ),
    (#""description":"","x-owner":{"name":5}"#, "/x-owner/name", "5", "expected string"),
  ])
  func namesThePlace(_ members: String, _ pointer: String, _ text: String, _ cause: String) throws {
    let schema = #"{"$schema":"https://example.com/meta",\#(members)}"#
    let error = try #require(try error(schema))
    #expect(error.kind == .invalidKeyword)
    #expect(error.pointer == pointer)
    #expect(schema.utf8.dropFirst(error.offset).starts(with: text.utf8))
    #expect(error.message.contains("https://example.com/meta"))
    #expect(error.message.contains(cause))
  }

  @Test func aReferredResourceIsHeldAgainstItsOwn() throws {
    var registry = Self.registry
    registry["https://example.com/part"] =
      #"{"$schema":"https://example.com/meta","$id":"https://example.com/part"}"#
    let error = try #require(
      try schemaError(#"{"$ref":"https://example.com/part"}"#, registry: registry))
    #expect(error.uri == "https://example.com/part")
    #expect(error.pointer == "")
  }

  @Test func anEmbeddedResourceAnswersToTheMetaschemaItNames() throws {
    let plain =
      #"{"$id":"https://example.com/in","$schema":"https://json-schema.org/draft/2020-12/schema","maxLength":200}"#
    #expect(
      try error(
        #"{"$schema":"https://example.com/meta","description":"","$defs":{"a":\#(plain)}}"#) == nil)
    let ours = #"{"$id":"https://example.com/in","$schema":"https://example.com/meta"}"#
    #expect(try error(#"{"$defs":{"a":\#(ours)}}"#)?.pointer == "/$defs/a")
  }

  @Test func theDraftsOfTheMetaschemaCount() throws {
    let registry = [
      "https://example.com/seven":
        #"{"$schema":"http://json-schema.org/draft-07/schema#","required":["title"]}"#
    ]
    let schema = #"{"$schema":"https://example.com/seven","title":"a","items":[{}]}"#
    #expect(try schemaError(schema, registry: registry) == nil)
    let error = try schemaError(#"{"$schema":"https://example.com/seven"}"#, registry: registry)
    #expect(error?.message.contains("'title'") == true)
  }

  @Test func aBrokenMetaschemaIsNamed() throws {
    let error = try schemaError(
      #"{"$schema":"https://example.com/bad"}"#,
      registry: ["https://example.com/bad": #"{"properties":{"a":{"type":"strin"}}}"#])
    #expect(error?.uri == "https://example.com/bad")
    #expect(error?.pointer == "/properties/a/type")
  }

  @Test func unknownOnesHavePlaceCauseAndMend() throws {
    let schema = #"{"title":"a", "$schema":"https://example.com/none"}"#
    let error = try #require(try error(schema))
    #expect(error.kind == .unknownDialect)
    #expect(error.pointer == "/$schema")
    #expect(error.offset == 24)
    #expect(error.message.contains("https://example.com/none"))
    #expect(error.message.contains("neither a draft nor registered"))
    #expect(error.message.contains("add the metaschema to the SchemaRegistry"))
  }

  /// What is no schema among definitions matters where a reference leads to it.
  @Test(arguments: ["definitions", "$defs"])
  func definitionsThatAreNoSchemasAreWarnings(name: String) throws {
    let schema =
      ##"{"\##(name)":{"$ref":"other.json","a":{"type":"string"},"b":null},"##
      + ##""$ref":"#/\##(name)/X"}"##
    let used = try CompiledSchema(JSONDocument(Array(schema.replacing("X", with: "a").utf8)))
    #expect(used.warnings.map(\.kind) == [.notASchema])
    #expect(try JSONDocument(Array("1".utf8)).withTape { !used.isValid($0) })
    let bad = try error(schema.replacing("X", with: "b"))
    #expect(bad?.kind == .notASchema)
    #expect(bad?.pointer == "/\(name)/b")
    let nested = try error(
      #"{"\#(name)":{"x":1,"a":{"type":"strin"}}}"#)
    #expect(nested?.pointer == "/\(name)/a/type")
  }
}
