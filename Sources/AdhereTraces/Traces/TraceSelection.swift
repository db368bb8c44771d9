public import AdherePlatform
public import AdhereJudging

/// Which traces a report, an export or a query of a store is asked for. Conditions that are nil hold for every trace.
///
///     var selection = TraceSelection()
///     selection.model = "meta-llama/Llama-3.3-70B-Instruct-Turbo"
///     selection.since = Timestamp("2026-11-01")
public struct TraceSelection: Sendable, Equatable {
  public var provider: String?
  public var model: String?
  /// The tool of the first call.
  public var tool: String?
  public var session: String?
  public var outcomes: [Outcome]?
  /// With a repair by this rule.
  public var rule: String?
  /// With a violation of this keyword.
  public var keyword: String?
  /// At or after this; in a store, last seen then.
  public var since: Timestamp?
  /// Before this; in a store, last seen then.
  public var before: Timestamp?

  public init() {}

  /// Whether the trace is meant.
  public func holds(_ trace: Trace) -> Bool {
    // Traces without a name are counted under the empty one.
    if let provider, provider != trace.provider ?? "" { return false }
    if let model, model != trace.model ?? "" { return false }
    if let tool, tool != trace.toolLabel { return false }
    if let session, session != trace.session { return false }
    if let outcomes, !outcomes.contains(trace.outcome) { return false }
    if let rule, !trace.repairs.contains(where: { $0.rule == rule }) { return false }
    if let keyword, !trace.violations.contains(where: { $0.keyword == keyword }) { return false }
    if let since, trace.time < since { return false }
    if let before, trace.time >= before { return false }
    return true
  }
}
