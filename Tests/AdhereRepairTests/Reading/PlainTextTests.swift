import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereRepair

@Suite struct PlainTextTests {
  private static let string = try! CompiledSchema(JSONDocument(bytes(#"{"type":"string"}"#)))

  private func candidate(
    _ text: String, schema: CompiledSchema?, anyStart: Bool = false
  ) -> (changes: [Change], json: [UInt8])? {
    withPadded(text) { start, count in
      PlainText.candidate(
        UnsafeBufferPointer(start: start, count: count), schema: schema, anyStart: anyStart)
    }
  }

  @Test func `a text is a string where a string is wanted`() throws {
    let found = try #require(candidate(" It's \"so\"\n", schema: PlainTextTests.string))
    #expect(found.json.string.contains(#""It's \"so\"""#))
    #expect(Changes.rules(found.changes) == RuleSet(.textAsString))
  }

  @Test func `thinking in front of it is left out`() throws {
    let found = try #require(
      candidate("<think>hm</think> Oslo", schema: PlainTextTests.string))
    #expect(Changes.rules(found.changes) == RuleSet([.stripThink, .textAsString]))
    #expect(found.json.string.hasSuffix(#""Oslo""#))
  }

  @Test(arguments: ["hello", "-05", "New York"])
  func `without a schema a short line is taken`(_ text: String) {
    #expect(candidate(text, schema: nil)?.json.string == "\"\(text)\"")
  }

  @Test(arguments: ["{a", "a\nb", "truee", "see [1]", "", "-x"])
  func `without a schema nothing doubtful is taken`(_ text: String) {
    #expect(candidate(text, schema: nil) == nil)
  }

  @Test func `a text that begins like a string or a value is not taken for one`() {
    for text in ["\"a", "`a`", "[1", "(1)"] {
      #expect(candidate(text, schema: PlainTextTests.string) == nil)
    }
    #expect(candidate("'a", schema: PlainTextTests.string, anyStart: true) != nil)
  }
}
