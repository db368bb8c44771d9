import AdhereJudging

/// Judging a redacted output again.
extension Redactor {
  /// Judges the redacted output; nil where its outcome is the same as before.
  func judge(_ trace: inout Trace) -> Outcome? {
    guard trace.outcome != .error, trace.outcome != .refused else {
      (trace.value, trace.calls, trace.repairs, trace.violations) = (nil, nil, [], [])
      trace.reason = trace.reason?.withoutWords
      return nil
    }
    let judgement = again.judge(trace)
    let (outcome, reason) = (trace.outcome, trace.reason)
    trace.take(judgement)
    trace.outcome = outcome
    // It says why the output failed, not why its redacted form does.
    if trace.reason?.code != reason?.code { trace.reason = reason?.withoutWords }
    return judgement.outcome == outcome ? nil : judgement.outcome
  }
}

extension ReasonRecord {
  /// The reason without anything that may quote the output or its provider.
  fileprivate var withoutWords: ReasonRecord {
    ReasonRecord(code: code, message: "left out with what was redacted", rule: rule)
  }
}
