import AdhereSchema
import AdhereJSON
import Testing

/// Output formats (2020-12 core, section 12.4) and annotations.
struct OutputTests {
  private func output(
    _ schema: String, _ value: String, _ format: OutputFormat, _ dialect: Dialect = .draft2020,
    limits: OutputLimits = OutputLimits()
  ) throws -> String {
    let schema = try compiled(schema, dialect)
    let document = try json(value)
    return document.withTape {
      String(decoding: schema.output($0, format: format, limits: limits), as: UTF8.self)
    }
  }

  /// The example of section 12.4.
  private let polygon = ##"""
    {"$id":"https://example.com/polygon","$schema":"https://json-schema.org/draft/2020-12/schema",
     "$defs":{"point":{"type":"object","properties":{"x":{"type":"number"},"y":{"type":"number"}},
       "additionalProperties":false,"required":["x","y"]}},
     "type":"array","items":{"$ref":"#/$defs/point"},"minItems":3}
    """##
  private let points = #"[{"x":2.5,"y":1.3},{"x":1,"z":6.7}]"#

  @Test func flagIsTheVerdict() throws {
    #expect(try output(polygon, points, .flag) == #"{"valid":false}"#)
    #expect(
      try output(polygon, "[{\"x\":1,\"y\":1},{\"x\":1,\"y\":1},{\"x\":1,\"y\":1}]", .flag)
        == #"{"valid":true}"#)
  }

  @Test func basicIsAList() throws {
    #expect(
      try output(polygon, points, .basic)
        == ##"{"valid":false,"keywordLocation":"","absoluteKeywordLocation":"https://example.com/polygon#","instanceLocation":"","errors":["##
        + ##"{"valid":false,"keywordLocation":"/items/$ref/additionalProperties","absoluteKeywordLocation":"https://example.com/polygon#/$defs/point/additionalProperties","instanceLocation":"/1/z","error":"must NOT have additional properties"},"##
        + ##"{"valid":false,"keywordLocation":"/items/$ref/required","absoluteKeywordLocation":"https://example.com/polygon#/$defs/point/required","instanceLocation":"/1","error":"must have required property 'y'"},"##
        + ##"{"valid":false,"keywordLocation":"/minItems","absoluteKeywordLocation":"https://example.com/polygon#/minItems","instanceLocation":"","error":"must NOT have fewer than 3 items"}]}"##
    )
  }

  @Test func detailedIsACondensedTree() throws {
    #expect(
      try output(polygon, points, .detailed)
        == ##"{"valid":false,"keywordLocation":"","absoluteKeywordLocation":"https://example.com/polygon#","instanceLocation":"","errors":["##
        + ##"{"valid":false,"keywordLocation":"/items/$ref","absoluteKeywordLocation":"https://example.com/polygon#/$defs/point","instanceLocation":"/1","errors":["##
        + ##"{"valid":false,"keywordLocation":"/items/$ref/additionalProperties","absoluteKeywordLocation":"https://example.com/polygon#/$defs/point/additionalProperties","instanceLocation":"/1/z","error":"must NOT have additional properties"},"##
        + ##"{"valid":false,"keywordLocation":"/items/$ref/required","absoluteKeywordLocation":"https://example.com/polygon#/$defs/point/required","instanceLocation":"/1","error":"must have required property 'y'"}]},"##
        + ##"{"valid":false,"keywordLocation":"/minItems","absoluteKeywordLocation":"https://example.com/polygon#/minItems","instanceLocation":"","error":"must NOT have fewer than 3 items"}]}"##
    )
  }

  @Test func aSingleErrorReplacesWhatLeadsToIt() throws {
    #expect(
      try output(#"{"properties":{"a":{"items":{"type":"null"}}}}"#, #"{"a":[null,1]}"#, .detailed)
        == #"{"valid":false,"keywordLocation":"/properties/a/items/type","instanceLocation":"/a/1","error":"must be null"}"#
    )
    #expect(
      try output("{}", "1", .detailed)
        == #"{"valid":true,"keywordLocation":"","instanceLocation":""}"#)
    #expect(
      try output("false", "1", .basic)
        == #"{"valid":false,"keywordLocation":"","instanceLocation":"","errors":[{"valid":false,"keywordLocation":"","instanceLocation":"","error":"boolean schema is false"}]}"#
    )
  }

  @Test func verboseHasEveryKeyword() throws {
    #expect(
      try output(
        #"{"type":"object","properties":{"validProp":true},"additionalProperties":false}"#,
        #"{"validProp":5,"disallowedProp":"value"}"#, .verbose)
        == #"{"valid":false,"keywordLocation":"","instanceLocation":"","errors":["#
        + #"{"valid":true,"keywordLocation":"/type","instanceLocation":""},"#
        + #"{"valid":true,"keywordLocation":"/properties","instanceLocation":"","annotations":["#
        + #"{"valid":true,"keywordLocation":"/properties/validProp","instanceLocation":"/validProp"}]},"#
        + #"{"valid":false,"keywordLocation":"/additionalProperties","instanceLocation":"","errors":["#
        + #"{"valid":false,"keywordLocation":"/additionalProperties","instanceLocation":"/disallowedProp","error":"must NOT have additional properties"}]}]}"#
    )
  }

  @Test func annotationsAreListedWhereTheValueConforms() throws {
    #expect(
      try output(
        "{\"title\":\"A\",\"properties\":{\"a\":{\"default\":{\"x\" :\n1}}}}", #"{"a":1}"#, .basic)
        == #"{"valid":true,"keywordLocation":"","instanceLocation":"","annotations":["#
        + #"{"valid":true,"keywordLocation":"/title","instanceLocation":"","annotation":"A"},"#
        + #"{"valid":true,"keywordLocation":"/properties","instanceLocation":"","annotation":["a"]},"#
        + #"{"valid":true,"keywordLocation":"/properties/a/default","instanceLocation":"/a","annotation":{"x" : 1}}]}"#
    )
  }

  @Test func version1HasUnitsForSchemas() throws {
    let schema =
      #"{"$id":"https://x.test/a","title":"T","properties":{"a":{"type":"string","title":"A"}}}"#
    #expect(
      try output(schema, #"{"a":"x"}"#, .list, .v1)
        == ##"{"valid":true,"details":[{"valid":true,"evaluationPath":"","schemaLocation":"https://x.test/a#","instanceLocation":"","annotations":{"title":"T","properties":["a"]}},"##
        + ##"{"valid":true,"evaluationPath":"/properties/a","schemaLocation":"https://x.test/a#/properties/a","instanceLocation":"/a","annotations":{"title":"A"}}]}"##
    )
    #expect(
      try output(schema, #"{"a":1}"#, .hierarchical, .v1)
        == ##"{"valid":false,"evaluationPath":"","schemaLocation":"https://x.test/a#","instanceLocation":"","droppedAnnotations":{"title":"T"},"details":["##
        + ##"{"valid":false,"evaluationPath":"/properties/a","schemaLocation":"https://x.test/a#/properties/a","instanceLocation":"/a","errors":{"type":"must be string"},"droppedAnnotations":{"title":"A"}}]}"##
    )
  }

  /// Every format gives the verdict of ``CompiledSchema/isValid(_:at:)``, in every draft.
  @Test(arguments: OutputFormat.allCases)
  func formatsAgreeWithTheVerdict(_ format: OutputFormat) throws {
    for own in OwnCases.all {
      for dialect in own.dialects {
        let schema = try compiled(own.schema, dialect)
        for value in own.valid + own.invalid {
          let document = try json(value)
          let output = try JSONDocument(document.withTape { schema.output($0, format: format) })
          let valid = try #require(output.tape.member("valid", of: 0))
          #expect(
            (output.tape.kind(valid) == .true) == (try schema.accepts(value)),
            "\(own.schema) \(value) \(dialect)")
        }
      }
    }
  }

  @Test func locationsGoThroughReferences() throws {
    let schema = try compiled(
      ##"{"properties":{"a":{"$ref":"#/$defs/b%25~0"}},"$defs":{"b%~":{"title":"B"}}}"##)
    let document = try json(#"{"a":1}"#)
    let title = try #require(
      document.withTape { schema.annotations($0) }.first { $0.keyword == "title" })
    #expect(title.keywordLocation == "/properties/a/$ref/title")
    #expect(title.absoluteKeywordLocation == "#/$defs/b%25~0/title")
    #expect(title.schemaLocation == "#/$defs/b%25~0/title")
    #expect(title.instanceLocation == "/a")
  }

  // MARK: - Bounds

  /// 2^40 applications and as many units: cut off, with the verdict.
  @Test(arguments: [OutputFormat.basic, .detailed, .verbose, .list, .hierarchical])
  func fanOutIsCutOff(_ format: OutputFormat) throws {
    var definitions = #""d0":{"type":"string","title":"x"}"#
    for i in 1...40 {
      definitions +=
        ##","d\##(i)":{"allOf":[{"$ref":"#/$defs/d\##(i - 1)"},{"$ref":"#/$defs/d\##(i - 1)"}]}"##
    }
    let schema = try compiled(##"{"$ref":"#/$defs/d40","$defs":{\##(definitions)}}"##) {
      $0.maximumSteps = 50_000
    }
    let document = try json("\"a\"")
    let limits = OutputLimits(maximumUnits: 10_000, maximumBytes: 100_000)
    let output = document.withTape { schema.output($0, format: format, limits: limits) }
    #expect(output.count < 200_000)
    let read = try JSONDocument(output)
    #expect(read.tape.member("valid", of: 0).map { read.tape.kind($0) } == .false)
  }

  @Test func deepValuesNeedNoStack() throws {
    let schema = try compiled(##"{"items":{"$ref":"#"},"type":"array"}"##)
    let text = String(repeating: "[", count: 1_500) + String(repeating: "]", count: 1_500)
    let document = try JSONDocument(Array(text.utf8), options: ParseOptions(maximumDepth: .max))
    for format in OutputFormat.allCases {
      let output = document.withTape { schema.output($0, format: format) }
      let read = try JSONDocument(output, options: ParseOptions(maximumDepth: .max))
      #expect(read.tape.member("valid", of: 0).map { read.tape.kind($0) } == .true, "\(format)")
    }
  }
}
