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

  @Test func `case alone tells two tools apart or none`() throws {
    let table = try table(
      #"[{"name":"WebFetch"},{"name":"list_all"},{"name":"readFile"},{"name":"ReadFile"}]"#)
    func index(_ name: String) -> Int? { table.resolve(bytes(name))?.index }
    for name in ["webfetch", "WEBFETCH", "functions.webfetch", "webFetch:2"] {
      #expect(index(name) == 0, "\(name)")
      #expect(table.resolve(bytes(name))?.isExact == false)
    }
    #expect(index("READFILE") == nil)
    #expect(index("readFile") == 2)
    #expect(index("webfetcher") == nil)
  }

  @Test(
    arguments: [
      ("bash<|channel|>commentary", 0), ("assistant<|channel|>bash<|channel|>commentary", 0),
      ("functions.bash<|constrain|>json", 0), ("tool_12</arg_value>", 1), ("bash <|call|>", 0),
      ("bash<｜tool▁sep｜>", 0), ("bash<|sep|>tool_12", nil), ("bash<b>x", nil), ("bash</b>x", nil),
      ("<|channel|>commentary", nil), ("rebash<|channel|>", nil), ("<|x|>", nil), ("bash<|", nil),
      ("other<|channel|>bash", nil),
    ] as [(String, Int?)]) func `a mark stuck to a name is no part of it`(
      _ written: String, _ index: Int?
    ) throws
  {
    let table = try table(#"[{"name":"bash"},{"name":"tool_12"}]"#)
    #expect(table.resolve(bytes(written))?.index == index)
  }

  @Test func `a namespace says whose tool it is`() throws {
    let table = try table(#"[{"name":"send"},{"name":"biology.cell"},{"name":"live.stop"}]"#)
    for name in ["mail.send", "os.send", "x.y.send"] {
      #expect(table.resolve(bytes(name)) == nil, "\(name)")
      #expect(table.sameLastWord(as: bytes(name)) == nil, "\(name)")
    }
    #expect(table.resolve(bytes("tools.send"))?.index == 0)
    #expect(table.sameLastWord(as: bytes("cell")) == 1)
    #expect(table.sameLastWord(as: bytes("bio.cell")) == 1)
    #expect(table.sameLastWord(as: bytes("test.stop")) == nil)
  }

  private func nearest(_ name: String, _ arguments: String, among tools: String) throws -> Rule? {
    let table = try table(tools)
    return try JSONDocument(bytes(arguments)).withTape {
      table.nearest(bytes(name), arguments: 0, in: $0)?.rule
    }
  }

  @Test func `a misspelt name needs arguments that fit`() throws {
    let tools = #"[{"name":"find_trains","parameters":{"properties":{"from":{}}}},{"name":"f"}]"#
    func rule(_ name: String, _ arguments: String) throws -> Rule? {
      try nearest(name, arguments, among: tools)
    }
    #expect(try rule("find_tranis", #"{"from":"x"}"#) == .toolSlip)
    #expect(try rule("find_tranis", #"{"to":"x"}"#) == nil)
    #expect(try rule("find_tranis", "{}") == nil)
    #expect(try rule("seek", #"{"from":"x"}"#) == nil)
  }

  @Test(arguments: [
    ("find_train", "find_trains"), ("import_rows", "export_rows"), ("get_rows", "set_rows"),
    ("undo_shipping", "redo_shipping"), ("query_v1", "query_v2"), ("account", "close_account"),
    ("find_trayns", "seek_trains"),
  ])
  func `other words are no slips of the pen`(_ written: String, _ offered: String) throws {
    let tools = #"[{"name":"\#(offered)","parameters":{"properties":{"n":{}}}}]"#
    #expect(try nearest(written, #"{"n":1}"#, among: tools) == nil)
  }

  @Test func `first words that are said again may be left out`() throws {
    let tools = #"[{"name":"Trains_3_FindTrains","parameters":{"properties":{"n":{}}}}]"#
    #expect(try nearest("FindTrains", #"{"n":1}"#, among: tools) == .nearestTool)
  }

  @Test(arguments: [
    ("find", "mcp__trains__find", true), ("find", "trains--find", true),
    ("find", "trains/find", true), ("find", "trains:find", true), ("find", "trains.find", true),
    ("find", "find-find", true), ("find", "trains_find", false), ("find", "pathfind", false),
    ("find", "un-find", false),
  ]) func `a namespace may be left out where its sign says that it is one`(
    _ written: String, _ offered: String, _ isMeant: Bool
  ) throws {
    let tools = #"[{"name":"\#(offered)","parameters":{"properties":{"n":{}}}}]"#
    let rule: Rule? = isMeant ? .nearestTool : nil
    #expect(try nearest(written, #"{"n":1}"#, among: tools) == rule)
    #expect(try nearest(written, #"{"m":1}"#, among: tools) == nil)
    let more = tools.dropLast() + #",{"name":"b--find","parameters":{"properties":{"n":{}}}}]"#
    #expect(
      try nearest(written, #"{"n":1}"#, among: String(more)) == (isMeant ? nil : .nearestTool))
  }

  @Test func `two tools as near are none`() throws {
    let tools =
      #"[{"name":"get_contract","parameters":{"properties":{"n":{}}}},{"name":"get_contacct"}]"#
    #expect(try nearest("get_contact", #"{"n":1}"#, among: tools) == nil)
  }
}
