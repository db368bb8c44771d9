import Testing

@testable import AdhereRepair

/// Calls that lost one mark of which the others say what it was.
@Suite struct LostMarkTests {
  private static let page = #"[{"name":"save_page","arguments":{"title":"a b","body":"c"}}]"#

  @Test(arguments: [
    "<tool_call>save_page<arg_key>title</arg_key>a b</arg_value>"
      + "<arg_key>body</arg_key><arg_value>c</arg_value></tool_call>",
    "<tool_call>save_page<arg_key>title</arg_key><arg_value>a b</arg_value>"
      + "<arg_key>body</arg_key>c</arg_value></tool_call>",
    "<tool_call>save_pagetitle</arg_key><arg_value>a b</arg_value>"
      + "<arg_key>body</arg_key><arg_value>c</arg_value></tool_call>",
    "<tool_call>save_page title</arg_key><arg_value>a b</arg_value>"
      + "<arg_key>body</arg_key><arg_value>c</arg_value></tool_call>",
  ]) func `a mark in front of a value or a key`(_ text: String) throws {
    #expect(try readCalls(text) == Self.page)
  }

  @Test(arguments: [
    "<tool_call>open_gatedoor</arg_key><arg_value>west</arg_value></tool_call>",
    "<tool_call>open_gategate</arg_key>west</arg_value></tool_call>",
    "<tool_call>open_gate<arg_key>gate</arg_key>arg_value>west</arg_value></tool_call>",
    "<tool_call>open_gate<arg_key>gate</arg_key><arg_valuewest</arg_value></tool_call>",
    "<tool_call>open_gate<arg_key>gate</arg_key>>west</arg_value></tool_call>",
    "<tool_call>open_gate<arg_key>gate</arg_key></arg_value></tool_call>",
    "<tool_call>open_gate<arg_key>gate</arg_key>a<arg_value>west</arg_value></tool_call>",
    "<tool_call>open_gate<arg_key>gate</arg_key>west</tool_call>",
    "west\")]\n[Opening: open_gate(gate=\"east\")]",
    "[Opening: open_gate(gate=\"west\"]", "[Opening, open_gate(gate=\"west\")]",
    "[TOOL_CALLS]open_gate[ID]abc[ARGS]{\"gate\":\"west\"}",
  ]) func `where more is missing or something is left the call is not read`(
    _ text: String
  ) throws {
    #expect(try readCalls(text) == "unreadable")
  }

  @Test(arguments: ["[", "[Open", "[Opening:", "[Opening: open_gate"])
  func `another call in brackets may have begun`(_ rest: String) throws {
    #expect(try readCalls("[Opening: open_gate(gate=\"west\")]\n" + rest) == "truncated")
  }

  @Test(arguments: [
    #"[TOOL_CALLS]open_gate[CALL_ID]abc123def[ARGS]{"gate":"west"}</s>"#,
    #"[TOOL_CALLS]open_gate[CALL_ID]read_tide[ARGS]{"gate":"west"}"#,
    #"[Calling tool: open_gate({"gate":"west"})]"#, #"[Calling open_gate: open_gate(gate="west")]"#,
    "I open it.\n[Tool call: open_gate(gate=\"west\")]",
  ]) func `an id and a label around a call are marks`(_ text: String) throws {
    #expect(
      try readCalls(text).replacing(": ", with: ":")
        == #"[{"name":"open_gate","arguments":{"gate":"west"}}]"#)
  }
}
