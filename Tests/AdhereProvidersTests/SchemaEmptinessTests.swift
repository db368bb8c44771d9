import AdhereJSON
import Testing

@testable import AdhereProviders

struct SchemaEmptinessTests {
  @Test(arguments: [
    ##"{"allOf":[{"$ref":"#/$defs/x"},{"type":"object"}],"$defs":{"x":{"anyOf":[{"type":"null"},{"##
      + ##""type":"object","required":["a"],"properties":{"a":{"$ref":"#/$defs/x"}}}]}}}"##,
    #"{"type":"integer","minimum":9007199254740993,"maximum":9007199254740993}"#,
  ])
  func somethingConforms(schema: String) throws {
    #expect(try !SchemaEmptiness.isEmpty(schemaNode(schema)))
  }

  @Test(arguments: [
    #"{"type":"number","minimum":9007199254740993,"maximum":9007199254740992}"#,
    #"{"type":"number","exclusiveMinimum":3,"maximum":3.0}"#,
  ])
  func nothingConforms(schema: String) throws {
    #expect(try SchemaEmptiness.isEmpty(schemaNode(schema)))
  }

  /// Questions that were answered are known by schemas that are still there: what is freed hands its
  /// identity on, and the answer with it.
  @Test func theAnswerIsAlwaysTheSame() throws {
    let names = (0..<200).map { "p\($0)" } + ["z"]
    let properties = names.map {
      ##""\##($0)":{"$ref":"#/$defs/c","minLength":\##($0 == "z" ? 5 : 1)}"##
    }
    let schema = try schemaNode(
      #"{"type":"object","properties":{\#(properties.joined(separator: ","))},"#
        + #""required":[\#(names.map { "\"\($0)\"" }.joined(separator: ","))],"#
        + #""$defs":{"c":{"anyOf":[{"type":"string","maxLength":3}]}}}"#)
    for round in 0..<20 { #expect(SchemaEmptiness.isEmpty(schema), "\(round)") }
  }
}
