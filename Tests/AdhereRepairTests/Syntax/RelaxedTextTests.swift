import AdhereJSON
import Testing

@testable import AdhereRepair

@Suite struct RelaxedTextTests {
  @Test func `reads one value written in another notation`() throws {
    let read = try #require(RelaxedText.read(bytes(" {'a': (1, 2), b: True} ")))
    #expect(read.text.string == #"{"a": [1, 2], "b": true}"#)
    #expect(read.used.rules == [.unquotedKey, .singleQuotes, .literals, .tuple])
  }

  @Test(arguments: ["{'a':", "1 2", ""])
  func `reads nothing that is no value or is cut`(_ text: String) {
    #expect(RelaxedText.read(bytes(text)) == nil)
  }

  @Test func `reads calls inside a text`() throws {
    let tools = ToolTable(
      try JSONDocument(bytes(#"[{"name":"f","parameters":{"properties":{"city":{}}}}]"#)))
    let read = try #require(
      RelaxedText.readCalls(bytes("f(city=New York); f('Oslo')"), tools: tools))
    #expect(
      read.calls.map(\.string) == [
        #"{"name":"f","arguments":{"city":"New York"}}"#,
        #"{"name":"f","arguments":{"city":"Oslo"}}"#,
      ])
    #expect(RelaxedText.readCalls(bytes("g(1)"), tools: tools) == nil)
  }
}
