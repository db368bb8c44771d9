import AdhereSchema
import AdhereJSON
import Testing

/// What the beginning of a value says about all of it, where nothing is mended.
@Suite struct SchemaPrefixTests {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var schema: String
    /// The shortest text that cannot go on.
    var dead: String
    /// Where, and what it breaks.
    var finding: String
    var description: String { name }
  }

  static let rows = [
    Row(name: "type at the root", schema: #"{"type":"object"}"#, dead: "[", finding: " type"),
    Row(
      name: "type of a member", schema: #"{"properties":{"a":{"type":"array"}}}"#,
      dead: #"{"b":1,"a":{"#, finding: "/a type"),
    Row(
      name: "maximum of a finished number", schema: #"{"items":{"maximum":10}}"#, dead: "[1,11,",
      finding: "/1 maximum"),
    Row(
      name: "enum of a finished string", schema: #"{"properties":{"u":{"enum":["c","f"]}}}"#,
      dead: #"{"u":"k""#, finding: "/u enum"),
    Row(
      name: "a string that is too long already", schema: #"{"properties":{"a":{"maxLength":99}}}"#,
      dead: #"{"a":""# + String(repeating: "\\ud83d\\ude00", count: 100), finding: "/a maxLength"),
    Row(
      name: "const, pattern and length", schema: #"{"prefixItems":[{"const":1},{"maxLength":2}]}"#,
      dead: #"[1,"abc"#, finding: "/1 maxLength"),
    Row(
      name: "a key that is not declared",
      schema: #"{"properties":{"a":{}},"additionalProperties":false}"#, dead: #"{"a":1,"b""#,
      finding: " additionalProperties"),
    Row(
      name: "a key's own schema", schema: #"{"propertyNames":{"maxLength":2}}"#, dead: #"{"abc""#,
      finding: " propertyNames"),
    Row(
      name: "patternProperties", schema: #"{"patternProperties":{"^n_":{"type":"number"}}}"#,
      dead: #"{"x":"","n_a":""#, finding: "/n_a type"),
    Row(
      name: "additionalProperties as a schema",
      schema: #"{"properties":{"a":{}},"additionalProperties":{"type":"integer"}}"#,
      dead: #"{"a":"x","b":1.5,"#, finding: "/b type"),
    Row(name: "maxItems", schema: #"{"maxItems":2}"#, dead: "[1,[],{", finding: " maxItems"),
    Row(
      name: "maxProperties", schema: #"{"maxProperties":1}"#, dead: #"{"a":1,"b""#,
      finding: " maxProperties"),
    Row(
      name: "items after prefixItems", schema: #"{"prefixItems":[{}],"items":false}"#,
      dead: "[1,{", finding: "/1 type"),
    Row(
      name: "required names at the end of a member",
      schema: #"{"properties":{"a":{"required":["b"]}}}"#, dead: #"{"a":{"c":1}"#,
      finding: "/a required"),
    Row(
      name: "minItems at the end of an element", schema: #"{"items":{"minItems":1}}"#,
      dead: "[[1],[]", finding: "/1 minItems"),
    Row(
      name: "through references",
      schema:
        ##"{"$defs":{"n":{"properties":{"next":{"$ref":"#/$defs/n"},"v":{"type":"integer"}}}},"$ref":"#/$defs/n"}"##,
      dead: #"{"next":{"next":{"v":""#, finding: "/next/next/v type"),
    Row(
      name: "allOf: any of them", schema: #"{"allOf":[{},{"properties":{"a":{"minimum":3}}}]}"#,
      dead: #"{"a":2}"#, finding: "/a minimum"),
    Row(
      name: "anyOf: the last of them",
      schema:
        #"{"anyOf":[{"properties":{"k":{"const":"x"}}},{"properties":{"k":{"const":"y"},"a":{"type":"string"}}}]}"#,
      dead: #"{"k":"y","a":["#, finding: "/a type"),
    Row(
      name: "oneOf: the last of them",
      schema: #"{"oneOf":[{"type":"string"},{"items":{"type":"string"}}]}"#,
      dead: #"["a",{"#, finding: "/1 type"),
    Row(
      name: "a branch inside a branch",
      schema:
        #"{"anyOf":[{"type":"null"},{"properties":{"a":{"anyOf":[{"type":"null"},{"maxItems":1}]}}}]}"#,
      dead: #"{"a":[1,2"#, finding: "/a maxItems"),
  ]

  @Test(arguments: rows) func `ends where nothing can follow, and not before`(_ row: Row) throws {
    let schema = try compiled(row.schema)
    let bytes = Array(row.dead.utf8)
    var stream = StreamParser()
    var prefix = SchemaPrefix(schema)
    // A number is whole with the byte after it, and a container's first element may decide.
    for (i, byte) in bytes.enumerated() {
      stream.append([byte])
      let open = stream.openString
      let finding = stream.withTape { prefix.advance($0, openString: open) }
      if i < bytes.count - 1 {
        #expect(finding == nil, "\(row.dead.prefix(i + 1))")
      } else {
        stream.append(Array(" ".utf8))
        let last = stream.withTape { prefix.advance($0) }
        #expect(last.map { "\($0.instancePath) \($0.keyword)" } == row.finding)
      }
    }
  }

  @Test(arguments: rows) func `does not depend on how the text is split`(_ row: Row) throws {
    let schema = try compiled(row.schema)
    let bytes = Array((row.dead + " ").utf8)
    for cut in 0...bytes.count {
      var stream = StreamParser()
      var prefix = SchemaPrefix(schema)
      for piece in [bytes[..<cut], bytes[cut...]] {
        stream.append(Array(piece))
        let open = stream.openString
        _ = stream.withTape { prefix.advance($0, openString: open) }
      }
      #expect(prefix.violation.map { "\($0.instancePath) \($0.keyword)" } == row.finding)
    }
  }

  @Test func `schemas that multiply are not followed without end`() throws {
    // Each level has twice the branches of the one around it.
    let schema = try compiled(
      ##"{"$defs":{"n":{"anyOf":[{"items":{"$ref":"#/$defs/n"}},{"items":{"$ref":"#/$defs/n"}}]}},"$ref":"#/$defs/n"}"##
    )
    var stream = StreamParser(options: ParseOptions(maximumDepth: .max))
    var prefix = SchemaPrefix(schema)
    for _ in 0..<2_000 {
      stream.append(Array("[[[[[".utf8))
      #expect(stream.withTape { prefix.advance($0) } == nil)
    }
  }

  @Test func `a reference to itself ends`() throws {
    let schema = try compiled(
      ##"{"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"items":{"$ref":"#"}}}}"##)
    var stream = StreamParser()
    var prefix = SchemaPrefix(schema)
    stream.append(Array("[[[[1]]]]".utf8))
    #expect(stream.withTape { prefix.advance($0) } == nil)
  }

  private func compiled(_ text: String) throws -> CompiledSchema {
    try CompiledSchema(JSONDocument(Array(text.utf8)))
  }
}
