import AdhereJudging
import Testing

@testable import AdhereReport

/// Sentences about two rows.
@Suite struct ComparisonTests {
  private func row(_ name: String, valid: Int, invalid: Int) -> Report.Row {
    Report.Row(name: name, outcomes: [.valid: valid, .invalid: invalid], repairsByTier: [:])
  }

  @Test func `a clear difference is named from the better one, whichever comes first`() {
    let good = row("good", valid: 95, invalid: 5)
    let bad = row("bad", valid: 50, invalid: 50)
    for comparison in [Comparison(good, bad), Comparison(bad, good)] {
      let first = comparison.sentence.split(separator: "\n")[0]
      #expect(
        first.hasPrefix(
          "Outputs of good conform more often than those of bad as they come, by 45.0 points"))
      #expect(comparison.asItCame?.isClear == true)
    }
  }

  @Test func `no difference, and too few outputs`() {
    let a = row("a", valid: 5, invalid: 5)
    let b = row("b", valid: 6, invalid: 4)
    #expect(
      Comparison(a, b).sentence.hasPrefix("No difference between a and b as they come is shown"))
    let none = row("none", valid: 0, invalid: 0)
    #expect(Comparison(a, none).asItCame == nil)
    #expect(
      Comparison(a, none).sentence
        == "There are not enough outputs to compare a with none as they come.\n"
        + "There are not enough outputs to compare a with none after repair.")
  }
}
