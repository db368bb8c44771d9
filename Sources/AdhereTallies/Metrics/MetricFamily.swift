import AdhereJudging

/// A family of counters, and how its samples are read off the counts. Every writer of metrics
/// (Prometheus and OpenMetrics, OTLP, swift-metrics) walks ``counters``.
package struct MetricFamily: Sendable {
  /// One counter of the family.
  package struct Sample {
    /// The series of the outputs; nil for what is counted beside outputs.
    package var series: Series?
    /// Labels besides those of the series, as Prometheus names them.
    package var labels: [(name: String, value: String)]
    package var count: Int
  }

  /// As Prometheus names it, without `_total`: `adhere_outputs`.
  package let name: String
  package let help: String
  /// What is counted, in UCUM's braces: `{output}` (OpenTelemetry).
  let unit: String
  /// Whether OTLP has the family. Those of events are left out there while they have no samples.
  let otlp: OTLP
  /// Sorted by series, then by labels.
  package let samples: @Sendable (Tallies) -> [Sample]

  enum OTLP { case always, whereCounted, never }

  private init(
    _ name: String, _ help: String, unit: String, otlp: OTLP,
    _ samples: @escaping @Sendable (Tallies) -> [Sample]
  ) {
    self.name = name
    self.help = help
    self.unit = unit
    self.otlp = otlp
    self.samples = samples
  }

  /// All of them; those of outputs come first.
  package static let counters = outputs + events + [redactions]

  static let outputs = [
    ofOutputs("adhere_outputs", "Outputs judged, by what became of them.", unit: "{output}") {
      counts in
      Outcome.allCases.filter { counts[$0] > 0 }.map { ([("outcome", $0.rawValue)], counts[$0]) }
    },
    ofOutputs("adhere_violations", "Violations of the schema, by keyword.", unit: "{violation}") {
      counts in
      var keywords: [String: Int] = [:]
      for (violation, count) in counts.violations {
        keywords[violation.keyword, default: 0].count(count)
      }
      return keywords.sorted { $0.key < $1.key }.map { ([("keyword", $0.key)], $0.value) }
    },
    ofOutputs("adhere_repairs", "Repairs made, by rule.", unit: "{repair}") { counts in
      counts.repairs.sorted { ($0.key.rule, $0.key.tier) < ($1.key.rule, $1.key.tier) }
        .map { ([("rule", $0.key.rule), ("tier", $0.key.tier)], $0.value) }
    },
  ]

  static let events = [
    ofEvents(
      "adhere_reasks", "Requests repeated because the output did not conform.", .reask,
      labels: { [("provider", $0.provider)] }),
    ofEvents(
      "adhere_upstream_retries", "Requests repeated because the provider failed.", .retry,
      labels: { [("provider", $0.provider), ("reason", $0.reason)] }),
    ofEvents(
      "adhere_stream_aborts", "Streams ended early.", .abort, labels: { [("reason", $0.reason)] }),
  ]

  static let redactions = MetricFamily(
    "adhere_redactions", "Places made unreadable in traces, by rule.", unit: "{place}",
    otlp: .never
  ) { tallies in
    tallies.redactions.sorted { $0.key < $1.key }
      .map { Sample(labels: [("rule", $0.key)], count: $0.value) }
  }

  /// Durations are no counter: the name and help of their histogram.
  package static let durations = (
    name: "adhere_judge_duration_seconds", help: "Time from one verdict to the next."
  )

  private static func ofOutputs(
    _ name: String, _ help: String, unit: String,
    _ read: @escaping @Sendable (Counts) -> [([(name: String, value: String)], Int)]
  ) -> MetricFamily {
    MetricFamily(name, help, unit: unit, otlp: .always) { tallies in
      tallies.entries.sorted { $0.key.series < $1.key.series }.flatMap { key, counts in
        read(counts).map { Sample(series: key.series, labels: $0.0, count: $0.1) }
      }
    }
  }

  private static func ofEvents(
    _ name: String, _ help: String, _ event: Tallies.Event,
    labels: @escaping @Sendable (Tallies.EventKey) -> [(name: String, value: String)]
  ) -> MetricFamily {
    MetricFamily(name, help, unit: "{\(event.rawValue)}", otlp: .whereCounted) { tallies in
      // Sums over hours and over labels that are not exported: samples must not repeat.
      var counts: [[String]: Int] = [:]
      for (key, count) in tallies.events where key.event == event {
        counts[labels(key).map(\.value), default: 0].count(count)
      }
      let names = labels(Tallies.EventKey(hour: 0, event: event, provider: "", reason: ""))
        .map(\.name)
      return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        .map { Sample(labels: zip(names, $0.key).map { ($0, $1) }, count: $0.value) }
    }
  }
}

extension Series {
  /// As Prometheus names its labels. Most outputs have no form, and no label of it.
  package var labels: [(name: String, value: String)] {
    [
      ("provider", provider), ("model", model), ("surface", surface.rawValue), ("tool", tool),
    ] + (form.isEmpty ? [] : [("form", form)])
  }
}
