public import AdhereJudging
public import AdherePlatform

/// Which traces a report, an export or a query of a store covers. A condition that is nil holds
/// for every trace.
///
///     var selection = TraceSelection()
///     selection.model = "meta-llama/Llama-3.3-70B-Instruct-Turbo"
///     selection.since = Timestamp("2026-11-01")
public struct TraceSelection: Sendable, Equatable {
  /// The provider; empty for traces without one.
  public var provider: String?
  /// The model; empty for traces without one.
  public var model: String?
  /// The tool of the first call.
  public var tool: String?
  /// The session.
  public var session: String?
  /// The label that its record had.
  public var label: String?
  /// One of these outcomes.
  public var outcomes: [Outcome]?
  /// With a repair by the rule of this id.
  public var rule: String?
  /// With a violation of this keyword.
  public var keyword: String?
  /// At or after this; in a store, last seen then.
  public var since: Timestamp?
  /// Before this; in a store, last seen then.
  public var before: Timestamp?

  /// Every trace.
  public init() {}

  /// Whether the trace fulfils every condition.
  public func holds(_ trace: Trace) -> Bool {
    // Traces without a name are counted under the empty one.
    if let provider, provider != trace.provider ?? "" { return false }
    if let model, model != trace.model ?? "" { return false }
    if let tool, tool != trace.toolLabel { return false }
    if let session, session != trace.session { return false }
    if let label, label != trace.label { return false }
    if let outcomes, !outcomes.contains(trace.outcome) { return false }
    if let rule, !trace.repairs.contains(where: { $0.rule == rule }) { return false }
    if let keyword, !trace.violations.contains(where: { $0.keyword == keyword }) { return false }
    if let since, trace.time < since { return false }
    if let before, trace.time >= before { return false }
    return true
  }
}
