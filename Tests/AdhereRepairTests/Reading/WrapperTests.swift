import AdhereJSON
import Testing

@testable import AdhereRepair

@Suite struct WrapperTests {
  private func call(_ json: String) throws -> String? {
    let tools = ToolTable(
      try JSONDocument(bytes(#"[{"name":"f","parameters":{"properties":{"a":{}}}}]"#)))
    return try JSONDocument(bytes(json)).withTape { tape in
      guard let read = Wrapper.read(tape, tools: tools) else { return nil }
      return Changes.apply(read.changes, to: bytes(json)).string
    }
  }

  @Test(arguments: [
    #"{"name":"f","arguments":{"a":1}}"#, #"{"function":"f","parameters":{"a":1}}"#,
    #"{"tool_calls":[{"type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]}"#,
    #"{"f":{"a":1}}"#, #"{"name":"f","a":1}"#, #"{"calls":["f(a=1)"]}"#,
    #"{"tool_name":"f","tool_args":{"a":1}}"#, #"{"tool_name":"f","tool_arguments":{"a":1}}"#,
    #"{"type":"function","function":{"name":"f"},"parameters":{"a":1}}"#,
    #"{"name":"f","arguments":[{"a":1}]}"#,
  ])
  func `the shapes in which calls come`(_ json: String) throws {
    #expect(try call(json) == #"{"name":"f","arguments":{"a":1}}"#)
  }

  @Test(arguments: [#"{"name":"g","arguments":{}}"#, #"{"a":1}"#, "17", #"{"f":1}"#])
  func `data that merely looks like a call is none`(_ json: String) throws {
    #expect(try call(json) == nil)
  }

  private static let open = #"{"name":"open_gate","arguments":{"gate":"west"}}"#

  @Test(arguments: [
    #"{"name":"read_tide","level":"low"}"#, #"{"read_tide":{"level":"low"}}"#,
    #"{"tool":"read_tide","state":"late"}"#, #"{"skipped":[\#(open)]}"#, #"{"last":\#(open)}"#,
    #"{"tool_calls":[\#(open)],"dropped":true}"#, #"{"tool_calls":[\#(open)],"calls":[\#(open)]}"#,
    #"{"name":"save_page","arguments":{"title":"T","body":"x"},"lang":"de"}"#,
    #"{"name":"open_gate","arguments":{"gate":"west"},"parameters":{"gate":"east"}}"#,
    #"{"tool":"read_tide","arguments":\#(open)}"#, #"{"tool":"read_tide","message":"offline"}"#,
    #"{"name":"open_gate","arguments":["west"]}"#,
    #"{"open_gate":{"gate":"west"},"done":true}"#,
    #"{"name":"open_gate","arguments":[{"gate":"west"},{"gate":"east"}]}"#,
    #"{"function":{"name":"open_gate","done":true},"arguments":{"gate":"west"}}"#,
    #"{"function":{"name":"open_gate"},"arguments":{"gate":"west"},"input":{"gate":"east"}}"#,
  ])
  func `a call with something beside it was not understood`(_ json: String) throws {
    #expect(try readCalls(json) == "unreadable")
  }

  @Test(arguments: [
    #"{"tool_calls":[\#(open)],"thought":"calm"}"#, #"{"tools_call":[\#(open)]}"#,
    #"{"id":"1","type":"call","name":"open_gate","arguments":{"gate":"west"}}"#,
    #"{"role":"assistant","content":null,"tool_calls":[\#(open)]}"#,
    #"{"open_gate":{"gate":"west"},"reasoning":"calm"}"#,
    #"{"open_gate":{"args":{"gate":"west"}}}"#,
    #"{"tool":"open_gate","gate":"west","id":"call_1"}"#,
  ])
  func `remarks, ids and nothing at all may stand beside it`(_ json: String) throws {
    let calls = try readCalls(json)
    #expect([WrapperTests.open, "[\(WrapperTests.open)]"].contains(calls))
  }

  @Test(arguments: [
    #"{"role":"tool","name":"read_tide","content":"low"}"#,
    #"{"name":"read_tide","description":"Reads the tide"}"#, #"{"gates":[{"name":"west"}]}"#,
  ])
  func `what a tool said and what is said of it is text`(_ json: String) throws {
    #expect(try readCalls(json) == "text")
  }

  @Test func `the key that names a tool holds the name`() throws {
    let tools = ToolTable(
      try JSONDocument(bytes(#"[{"name":"enrol","parameters":{"properties":{"name":{}}}}]"#)))
    try JSONDocument(bytes(#"{"function":"enrol","name":"Ada"}"#)).withTape { tape in
      let read = try #require(Wrapper.read(tape, tools: tools))
      #expect(
        Changes.apply(read.changes, to: Array(bytes(#"{"function":"enrol","name":"Ada"}"#))).string
          == #"{"name":"enrol","arguments":{"name":"Ada"}}"#)
    }
  }
}
