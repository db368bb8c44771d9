import Testing

@testable import AdherePattern

/// Hostile patterns and subjects end within their bounds, and say so.
struct LimitTests {
  @Test(arguments: [
    ("^(b?)(?=\\1(a+)+$)a", String(repeating: "a", count: 40) + "!"),
    ("^(a|aa)+(?<=(b)\\2)c?$", String(repeating: "a", count: 60) + "!"),
    ("(b?)^(.*a){15}\\1$", String(repeating: "a", count: 60) + "!"),
    ("^(?:(a+)+|b)\\1+$", String(repeating: "a", count: 60) + "!"),
    ("(?<=^(\\w+\\s?)*(b?)\\2)!$", "?" + String(repeating: "a", count: 60) + "!"),
  ])
  func catastrophic(pattern: String, subject: String) throws {
    let regex = try ECMARegex(Array(pattern.utf8), options: .init(usesBeforeJIT: 2))
    let start = ContinuousClock.now
    // Enough rounds to be run by the interpreter and by machine code.
    for _ in 0..<4 {
      #expect(Array(subject.utf8).withUnsafeBufferPointer { regex.test($0) } == .tooCostly)
    }
    #expect(ContinuousClock.now - start < .seconds(120))
  }

  /// A megabyte through a group needs more than the machine code's stack; it must not be "no" where
  /// no other engine can decide it.
  @Test func longSubject() throws {
    let subject = Array(repeating: UInt8(ascii: "a"), count: 1_000_000)
    let costly = try ECMARegex(Array("^(b?)(?:[^x]|\\1y)*z".utf8))
    let linear = try ECMARegex(Array("^(?:[^x]|y)*z".utf8))
    for _ in 0..<12 {
      #expect(subject.withUnsafeBufferPointer { costly.test($0) } == .tooCostly)
      #expect(subject.withUnsafeBufferPointer { linear.test($0) } == .noMatch)
    }
    #expect(try verdict(Array("^[^x]*z?$".utf8), subject) == .match)
    #expect(try verdict(Array("(?:a|b)*c".utf8), subject) == .noMatch)
  }

  @Test func higherLimitAllows() throws {
    let subject = String(repeating: "a", count: 14) + "!"
    let strict = ECMARegex.Options(matchLimit: 100)
    #expect(try verdict("^(b?)(?:a+)+\\1$", subject, options: strict) == .tooCostly)
    #expect(try verdict("^(b?)(?:a+)+\\1$", subject) == .noMatch)
  }

  /// What a match is charged for is the same whichever engine was at work.
  @Test(arguments: [
    "^(a+)+$", "^(?=(a+)+$)a", "^(?!(a+)+$)", "^(b?)(?=\\1(a+)+$)a", "^(?:(.*)a){4}$|",
    "(?=.*b)^(a|aa)+$|",
  ])
  func workIsTheSame(pattern: String) throws {
    for count in [2, 12, 14, 16, 18, 22, 40] {
      let regex = try ECMARegex(Array(pattern.utf8), options: .init(usesBeforeJIT: 2))
      let subject = Array((String(repeating: "a", count: count) + "!").utf8)
      let charges = (0..<4).map { _ in
        var work = 0
        _ = subject.withUnsafeBufferPointer { regex.test($0, work: &work) }
        return work
      }
      #expect(Set(charges).count == 1, "\(count): \(charges)")
    }
  }

  private func work(_ pattern: String, _ subject: String) throws -> Int {
    let regex = try ECMARegex(Array(pattern.utf8))
    var work = 0
    _ = Array(subject.utf8).withUnsafeBufferPointer { regex.test($0, work: &work) }
    return work
  }

  /// Work grows with short texts too, with what one character can take, and with the visits of the
  /// engine that decides what is too costly for PCRE2.
  @Test func workIsCharged() throws {
    func a(_ count: Int) -> String { String(repeating: "a", count: count) }
    #expect(try work("^[ab]", a(4_000)) > 0)
    #expect(try work("^(?:a|bc)+$", a(3_000)) > 10 * work("^(?:a|bc)+$", a(30)))
    let branches = (0..<2_000).map { "a\($0)" }.joined(separator: "|")
    #expect(try work("(?:\(branches))x", a(800)) > 10 * work("(?:a1|a2)x", a(800)))
    let costly = "^(?:a?){300}(?:a|aa){20}$"
    #expect(try work(costly, a(400) + "!") > 20 * work("^(?:a|aa)(?:b|bb)$", a(400) + "!"))
    #expect(try work("^(b?)(?=\\1(a+)+$)", a(60) + "!") > 50 * work("^(b?)(?=\\1(a+)+$)", "a"))
  }

  /// PCRE2 counts where it turns back and not the characters that it passes on the way.
  @Test(arguments: [
    "(?!b)(?:x|[a-z])*?[a-z]*[0-9]", "^(?:x|[a-z])*?[a-z]*[0-9]", "[a-z]*[0-9]",
    "(?!b)[a-z]*[0-9]",
  ])
  func charactersAreCounted(pattern: String) throws {
    for count in [500, 10_000, 100_000] {
      let regex = try ECMARegex(Array(pattern.utf8))
      let subject = [UInt8](repeating: UInt8(ascii: "a"), count: count)
      let start = ContinuousClock.now
      for _ in 0..<2 {
        let verdict = subject.withUnsafeBufferPointer { regex.test($0) }
        #expect(verdict != .match)
      }
      #expect(ContinuousClock.now - start < .seconds(10), "\(count)")
    }
  }

  @Test func patternSize() {
    let options = ECMARegex.Options(maximumPatternBytes: 10)
    #expect(compileError("aaaaaaaaaaa", options: options)?.unsupported == true)
    #expect(compileError("aaaaaaaaaa", options: options) == nil)
  }

  /// Nesting is parsed without recursion, however deep, and refused above the limit.
  @Test func nesting() {
    let deep = String(repeating: "(", count: 30_000) + String(repeating: ")", count: 30_000)
    #expect(ECMARegex.isValid(Array(deep.utf8)))
    #expect(compileError(deep)?.unsupported == true)
    let allowed = String(repeating: "(", count: 250) + "a" + String(repeating: ")*", count: 250)
    #expect(compileError(allowed) == nil)
    #expect((try? verdict(allowed, "b")) != nil)
  }

  /// Sizes that multiply do not multiply the program.
  @Test func nestedCounts() throws {
    let pattern = "^(?:(?:(?:a{1000}){1000}){1000}){1000}$"
    #expect(try verdict(pattern, "aaa") == .noMatch)
  }

  /// The time to parse grows linearly with the pattern.
  @Test func longPatterns() {
    let start = ContinuousClock.now
    for piece in ["\\1", "[a-", "(?<a", "(?=", "a{1,", "\\k<n>", "[\\d\\w]", "\\-\\8", "(a)\\9"] {
      let pattern = Array(String(repeating: piece, count: 65_000 / piece.utf8.count).utf8)
      _ = try? ECMARegex(pattern)
    }
    #expect(ContinuousClock.now - start < .seconds(120))
  }
}
