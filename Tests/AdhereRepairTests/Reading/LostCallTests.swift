import Testing

@testable import AdhereRepair

/// Texts that hold parts of calls, and no whole one.
@Suite struct LostCallTests {
  @Test(arguments: [
    "<parameter=open_gate>\n<parameter=gate>\nwest\n</parameter>\n</function>",
    "I open it.\n<parameter=gate>\nwest\n</parameter>", "<parameter name=\"gate\">west</parameter>",
    "<parameter=door>\nwest\n</parameter>", "<parameter=gate>\nwest",
    "<｜DSML｜parameter name=\"gate\" string=\"true\">west</｜DSML｜parameter>",
    "open_gate<arg_key>gate</arg_key><arg_value>west</arg_value>",
    "<arg_key>gate</arg_key>\n<arg_value>west</arg_value>\n</tool_call>",
    "west</arg_value></tool_call>", "west\n</parameter>\n</function>",
    "```tool\nTOOL_NAME: open_gate\nBEGIN_ARG: gate\nwest\nEND_ARG\n```",
    "I open it.\n```tool\nopen_gate\ngate: west\n```",
    "(gate=\"west\"), read_tide(harbour=\"a\")]", "=\"west\"), read_tide(harbour=\"a\")]",
    "west\"), read_tide(harbour=\"a\"), read_tide(harbour=\"b\")]",
    "gate(gate=\"west\"),read_tide(harbour=\"a\")]<|tool_call_end|>",
  ]) func `what only calls have is no text`(_ text: String) throws {
    #expect(try readCalls(text) == "unreadable")
  }

  @Test(arguments: [
    "Each argument goes in a `<parameter=gate>` mark.", "`</parameter></function>` ends a call.",
    "Thus:\n```\n<parameter=name>\nvalue\n</parameter>\n```\nThat is all.",
    "In XML you would write <parameter name=\"x\">1</parameter> there.",
    "<parameter=name> opens a parameter, in that format.", "A block is closed by </tool_call>",
    "```tool\nThe tool open_gate opens a gate.\n```", "```\nTOOL_NAME: open_gate\n```",
    "Calls such as open_gate(gate=\"west\"), read_tide(harbour=\"a\") go in a list.",
  ]) func `a text about calls is one`(_ text: String) throws {
    #expect(try readCalls(text) == "text")
  }
}
