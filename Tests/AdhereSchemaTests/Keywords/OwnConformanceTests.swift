import AdhereSchema
import AdhereJSON
import Testing

struct OwnConformanceTests {
  @Test(arguments: OwnCases.all)
  func judgesAsItShould(_ own: OwnCase) throws {
    for dialect in own.dialects {
      let schema = try compiled(own.schema, dialect)
      for value in own.valid {
        #expect(try schema.accepts(value), "\(dialect): \(value)")
        #expect(try schema.violations(of: value).isEmpty, "\(dialect): \(value)")
      }
      for value in own.invalid {
        #expect(try !schema.accepts(value), "\(dialect): \(value)")
        #expect(try !schema.violations(of: value).isEmpty, "\(dialect): \(value)")
      }
    }
  }

  @Test func remoteReferences() throws {
    let registry = [
      "https://example.com/defs.json": #"{"$defs":{"id":{"type":"integer"}}}"#,
      "https://example.com/dir/name.json": #"{"type":"string"}"#,
    ]
    let schema = try compiled(
      #"{"$id":"https://example.com/main.json","properties":{"id":{"$ref":"defs.json#/$defs/id"},"name":{"$ref":"dir/../dir/name.json"}}}"#,
      registry: registry)
    #expect(try schema.accepts(#"{"id":1,"name":"x"}"#))
    #expect(try !schema.accepts(#"{"id":"1"}"#))
    #expect(try !schema.accepts(#"{"name":1}"#))
  }

  @Test func referencesToMetaschemas() throws {
    for dialect in Dialect.allCases {
      let schema = try compiled(#"{"$ref":"\#(dialect.rawValue)"}"#, dialect)
      #expect(try schema.accepts(#"{"type":"object"}"#))
      #expect(try !schema.accepts(#"{"type":12}"#))
    }
  }

  @Test func aSchemaInsideADocument() throws {
    let tools = try json(
      ##"{"tools":[{"x":1},{"$defs":{"n":{"type":"integer"}},"properties":{"a":{"$ref":"#/$defs/n"},"b":{"$ref":"#/shared"}}}],"shared":{"type":"null"}}"##
    )
    let root = try #require(tools.tape.resolve(JSONPointer("/tools/1")!))
    let schema = try CompiledSchema(tools, at: root)
    #expect(try schema.accepts(#"{"a":1,"b":null}"#))
    let violations = try schema.violations(of: #"{"a":"x"}"#)
    #expect(violations.map(\.schemaPath) == ["#/$defs/n/type"])
  }

  @Test func partOfAnInstance() throws {
    let schema = try compiled(#"{"items":{"type":"integer"}}"#)
    let document = try json(#"{"arguments":[1,"x"]}"#)
    let node = try #require(document.tape.member("arguments", of: 0))
    let violations = schema.violations(document.tape, at: node)
    #expect(violations.map(\.instancePath) == ["/1"])
    #expect(document.tape.kind(violations[0].instanceNode) == .string)
  }

  @Test func customMetaschemaWithoutValidation() throws {
    let registry = [
      "https://example.com/meta": """
      {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.com/meta",
       "$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true,
         "https://json-schema.org/draft/2020-12/vocab/applicator":true,
         "https://json-schema.org/draft/2020-12/vocab/format-assertion":true}}
      """
    ]
    let schema = try compiled(
      #"{"$schema":"https://example.com/meta","properties":{"a":{"minimum":5,"format":"date"}}}"#,
      registry: registry)
    #expect(try schema.accepts(#"{"a":1}"#))
    #expect(try !schema.accepts(#"{"a":"x"}"#))
  }
}
