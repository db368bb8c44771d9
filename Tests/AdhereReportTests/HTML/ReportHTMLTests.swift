import AdhereJudging
import AdhereTallies
import Testing

@testable import AdhereReport

/// The page.
@Suite struct ReportHTMLTests {
  @Test func `the page needs nothing else`() {
    let page = Report(Counted.tallies()).html()
    #expect(page.hasPrefix("<!doctype html>\n"))
    #expect(page.hasSuffix("</html>\n"))
    for word in ["<script", "http:", "https:", "src=", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
    for section in [
      "By model", "Adherence over time", "Failures by reason",
      "Failures by keyword and path", "Repairs", "Worst tools",
    ] {
      #expect(page.contains("<h2>\(section)</h2>"), "\(section)")
    }
  }

  @Test func `names are escaped`() {
    var tallies = Tallies(limit: .max)
    let name = "<b>\"a\" & 'b'\u{202E}"
    let place = tallies.position(
      of: Tallies.Key(hour: 1, series: Series(provider: "p", model: name, surface: .json)))
    tallies.count(.invalid, at: place)
    tallies.count(violation: "enum", path: "/<i>", at: place)
    let page = Report(tallies).html(title: "<Title>")
    #expect(!page.contains("<b>\"") && !page.contains("<i>\"") && !page.contains("<Title>"))
    #expect(page.contains("&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;\u{FFFD}"))
    #expect(page.contains("<title>&lt;Title&gt;</title>"))
  }

  @Test func `a comparison comes first`() throws {
    let report = Report(Counted.tallies())
    let comparison = Comparison(
      try #require(report.row("large")), try #require(report.row("small")))
    let page = report.html(comparison: comparison)
    let sentence = comparison.sentence.split(separator: "\n")[0]
    #expect(page.contains("<p>\(Charts.escape(String(sentence)))</p>"))
  }

  @Test func `a chart of one day, and of none`() {
    #expect(Charts.trend([]) == "")
    let row = Report.Row(name: "2026-01-01", outcomes: [.valid: 1], repairsByTier: [:])
    #expect(Charts.trend([(model: "m", days: [row])]).contains("<circle"))
    #expect(Charts.stack(.empty("none")) == "")
  }
}
