import Testing

@testable import AdherePattern

/// The engines must agree wherever more than one can run a pattern.
struct EngineTests {
  private static let patterns = [
    "^abc", "^abc$", "^(a|bc|)$", "^[a-c]+$", "^[a-c]{2,3}$", "[b-d]", "^a?b*c+$", "^a.c$", "a|b",
    "^(?:a|ab)(?:c|bcd)$", "^\\w+@\\w+$", "^[^a]*$", "^\\S+$", "^\u{E9}?a*$", "(a)(b)?\\2", "\\Bb",
    "^.{1,3}$", "^(?!ab)a", "a*?b", "^(?:a{2}){1,2}$", "^[^\\s@]+@[^\\s@]+$", ".*", "^.*$", "$",
    "^(?=a)a(?=b)", "(?<=a)b", "(?<!a)b", "^(?:[ab]|c{2})*$",
  ]
  private static let subjects = [
    "", "a", "b", "ab", "abc", "abcd", "aab", "aaaa", "bc", "c", "a c", "a\u{E9}", "\u{E9}a",
    "\u{1F600}b", "a@b", "cc", "ccab", "a\nc",
  ]

  @Test(arguments: patterns)
  func agree(pattern: String) throws {
    let source = Array(pattern.utf8)
    let parsed = try PatternParser.parse(source)
    let backtracking = BacktrackingProgram(parsed)
    let direct = DirectMatcher(parsed)
    defer { direct?.deallocate() }
    let pcre2 = PCRE2Engine(parsed, source: source, limits: .init(usesBeforeJIT: 5))
    let linear = LinearPlan(parsed)
    for round in 0..<2 {
      for subject in Self.subjects {
        let bytes = Array(subject.utf8)
        bytes.withUnsafeBufferPointer { bytes in
          let wanted = decided(by: Backtracker.test, backtracking, bytes)
          if let direct {
            #expect(direct.test(bytes) == (wanted == .match), "direct: \(subject)")
          }
          if let linear {
            let verdict = decided(by: { $0.test($1, limits: $2, steps: &$3) }, linear, bytes)
            #expect(verdict == wanted, "linear: \(subject)")
          }
          if let verdict = pcre2?.test(bytes, steps: 100_000) {
            #expect(verdict == wanted, "PCRE2, round \(round): \(subject)")
          }
        }
      }
    }
  }

  /// The shapes that are meant to need no engine do not use one.
  @Test(arguments: [
    "^abc", "^abc$", "^(foo|bar)$", "^\\d{4}-\\d{2}-\\d{2}$", "^[a-z_][a-z0-9_]{0,63}$", ".*", "",
    "^https?://", "[A-Z]", "^\\S+$", "^.{1,100}$", "^(v\\d+)$",
  ])
  func direct(pattern: String) throws {
    let matcher = DirectMatcher(try PatternParser.parse(Array(pattern.utf8)))
    #expect(matcher != nil)
    matcher?.deallocate()
  }

  /// A class that may have to give back is none of those shapes.
  @Test(arguments: ["^a*ab$", "^\\w+a$", "^a?a$", "ab", "a$", "^(a)*$", "^a|b$", "^[ab]*c?b$"])
  func notDirect(pattern: String) throws {
    #expect(DirectMatcher(try PatternParser.parse(Array(pattern.utf8))) == nil)
  }
}
