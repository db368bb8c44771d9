import AdhereWire
import Testing

@Suite struct RequestTranslationTests {
  static let schema =
    #"{"type":"object","properties":{"a":{"type":"string","minLength":1}},"required":["a"],"additionalProperties":false}"#

  static func translate(_ members: String, to target: RequestTranslation.Target) throws -> (
    text: String, changes: [RequestTranslation.Change]
  ) {
    let translation = RequestTranslation(
      try ChatRequest(#"{"model":"m",\#(members)}"#.bytes), to: target)
    return (String(decoding: translation.request.bytes, as: UTF8.self), translation.changes)
  }

  static let openAI =
    #""response_format":{"type":"json_schema","json_schema":{"name":"n","schema":\#(schema),"strict":true}}"#

  @Test func `OpenAI's form for Fireworks names what is no longer enforced`() throws {
    let (text, changes) = try Self.translate(Self.openAI, to: .fireworks)
    #expect(text.hasPrefix(#"{"model":"m","response_format":{"type":"json_object","schema":{"#))
    #expect(!text.contains("minLength"))
    #expect(changes.contains { $0.kind == .lost && $0.place == "/properties/a/minLength" })
  }

  @Test func `OpenAI's form for together keeps the schema`() throws {
    let (text, changes) = try Self.translate(Self.openAI, to: .together)
    #expect(text.contains(Self.schema))
    #expect(changes.contains { $0.kind == .lost && $0.message.contains("minLength") })
  }

  @Test func `older forms for OpenAI`() throws {
    let old =
      #""guided_json":{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"],"additionalProperties":false},"seed":1"#
    let (text, changes) = try Self.translate(old, to: .openai)
    #expect(!text.contains("guided_json"))
    #expect(text.contains(#""type":"json_schema","json_schema":{"name":"answer","schema":"#))
    #expect(text.contains(#""strict":true"#) && text.contains(#""seed":1"#))
    #expect(!changes.contains { $0.kind == .lost })
    #expect(try ChatRequest(text.bytes).responseFormat.isJSON)
  }

  @Test func `patterns and grammars go where they are taken`() throws {
    let pattern = #""response_format":{"type":"regex","pattern":"a+"}"#
    #expect(
      try Self.translate(pattern, to: .vllm).text
        == #"{"model":"m","structured_outputs":{"regex":"a+"}}"#)
    let openAI = try Self.translate(pattern, to: .openai)
    #expect(openAI.text == #"{"model":"m"}"#)
    #expect(openAI.changes.map(\.kind) == [.lost])
    let grammar = #""response_format":{"type":"grammar","grammar":"root ::= x"}"#
    #expect(try Self.translate(grammar, to: .fireworks).changes.isEmpty)
    #expect(try Self.translate(grammar, to: .together).changes.map(\.kind) == [.lost])
  }

  @Test func `Fireworks takes tools or a format, not both`() throws {
    let both =
      #""tools":[{"type":"function","function":{"name":"f"}}],"response_format":{"type":"json_object"}"#
    #expect(try Self.translate(both, to: .fireworks).changes.map(\.kind) == [.rejected])
    #expect(try Self.translate(both, to: .openai).changes.isEmpty)
  }

  @Test func `a request that asks nothing stays as it is`() throws {
    #expect(try Self.translate(#""n":1"#, to: .fireworks).text == #"{"model":"m","n":1}"#)
  }
}
