import AdhereJudging
import AdhereTallies
import Testing

@testable import AdhereReport

/// What a report makes of counts.
@Suite struct ReportTests {
  @Test func `rows add up, and errors of providers are not the model's`() throws {
    let report = Report(Counted.tallies())
    #expect(report.total.judged == 1003)
    #expect(report.total.outcomes[.error] == 7)
    let large = try #require(report.row("large"))
    #expect(large.asItCame == Proportion(900, of: 1000))
    #expect(large.afterRepair == Proportion(960, of: 1000))
    #expect(large.failed == 40)
    #expect(large.repairsByTier == ["lossless": 50, "safe": 20])
    #expect(report.row("medium") == nil)
  }

  @Test func `few outputs do not rank above many by luck`() {
    var tallies = Counted.tallies()
    let lucky = tallies.position(
      of: Tallies.Key(
        hour: Counted.hour, series: Series(provider: "p", model: "lucky", surface: .json)))
    tallies.count(.valid, times: 3, at: lucky)
    #expect(Report(tallies).rows.map(\.name) == ["large", "lucky", "small"])
  }

  @Test func `groups`() {
    func names(_ grouping: Report.Grouping) -> [String] {
      Report(Counted.tallies(), by: grouping).rows.map(\.name)
    }
    #expect(names(.provider) == ["p"])
    #expect(names(.tool) == ["search", "book"])
    #expect(names(.day) == ["2025-11-24", "2025-11-25"])
    #expect(Report(Tallies()).rows.isEmpty)
    var unnamed = Tallies()
    let place = unnamed.position(
      of: Tallies.Key(hour: 1, series: Series(provider: "", model: "", surface: .json)))
    unnamed.count(.valid, at: place)
    #expect(Report(unnamed).rows.map(\.name) == ["(not named)"])
  }

  @Test func `lists name the most frequent first, and so many`() {
    let report = Report(Counted.tallies(), top: 1)
    #expect(
      report.violations == [
        Report.Violation(keyword: "required", path: "/a", count: 30, model: "large")
      ])
    #expect(report.repairs.map(\.rule) == ["trailing-comma"])
    // 2 of 3 outputs is 94 % at most, 960 of 1000 is 97 %.
    #expect(report.tools.map(\.name) == ["book"])
    #expect(report.redactions.map(\.rule) == ["email"])
    #expect(report.trend.map(\.judged) == [1000, 3])
    #expect(report.trendByModel.map(\.model) == ["large", "small"])
  }
}
