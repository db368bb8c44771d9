import Testing

@testable import AdhereRepair

/// Calls beside words: those of a sentence are talk, marks and single words are none.
@Suite struct TriedCallTests {
  private static let west = #"{"name":"open_gate","arguments":{"gate":"west"}}"#

  @Test(arguments: [
    west + " done", west + " " + west + " done", #"open_gate {"gate":"west"} done"#,
    #"comentary tofunctions.open_gate json{"gate":"west"}"#,
  ]) func `a word behind a call does not make it talk`(_ text: String) throws {
    #expect(try readCalls(text) == "unreadable")
  }

  @Test(arguments: [
    west + " is what a call looks like.", "Never use open_gate(gate=\"west\")",
    "To open it one would write open_gate {\"gate\":\"west\"}",
    "To open it one sends " + west, "I would send open_gate {\"gate\":\"west\"} to it, if I may.",
  ]) func `a call in a sentence is talk`(_ text: String) throws {
    #expect(try readCalls(text) == "text")
  }

  @Test(arguments: [
    "# read_tide(harbour=\"a\")\nopen_gate(gate=\"west\")",
    #"// {"name":"read_tide","arguments":{"harbour":"a"}}"# + "\n" + west,
  ]) func `a comment ends with its line`(_ text: String) throws {
    #expect(try readCalls(text) == "[\(Self.west)]")
  }

  @Test(arguments: [
    "[tool_call]" + west + "[/tool_call]", "<functioncall " + west + ">",
    "<functioncall " + west + " ></functioncall>", "<tool_call " + west + ">",
  ]) func `an object inside of a mark is a call`(_ text: String) throws {
    #expect(try readCalls(text) == "[\(Self.west)]")
  }
}
