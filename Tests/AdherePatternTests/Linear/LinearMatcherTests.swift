import Testing

@testable import AdherePattern

/// What backtracking finds too costly is decided, and the same each time.
struct LinearMatcherTests {
  /// The verdict of 20 uses, which interpreter and machine code share.
  private func verdicts(_ pattern: String, _ subject: String) throws -> Set<ECMARegex.Verdict> {
    let regex = try ECMARegex(Array(pattern.utf8))
    return Set((0..<20).map { _ in Array(subject.utf8).withUnsafeBufferPointer { regex.test($0) } })
  }

  /// A repeated reference to a group that has not matched matches nothing, however it is run.
  @Test(arguments: [
    ("^(?:(x)|a)\\1+$", "a", true), ("^(?:(x)|a)\\1{2}$", "a", true),
    ("^(?:(x)|a)\\1{1,3}$", "a", true), ("(?!(c)?\\1+)b", "b", false),
    ("^((x))|\\2\\1{1,3}$", "a", true), ("^(?:(x)|a)\\1$", "a", true),
    ("^(?:(x)|a)\\1*$", "a", true), ("^(?:(x)|a)\\1?$", "a", true),
    ("^(?:(x)|a)(?:\\1)+$", "a", true), ("^(?:(x)|a)(?:\\1){2}$", "xxx", true),
    ("^(a)\\1+$", "aaa", true), ("^(a)\\1{3}$", "aaa", false),
  ])
  func repeatedReferences(pattern: String, subject: String, isMatch: Bool) throws {
    #expect(try verdicts(pattern, subject) == [isMatch ? .match : .noMatch])
  }

  /// Near the limit the interpreter and the machine code differ on what is too costly.
  @Test(arguments: [
    ("^(a+)+$|", 16, true), ("^(?:(.*)a){4}$|", 40, true), ("^(a|aa)+$|", 22, true),
    ("^(a+)+$", 16, false), ("^(a|aa)+$", 22, false), ("^(a|aa)+$", 4_000, false),
  ])
  func nearTheLimit(pattern: String, count: Int, isMatch: Bool) throws {
    let subject = String(repeating: "a", count: count) + "!"
    #expect(try verdicts(pattern, subject) == [isMatch ? .match : .noMatch])
  }

  /// With a backreference there is a limit still, and one verdict near it.
  @Test(arguments: [
    "^(b?)(?=\\1(a+)+$)|", "^(b?)(?:(.*)a){4}\\1$|", "^(b?)(a|aa)+\\1$|", "^(b?)(?!\\1b)(a+)+$",
    "(b?)(a+)+\\1$",
  ])
  func oneVerdict(pattern: String) throws {
    // Machine code from the third use on; what is too costly takes a while each time.
    for count in Array(8..<24) + [39] {
      let regex = try ECMARegex(Array(pattern.utf8), options: .init(usesBeforeJIT: 3))
      let subject = Array((String(repeating: "a", count: count) + "!").utf8)
      let verdicts = (0..<4).map { _ in subject.withUnsafeBufferPointer { regex.test($0) } }
      #expect(Set(verdicts).count == 1, "\(count)")
    }
  }

  /// Patterns of real schemas.
  @Test(arguments: [
    (
      "cron\\((\\b[0-5]?[0-9]\\b) (\\b2[0-3]\\b|\\b[0-1]?[0-9]\\b) (.*){1,5} (.*){1,5} (.*){1,5} "
        + "(.*){1,5}\\)", "cron(0 18 ? * MON-FRI *)", true
    ),
    ("^((?:.?[0-9]+){3,}(?:[-a-z]+)?)$", String(repeating: "1234567890", count: 9) + "!", false),
    ("^((?:.?[0-9]+){3,}(?:[-a-z]+)?)$", "10.2.33-beta", true),
    (
      "^([A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*)*$",
      String(repeating: "abcdefgh", count: 12) + "-", false
    ),
    (
      "^([a-z][a-z0-9]*)+(-[a-z0-9]+)*\\-ext$", String(repeating: "ab0", count: 30) + "-ex", false
    ),
    ("^([a-z][a-z0-9]*)+(-[a-z0-9]+)*\\-ext$", String(repeating: "ab0", count: 30) + "-ext", true),
  ])
  func realPatterns(pattern: String, subject: String, isMatch: Bool) throws {
    #expect(try verdicts(pattern, subject) == [isMatch ? .match : .noMatch])
  }

  /// The time grows with the subject and no faster.
  @Test func longSubjects() throws {
    let subject = Array((String(repeating: "aé", count: 50_000) + "!").utf8)
    for pattern in [
      "^(\\w|é)+(\\w|é)+(\\w|é)+$", "^(?:(?:a|é)+)+$", "((a|é)*)*b", "\\b(a?é?){2,100}$",
      "^(\\p{L}+)+$", "(\\p{Ll}\\p{L}?)+\\d",
    ] {
      let parsed = try PatternParser.parse(Array(pattern.utf8))
      let program = try #require(LinearProgram(parsed))
      let start = ContinuousClock.now
      let verdict = subject.withUnsafeBufferPointer {
        decided(by: LinearMatcher.test, program, $0)
      }
      #expect(verdict == .noMatch, "\(pattern)")
      #expect(ContinuousClock.now - start < .seconds(20), "\(pattern)")
    }
  }

  /// A large program is made once: reading the pattern takes longer than a match.
  @Test func largeProgramsAreKept() throws {
    let words = (0..<900).map { "wd\($0 * 7_919 % 10_007)" }.joined(separator: "|")
    let pattern = Array("(?:\(words))[xy]".utf8)
    let parsed = try PatternParser.parse(pattern)
    #expect(try #require(LinearProgram.size(of: parsed)) > LinearProgram.maximumSmall)
    let regex = try ECMARegex(pattern)
    // Of more than 512 characters, so that PCRE2 is not asked.
    let subject = Array(String(repeating: "ab", count: 300).utf8)
    let clock = ContinuousClock()
    let made = try (0..<5).map { _ in
      try clock.measure { _ = LinearProgram(try PatternParser.parse(pattern)) }
    }.min()
    let later = subject.withUnsafeBufferPointer { bytes in
      _ = regex.test(bytes)
      return (0..<20).map { _ in clock.measure { #expect(regex.test(bytes) == .noMatch) } }.min()
    }
    #expect(try #require(later) < #require(made))
  }

  /// Many states and then many letters: rows are made anew before they fill the memory, and the
  /// verdict is the same.
  @Test func rowsAreForgotten() throws {
    let letters = (0..<9_000).map { String(Unicode.Scalar(UInt32(0x4E00 + $0 * 2))!) }
    let pattern = "^(?:a|b)*a[ab]{11}[\(letters.joined())]*b$"
    let program = try #require(LinearProgram(try PatternParser.parse(Array(pattern.utf8))))
    var state: UInt32 = 1
    let mixed = (0..<9_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return state >> 31 == 0 ? "a" : "b"
    }
    let head = mixed.joined()
    for tail in ["b", "a"] {
      let subject = head + letters.joined() + tail
      let matcher = LinearMatcher(program, .init(matchLimit: .max))
      var (held, verdict) = (0, MatchVerdict.tooCostly)
      Array(subject.utf8).withUnsafeBufferPointer { bytes in
        var matcher = matcher
        verdict = matcher.search(bytes)
        // Bytes that rows and states take.
        held =
          (matcher.table.capacity + matcher.states.reduce(0) { $0 + $1.ways.count + 24 })
          * MemoryLayout<LinearMatcher.Target>.stride
      }
      #expect(held < 32 << 20)
      // The twelfth letter from the end of the first part is what the pattern asks about.
      let isMatch = tail == "b" && mixed[mixed.count - 12] == "a"
      #expect(verdict == (isMatch ? .match : .noMatch))
    }
  }

  @Test(arguments: ["(?=a)b", "(?<!a)b", "(a)\\1", "^(?:a{1000}){1000}$", "^a{70000}$"])
  func hasNoProgram(pattern: String) throws {
    #expect(LinearProgram(try PatternParser.parse(Array(pattern.utf8))) == nil)
  }

  /// The size that is known beforehand is never less than what is written.
  @Test func sizes() throws {
    var random = Dice(state: 5)
    for _ in 0..<500 {
      let parsed = try PatternParser.parse(random.pattern())
      if let size = LinearProgram.size(of: parsed) {
        #expect(try #require(LinearProgram(parsed)).code.count <= size)
      }
    }
  }

  /// Random patterns on random subjects: every engine says the same, whatever the count of uses.
  @Test func enginesAgree() throws {
    var random = Dice(state: 1)
    for _ in 0..<2_000 {
      let source = random.pattern()
      let parsed = try PatternParser.parse(source)
      let regex = try ECMARegex(source, options: .init(usesBeforeJIT: 3))
      let program = BacktrackingProgram(parsed)
      let linear = LinearPlan(parsed)
      for _ in 0..<5 {
        let subject = random.subject()
        subject.withUnsafeBufferPointer { subject in
          let wanted = decided(by: Backtracker.test, program, subject)
          guard wanted != .tooCostly else { return }
          let shown = "\(String(decoding: source, as: UTF8.self)) on \(Array(subject))"
          let verdict = regex.test(subject)
          #expect(verdict == wanted || linear == nil && verdict == .tooCostly, "\(shown)")
          if let linear {
            var steps = 0
            let decided = linear.test(subject, limits: .init(), steps: &steps)
            #expect(decided == wanted, "\(shown)")
          }
        }
      }
    }
  }
}

/// Random patterns and subjects, the same at each run.
private struct Dice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }

  mutating func pattern() -> [UInt8] {
    var groups = 0
    return Array(part(3, &groups).utf8)
  }

  private mutating func part(_ depth: Int, _ groups: inout Int) -> String {
    var text = ""
    for _ in 0..<1 + roll(3) {
      switch roll(depth > 0 ? 16 : 10) {
      case 0...3: text += ["a", "b", "é", "1"][roll(4)] + count()
      case 4: text += ["[ab]", "[^a]", "[\\p{L}1]", "[^\\p{Lu}]"][roll(4)] + count()
      case 5: text += ["\\w", "\\d", ".", "\\s"][roll(4)] + count()
      case 6: text += ["^", "$", "\\b", "\\B"][roll(4)]
      case 7, 8: text += "ab"
      case 9: text += groups > 0 ? "\\\(1 + roll(groups))" + count() : ""
      case 10, 11:
        groups += 1
        text += "(" + part(depth - 1, &groups) + ")" + count()
      case 12:
        text += "(?:" + part(depth - 1, &groups) + "|" + part(depth - 1, &groups) + ")" + count()
      case 13: text += "(?:" + part(depth - 1, &groups) + ")" + count()
      case 14: text += ["(?=", "(?!", "(?<=", "(?<!"][roll(4)] + part(depth - 1, &groups) + ")"
      default: text += part(depth - 1, &groups) + "|"
      }
    }
    return text
  }

  private mutating func count() -> String {
    ["", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "{2,3}?"][roll(11)]
  }

  mutating func subject() -> [UInt8] {
    (0..<roll(8)).flatMap { _ in Array(["a", "b", "é", "1", " ", "\n", "É"][roll(7)].utf8) }
  }
}
