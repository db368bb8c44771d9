import AdhereJSON

/// Counts in the formats that monitoring reads.
///
///     let text = Metrics(tallies).text(.prometheus)
///
/// Label values are bounded: a hundred of each, then `other`. The names are the same everywhere:
/// `adhere_outputs_total{provider,model,surface,tool,outcome}` and so on.
public struct Metrics: Sendable {
  /// A format of exposition. May gain cases in later versions.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Format: String, Sendable, CaseIterable {
    /// Prometheus' text format, version 0.0.4.
    case prometheus
    /// OpenMetrics 1.0.
    case openmetrics
    /// `schemas/tallies.schema.json`: the exact counts, with their hours, which add up.
    case json

    /// The value of `Content-Type`.
    public var contentType: String {
      switch self {
      case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
      case .openmetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
      case .json: "application/json"
      }
    }

    /// The format that an `Accept` header names first of OpenMetrics, JSON and Prometheus.
    ///
    /// - Parameter accept: the value of the header.
    public init(accept: String) {
      self =
        accept.contains("application/openmetrics-text")
        ? .openmetrics : accept.contains("application/json") ? .json : .prometheus
    }
  }

  /// Most values of a label that are exported; ``Tallies/other`` has the rest.
  public static let limit = 100

  let tallies: Tallies

  /// - Parameter tallies: the counts so far.
  public init(_ tallies: Tallies) { self.tallies = tallies }

  /// The whole exposition, UTF-8.
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
    func write(_ families: [MetricFamily]) {
      for family in families {
        writer.family(family.name, .counter, family.help)
        for sample in family.samples(tallies) {
          writer.sample((sample.series?.labels ?? []) + sample.labels, String(sample.count))
        }
      }
    }
    write(MetricFamily.outputs)
    writeDurations(tallies.entries.map(\.counts.durations), &writer)
    write(MetricFamily.events + [MetricFamily.redactions])
  }

  private func writeDurations(
    _ histograms: [DurationHistogram], _ writer: inout ExpositionWriter
  ) {
    var total = DurationHistogram()
    for histogram in histograms { total += histogram }
    writer.family(
      MetricFamily.durations.name, .histogram, MetricFamily.durations.help, unit: "seconds")
    var count = 0
    for (bound, inStep) in zip(DurationHistogram.bounds, total.counts) {
      count.count(inStep)
      writer.sample([("le", Metrics.seconds(bound))], String(count), suffix: "_bucket")
    }
    writer.sample([("le", "+Inf")], String(total.count), suffix: "_bucket")
    writer.sample([], Metrics.seconds(total.sum), suffix: "_sum")
    writer.sample([], String(total.count), suffix: "_count")
  }

  /// Nanoseconds as seconds, exactly and without an exponent.
  static func seconds(_ nanoseconds: Int) -> String {
    let whole = nanoseconds / 1_000_000_000
    var rest = String(nanoseconds % 1_000_000_000 + 1_000_000_000).dropFirst()
    while rest.last == "0" { rest.removeLast() }
    return rest.isEmpty ? "\(whole).0" : "\(whole).\(rest)"
  }
}
