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

  @Test func `no outputs`() {
    #expect(Report(Tallies()).text() == "No outputs were counted.\n")
  }
}
