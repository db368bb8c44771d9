import Testing

@testable import AdhereRepair

@Suite struct TagTreeTests {
  private func tree(_ text: String) -> String? {
    withPadded(text) { start, count in
      let reader = TaggedCallReader(start, at: 0, to: count)
      return TagTree(reader: reader, parameters: nil).read(0..<count, schema: nil)?.string
    }
  }

  @Test(arguments: [
    ("<item>a</item><item>b</item>", #"["a","b"]"#), ("<item>a</item>", #"["a"]"#),
    ("<x>1</x> <y>2</y>", #"{"x":"1","y":"2"}"#), ("<x>1</x>", #"{"x":"1"}"#),
    ("<p><x>1</x></p><p><x>2</x></p>", #"[{"x":"1"},{"x":"2"}]"#),
    ("<größe>3</größe>", #"{"größe":"3"}"#),
  ])
  func `tags of one name make a list, of different names an object`(
    _ text: String, _ json: String
  ) {
    #expect(tree(text) == json)
  }

  @Test(arguments: [
    "a", "<x>1</x> and <y>2</y>", "<x>1</y>", "<x>1", "<x>1</x><x>2</x><y>3</y>",
    "<x>a<y>b</y></x>", String(repeating: "<x>", count: 40),
  ])
  func `anything else is no tree`(_ text: String) {
    #expect(tree(text) == nil)
  }

  @Test func `the schema tells a list from an object, and text from tags`() throws {
    #expect(
      try readCalls(#"<invoke name="plan_route"><stops><s>x <b>y</b></s></stops></invoke>"#)
        == #"[{"name":"plan_route","arguments":{"stops":["x <b>y</b>"]}}]"#)
    #expect(
      try readCalls(
        #"<invoke name="plan_route"><parameter name="start"><lat>1.5</lat></parameter></invoke>"#)
        == #"[{"name":"plan_route","arguments":{"start":{"lat":"1.5"}}}]"#)
    #expect(
      try readCalls(#"<invoke name="plan_route"><stops>x <b>y</b></stops></invoke>"#)
        == "unreadable")
  }
}
