import AdhereJudging
import AdherePlatform
public import AdhereTraces

extension Tallies {
  /// Counts a trace, as often as its output occurred.
  public mutating func count(_ trace: Trace) {
    let series = Series(
      provider: trace.provider ?? "", model: trace.model ?? "", surface: trace.surface,
      tool: trace.toolLabel, form: trace.form ?? "")
    let place = position(of: Key(hour: trace.time.hour, series: series))
    count(trace.outcome, times: trace.occurrences, at: place)
    if let reason = trace.reason { count(reason: reason.code, times: trace.occurrences, at: place) }
    for violation in trace.violations {
      count(
        violation: violation.keyword, path: violation.instancePath, times: trace.occurrences,
        at: place)
    }
    for repair in trace.repairs {
      count(repair: repair.rule, tier: repair.tier, times: trace.occurrences, at: place)
    }
    if let nanoseconds = trace.judgeNanoseconds {
      observe(nanoseconds, times: trace.occurrences, at: place)
    }
  }

  /// Adds what was replaced in traces before they were written.
  package mutating func count(redactionsOf traces: [Trace]) {
    for trace in traces {
      for count in trace.redaction?.replaced ?? [] {
        self.count(redaction: count.rule, times: count.count)
      }
    }
  }
}
