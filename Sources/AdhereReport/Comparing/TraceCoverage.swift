public import AdherePlatform
import AdhereTallies
public import AdhereTraces

/// Of which outputs that were counted there are traces.
///
/// Shares of chosen traces hold only where every output has one: of what passes, only a sample is
/// kept as a rule, and what is left of a choice are failures.
public struct TraceCoverage: Sendable {
  private var kept = Tallies(limit: .max)

  /// No traces yet.
  public init() {}

  /// Takes in a trace, whether it is among the chosen or not.
  public mutating func add(_ trace: Trace) { kept.count(trace) }

  /// A row whose traces do not cover what was counted.
  public struct Gap: Sendable, Equatable {
    /// Of what the row is.
    public var name: String
    /// Outputs that were counted.
    public var counted: Int
    /// Those among them that have a trace.
    public var kept: Int
  }

  /// The row of a report of chosen traces with the fewest traces for what was counted; nil where
  /// every row is covered.
  ///
  /// - Parameters:
  ///   - chosen: the report of the chosen traces.
  ///   - all: the report of all that was counted, by the same grouping.
  ///   - since: when both begin.
  public func gap(of chosen: Report, in all: Report, since: Timestamp? = nil) -> Gap? {
    let kept = Report(self.kept, by: all.grouping, since: since, top: 0)
    return chosen.rows.compactMap { row -> Gap? in
      let counted = all.row(row.name)?.judged ?? 0
      let traces = kept.row(row.name)?.judged ?? 0
      return traces < counted ? Gap(name: row.name, counted: counted, kept: traces) : nil
    }.min { $0.kept * $1.counted < $1.kept * $0.counted }
  }
}
