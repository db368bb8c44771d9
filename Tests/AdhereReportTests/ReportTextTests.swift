import AdhereJudging
import AdhereTallies
import Testing

@testable import AdhereReport

/// The table for a terminal.
@Suite struct ReportTextTests {
  @Test func `heading, rows and lists`() {
    let text = Report(Counted.tallies()).text()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(
      lines[0] == "1,003 outputs: 89.9 % conform as they came, 95.9 % after repair.")
    #expect(lines[1] == "7 more are errors of providers or records, not of models.")
    #expect(lines.contains { $0.hasPrefix("large ") && $0.contains("90.0 % (88.0-91.7)") })
    #expect(lines.contains { $0.contains("30  required") && $0.contains("mostly large") })
    #expect(lines.contains { $0.contains("(root)") })
    #expect(text.contains("\nWhy outputs were not handed on\n"))
    #expect(lines.contains { $0.contains("40  nonconforming") && $0.contains("mostly large") })
    #expect(text.contains("\nWorst tools\n") && text.contains("\nTrend, as they came\n"))
  }

  @Test func `names are shortened to the terminal, and cannot steer it`() {
    var tallies = Tallies(limit: .max)
    let name = "\u{1B}[31m" + String(repeating: "long", count: 40)
    let place = tallies.position(
      of: Tallies.Key(hour: 1, series: Series(provider: "p", model: name, surface: .json)))
    tallies.count(.valid, at: place)
    let text = Report(tallies).text(width: 90)
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("…"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(arguments: [Report.Grouping.model, .day])
  func `a table has a bound, and says what it leaves out`(grouping: Report.Grouping) {
    var tallies = Tallies(limit: .max)
    for number in 0..<1_000 {
      let series = Series(provider: "p", model: "m\(number)", surface: .json)
      let place = tallies.position(of: Tallies.Key(hour: 24 * number, series: series))
      tallies.count(.valid, times: number < 990 ? 1 : 100, at: place)
    }
    let report = Report(tallies, by: grouping)
    let text = report.text()
    #expect(text.split(separator: "\n").count < 300)
    #expect(text.contains("800 more, with 800 outputs, are in the report as JSON."))
    #expect(report.html().contains("800 more, with 800 outputs"))
    #expect(report.html().utf8.count < 300_000)
    #expect(report.rows.count == 1_000)
    if grouping == .model {
      for number in 990..<1_000 { #expect(text.contains("m\(number) ")) }
    }
  }

  @Test func `no outputs`() {
    #expect(Report(Tallies()).text() == "No outputs were counted.\n")
  }
}
