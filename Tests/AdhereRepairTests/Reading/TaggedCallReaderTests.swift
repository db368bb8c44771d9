import AdhereJSON
import Testing

@testable import AdhereRepair

@Suite struct TaggedCallReaderTests {
  /// The call at the beginning of a text as JSON, where the tool `f` is offered.
  private func call(_ text: String) -> String? {
    withPadded(text) { start, count in
      var reader = TaggedCallReader(start, at: 0, to: count)
      guard reader.mayBegin,
        reader.read(resolve: { $0 == bytes("f") ? JSONWriter.quoted($0) : nil })
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
  ])
  func `reads the forms of all families`(_ text: String) {
    #expect(call(text) == TaggedCallReaderTests.expected)
  }

  @Test(arguments: [
    "<function=g><parameter=a>1</parameter></function>", "<function=f>{\"a\":1}</function>",
    "<function=f><parameter=a>1</parameter><parameter=a>2</parameter></function>", "<b>f</b>",
    "</function>",
  ])
  func `reads nothing that is no call or contradicts itself`(_ text: String) {
    #expect(call(text) == nil)
  }
}
