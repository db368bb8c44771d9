import AdhereJSON
import Testing

/// A text in pieces is read as the whole is.
@Suite struct StreamParserTests {
  private struct Reading: Equatable {
    var status: String
    var kinds: [Node.Kind]
    var spans: [Range<Int>]
  }

  private func reading(of pieces: [[UInt8]]) -> Reading {
    var parser = StreamParser()
    for piece in pieces {
      if case .failed(let error) = parser.append(piece) {
        return Reading(status: "\(error)", kinds: [], spans: [])
      }
    }
    switch parser.finish() {
    case .complete: break
    case .failed(let error): return Reading(status: "\(error)", kinds: [], spans: [])
    case .incomplete: return Reading(status: "incomplete", kinds: [], spans: [])
    }
    return parser.withTape { tape in
      Reading(
        status: "complete", kinds: (0..<tape.count).map { tape.kind($0) },
        spans: (0..<tape.count).map { tape.span($0) })
    }
  }

  private static let broken = [
    "[1,]", "{\"a\":tru}", "[\"\\u12\"]", "[1", "01", "[1]]", "{\"a\" 1}",
  ]

  @Test("at every cut", arguments: TapeParserTests.json + broken)
  func everyCut(_ text: String) {
    let bytes = Array(text.utf8)
    let whole = reading(of: [bytes])
    for cut in 0...bytes.count {
      #expect(reading(of: [Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
    }
    #expect(reading(of: bytes.map { [$0] }) == whole)
  }

  @Test("an open string is told while it grows")
  func openString() {
    var parser = StreamParser()
    _ = parser.append(Array("{\"a\":\"be".utf8))
    #expect(parser.openString == 6..<8)
    _ = parser.append(Array("c\"".utf8))
    #expect(parser.openString == nil)
  }
}
