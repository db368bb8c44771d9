import AdhereTraces
import AdhereJudging
import AdhereJSON

/// Counts in the forms that monitoring reads.
///
///     let text = Metrics(tallies).text(.prometheus)
///
/// Label values are bounded: a hundred of each, then `other`. The names are the same everywhere:
/// `adhere_outputs_total{provider,model,surface,tool,outcome}` and so on.
public struct Metrics: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    /// Prometheus' text format, version 0.0.4.
    case prometheus
    /// OpenMetrics 1.0.
    case openmetrics
    /// `schemas/tallies.schema.json`: the exact counts, with their hours, which add up.
    case json

    /// What to send as `Content-Type`.
    public var contentType: String {
      switch self {
      case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
      case .openmetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
      case .json: "application/json"
      }
    }

    /// The form that an `Accept` header asks for.
    public init(accept: String) {
      self =
        accept.contains("application/openmetrics-text")
        ? .openmetrics : accept.contains("application/json") ? .json : .prometheus
    }
  }

  /// Most values of a label that are exported.
  public static let limit = 100

  let tallies: Tallies

  public init(_ tallies: Tallies) { self.tallies = tallies }

  /// The whole exposition.
  public func text(_ format: Format) -> [UInt8] {
    if format == .json {
      var writer = JSONWriter()
      writer.append(tallies)
      writer.newline()
      return writer.bytes
    }
    var writer = ExpositionWriter(isOpenMetrics: format == .openmetrics)
    write(tallies.merged(limit: Metrics.limit), &writer)
    return writer.finish()
  }

  private func write(_ tallies: Tallies, _ writer: inout ExpositionWriter) {
    let entries = tallies.entries.sorted { $0.key.series < $1.key.series }
    writer.family("adhere_outputs", .counter, "Outputs judged, by what became of them.")
    for (key, counts) in entries {
      for outcome in Outcome.allCases where counts[outcome] > 0 {
        writer.sample(
          labels(key.series) + [("outcome", outcome.rawValue)], String(counts[outcome]))
      }
    }
    writer.family("adhere_violations", .counter, "Violations of the schema, by keyword.")
    for (key, counts) in entries {
      var keywords: [String: Int] = [:]
      for (violation, count) in counts.violations {
        keywords[violation.keyword, default: 0] += count
      }
      for (keyword, count) in keywords.sorted(by: { $0.key < $1.key }) {
        writer.sample(labels(key.series) + [("keyword", keyword)], String(count))
      }
    }
    writer.family("adhere_repairs", .counter, "Repairs made, by rule.")
    for (key, counts) in entries {
      for (repair, count) in counts.repairs.sorted(by: {
        ($0.key.rule, $0.key.tier) < ($1.key.rule, $1.key.tier)
      }) {
        writer.sample(
          labels(key.series) + [("rule", repair.rule), ("tier", repair.tier)], String(count))
      }
    }
    writeDurations(entries.map(\.counts.durations), &writer)
    writeEvents(tallies, &writer)
    writer.family("adhere_redactions", .counter, "Places made unreadable in traces, by rule.")
    for (rule, count) in tallies.redactions.sorted(by: { $0.key < $1.key }) {
      writer.sample([("rule", rule)], String(count))
    }
  }

  private func writeDurations(
    _ histograms: [DurationHistogram], _ writer: inout ExpositionWriter
  ) {
    var total = DurationHistogram()
    for histogram in histograms { total += histogram }
    writer.family(
      "adhere_judge_duration_seconds", .histogram, "Time from one verdict to the next.",
      unit: "seconds")
    var count = 0
    for (bound, inStep) in zip(DurationHistogram.bounds, total.counts) {
      count += inStep
      writer.sample([("le", Metrics.seconds(bound))], String(count), suffix: "_bucket")
    }
    writer.sample([("le", "+Inf")], String(total.count), suffix: "_bucket")
    writer.sample([], Metrics.seconds(total.sum), suffix: "_sum")
    writer.sample([], String(total.count), suffix: "_count")
  }

  private func writeEvents(_ tallies: Tallies, _ writer: inout ExpositionWriter) {
    let names: [(Tallies.Event, String, String)] = [
      (.reask, "adhere_reasks", "Requests repeated because the output did not conform."),
      (.retry, "adhere_upstream_retries", "Requests repeated because the provider failed."),
      (.abort, "adhere_stream_aborts", "Streams ended early."),
    ]
    for (event, name, help) in names {
      writer.family(name, .counter, help)
      for (labels, count) in Metrics.events(event, tallies) { writer.sample(labels, String(count)) }
    }
  }

  /// Counts of an event by the labels it is exported with, in their order.
  static func events(_ event: Tallies.Event, _ tallies: Tallies) -> [([(String, String)], Int)] {
    var counts: [Tallies.EventKey: Int] = [:]
    for (key, count) in tallies.events where key.event == event {
      // What is not exported is summed up: a sample may stand there only once.
      let merged = Tallies.EventKey(
        hour: 0, event: event, provider: event == .abort ? "" : key.provider,
        reason: event == .reask ? "" : key.reason)
      counts[merged, default: 0] += count
    }
    return counts.sorted { ($0.key.provider, $0.key.reason) < ($1.key.provider, $1.key.reason) }
      .map { key, count in
        let provider = event == .abort ? [] : [("provider", key.provider)]
        let reason = event == .reask ? [] : [("reason", key.reason)]
        return (provider + reason, count)
      }
  }

  private func labels(_ series: Series) -> [(String, String)] {
    [
      ("provider", series.provider), ("model", series.model),
      ("surface", series.surface.rawValue), ("tool", series.tool),
    ]
  }

  /// Nanoseconds as seconds, exactly and without an exponent.
  static func seconds(_ nanoseconds: Int) -> String {
    let whole = nanoseconds / 1_000_000_000
    var rest = String(nanoseconds % 1_000_000_000 + 1_000_000_000).dropFirst()
    while rest.last == "0" { rest.removeLast() }
    return rest.isEmpty ? "\(whole).0" : "\(whole).\(rest)"
  }
}
