import AdhereJSON
import Testing

/// The strict reader by RFC 8259.
@Suite struct TapeParserTests {
  static let json = [
    "0", "-0", "-1.50e+10", "1E400", "12345678901234567890", "\"\"", "\"\\u0000\\uD83D\\uDE00\"",
    "\"\u{7F}\u{2028}\u{10FFFF}\"", "true", "false", "null", "[]", "{}", " \n\r\t[ 1 , 2 ] ",
    "{\"\":{\"a\":[[],{}]},\"b\":null}", "{\"a\":1,\"a\":2}", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
  ]

  @Test("what is JSON is read", arguments: json)
  func reads(_ text: String) throws {
    let document = try JSONDocument(Array(text.utf8))
    #expect(document.bytes == Array(text.utf8))
  }

  @Test(
    "what is not JSON is refused, with its place",
    arguments: [
      ("", .empty, 0), (" \n", .empty, 2), ("[", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2),
      ("{\"a\"", .unexpectedEnd, 4), ("\"a", .unexpectedEnd, 2), ("[1] 2", .trailingBytes, 4),
      ("[1,]", .unexpectedByte, 3), ("[,1]", .unexpectedByte, 1),
      ("{\"a\":1,}", .expectedKey, 7), ("{a:1}", .expectedKey, 1), ("{'a':1}", .expectedKey, 1),
      ("{\"a\" 1}", .expectedColon, 5), ("[1 2]", .expectedCommaOrClose, 3),
      ("[1}", .mismatchedClose, 2), ("{\"a\":1]", .mismatchedClose, 6),
      ("01", .invalidNumber, 1), ("1.", .unexpectedEnd, 2), ("[1.]", .invalidNumber, 3),
      ("[.5]", .unexpectedByte, 1), ("[+1]", .unexpectedByte, 1), ("[-]", .invalidNumber, 2),
      ("[1e]", .invalidNumber, 3), ("[tru]", .invalidLiteral, 1), ("[True]", .unexpectedByte, 1),
      ("[NaN]", .unexpectedByte, 1), ("\"\\x\"", .invalidEscape, 1),
      ("\"\\u12G4\"", .invalidEscape, 1), ("\"a\nb\"", .controlCharacter, 2),
      ("\u{FEFF}[]", .unexpectedByte, 0),
    ] as [(String, ParseError.Code, Int)])
  func refuses(_ text: String, _ code: ParseError.Code, _ offset: Int) throws {
    let error = #expect(throws: ParseError.self) { try JSONDocument(Array(text.utf8)) }
    #expect(error == ParseError(code: code, offset: offset))
  }

  @Test(
    "bytes that are no UTF-8 are refused",
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xF0, 0x9F, 0x98], [0xFF],
    ] as [[UInt8]])
  func utf8(_ bytes: [UInt8]) throws {
    for padding in 0..<17 {
      let text = [0x22] + [UInt8](repeating: 0x61, count: padding) + bytes + [0x22]
      let error = #expect(throws: ParseError.self) { try JSONDocument(text) }
      #expect(error?.code == .invalidUTF8)
    }
  }

  @Test("nesting is bounded by its limit, not by the stack")
  func depth() throws {
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth)
    }
    _ = try JSONDocument(nested(1_024))
    let error = #expect(throws: ParseError.self) { try JSONDocument(nested(1_025)) }
    #expect(error == ParseError(code: .tooDeep, offset: 1_024))
    _ = try JSONDocument(nested(1_000_000), options: ParseOptions(maximumDepth: .max))
  }

  @Test("a repeated key is told, however it is written")
  func duplicates() throws {
    func key(_ text: String) throws -> Int? { try JSONDocument(Array(text.utf8)).duplicateKey }
    #expect(try key("{\"a\":1,\"b\":2}") == nil)
    #expect(try key("{\"a\":1,\"b\":{\"a\":2}}") == nil)
    #expect(try key("{\"a\":1,\"a\":2}") == 3)
    #expect(try key("{\"a\":1,\"\\u0061\":2}") == 3)
    let many = (0..<1_000).map { "\"k\($0)\":0" }.joined(separator: ",")
    #expect(try key("{\(many)}") == nil)
    #expect(try key("{\(many),\"k500\":0}") == 2_001)
    // The first of several that stand there again; written with escapes; of more members than a node
    // counts; and of names that share a hash, which looks at their ends only.
    #expect(try key("{\(many),\"k\\u0035\":0,\"k7\":0,\"k5\":0}") == 2_001)
    let more = (0..<70_000).map { "\"k\($0)\":{}" }.joined(separator: ",")
    #expect(try key("{\(more)}") == nil)
    #expect(try key("{\(more),\"k3\":0}") == 140_001)
    let alike = (0..<5_000).map { "\"https://\(10_000 + $0)/document\":0" }.joined(separator: ",")
    #expect(try key("{\(alike)}") == nil)
    #expect(try key("{\(alike),\"k\":0,\"https://12345/document\":0}") == 10_003)
    let strict = ParseOptions(duplicateKeys: .reject)
    let error = #expect(throws: ParseError.self) {
      try JSONDocument(Array("{\"a\":1,\"a\":2}".utf8), options: strict)
    }
    #expect(error == ParseError(code: .duplicateKey, offset: 7))
  }

  @Test("lines and columns count from one, columns in bytes")
  func places() {
    let text = Array("{\n \"é\": x}".utf8)
    let place = ParseError(code: .unexpectedByte, offset: 9).position(in: text)
    #expect(place.line == 2 && place.column == 8)
    #expect(LineIndex(text).place(of: 9) == (2, 8))
    #expect(LineIndex(text).place(of: 0) == (1, 1))
  }

  @Test("no JSON is unclosed, and what is unclosed is no JSON")
  func isUnclosed() {
    func isUnclosed(_ text: String) -> Bool {
      let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: TapeParser.padding)
      return bytes.withUnsafeBufferPointer {
        TapeParser.isUnclosed($0.baseAddress!, count: text.utf8.count)
      }
    }
    for text in TapeParserTests.json {
      #expect(!isUnclosed(text))
      for count in 0..<text.utf8.count {
        let part = String(decoding: text.utf8.prefix(count), as: UTF8.self)
        if isUnclosed(part) { #expect((try? JSONDocument(Array(part.utf8))) == nil) }
      }
    }
    for text in ["[1", "{\"a\":1", "[1] and more", " {\"a\":[1] "] { #expect(isUnclosed(text)) }
    for text in ["", " ", "[", "\"a", "1", "tru", "[1]", "{}"] { #expect(!isUnclosed(text)) }
  }
}
