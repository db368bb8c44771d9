import AdhereTestSupport
import Testing

@testable import AdherePattern

/// Lookarounds are decided in linear time, as backtracking decides them.
struct LinearPlanTests {
  private static let planned = [
    "^(?!d-)([\\da-z]+)(-*[\\da-z])*$", "^(?!a)[ab]+$|^b\\w*a$", "^(?=.{1,3}$)(?!-)[ab-]+(?<!-)$",
    "(?<!-)$", "^(?=a)", "^(?!a)(?=b)$|a", "^(?=a|b)(?:a|b)*(?<=ab|ba)(?<!aab)$",
    "^(?!^-+$)[ab-]*$",
    "^(?!)|b", "^(?=(a+)+$)|-", "a(?!b)c*", "(?=a)b", "^(?:(?!a)b)+$", "(?<=a)b$",
    "(?:(?!--)[ab-])*$",
    "^([ab]|[ab]([ab-](?!--))*[ab])$", "(?=.{1,3}$)[ab](-*[ab])*", "(?<!a(?=b))b",
    "(?=a(?<=-a)b?)a",
    "(?<=^|-)a(?=$|-)", "(?!(?!a))b|a(?!$)", "(?<!(?<!a)b)-", "(?:(?=a)|b){2}$",
    "a(?=\\b)|(?<=\\B)1",
    "(?:a(?!b)|b(?<!bb)){2,5}-", "a(?<!b)$", "^(?!a|b$)[^-]*$", "^(?=\\b)(?!.*--)[ab-]+$",
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
    ("^([a-z\\d]|[a-z\\d]([a-z\\d-](?!--))*[a-z\\d])$", "a", "!"),
    ("^[a-zA-Z0-9]?((?!-)([A-Za-z0-9-]*[A-Za-z0-9])\\.)+[a-zA-Z0-9]+$", "a", "!"),
    (".*(?<!\\\\)\\$\\{(.*?)\\}|(?<!\\\\)\\$([_a-zA-Z][_a-zA-Z0-9]*).*", "a", "\u{1}"),
    ("^(?!^\\s+$)((?![\\x5c'\\x2b,;<=>#\\x22])([\\x20-\\x7E]))+$", "a", "\u{1}"),
  ])
  func longTextsAreDecided(pattern: String, unit: String, tail: String) throws {
    let regex = try ECMARegex(Array(pattern.utf8))
    let subject = Array((String(repeating: unit, count: 100_000) + tail).utf8)
    for _ in 0..<2 { #expect(subject.withUnsafeBufferPointer { regex.test($0) } == .noMatch) }
  }

  /// The places of a subject are its code points, from whatever end they are read.
  @Test func placesAreCodePoints() throws {
    for pattern in [
      "(?<=é)(?!é)", "(?=é$)", "(?<=^.)é(?=.$)", "(?<!^|\\u{FFFD})(?=\\u{FFFD}a)", "(?=\\uD800)",
    ] {
      let parsed = try PatternParser.parse(Array(pattern.utf8))
      let plan = try #require(LinearPlan(parsed))
      let backtracking = BacktrackingProgram(parsed)
      let pieces: [[UInt8]] = [
        [0x61], [0xC3, 0xA9], [0xC3], [0xA9], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80],
        [0xF0, 0x9F, 0x98],
      ]
      var random = SplitMix64(3)
      for _ in 0..<400 {
        let subject = (0..<Int(random.next() % 6)).flatMap { _ in pieces[Int(random.next() % 7)] }
        subject.withUnsafeBufferPointer { subject in
          var steps = 0
          let expected = Backtracker.test(backtracking, subject, limits: .init(), steps: &steps)
          let verdict = plan.test(subject, limits: .init(), steps: &steps)
          #expect(verdict == expected, "\(pattern) on \(Array(subject))")
        }
      }
    }
  }

  /// A lookaround that is repeated is asked once.
  @Test func whatIsRepeatedIsOne() throws {
    let plan = try #require(LinearPlan(PatternParser.parse(Array("^(?:(?!--)[a-z-]){1,63}$".utf8))))
    #expect(plan.looks.count == 1)
  }

  /// All programs of a pattern share what one match may cost.
  @Test func manyLookaroundsHaveNoPlan() throws {
    func plan(_ count: Int) throws -> LinearPlan? {
      let way = "^(?!a)[ab]*"
      return LinearPlan(
        try PatternParser.parse(
          Array(Array(repeating: way, count: count).joined(separator: "|").utf8)))
    }
    #expect(try plan(31) != nil)
    #expect(try plan(32) == nil)
  }

  @Test(arguments: ["^(?=(a))\\1", "(a)(?!\\1)", "(?:(?!a{300}){300}a{300}){300}"])
  func othersHaveNoPlan(pattern: String) throws {
    let parsed = try PatternParser.parse(Array(pattern.utf8), unicode: false)
    #expect(LinearPlan(parsed) == nil)
    #expect(LinearPlan.size(of: parsed) == nil)
  }
}
