import AdhereJSON
import Testing

/// JSON Pointer by RFC 6901.
@Suite struct JSONPointerTests {
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
    let document = try JSONDocument(Array(JSONPointerTests.document.utf8))
    document.withTape { tape in
      let node = tape.resolve(pointer)
      #expect(node.map { String(decoding: tape.source($0), as: UTF8.self) } == value)
      #expect(node.map { tape.pointer(to: $0) } == pointer)
    }
  }

  @Test(
    "no place", arguments: ["/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/bar", "/x", "/foo/0/0"])
  func nowhere(_ text: String) throws {
    let document = try JSONDocument(Array(JSONPointerTests.document.utf8))
    #expect(document.withTape { $0.resolve(JSONPointer(text)!) } == nil)
  }

  @Test("no pointer", arguments: ["foo", "/~", "/~2", "/a~"])
  func malformed(_ text: String) { #expect(JSONPointer(text) == nil) }
}

/// Writing pointers straight into a buffer, against the values of ``JSONPointer``.
@Suite struct JSONPointerWritingTests {
  @Test func `every node's path is that of its pointer`() throws {
    let text = #"{"a/b":[1,{"~":{"\u00e9":[[],{}]}}],"":"x","k\"":[[2]]}"#
    try JSONDocument(Array(text.utf8)).withTape { tape in
      for node in 0..<tape.count {
        var out: [UInt8] = []
        JSONPointer.append(pathTo: node, of: tape, to: &out)
        #expect(String(decoding: out, as: UTF8.self) == tape.pointer(to: node).description)
      }
    }
  }
}
