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
  ])
  func `the shapes in which calls come`(_ json: String) throws {
    #expect(try call(json) == #"{"name":"f","arguments":{"a":1}}"#)
  }

  @Test(arguments: [#"{"name":"g","arguments":{}}"#, #"{"a":1}"#, "17", #"{"f":1}"#])
  func `data that merely looks like a call is none`(_ json: String) throws {
    #expect(try call(json) == nil)
  }
}
