import AdhereJSON
import Testing

@testable import AdhereRepair

@Suite struct ToolTableTests {
  private func table(_ json: String) throws -> ToolTable {
    ToolTable(try JSONDocument(bytes(json)))
  }

  @Test(arguments: [
    #"[{"type":"function","function":{"name":"f","parameters":{"properties":{"a":{}}}}}]"#,
    #"[{"name":"f","parameters":{"properties":{"a":{}}}}]"#,
    #"[{"name":"f","input_schema":{"properties":{"a":{}}}}]"#,
    #"{"tools":[{"name":"f","inputSchema":{"properties":{"a":{}}}}]}"#,
    #"{"tools":[{"functionDeclarations":[{"name":"f","parameters":{"properties":{"a":{}}}}]}]}"#,
  ])
  func `reads the lists of all providers`(_ list: String) throws {
    let table = try table(list)
    #expect(table.tools.map(\.name.string) == ["f"])
    #expect(table.tools.first?.parameters.map(\.name.string) == ["a"])
    #expect(table.tools.first?.schema != nil)
  }

  @Test func `parameters say what they take`() throws {
    let tool = try #require(
      try table(
        #"""
        [{"name":"f","parameters":{"required":["a"],"properties":{"a":{"type":["string","null"]},
        "b":{"type":"object"},"c":{"type":"array","items":{"enum":["x","y"]}},"d":{}}}}]
        """#
      ).tools.first)
    #expect(tool.parameters.map(\.acceptsText) == [true, false, false, true])
    #expect(tool.parameters.map(\.acceptsNull) == [true, false, false, false])
    #expect(tool.parameters.map(\.acceptsObject) == [false, true, false, false])
    #expect(tool.parameters[2].elementWords == [bytes("x"), bytes("y")])
    #expect(tool.required == 1)
    #expect(tool.declaresAll)
  }

  @Test func `a name means a tool if it differs in spelling alone`() throws {
    let table = try table(#"[{"name":"get_user"},{"name":"math.sqrt"},{"name":"Get_Time"}]"#)
    func index(_ name: String) -> Int? { table.resolve(bytes(name))?.index }
    #expect(table.resolve(bytes("get_user"))?.isExact == true)
    #expect(table.resolve(bytes("getUser"))?.isExact == false)
    #expect(index("functions.get_user:0") == 0)
    #expect(index("math_sqrt") == 1)
    #expect(index("default_api.get_user") == 0)
    #expect(index("getuser") == nil)
    #expect(index("") == nil)
  }

  @Test func `a misspelt name needs arguments that fit`() throws {
    let table = try table(
      #"[{"name":"find_trains","parameters":{"properties":{"from":{}}}},{"name":"f"}]"#)
    func nearest(_ name: String, _ arguments: String) throws -> Int? {
      try JSONDocument(bytes(arguments)).withTape {
        table.nearest(bytes(name), arguments: 0, in: $0)
      }
    }
    #expect(try nearest("find_train", #"{"from":"x"}"#) == 0)
    #expect(try nearest("find_train", #"{"to":"x"}"#) == nil)
    #expect(try nearest("find_train", "{}") == nil)
    #expect(try nearest("seek", #"{"from":"x"}"#) == nil)
  }
}
