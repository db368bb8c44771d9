import AdhereJSON
import AdhereTestSupport
import Testing

@testable import AdhereRepair

/// What the quick way reads, the careful steps read alike.
@Suite struct QuickWayTests {
  private static let tokens = [
    "{", "}", "[", "]", "(", ")", ",", ", ", ":", ": ", "=", " ", "\n", "{\"a\":", "\"b\":1,",
    "\"a\"", "\"k\":", "'b'", "'c':", "key:", "key", "d.e:", "\"x \\\"y\\\" z\"",
    "\"un \"quoted\"\"",
    "'it's'", "'say \"hi\"'", "\"é\"", "'東京'", "\"C:\\temp\"", "\"a\\qb\"", "\"a\\u00e9\"", "1",
    "-2.5e3",
    "007", "1_000", "2024-01-02", "0x1F", "+3", ".5", "True", "false", "null", "None", "nul", "NaN",
    "// c\n", "# c\n", "/* c */", "\"", "'", "`", "```", "\\", "\"\"", "\"\"\"", "''", "...",
    "f(a=1)",
    "f(", "word word", "\"a: \"b\"", "\u{201C}q\u{201D}", "\u{A0}", "\t", "r'x'", "\"a\" + \"b\"",
    "}}", "]}",
    "1\"", "\"a\nb\"", "'a\\\n",
  ]

  private struct Reading: Equatable {
    var result: RelaxedReader.Result
    var changes: [Change]
    var used: RuleSet
    var position: Int
  }

  private func reading(_ text: [UInt8], quick: Bool, calls: Bool) -> Reading {
    let padded = text + [UInt8](repeating: 0, count: TapeParser.padding)
    return padded.withUnsafeBufferPointer { buffer in
      let reader = RelaxedReader(buffer.baseAddress!, from: 0, to: text.count, readsCalls: calls)
      reader.takesQuickWay = quick
      let result = reader.read()
      return Reading(
        result: result, changes: reader.changes, used: reader.used, position: reader.position)
    }
  }

  @Test func `the quick way reads what the careful one reads`() {
    var generator = SplitMix64(20_261_121)
    for _ in 0..<30_000 {
      var text = Bool.random(using: &generator) ? "{" : "["
      for _ in 0..<Int.random(in: 1...14, using: &generator) {
        text += QuickWayTests.tokens.randomElement(using: &generator)!
      }
      let bytes = Array(text.utf8)
      for calls in [false, true] {
        let quick = reading(bytes, quick: true, calls: calls)
        let careful = reading(bytes, quick: false, calls: calls)
        #expect(quick == careful, "\(text)")
        for (first, second) in zip(quick.changes, quick.changes.dropFirst()) {
          #expect(first.end <= second.start, "\(text)")
        }
      }
    }
  }

  @Test func `long documents are read alike`() {
    let members = (0..<200).map { i in
      switch i % 5 {
      case 0: "'k\(i)': 'v \"\(i)\"'"
      case 1: "k\(i): [\(i), -\(i).5, true, None]"
      case 2: "\"k\(i)\": {\"a\": \"x\\\\y\", 'b': \"\\u00e9\"}"
      case 3: "\"k \(i)\" :\n[ { } , [ ] ]"
      default: "\"k\(i)\": \"it's, \(i)\","
      }
    }
    let bytes = Array("{\(members.joined(separator: ", "))}".utf8)
    #expect(
      reading(bytes, quick: true, calls: false) == reading(bytes, quick: false, calls: false))
  }
}
