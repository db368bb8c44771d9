import Testing

@testable import AdhereRepair

/// Broken calls beside whole ones, which must not be lost without a word.
@Suite struct BrokenCallTests {
  private static let header = "commentary to=functions."

  @Test(arguments: [
    #"\#(header)read_tide json{harbour":"a"}\#(header)open_gate json{"gate":"west"}"#,
    #"\#(header)read_tide json{"harbour""a"}\#(header)open_gate json{"gate":"west"}"#,
    #"\#(header)open_gate json{"gate":"west"}<\#(header)read_tide json{"harbour":a"}"#,
    "callr:ead_tide{harbour:<|\"|>a<|\"|>}\ncall:open_gate{gate:<|\"|>west<|\"|>}",
    "call:open_gate{gate:<|\"|>west<|\"|>}\ncalltide{harbour:<|\"|>a<|\"|>}",
    "call:open_gate{gate:<|\"|>west<|\"|>}\ncall:read_tideharbour:<|\"|>a<|\"|>}",
    "call:open_gate{gate:<|\"|>west<|\"|>}cll:read_tide{harbour:<|\"|>a<|\"|>}",
    "call:open_gate{gate:<|\"|>west<|\"|>call:read_tide{harbour:<|\"|>a<|\"|>}",
    "open_gate\n{\"gate\":\"west\"}r\nead_tide\n{}", "open_gate\n{\"gate\":\"west\"}\nread_tide\n}",
    "open_gate\n{\"gate\":\"west\"}\nread_tid\n{}",
  ]) func `a broken call beside a good one leaves none`(_ text: String) throws {
    #expect(try readCalls(text) == "unreadable")
  }

  private static let west = #"{"name":"open_gate","arguments":{"gate":"west"}}"#
  private static let east = #"{"name":"open_gate","arguments":{"gate":"east"}}"#

  @Test(arguments: [
    "\(west)\nor\n\(east)", "[\(west)] or [\(east)]",
    "<tool_call>\(west)</tool_call> or <tool_call>\(east)</tool_call>",
  ]) func `alternatives are no calls to make both`(_ text: String) throws {
    #expect(try readCalls(text) == "unreadable")
  }

  @Test(arguments: [
    "\(west)\nand\n\(east)", "[\(west)]  # or\n[\(east)]", "\(west)\n\(east)",
  ]) func `calls that are joined are all made`(_ text: String) throws {
    #expect(try readCalls(text) == "[\(Self.west),\(Self.east)]")
  }

  @Test(arguments: [
    "I open it: config.gate first.\n\(west)", "\(west)\n\nThen read_tide will tell us more.",
    "[TOOL_CALLS]][\(west)]", "TOOL_CALLS][\(west)]",
  ]) func `words and marks beside a call may go`(_ text: String) throws {
    #expect(try readCalls(text) == "[\(Self.west)]")
  }
}
