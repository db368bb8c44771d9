import AdhereSchema
import AdhereJSON
import Testing

struct SchemaErrorTests {
  static let table: [(schema: String, kind: SchemaError.Kind, pointer: String)] = [
    (#"{"type":"dict"}"#, .invalidKeyword, "/type"),
    (#"{"properties":{"a":{"type":["string","text"]}}}"#, .invalidKeyword, "/properties/a/type/1"),
    (#"{"properties":{"a":5}}"#, .notASchema, "/properties/a"),
    (#"{"required":true}"#, .invalidKeyword, "/required"),
    (#"{"required":["a","a"]}"#, .invalidKeyword, "/required"),
    (#"{"minLength":-1}"#, .invalidKeyword, "/minLength"),
    (#"{"minItems":1.5}"#, .invalidKeyword, "/minItems"),
    (#"{"multipleOf":0}"#, .invalidKeyword, "/multipleOf"),
    (#"{"enum":3}"#, .invalidKeyword, "/enum"),
    (#"{"allOf":[]}"#, .invalidKeyword, "/allOf"),
    (#"{"items":[{}]}"#, .invalidKeyword, "/items"),
    (#"{"pattern":"("}"#, .invalidPattern, "/pattern"),
    (##"{"$ref":"#/$defs/x"}"##, .unresolvedReference, "/$ref"),
    (#"{"$ref":"https://example.com/x"}"#, .unresolvedReference, "/$ref"),
    (#"{"$schema":"https://example.com/x"}"#, .unknownDialect, "/$schema"),
    (#"{"$defs":{"a":{"type":1}}}"#, .invalidKeyword, "/$defs/a/type"),
    (#"{"$anchor":"1"}"#, .invalidKeyword, "/$anchor"),
    (##"{"$ref":"#"}"##, .referenceCycle, ""),
    ("[]", .notASchema, ""),
  ]

  @Test(arguments: table)
  func namesThePlace(_ schema: String, _ kind: SchemaError.Kind, _ pointer: String) throws {
    let error = try #require(try schemaError(schema))
    #expect(error.kind == kind)
    #expect(error.pointer == pointer)
    #expect(!error.message.isEmpty)
    #expect(error.offset < schema.utf8.count)
  }

  @Test func namesTheCycle() throws {
    let error = try #require(
      try schemaError(
        ##"{"$ref":"#/$defs/a","$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}"##
      ))
    #expect(error.kind == .referenceCycle)
    #expect(error.message.contains("#/$defs/a"))
    #expect(error.message.contains("#/$defs/b"))
  }

  @Test func version1RefusesWhatItDoesNotKnow() throws {
    #expect(try schemaError(#"{"frob":1}"#, .v1)?.kind == .unknownKeyword)
    #expect(try schemaError(#"{"x-frob":1}"#, .v1) == nil)
    #expect(try schemaError(#"{"format":"frob"}"#, .v1)?.kind == .unknownFormat)
    #expect(try schemaError(#"{"frob":1}"#, .draft2020) == nil)
  }

  /// What the compiler refuses and what the metaschema refuses is the same.
  @Test(arguments: Dialect.allCases)
  func agreesWithTheMetaschema(_ dialect: Dialect) throws {
    let metaschema = try compiled(#"{"$ref":"\#(dialect.rawValue)"}"#, dialect)
    let values = [
      "true", "false", "null", "0", "1", "-1", "1.5", "\"string\"", "\"\"", "[]", "{}", "[\"a\"]",
      "[\"a\",\"a\"]", "[1]", "[{}]", "[{},true]", #"{"a":{}}"#, #"{"a":["b"]}"#, #"{"a":"b"}"#,
      #"{"a":1}"#, #"["string","null"]"#, #"["string","string"]"#, #"{"a":[]}"#, #"{"a":true}"#,
    ]
    let keywords = [
      "type", "properties", "required", "items", "allOf", "anyOf", "not", "enum", "minimum",
      "minLength", "pattern", "uniqueItems", "additionalProperties", "patternProperties",
      "multipleOf", "maxItems", "title", "propertyNames", "dependentRequired",
      "dependentSchemas", "prefixItems", "contains", "if", "minContains", "definitions", "$defs",
      "unevaluatedItems", "format", "const", "$comment", "readOnly", "examples", "dependencies",
      "additionalItems", "extends", "disallow", "divisibleBy", "exclusiveMinimum", "deprecated",
      "contentSchema", "contentEncoding", "maxProperties",
    ]
    for keyword in keywords {
      for value in values {
        let schema = "{\"\(keyword)\":\(value)}"
        var error: SchemaError?
        do throws(SchemaError) {
          // Of keywords that decide nothing what is wrong is a warning.
          let document = try! json(schema)
          error = try CompiledSchema(
            document, options: SchemaOptions(defaultDialect: dialect)
          ).warnings.first
        } catch let thrown {
          error = thrown
        }
        // Not every fault is one of the metaschema: patterns and references are ours to find.
        if error?.kind == .invalidPattern || error?.kind == .unresolvedReference { continue }
        if error?.kind == .unknownFormat { continue }
        #expect(
          try metaschema.accepts(schema) == (error == nil),
          "\(dialect) \(schema): \(error.map { "\($0)" } ?? "accepted")")
      }
    }
  }
}
