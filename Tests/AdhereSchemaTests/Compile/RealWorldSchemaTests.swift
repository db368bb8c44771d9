import AdhereJSON
import AdhereSchema
import Testing

/// Schemas as they are found: what is wrong with them and decides nothing is no reason to refuse.
struct RealWorldSchemaTests {
  @Test(arguments: [
    ("http://json-schema.org/draft/2020-12/schema#", Dialect.draft2020),
    ("https://json-schema.org/draft-07/schema#", .draft7),
    ("http://json-schema.org/schema#", .draft2020), ("http://json-schema.org/schema", .draft2020),
    ("http://json-schema.org/draft/2019-09/schema", .draft2019),
    ("https://json-schema.org/draft-04/schema", .draft4), ("http://json-schema.org/v1", .v1),
  ])
  func knownSpellings(uri: String, dialect: Dialect) throws {
    #expect(Dialect(uri: uri) == dialect)
    #expect(try schemaError(#"{"$schema":"\#(uri)","type":"object"}"#) == nil)
  }

  @Test(arguments: ["https://example.com/schema", "json-schema.org/schema", "", "http://"])
  func otherSpellings(uri: String) { #expect(Dialect(uri: uri) == nil) }

  @Test func aWrongRemarkIsAWarning() throws {
    for (keyword, value) in [
      ("examples", #""x""#), ("description", "null"), ("title", "5"), ("deprecated", #""yes""#),
      ("readOnly", #""true""#), ("writeOnly", "1"), ("$comment", "{}"),
    ] {
      let schema = try compiled(
        #"{"properties":{"a":{"type":"string","\#(keyword)":\#(value)}}}"#)
      #expect(try schema.accepts(#"{"a":"x"}"#))
      #expect(try !schema.accepts(#"{"a":1}"#))
      #expect(schema.warnings.map(\.pointer) == ["/properties/a/\(keyword)"])
    }
    #expect(try compiled(#"{"title":"t"}"#).warnings.isEmpty)
  }

  /// A loop is an error of the values that reach it.
  @Test func aLoopIsMetByValues() throws {
    let schema = try compiled(
      ##"{"properties":{"x":{"allOf":[{"$ref":"#/properties/x"}]},"y":{"type":"null"}}}"##)
    #expect(try schema.accepts("{}"))
    #expect(try schema.accepts(#"{"y":null}"#))
    #expect(try !schema.accepts(#"{"y":1}"#))
    #expect(try !schema.accepts(#"{"x":1}"#))
    let message = "cannot be validated: the schema applies itself to the same value for ever"
    #expect(try schema.violations(of: #"{"x":1}"#).map(\.message) == [message])
    for loop in [
      ##"{"properties":{"x":{"$ref":"#/$defs/a"}},"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}"##,
      ##"{"properties":{"x":{"not":{"$ref":"#/properties/x"}}}}"##,
      ##"{"properties":{"x":{"anyOf":[{"$ref":"#/properties/x"},{"$ref":"#/properties/x"}]}}}"##,
    ] {
      let schema = try compiled(loop)
      #expect(try schema.accepts("{}"))
      #expect(try !schema.accepts(#"{"x":1}"#))
      #expect(try !schema.violations(of: #"{"x":1}"#).isEmpty)
    }
  }

  /// Above 65,535 members an object does not know their number by heart.
  @Test func manyReferences() throws {
    let count = 66_000
    let definitions = (0..<count).map { "\"d\($0)\":{\"type\":\"null\"}" }
    let items = (0..<count).map { "{\"$ref\":\"#/$defs/d\($0)\"}" }
    let clock = ContinuousClock()
    let time = try clock.measure {
      let schema = try compiled(
        "{\"$defs\":{\(definitions.joined(separator: ","))},\"prefixItems\":[\(items.joined(separator: ","))]}"
      )
      #expect(try schema.accepts("[null]"))
    }
    #expect(time < .seconds(60))
  }

  @Test(arguments: [
    "a@x\u{200B}y.com", "a@\u{0378}.com", "a@ex\u{3000}mple.com", "a@\u{AD}.com",
    "a@ex\u{85}mple.com",
  ])
  func domainsOfInternationalAddresses(address: String) throws {
    let schema = try compiled(#"{"format":"idn-email"}"#) { $0.assertFormats = true }
    #expect(try !schema.accepts("\"\(address)\""))
    #expect(try schema.accepts("\"r\u{E4}ksm\u{F6}rg\u{E5}s@r\u{E4}ksm\u{F6}rg\u{E5}s.se\""))
  }

  @Test func shiftsOfAnIndexCameWith2020() throws {
    for (dialect, isValid) in [(Dialect.draft7, false), (.draft2019, false), (.draft2020, true)] {
      let schema = try compiled(#"{"format":"relative-json-pointer"}"#, dialect) {
        $0.assertFormats = true
      }
      #expect(try schema.accepts(#""0+1/a""#) == isValid)
    }
  }

  /// All that is wrong with a schema is told, in its order.
  @Test func allErrorsOfASchema() throws {
    let error = try #require(
      try schemaError(
        #"{"type":"strng","properties":{"a":{"minLength":-1},"b":{"required":true}},"allOf":[]}"#))
    #expect(
      ([error] + error.others).map(\.pointer) == [
        "/type", "/properties/a/minLength", "/properties/b/required", "/allOf",
      ])
    #expect(error.message.hasSuffix(#"not "strng" (did you mean "string"?)"#))
  }

  @Test func whatMayHaveBeenMeant() throws {
    let error = try #require(
      try schemaError(##"{"$ref":"#/definitions/Foo","$defs":{"foo":{"type":"null"}}}"##))
    #expect(error.message.hasSuffix(##"(did you mean "#/$defs/foo"?)"##))
    let same = try #require(
      try schemaError(##"{"$ref":"#/definitions/foo","$defs":{"foo":{"type":"null"}}}"##))
    #expect(same.message.hasSuffix(##"(did you mean "#/$defs/foo"?)"##))
    for (name, meant) in [
      ("float", "number"), ("int", "integer"), ("String", "string"), ("bool", "boolean"),
    ] {
      let type = try #require(try schemaError(#"{"type":"\#(name)"}"#))
      #expect(type.message.hasSuffix("(did you mean \"\(meant)\"?)"))
    }
    let repeated = try #require(try schemaError(#"{"enum":[1,2,1]}"#, .draft4))
    #expect(repeated.message.contains("lists a value twice (item 2)"))
  }
}
