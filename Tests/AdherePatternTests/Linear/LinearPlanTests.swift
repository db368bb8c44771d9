import AdhereTestSupport
import Testing

@testable import AdherePattern

/// Lookarounds at the ends of a pattern are decided in linear time, as backtracking decides them.
struct LinearPlanTests {
  private static let planned = [
    "^(?!d-)([\\da-z]+)(-*[\\da-z])*$", "^(?!a)[ab]+$|^b\\w*a$", "^(?=.{1,3}$)(?!-)[ab-]+(?<!-)$",
    "(?<!-)$", "^(?=a)", "^(?!a)(?=b)$|a", "^(?=a|b)(?:a|b)*(?<=ab|ba)(?<!aab)$",
    "^(?!^-+$)[ab-]*$",
    "^(?!)|b", "^(?=(a+)+$)|-", "a(?<!b)$", "^(?!a|b$)[^-]*$", "^(?=\\b)(?!.*--)[ab-]+$",
  ]

  @Test(arguments: planned)
  func theyAgreeWithBacktracking(pattern: String) throws {
    let parsed = try PatternParser.parse(Array(pattern.utf8))
    let plan = try #require(LinearPlan(parsed))
    let backtracking = try #require(BacktrackingProgram(parsed))
    let letters = Array("ab-1".utf8)
    var random = SplitMix64(7)
    for _ in 0..<400 {
      let subject = (0..<Int(random.next() % 9)).map { _ in letters[Int(random.next() % 4)] }
      subject.withUnsafeBufferPointer { subject in
        var steps = 0
        let expected = Backtracker.test(backtracking, subject, limits: .init(), steps: &steps)
        #expect(
          plan.test(subject, limits: .init(), steps: &steps) == expected,
          "\(String(decoding: subject, as: UTF8.self))")
      }
    }
  }

  /// Patterns of CloudFormation, with texts that backtracking finds too costly.
  @Test(arguments: [
    ("^(?!D-|d-)([\\da-zA-Z]+)([-]*[\\da-zA-Z])*$", "a", "!"),
    ("^(?!app-)[a-zA-Z0-9]+[a-zA-Z0-9-_ ]+$", "a", "!"),
    ("^(?![0-9_])\\w+$|^_\\w*[a-zA-Z0-9]\\w*$", "_", "!"),
    ("^(?!rcfg-)(?![-])(?!.*[-]$)(?!.*[-]{2})[a-z0-9-]+$", "a-", "!"),
    ("^([a-zA-Z0-9](-*[a-zA-Z0-9])*)+(?<!-)$", "a", "-"),
  ])
  func longTextsAreDecided(pattern: String, unit: String, tail: String) throws {
    let regex = try ECMARegex(Array(pattern.utf8))
    let subject = Array((String(repeating: unit, count: 100_000) + tail).utf8)
    for _ in 0..<2 { #expect(subject.withUnsafeBufferPointer { regex.test($0) } == .noMatch) }
  }

  /// All programs of a pattern share what one match may cost.
  @Test func manyProgramsHaveNoPlan() throws {
    func plan(_ count: Int) throws -> LinearPlan? {
      let way = "^(?!a)[ab]*"
      return LinearPlan(
        try PatternParser.parse(
          Array(Array(repeating: way, count: count).joined(separator: "|").utf8)))
    }
    #expect(try plan(16) != nil)
    #expect(try plan(17) == nil)
  }

  @Test(arguments: ["a(?!b)c*", "(?=a)b", "^(?:(?!a)b)+$", "^(?=(a))\\1", "^(?!a)+b", "(?<=a)b$"])
  func othersHaveNoPlan(pattern: String) throws {
    let parsed = try PatternParser.parse(Array(pattern.utf8), unicode: false)
    #expect(LinearPlan(parsed) == nil)
    #expect(LinearPlan.size(of: parsed) == nil)
  }
}
