import Testing

@testable import AdhereRepair

/// Marks of functions that the arguments stand in.
@Suite struct OpenMarksTests {
  private static let west = #"{"name":"open_gate","arguments":{"gate":"west"}}"#

  @Test(arguments: [
    "=open_gate{}</function>", "=open_gate={}</function>", "=open_gate {} </function>",
    "=open_gate({})</function>", "=open_gate,{}</function>", "=open_gate[]{}</function>",
    "(open_gate){}</function>", "=open_gate>{}</function>",
  ]) func `the arguments may stand in the mark of a function`(_ mark: String) throws {
    let text = "<function" + mark.replacing("{}", with: #"{"gate":"west"}"#)
    #expect(try readCalls(text) == "[\(Self.west)]")
    let east = text.replacing("west", with: "east")
    #expect(
      try readCalls(text + "\n" + east)
        == "[\(Self.west),\(Self.west.replacing("west", with: "east"))]")
  }

  @Test(arguments: [
    ("<function=open_gate{\"gate\":west}</function>", "unreadable"),
    ("<function=open_gate{\"gate\":\"we", "truncated"),
    ("The mark `<function=open_gate{…}` opens a call.", "text"),
  ]) func `what is in the mark is read as arguments or not at all`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try readCalls(text) == expected)
  }

  @Test(arguments: [
    ("<｜｜DSML｜｜ calls>", "<｜｜DSML｜｜ ", "</｜｜DSML｜｜ "),
    ("< ｜DSML｜ tool_calls>", "< ｜DSML｜ ", "</ ｜DSML｜ "),
    ("< | DSML | tool_use>", "< | DSML | ", "</ | DSML | "),
    ("<|DSML| tool_use>", "<|DSML| ", "</|DSML| "),
  ]) func `blanks may stand around the bars of a mark`(
    _ wrapper: String, _ open: String, _ close: String
  ) throws {
    let text =
      wrapper
      + "\n\(open)invoke name=\"open_gate\">\n\(open)parameter name=\"gate\" string=\"true\">west"
      + "\(close)parameter>\n\(close)invoke>\n" + wrapper.replacing(open, with: close)
    #expect(try readCalls(text) == "[\(Self.west)]")
  }
}
