#if Telemetry
  public import Adherence
  import CoreMetrics
  import JSONSchema
  import OutputRepair
  import Synchronization
  public import Tracing

  /// Tells judgements to the backends that an app has set up for swift-metrics and
  /// swift-distributed-tracing.
  ///
  ///     let telemetry = AdherenceTelemetry()
  ///     let judgement = contract.judge(output)
  ///     telemetry.record(judgement, Series(provider: "together", model: model, surface: .json))
  ///
  /// Metrics have the names of `Metrics`; label values are bounded as there.
  public final class AdherenceTelemetry: Sendable {
    private let known: Mutex<Known>

    private struct Known {
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

    public init() { known = Mutex(Known()) }

    /// Counts a judgement, and times it where the time is known.
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

    private func labels(_ series: Series) -> [(String, String)] {
      known.withLock { known in
        [
          ("provider", Known.bound(series.provider, &known.providers)),
          ("model", Known.bound(series.model, &known.models)),
          ("surface", series.surface.rawValue), ("tool", Known.bound(series.tool, &known.tools)),
        ]
      }
    }
  }

  extension Span {
    /// Adds what a judgement says to the span: its attributes, and the event
    /// `gen_ai.evaluation.result`. Nothing of the output itself.
    public func record(_ judgement: Judgement, _ series: Series) {
      updateAttributes { attributes in
        for (name, value) in GenAIAttributes.span(judgement, series) {
          attributes[name] = value.spanAttribute
        }
      }
      var attributes = SpanAttributes()
      for (name, value) in GenAIAttributes.evaluation(judgement, series) {
        attributes[name] = value.spanAttribute
      }
      addEvent(SpanEvent(name: GenAIAttributes.eventName, attributes: attributes))
    }
  }

  extension GenAIAttributes.Value {
    fileprivate var spanAttribute: SpanAttribute {
      switch self {
      case .string(let text): .string(text)
      case .double(let number): .double(number)
      case .int(let number): .int64(Int64(number))
      }
    }
  }
#endif
