import Testing

@testable import AdhereRepair

/// Texts with the head of a call: what stands behind it is the call, or cannot be read.
@Suite struct CallHeadTests {
  private static let west = #"{"name":"open_gate","arguments":{"gate":"west"}}"#
  private static let east = #"{"name":"open_gate","arguments":{"gate":"east"}}"#
  private static let header = "<|channel|>commentary to=functions.open_gate "

  @Test(arguments: [
    header + #"<|constrain|>json<|message|>{"gate":"west"}<|call|>"#,
    header + #"code<|message|>{"gate":"west"}<|call|>"#,
    header + "text<|message|>\n{\"gate\":\"west\"}<|call|>",
    #"assistant to=functions.open_gate<|channel|>commentary json<|message|>{"gate":"west"}<|call|>"#,
    #"commentary to=functions.open_gate json{"gate":"west"}"#,
    #"analysisThe gate. Call open_gate.assistantcommentary to=functions.open_gate json{"gate":"west"}"#,
    #"commentary to=functions.open_gate <|constrain|>json<|message|>{"gate":"west"}"#,
    #"to=functions.open_gate {"gate":"west"}"#, #"commentary to=open_gate json{"gate":"west"}"#,
    #"<|channel|>commentary to=functions.open_gate <constrain>json<|message|>{"gate":"west"}<|call|>"#,
  ]) func `a header with a recipient is one, whatever became of its tokens`(_ text: String) throws {
    #expect(try readCalls(text) == "[\(Self.west)]")
  }

  @Test(arguments: ["", "assistant", "\n"])
  func `headers without tokens may follow each other`(_ between: String) throws {
    let message = #"commentary to=functions.open_gate json{"gate":"west"}"#
    #expect(
      try readCalls(message + between + message.replacing("west", with: "east"))
        == "[\(Self.west),\(Self.east)]")
  }

  @Test(arguments: [
    "not json at all", "gate: west", "west", "", "ls -R\n", "[1,2]", "\"west\"", "{gate west}",
  ]) func `a message to a function that holds no arguments cannot be read`(_ body: String) throws {
    for kind in ["<|constrain|>json", "code"] {
      #expect(try readCalls(Self.header + kind + "<|message|>\(body)<|call|>") == "unreadable")
    }
  }

  @Test(arguments: [
    (
      #"commentary to=functions.open_gate json{"gate":"west"}commentary to=functions.read_tide x"#,
      "unreadable"
    ),
    ("commentary to=functions.open_gate jsongate: west", "unreadable"),
    (#"commentary to=functions.open_gate json{"gate":"we"#, "truncated"),
    ("commentary to=functions.open_gate", "truncated"),
    (#"{"gate":"west"}commentary to=functions.open_gate json{"gate":"east"}"#, "unreadable"),
    (#"commentary to=functions.open_gate json{"gate":"west"}comm"#, "unreadable"),
    (
      #"commentary to=functions.open_gate json{"gate":"west"}commentary to=functions.op"#,
      "unreadable"
    ),
    (
      #"commentary to=functions.open_gat json{"a":1}commentary to=functions.open_gate json{"gate":"west"}"#,
      "unreadable"
    ),
    (
      #"commentary to=functions.open_gate json{"gate":"west"}commentary to=functions.open_gate json{"g"#,
      "truncated"
    ),
    (#"call:read_tide{}call:save_page{title:<|"|>one,body:<|"|>two<|"|>}"#, "unreadable"),
    (#"call:read_tid{a:1}"# + "\ncall:read_tide{}", "unreadable"),
  ]) func `neither can one whose tokens were lost`(_ text: String, _ verdict: String) throws {
    #expect(try readCalls(text) == verdict)
  }

  @Test(arguments: [
    "The model writes `commentary to=functions.open_gate json{\"gate\":\"west\"}` for a call.",
    "The recipient is given as to=functions.open_gate in the header.",
    "A call is `<|channel|>commentary to=functions.open_gate <|constrain|>json<|message|>` at first.",
    "Messages on the commentary channel may go to=functions.open_gate or elsewhere.",
    "to=functions.open_gate is the recipient.",
    "A call looks like call:open_gate{gate:west} there.", "`call:open_gate{gate:west}` is a call.",
    "call:open_gate is how a call begins.", "call:shut_gate{gate:west}",
  ]) func `a text about heads is one`(_ text: String) throws {
    #expect(try readCalls(text) == "text")
  }

  @Test(arguments: [
    "call:open_gate{gate:west}", #"call:open_gate{gate:<|"|>west}"#,
    "I open it.\ncall:open_gate:\nBEGIN_ARG:\nwest\nEND_ARG",
    #"call:save_page{title:<|"|>one,body:<|"|>two<|"|>}"#,
    #"call:read_tide{}"# + "\n" + #"call:save_page{title:one,body:<|"|>two<|"|>}"#,
    #"call:save_page{title:one,body:<|"|>two<|"|>}"# + "\ncall:read_tide{}",
  ]) func `a call by its mark that cannot be read is no text`(_ text: String) throws {
    #expect(try readCalls(text) == "unreadable")
  }
}
