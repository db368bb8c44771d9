import AdhereJudging
import AdherePlatform
import Testing

@testable import AdhereTallies

/// Every writer of metrics has every family.
@Suite struct MetricFamilyTests {
  private let tallies = {
    var tallies = Tallies()
    let key = Tallies.Key(
      hour: 1, series: Series(provider: "p", model: "m", surface: .tool, tool: "f"))
    let place = tallies.position(of: key)
    tallies.count(.invalid, at: place)
    tallies.count(violation: "required", path: "/a", at: place)
    tallies.count(repair: "strip-fence", tier: "lossless", at: place)
    tallies.observe(1500, at: place)
    for event in Tallies.Event.allCases {
      tallies.count(event, provider: "p", reason: "r", at: Timestamp(hour: 1))
    }
    tallies.count(redaction: "email")
    return tallies
  }()

  @Test func `every family has a sample of its own`() {
    for family in MetricFamily.counters {
      #expect(family.samples(tallies).map(\.count) == [1], "\(family.name)")
      #expect(family.samples(Tallies()).isEmpty, "\(family.name)")
    }
    #expect(Set(MetricFamily.counters.map(\.name)).count == MetricFamily.counters.count)
    #expect(MetricFamily.counters.count == 3 + Tallies.Event.allCases.count + 1)
  }

  @Test func `expositions have every family`() {
    let metrics = Metrics(tallies)
    for format in [Metrics.Format.prometheus, .openmetrics] {
      let text = String(decoding: metrics.text(format), as: UTF8.self)
      for family in MetricFamily.counters {
        #expect(text.contains("\n\(family.name)_total{"), "\(family.name) in \(format)")
        #expect(text.contains("# HELP \(family.name)"), "\(family.name) in \(format)")
      }
      #expect(text.contains("\n\(MetricFamily.durations.name)_count 1\n"))
      #expect(text.hasSuffix("# EOF\n") == (format == .openmetrics))
    }
  }

  @Test func `OTLP has every family but those it never has`() {
    let text = String(
      decoding: Metrics(tallies).otlp(start: Timestamp(hour: 0), time: Timestamp(hour: 2)),
      as: UTF8.self)
    for family in MetricFamily.counters {
      let name = family.name.replacing("_", with: ".")
      #expect(text.contains("\"name\":\"\(name)\"") == (family.otlp != .never), "\(name)")
    }
    #expect(text.contains(#""name":"adhere.judge.duration""#))
  }

  @Test func `OTLP leaves out events that did not happen`() {
    let text = String(decoding: Metrics(Tallies()).otlp(start: Timestamp(hour: 0)), as: UTF8.self)
    for family in MetricFamily.counters {
      let name = family.name.replacing("_", with: ".")
      #expect(text.contains("\"name\":\"\(name)\"") == (family.otlp == .always), "\(name)")
    }
  }
}
