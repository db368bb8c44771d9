import AdhereJSON
import Testing

/// JSON Pointer by RFC 6901.
@Suite struct PointerTests {
  /// The document of section 5.
  static let document = #"""
    {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}
    """#

  @Test(
    "the examples of section 5",
    arguments: [
      ("", document), ("/foo", "[\"bar\",\"baz\"]"), ("/foo/0", "\"bar\""), ("/", "0"),
      ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"), ("/g|h", "4"), ("/i\\j", "5"),
      ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
    ])
  func resolves(_ text: String, _ value: String) throws {
    let pointer = try #require(JSONPointer(text))
    #expect(pointer.description == text)
    let document = try JSONDocument(Array(PointerTests.document.utf8))
    document.withTape { tape in
      let node = tape.resolve(pointer)
      #expect(node.map { String(decoding: tape.source($0), as: UTF8.self) } == value)
      #expect(node.map { tape.pointer(to: $0) } == pointer)
    }
  }

  @Test(
    "no place", arguments: ["/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/bar", "/x", "/foo/0/0"])
  func nowhere(_ text: String) throws {
    let document = try JSONDocument(Array(PointerTests.document.utf8))
    #expect(document.withTape { $0.resolve(JSONPointer(text)!) } == nil)
  }

  @Test("no pointer", arguments: ["foo", "/~", "/~2", "/a~"])
  func malformed(_ text: String) { #expect(JSONPointer(text) == nil) }
}
