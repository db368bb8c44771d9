import AdhereSchema
import AdhereJSON
import Testing

/// The example of the module's page.
struct DocumentationExampleTests {
  @Test func example() throws {
    let schema = try CompiledSchema(
      JSONDocument(Array(#"{"properties":{"age":{"type":"integer","title":"Age"}}}"#.utf8)))
    let value = try JSONDocument(Array(#"{"age":"x"}"#.utf8))
    try value.withTape { tape in
      #expect(!schema.isValid(tape))
      let violation = try #require(schema.violations(tape).first)
      #expect(violation.message == "must be integer")
      #expect(
        violation.explanations(on: tape).map(\.line) == [#"/age: expected integer; got "x""#])
      #expect(
        String(decoding: schema.output(tape, format: .detailed), as: UTF8.self).hasPrefix(
          #"{"valid":false,"keywordLocation":"/properties/age/type","instanceLocation":"/age","#))
    }
  }

  /// The example of the manual's article on checking; a test of the command compares the lines.
  @Test func `the example of the manual`() throws {
    var printed: [String] = []
    func print(_ items: Any...) {
      printed.append(items.map { "\($0)" }.joined(separator: " "))
    }

    let schema = try CompiledSchema(
      JSONDocument(Array(#"{"properties":{"age":{"type":"integer"}}}"#.utf8)))
    let value = try JSONDocument(Array(#"{"age":"x"}"#.utf8))
    value.withTape { tape in
      print(schema.isValid(tape))  // false
      for violation in schema.violations(tape) {
        print(violation.instancePath, violation.message)  // /age must be integer
      }
    }

    #expect(printed == ["false", "/age must be integer"])
  }
}
