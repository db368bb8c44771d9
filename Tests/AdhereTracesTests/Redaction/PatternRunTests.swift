import Testing

@testable import AdhereTraces

/// Where a pattern's matches hold a long run of letters and digits, texts without one need no search.
@Suite struct PatternRunTests {
  private func run(_ pattern: String) -> Int { PatternRun.shortest(Array(pattern.utf8)) }

  @Test(arguments: [
    ("sk-[A-Za-z0-9_-]{20,}", 20), ("(?<![A-Za-z0-9])key([0-9a-f]{32})\\b", 32),
    ("(?:a[0-9]{28}|b[0-9]{26})", 26), ("[a-z]{40}", 32), ("(?i)x[a-z/+]{18,30}+", 18),
    ("a{16}?b", 16),
  ])
  func `the longest run that has to be there counts`(pattern: String, expected: Int) {
    #expect(run(pattern) == expected)
  }

  @Test(arguments: [
    "[^ ]{40}", "[a-z.]{40}", "[a-z]{40}|x", "(?:[a-z]{40})?", "(?:[a-z]{40}){0,2}", "[a-z]{0,40}",
    "(?=[a-z]{40})x", "[a-z]{15}", "(?x)[a-z]{40}", "(?<n>[a-z]{40})", "\\Q[a-z]{40}\\E",
    "[[:alpha:]]{40}", "[\\w]{40}", "(a|[a-z]{40}", "[a-z]{40}|", "(|[a-z]{40})", "[a-z", "x{,40}",
    "[ -~]{40}", "[]a-z]{40}", "",
  ])
  func `what need not be a run, or is not understood, is always searched for`(pattern: String) {
    #expect(run(pattern) == 0)
  }

  @Test func `texts without a run are not searched for the keys that are one`() throws {
    let rules = try RedactionRule.read(Array(BuiltInRules.json.utf8))
    #expect(rules.count { $0.run >= 16 } > 90)
  }
}
