import AdhereSchema
import AdhereJSON
import Testing

/// Wording and fields are Ajv's.
struct ViolationTests {
  struct Expected: Sendable, CustomStringConvertible {
    var schema: String
    var value: String
    var instancePath: String
    var schemaPath: String
    var params: String
    var message: String

    init(
      _ schema: String, _ value: String, _ instancePath: String, _ schemaPath: String,
      _ params: String, _ message: String
    ) {
      self.schema = schema
      self.value = value
      self.instancePath = instancePath
      self.schemaPath = schemaPath
      self.params = params
      self.message = message
    }

    var description: String { schema }
  }

  static let table = [
    Expected(
      #"{"properties":{"a":{"type":"integer"}}}"#, #"{"a":"x"}"#, "/a", "#/properties/a/type",
      #"{"type":"integer"}"#, "must be integer"),
    Expected(
      #"{"type":["string","null"]}"#, "1", "", "#/type", #"{"type":["string","null"]}"#,
      "must be string,null"),
    Expected(
      #"{"required":["a"]}"#, "{}", "", "#/required", #"{"missingProperty":"a"}"#,
      "must have required property 'a'"),
    Expected(
      #"{"additionalProperties":false}"#, #"{"b":1}"#, "", "#/additionalProperties",
      #"{"additionalProperty":"b"}"#, "must NOT have additional properties"),
    Expected(
      #"{"enum":["a",1]}"#, "2", "", "#/enum", #"{"allowedValues":["a",1]}"#,
      "must be equal to one of the allowed values"),
    Expected(
      #"{"const":{"a":1}}"#, "2", "", "#/const", #"{"allowedValue":{"a":1}}"#,
      "must be equal to constant"),
    Expected(
      #"{"items":{"minimum":3}}"#, "[5,1]", "/1", "#/items/minimum",
      #"{"comparison":">=","limit":3}"#, "must be >= 3"),
    Expected(
      #"{"exclusiveMaximum":1.50}"#, "2", "", "#/exclusiveMaximum",
      #"{"comparison":"<","limit":1.50}"#, "must be < 1.50"),
    Expected(
      #"{"multipleOf":3}"#, "2", "", "#/multipleOf", #"{"multipleOf":3}"#, "must be multiple of 3"),
    Expected(
      #"{"maxLength":1}"#, "\"ab\"", "", "#/maxLength", #"{"limit":1}"#,
      "must NOT have more than 1 characters"),
    Expected(
      #"{"minItems":1}"#, "[]", "", "#/minItems", #"{"limit":1}"#,
      "must NOT have fewer than 1 items"),
    Expected(
      #"{"minProperties":1}"#, "{}", "", "#/minProperties", #"{"limit":1}"#,
      "must NOT have fewer than 1 properties"),
    Expected(
      #"{"pattern":"^a"}"#, "\"b\"", "", "#/pattern", #"{"pattern":"^a"}"#,
      "must match pattern \"^a\""),
    Expected(
      #"{"uniqueItems":true}"#, "[1,2,1]", "", "#/uniqueItems", #"{"i":2,"j":0}"#,
      "must NOT have duplicate items (items ## 0 and 2 are identical)"),
    Expected(
      #"{"contains":{"type":"null"}}"#, "[1]", "", "#/contains", #"{"minContains":1}"#,
      "must contain at least 1 valid item(s)"),
    Expected(
      #"{"propertyNames":{"maxLength":1}}"#, #"{"ab":1}"#, "", "#/propertyNames",
      #"{"propertyName":"ab"}"#, "property name must be valid"),
    Expected(
      #"{"dependentRequired":{"a":["b","c"]}}"#, #"{"a":1,"b":2}"#, "", "#/dependentRequired",
      #"{"property":"a","missingProperty":"c","depsCount":2,"deps":"b, c"}"#,
      "must have properties b, c when property a is present"),
    Expected(#"{"not":{}}"#, "1", "", "#/not", "{}", "must NOT be valid"),
    Expected(
      #"{"oneOf":[true,{"type":"integer"}]}"#, "1", "", "#/oneOf", #"{"passingSchemas":[0,1]}"#,
      "must match exactly one schema in oneOf"),
    Expected(
      #"{"oneOf":[{"type":"null"},{"type":"string"}]}"#, "1", "", "#/oneOf",
      #"{"passingSchemas":null}"#, "must match exactly one schema in oneOf"),
    Expected(
      #"{"anyOf":[{"type":"null"},{"type":"string"}]}"#, "1", "", "#/anyOf", "{}",
      "must match a schema in anyOf"),
    Expected(
      #"{"if":{"minimum":1},"then":false}"#, "1", "", "#/if", #"{"failingKeyword":"then"}"#,
      "must match \"then\" schema"),
    Expected(
      #"{"prefixItems":[true],"items":false}"#, "[1,2]", "", "#/items", #"{"limit":1}"#,
      "must NOT have more than 1 items"),
    Expected(
      #"{"unevaluatedProperties":false}"#, #"{"a/b":1}"#, "", "#/unevaluatedProperties",
      #"{"unevaluatedProperty":"a/b"}"#, "must NOT have unevaluated properties"),
    Expected(
      #"{"properties":{"a~/b":false}}"#, #"{"a~/b":1}"#, "/a~0~1b",
      "#/properties/a~0~1b/false schema", "{}", "boolean schema is false"),
    Expected(
      ##"{"$defs":{"n":{"type":"null"}},"properties":{"a":{"$ref":"#/$defs/n"}}}"##, ##"{"a":1}"##,
      "/a", "#/$defs/n/type", ##"{"type":"null"}"##, "must be null"),
  ]

  @Test(arguments: table)
  func speaksAsAjvDoes(_ expected: Expected) throws {
    let violations = try compiled(expected.schema).violations(of: expected.value)
    let last = try #require(violations.last)
    #expect(last.instancePath == expected.instancePath)
    #expect(last.schemaPath == expected.schemaPath)
    #expect(String(decoding: last.params, as: UTF8.self) == expected.params)
    #expect(last.message == expected.message)
    let path = expected.schemaPath.split(separator: "/").last.map(String.init)
    #expect(last.keyword == path?.replacing("~1", with: "/"))
  }

  @Test func pointsAtNodes() throws {
    let schema = try compiled(
      #"{"properties":{"a":{"type":"integer"}},"required":["b"],"additionalProperties":false}"#)
    let document = try json(#"{"a":"x","c":1}"#)
    let violations = schema.violations(document.tape)
    #expect(violations.map(\.keyword) == ["type", "additionalProperties", "required"])
    #expect(document.tape.kind(violations[0].instanceNode) == .string)
    #expect(document.tape.kind(violations[1].instanceNode) == .key)
    #expect(document.tape.kind(violations[2].instanceNode) == .object)
    let tape = schema.document.tape
    #expect(tape.pointer(to: violations[0].schemaNode).description == "/properties/a/type")
    #expect(tape.pointer(to: violations[0].schemaObject).description == "/properties/a")
    #expect(tape.pointer(to: violations[2].schemaNode).description == "/required")
  }

  @Test func branchesInOrder() throws {
    let schema = try compiled(
      #"{"anyOf":[{"type":"string"},{"properties":{"a":{"type":"null"}},"required":["b"]}]}"#)
    let violations = try schema.violations(of: #"{"a":1}"#)
    #expect(violations.count == 1)
    #expect(violations[0].branches.map { $0.map(\.keyword) } == [["type"], ["type", "required"]])
  }

  @Test func stopsAtTheLimit() throws {
    let schema = try compiled(#"{"items":{"type":"string"}}"#)
    let document = try json("[" + (0..<50).map(String.init).joined(separator: ",") + "]")
    #expect(schema.violations(document.tape, limit: 7).count == 7)
    #expect(schema.violations(document.tape).count == 50)
  }
}
