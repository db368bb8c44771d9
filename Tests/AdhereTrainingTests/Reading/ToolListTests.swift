import AdhereSchema
import Testing

@testable import AdhereTraining

/// The tools of a request, and what they take in rows.
@Suite struct ToolListTests {
  private func list(_ json: String, renames: Bool = false) throws -> ToolList {
    try ToolList(Array(json.utf8), renames: renames)
  }

  private func takes(_ list: ToolList, as text: [UInt8]) -> DeclaredTools? {
    text.withUnsafeBufferPointer { list.declared(as: $0) }
  }

  @Test func `every form is written as functions and as declarations`() throws {
    let bare = try list(#"[{"name":"f","input_schema":{"type":"object"}}]"#)
    let wrapped = try list(
      #"[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]"#)
    #expect(bare.functions == wrapped.functions && bare.hash == wrapped.hash)
    #expect(
      String(decoding: bare.declarations, as: UTF8.self)
        == #"[{"functionDeclarations":[{"name":"f","parameters":{"type":"object"}}]}]"#)
  }

  @Test func `the schemas compiled once are those of the written list`() throws {
    let tools = try list(Lines.tools)
    for text in [tools.functions, tools.complete, tools.declarations] {
      let declared = try #require(takes(tools, as: text))
      guard case .schema(let schema) = declared[Array("get_weather".utf8)] else {
        Issue.record("get_weather has a schema")
        return
      }
      let parser = ScratchParser()
      let right = try #require(parser.parse(Array(#"{"city":"NYC"}"#.utf8)))
      #expect(schema.isValid(right))
      let wrong = try #require(parser.parse(Array(#"{"town":1}"#.utf8)))
      #expect(!schema.isValid(wrong))
    }
    #expect(takes(tools, as: Array("[]".utf8)) == nil)
  }

  @Test func `a reference is for the written list to resolve`() throws {
    // In the request it reaches a definition beside the tools, which no row has.
    let tools = try list(
      ##"{"tools":[{"name":"f","parameters":{"$ref":"#/$defs/a"}}],"$defs":{"a":{"type":"object"}}}"##
    )
    #expect(takes(tools, as: tools.functions) == nil)
    let line = Lines.tool(
      calls: #"[{"name":"f","arguments":{}}]"#,
      tools:
        ##"{"tools":[{"name":"f","parameters":{"$ref":"#/$defs/a"}}],"$defs":{"a":{"type":"object"}}}"##
    )
    #expect(try Export("together-sft", [line]).summary.refusals == ["row/gap-schema": 1])
  }
}
