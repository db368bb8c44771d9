import AdhereJSON
import Testing

@testable import AdhereRepair

@Suite struct TaggedCallReaderTests {
  /// The call at the beginning of a text as JSON, where the tool `f` is offered.
  private func call(_ text: String) -> String? {
    withPadded(text) { start, count in
      var reader = TaggedCallReader(start, at: 0, to: count)
      guard reader.mayBegin(isTool: { _ in false }),
        reader.read(resolve: {
          $0 == bytes("f") ? TaggedCallReader.Callee(quotedName: JSONWriter.quoted($0)) : nil
        }) == .call
      else { return nil }
      let raw = UnsafeBufferPointer(start: start, count: reader.position)
      return Changes.apply(reader.changes, to: raw).string
    }
  }

  private static let expected = #"{"name":"f","arguments":{"a":"1","b":"x y"}}"#

  @Test(arguments: [
    "<function=f><parameter=a>1</parameter><parameter=b>x y</parameter></function>",
    #"<invoke name="f"><parameter name="a">1</parameter><parameter name="b">x y</parameter></invoke>"#,
    "<function=f>\n<parameter=a>\n1\n</parameter>\n<parameter=b>\nx y\n</parameter>\n</function>",
    "<tool_call>f\n<arg_key>a</arg_key><arg_value>1</arg_value>"
      + "<arg_key>b</arg_key><arg_value>x y</arg_value></tool_call>",
    "<function=f><a>1</a><b>x y</b></function>",
    "<function=f><parameter=a>1<parameter=b>x y</function>",
    #"<invoke name="f"><parameters><a>1</a><b>x y</b></parameters></invoke>"#,
    #"<invoke name="f"><parameter name="a" value="1"/><parameter name="b">x y</parameter></invoke>"#,
  ])
  func `reads the forms of all families`(_ text: String) {
    #expect(call(text) == TaggedCallReaderTests.expected)
  }

  @Test(arguments: [
    "<function=g><parameter=a>1</parameter></function>", "<function=f>{\"a\":1}</function>",
    "<function=f><parameter=a>1</parameter><parameter=a>2</parameter></function>", "<b>f</b>",
    "</function>",
    "<function=f><parameter=a>1</parameter> or <parameter=b>2</parameter></function>",
    "<function=f>then<parameter=a>1</parameter></function>",
    "<function=f><parameter>1</parameter></function>",
    "<tool_call>f<arg_key>a</arg_key></tool_call>",
  ])
  func `reads nothing that is no call, contradicts itself or holds more`(_ text: String) {
    #expect(call(text) == nil)
  }

  private func page(_ arguments: String) -> String {
    #"[{"name":"save_page","arguments":"# + arguments + "}]"
  }

  @Test(arguments: [
    ("a </parameter> b", "a </parameter> b"), ("a </function> b", "a </function> b"),
    ("a </tool_call> b", "a </tool_call> b"), ("a <parameter=size> b", "a <parameter=size> b"),
    ("<p>x</p>", "<p>x</p>"), ("<parameter=a>b</parameter> c", "<parameter=a>b</parameter> c"),
    (
      "<tool_call><function=f><parameter=a>b</parameter></function></tool_call>",
      "<tool_call><function=f><parameter=a>b</parameter></function></tool_call>"
    ),
  ])
  func `a mark inside a value is text where the call does not go on behind it`(
    _ body: String, _ value: String
  ) throws {
    let text =
      "<tool_call>\n<function=save_page>\n<parameter=title>\nT\n</parameter>\n<parameter=body>\n"
      + body + "\n</parameter>\n</function>\n</tool_call>"
    #expect(try readCalls(text) == page(#"{"title":"T","body":""# + value + #""}"#))
  }

  @Test(arguments: [
    "<function=save_page>\n<parameter=title>\nT\n</parameter>\n<parameter=body>\nx",
    "<function=save_page>\n<parameter=title>\nT\n</parameter>\n<parameter=bo",
    "<function=save_page><parameter=title>T</parameter>",
    #"<invoke name="save_page"><parameter name="title">T"#, "<save_page><title>T</title><body>x",
    "<tool_call>save_page<arg_key>title</arg_key><arg_value>T",
  ])
  func `a call that the text ends in is cut off`(_ text: String) throws {
    #expect(try readCalls(text) == "truncated")
  }

  @Test func `a closing tag that was lost is replaced by the next mark, if that must be one`()
    throws
  {
    let start = "<function=save_page>\n<parameter=title>\nT\n"
    #expect(
      try readCalls(start + "<parameter=body>\nx\n</parameter>\n</function>")
        == page(#"{"title":"T","body":"x"}"#))
    #expect(
      try readCalls(
        start + "</parameter>\n<parameter=body>\nx\n<parameter=lang>\nde\n</parameter>\n</function>"
      )
        == "unreadable")
  }

  @Test func `a tag that is called like a tool, with its parameters in it, is a call`() throws {
    #expect(
      try readCalls("<open_gate>\n  <gate>west</gate>\n</open_gate>")
        == #"[{"name":"open_gate","arguments":{"gate":"west"}}]"#)
    // Its only parameter needs no tag of its own.
    #expect(
      try readCalls("<open_gate>west</open_gate>")
        == #"[{"name":"open_gate","arguments":{"gate":"west"}}]"#)
    #expect(try readCalls("<save_page>west</save_page>") == "unreadable")
    #expect(try readCalls("The <open_gate> tag opens it.") == "text")
  }

  @Test func `a parameter behind a call belongs to it`() throws {
    let call = #"<tool_call>{"name":"save_page","arguments":{"title":"T","body":"x"}}"#
    #expect(try readCalls(call + "<parameter=lang>de</parameter></tool_call>") == "unreadable")
  }
}
