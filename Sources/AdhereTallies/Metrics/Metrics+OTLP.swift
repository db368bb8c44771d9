import AdhereJudging
import AdhereJSON
public import AdherePlatform

extension Metrics {
  /// The counts as the body of an OTLP/HTTP request in JSON, to be sent to `/v1/metrics` as
  /// `application/json` (OpenTelemetry protocol 1.x).
  ///
  /// - Parameters:
  ///   - start: when counting began; sums are cumulative from then on.
  ///   - time: of the counts.
  ///   - service: the resource's `service.name`.
  public func otlp(start: Timestamp, time: Timestamp = .now(), service: String = "adhere")
    -> [UInt8]
  {
    let tallies = tallies.merged(limit: Metrics.limit)
    var writer = OTLPWriter(start: start, time: time)
    writer.begin(service: service)
    for family in MetricFamily.counters where family.otlp != .never {
      let samples = family.samples(tallies)
      if family.otlp == .whereCounted, samples.isEmpty { continue }
      writer.sum(name(of: family), family.help, family.unit) { sum in
        for sample in samples { sum.point(attributes(sample), sample.count) }
      }
    }
    var durations = DurationHistogram()
    for (_, counts) in tallies.entries { durations += counts.durations }
    writer.histogram("adhere.judge.duration", MetricFamily.durations.help, durations)
    writer.end()
    return writer.bytes
  }

  private func name(of family: MetricFamily) -> String {
    String(family.name.map { $0 == "_" ? "." : $0 })
  }

  /// Named by OpenTelemetry's conventions for generative AI, where they have a name. Empty labels
  /// are left out.
  private func attributes(_ sample: MetricFamily.Sample) -> [(String, String)] {
    var attributes: [(String, String)] = []
    if let series = sample.series {
      attributes = [
        ("gen_ai.provider.name", series.provider), ("gen_ai.request.model", series.model),
        ("gen_ai.output.type", series.surface == .json ? "json" : ""),
        ("gen_ai.tool.name", series.tool), ("adhere.surface", series.surface.rawValue),
        ("adhere.form", series.form),
      ]
    }
    attributes += sample.labels.map { name, value in
      (name == "provider" ? "gen_ai.provider.name" : "adhere.\(name)", value)
    }
    return attributes.filter { !$0.1.isEmpty }
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
