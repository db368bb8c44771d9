import AdhereSchema
import AdhereJSON
import Testing

struct ExplanationTests {
  private func lines(_ schema: String, _ value: String, masked: Bool = false) throws -> [String] {
    let schema = try compiled(schema)
    let document = try json(value)
    return document.withTape { tape in
      schema.violations(tape).flatMap { $0.explanations(on: tape, masked: masked) }.map(\.line)
    }
  }

  @Test func oneLineEach() throws {
    #expect(
      try lines(#"{"properties":{"n":{"type":"integer"}},"required":["m"]}"#, #"{"n":"five"}"#)
        == [#"/n: expected integer; got "five""#, "(root): must have required property 'm'"])
  }

  @Test func nearMisses() throws {
    #expect(
      try lines(#"{"enum":["celsius","fahrenheit"]}"#, #""Celsius""#)
        == [
          #"(root): expected one of "celsius", "fahrenheit"; got "Celsius" (did you mean "celsius"?)"#
        ])
    #expect(
      try lines(
        #"{"properties":{"file_path":{}},"additionalProperties":false}"#, #"{"filePath":1}"#)
        == ["/filePath: unknown property (did you mean 'file_path'?)"])
  }

  @Test func picksTheBranchThatWasMeant() throws {
    let schema = #"""
      {"oneOf":[
        {"properties":{"kind":{"const":"circle"},"radius":{"type":"number"}},"required":["kind","radius"]},
        {"properties":{"kind":{"const":"square"},"side":{"type":"number"}},"required":["kind","side"]}]}
      """#
    #expect(
      try lines(schema, #"{"kind":"square","side":"2"}"#)
        == [#"/side: expected number; got "2""#])
    #expect(
      try lines(schema, #"{"kind":"circle"}"#)
        == ["(root): must have required property 'radius'"])
  }

  @Test func joinsTypes() throws {
    #expect(
      try lines(#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "5")
        == ["(root): expected string, null; got number 5"])
  }

  @Test func masked() throws {
    let secret = try lines(
      #"{"properties":{"n":{"type":"integer"}},"additionalProperties":false}"#,
      #"{"n":"secret","secret":1}"#, masked: true)
    #expect(secret == ["/n: expected integer; got string", "/*: unknown property"])
  }
}
