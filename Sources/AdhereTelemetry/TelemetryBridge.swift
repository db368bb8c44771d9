#if Telemetry
  public import AdhereJudging
  public import AdhereTallies
  import CoreMetrics
  import Synchronization

  /// Counts judgements in the backend that an application has set up for swift-metrics.
  ///
  ///     let telemetry = TelemetryBridge()
  ///     let judgement = contract.judge(output)
  ///     telemetry.record(judgement, Series(provider: "together", model: model, surface: .json))
  ///
  /// Metrics have the names of `Metrics`; label values are bounded as there: beyond a hundred of
  /// each, they are counted as `other`.
  public final class TelemetryBridge: Sendable {
    private let known: Mutex<KnownLabels>

    /// Values of labels that were used before.
    private struct KnownLabels {
      var providers: Set<String> = []
      var models: Set<String> = []
      var tools: Set<String> = []

      static func bound(_ value: String, _ set: inout Set<String>) -> String {
        if set.contains(value) { return value }
        guard set.count < Metrics.limit else { return Tallies.other }
        set.insert(value)
        return value
      }
    }

    /// A bridge to the backend of the process.
    public init() { known = Mutex(KnownLabels()) }

    /// Counts a judgement: its outcome, violations and repairs.
    ///
    /// - Parameters:
    ///   - judgement: the verdict on an output.
    ///   - series: the labels it is counted under.
    ///   - duration: how long judging took, to be recorded too.
    public func record(_ judgement: Judgement, _ series: Series, duration: Duration? = nil) {
      var tallies = Tallies()
      tallies.count(judgement, series)
      addCounters(of: tallies)
      if let duration {
        let (seconds, attoseconds) = duration.components
        Timer(label: MetricFamily.durations.name).recordNanoseconds(
          seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
      }
    }

    /// Adds counts that were made elsewhere, such as by an `AdherenceRecorder`. Each count has to
    /// be added once:
    ///
    ///     AdherenceRecorder(provider: "together") { _, tallies in telemetry.add(tallies) }
    ///
    /// Of several durations in one step of the counts the mean is recorded.
    public func add(_ tallies: Tallies) {
      addCounters(of: tallies)
      for (_, counts) in tallies.entries {
        let timed = counts.durations.count
        for _ in 0..<timed {
          Timer(label: MetricFamily.durations.name).recordNanoseconds(
            counts.durations.sum / timed)
        }
      }
    }

    private func addCounters(of tallies: Tallies) {
      for family in MetricFamily.counters {
        for sample in family.samples(tallies) {
          let own = sample.labels.map { name, value in
            (name, name == "provider" ? bound(provider: value) : value)
          }
          Counter(
            label: family.name + "_total", dimensions: (sample.series.map(labels) ?? []) + own
          ).increment(by: Int64(sample.count))
        }
      }
    }

    private func bound(provider: String) -> String {
      known.withLock { KnownLabels.bound(provider, &$0.providers) }
    }

    private func labels(_ series: Series) -> [(String, String)] {
      known.withLock { known in
        [
          ("provider", KnownLabels.bound(series.provider, &known.providers)),
          ("model", KnownLabels.bound(series.model, &known.models)),
          ("surface", series.surface.rawValue),
          ("tool", KnownLabels.bound(series.tool, &known.tools)),
        ]
      }
    }
  }
#endif
