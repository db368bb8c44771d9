import AdhereJSON
import AdhereSchema
import Testing

/// Errors name what was meant, where it stands, once and in few words.
struct MeaningTests {
  private func lines(_ schema: String, _ value: String) throws -> [String] {
    let document = try json(value)
    let schema = try compiled(schema)
    return document.withTape { tape in
      schema.violations(tape).flatMap { $0.explanations(on: tape) }.map(\.line)
    }
  }

  @Test func everyBranchAsksForAnotherConstant() throws {
    let schema =
      #"{"properties":{"shape":{"oneOf":[{"properties":{"kind":{"const":"circle"}},"required":["r"]},"#
      + #"{"properties":{"kind":{"const":"rect"}},"required":["w"]}]}}}"#
    #expect(
      try lines(schema, #"{"shape":{"kind":"square"}}"#) == [
        #"/shape/kind: expected "circle" or "rect"; got "square""#
      ])
    #expect(
      try lines(schema, #"{"shape":{"kind":"circel"}}"#) == [
        #"/shape/kind: expected "circle" or "rect"; got "circel" (did you mean "circle"?)"#
      ])
    #expect(
      try lines(schema, #"{"shape":{"kind":"rect"}}"#) == [
        "/shape: must have required property 'w'"
      ])
  }

  @Test func itemsByTheirIndex() throws {
    #expect(
      try lines(#"{"contains":{"const":"A"},"unevaluatedItems":false}"#, #"["D","A","A"]"#) == [
        #"/0: unevaluated item; got "D""#
      ])
    #expect(
      try lines(#"{"prefixItems":[{},{}],"items":false}"#, "[1,2,3]") == [
        "/2: must NOT have more than 2 items"
      ])
  }

  @Test func whatIsReachedTwiceIsToldOnce() throws {
    var definitions = ##""d0":{"type":"integer"}"##
    for i in 1...12 {
      let inner = ##"{"$ref":"#/$defs/d\##(i - 1)"}"##
      definitions += ##","d\##(i)":{"allOf":[\##(inner),\##(inner)]}"##
    }
    let schema = ##"{"$ref":"#/$defs/d12","$defs":{\##(definitions)}}"##
    #expect(try lines(schema, #""x""#) == [#"(root): expected integer; got "x""#])
    #expect(try lines(#"{"required":["a","b"]}"#, "{}").count == 2)
  }

  @Test func schemaTextsAreCut() throws {
    let pattern = String(repeating: "a", count: 5_000)
    let digits = String(repeating: "1", count: 5_000)
    let name = String(repeating: "n", count: 5_000)
    for (schema, value) in [
      (#"{"pattern":"^\#(pattern)$"}"#, #""b""#), ("{\"maximum\":\(digits)}", "1e9999"),
      ("{\"required\":[\"\(name)\"]}", "{}"), ("{\"const\":\"\(name)\"}", "1"),
      ("{\"enum\":[\"\(name)\"]}", "1"),
    ] {
      let line = try #require(try lines(schema, value).first)
      #expect(line.utf8.count < 600, "\(line)")
    }
    let error = try #require(try schemaError(#"{"pattern":"\#(pattern)("}"#))
    #expect(error.message.utf8.count < 600)
  }
}
