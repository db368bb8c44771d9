#if Telemetry
  public import AdhereJudging
  import CoreMetrics
  import AdhereRepair
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
    ///   - series: the labels it is counted under.
    ///   - duration: how long judging took, to be recorded too.
    public func record(_ judgement: Judgement, _ series: Series, duration: Duration? = nil) {
      let labels = labels(series)
      Counter(
        label: "adhere_outputs_total",
        dimensions: labels + [("outcome", judgement.outcome.rawValue)]
      ).increment()
      for violation in judgement.violations {
        Counter(
          label: "adhere_violations_total", dimensions: labels + [("keyword", violation.keyword)]
        ).increment()
      }
      for repair in judgement.repairs {
        Counter(
          label: "adhere_repairs_total",
          dimensions: labels + [("rule", repair.rule.id), ("tier", repair.tier.rawValue)]
        ).increment()
      }
      if let duration {
        let (seconds, attoseconds) = duration.components
        Timer(label: "adhere_judge_duration_seconds").recordNanoseconds(
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
      func add(_ name: String, _ labels: [(String, String)], _ count: Int) {
        Counter(label: name, dimensions: labels).increment(by: Int64(count))
      }
      for (key, counts) in tallies.entries {
        let labels = labels(key.series)
        for outcome in Outcome.allCases where counts[outcome] > 0 {
          add("adhere_outputs_total", labels + [("outcome", outcome.rawValue)], counts[outcome])
        }
        for (violation, count) in counts.violations {
          add("adhere_violations_total", labels + [("keyword", violation.keyword)], count)
        }
        for (repair, count) in counts.repairs {
          add(
            "adhere_repairs_total", labels + [("rule", repair.rule), ("tier", repair.tier)], count)
        }
        let timed = counts.durations.count
        for _ in 0..<timed {
          Timer(label: "adhere_judge_duration_seconds").recordNanoseconds(
            counts.durations.sum / timed)
        }
      }
      for (key, count) in tallies.events {
        let provider = bound(provider: key.provider)
        switch key.event {
        case .reask: add("adhere_reasks_total", [("provider", provider)], count)
        case .retry:
          add(
            "adhere_upstream_retries_total", [("provider", provider), ("reason", key.reason)],
            count)
        case .abort: add("adhere_stream_aborts_total", [("reason", key.reason)], count)
        }
      }
      for (rule, count) in tallies.redactions {
        add("adhere_redactions_total", [("rule", rule)], count)
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
