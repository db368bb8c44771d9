public import AdherePlatform
import AdhereTraces
import AdhereJudging
import AdhereJSON

extension Metrics {
  /// The counts as the body of an OTLP/HTTP request in JSON, to be sent to `/v1/metrics` as
  /// `application/json` (OpenTelemetry protocol 1.x).
  ///
  /// Sums are cumulative from `start` on: of one run, or of one process.
  public func otlp(start: Timestamp, time: Timestamp = .now(), service: String = "adhere")
    -> [UInt8]
  {
    let tallies = tallies.merged(limit: Metrics.limit)
    var writer = OTLPWriter(start: start, time: time)
    writer.begin(service: service)
    let entries = tallies.entries.sorted { $0.key.series < $1.key.series }
    writer.sum("adhere.outputs", "Outputs judged, by what became of them.", "{output}") { sum in
      for (key, counts) in entries {
        for outcome in Outcome.allCases where counts[outcome] > 0 {
          sum.point(
            attributes(key.series) + [("adhere.outcome", outcome.rawValue)], counts[outcome])
        }
      }
    }
    writer.sum("adhere.violations", "Violations of the schema, by keyword.", "{violation}") {
      sum in
      for (key, counts) in entries {
        var keywords: [String: Int] = [:]
        for (violation, count) in counts.violations {
          keywords[violation.keyword, default: 0] += count
        }
        for (keyword, count) in keywords.sorted(by: { $0.key < $1.key }) {
          sum.point(attributes(key.series) + [("adhere.keyword", keyword)], count)
        }
      }
    }
    writer.sum("adhere.repairs", "Repairs made, by rule.", "{repair}") { sum in
      for (key, counts) in entries {
        for (repair, count) in counts.repairs.sorted(by: { $0.key.rule < $1.key.rule }) {
          sum.point(
            attributes(key.series) + [("adhere.rule", repair.rule), ("adhere.tier", repair.tier)],
            count)
        }
      }
    }
    for (event, name, what) in [
      (.reask, "adhere.reasks", "Requests repeated because the output did not conform."),
      (.retry, "adhere.upstream.retries", "Requests repeated because the provider failed."),
      (.abort, "adhere.stream.aborts", "Streams ended early."),
    ] as [(Tallies.Event, String, String)] {
      let counts = Metrics.events(event, tallies)
      // A sum without points says nothing.
      guard !counts.isEmpty else { continue }
      writer.sum(name, what, "{\(event.rawValue)}") { sum in
        for (labels, count) in counts {
          let names = ["provider": "gen_ai.provider.name", "reason": "adhere.reason"]
          sum.point(labels.filter { !$0.1.isEmpty }.map { (names[$0.0]!, $0.1) }, count)
        }
      }
    }
    var durations = DurationHistogram()
    for (_, counts) in entries { durations += counts.durations }
    writer.histogram("adhere.judge.duration", "Time from one verdict to the next.", durations)
    writer.end()
    return writer.bytes
  }

  /// Names of OpenTelemetry's conventions for generative AI where there are any.
  private func attributes(_ series: Series) -> [(String, String)] {
    [
      ("gen_ai.provider.name", series.provider), ("gen_ai.request.model", series.model),
      ("gen_ai.output.type", series.surface == .json ? "json" : ""),
      ("gen_ai.tool.name", series.tool), ("adhere.surface", series.surface.rawValue),
    ].filter { !$0.1.isEmpty }
  }
}

/// Writes an ExportMetricsServiceRequest in the JSON mapping of protobuf, in which integers of
/// 64 bits are strings.
struct OTLPWriter {
  private var writer = JSONWriter()
  private let start: String
  private let time: String

  init(start: Timestamp, time: Timestamp) {
    self.start = "\(start.milliseconds)000000"
    self.time = "\(time.milliseconds)000000"
  }

  var bytes: [UInt8] { writer.bytes }

  mutating func begin(service: String) {
    writer.beginObject()
    writer.key("resourceMetrics")
    writer.beginArray()
    writer.beginObject()
    writer.key("resource")
    writer.beginObject()
    write([("service.name", service)])
    writer.endObject()
    writer.key("scopeMetrics")
    writer.beginArray()
    writer.beginObject()
    writer.key("scope")
    writer.beginObject()
    writer.member("name", "adhere")
    writer.endObject()
    writer.key("metrics")
    writer.beginArray()
  }

  mutating func end() {
    writer.endArray()
    writer.endObject()
    writer.endArray()
    writer.endObject()
    writer.endArray()
    writer.endObject()
  }

  mutating func sum(
    _ name: String, _ description: String, _ unit: String, _ points: (inout OTLPWriter) -> Void
  ) {
    head(name, description, unit)
    writer.key("sum")
    writer.beginObject()
    writer.member("aggregationTemporality", 2)
    writer.member("isMonotonic", true)
    writer.key("dataPoints")
    writer.beginArray()
    points(&self)
    writer.endArray()
    writer.endObject()
    writer.endObject()
  }

  mutating func point(_ attributes: [(String, String)], _ value: Int) {
    writer.beginObject()
    write(attributes)
    times()
    writer.member("asInt", String(value))
    writer.endObject()
  }

  mutating func histogram(_ name: String, _ description: String, _ histogram: DurationHistogram) {
    head(name, description, "s")
    writer.key("histogram")
    writer.beginObject()
    writer.member("aggregationTemporality", 2)
    writer.key("dataPoints")
    writer.beginArray()
    writer.beginObject()
    times()
    writer.member("count", String(histogram.count))
    writer.member("sum", raw: Array(Metrics.seconds(histogram.sum).utf8))
    writer.array("bucketCounts", of: histogram.counts) { writer, count in
      writer.string(String(count))
    }
    writer.array("explicitBounds", of: DurationHistogram.bounds) { writer, bound in
      writer.raw(Array(Metrics.seconds(bound).utf8))
    }
    writer.endObject()
    writer.endArray()
    writer.endObject()
    writer.endObject()
  }

  private mutating func head(_ name: String, _ description: String, _ unit: String) {
    writer.beginObject()
    writer.member("name", name)
    writer.member("description", description)
    writer.member("unit", unit)
  }

  private mutating func times() {
    writer.member("startTimeUnixNano", start)
    writer.member("timeUnixNano", time)
  }

  private mutating func write(_ attributes: [(String, String)]) {
    writer.key("attributes")
    writer.beginArray()
    for (key, value) in attributes {
      writer.beginObject()
      writer.member("key", key)
      writer.key("value")
      writer.beginObject()
      writer.member("stringValue", value)
      writer.endObject()
      writer.endObject()
    }
    writer.endArray()
  }
}
