#if Store
  public import Adherence
  import GRDB

  /// Which traces are meant. Conditions that are nil hold for every trace.
  public struct TraceQuery: Sendable {
    public var ids: [String]?
    public var provider: String?
    public var model: String?
    public var tool: String?
    public var session: String?
    public var outcomes: [Outcome]?
    /// Last seen at or after this.
    public var since: Timestamp?
    /// Last seen before this.
    public var before: Timestamp?
    /// With a repair by this rule.
    public var rule: String?
    /// With a violation of this keyword.
    public var keyword: String?
    /// Whose retention ended by this time.
    public var expiredBy: Timestamp?
    /// Most traces; nil is all.
    public var limit: Int?

    public init(ids: [String]? = nil) { self.ids = ids }

    /// Whether nothing restricts it.
    public var isEverything: Bool { conditions().sql == "1" }

    func conditions() -> (sql: String, arguments: StatementArguments) {
      var parts: [String] = []
      var arguments = StatementArguments()
      func add(_ sql: String, _ values: [any DatabaseValueConvertible]) {
        parts.append(sql)
        arguments += StatementArguments(values)
      }
      func marks(_ count: Int) -> String {
        "(" + Array(repeating: "?", count: count).joined(separator: ",") + ")"
      }
      if let ids { add("traces.id IN \(marks(ids.count))", ids) }
      for (column, value) in [("provider", provider), ("model", model), ("tool", tool)] {
        if let value {
          add("traces.series IN (SELECT id FROM series WHERE \(column) = ?)", [value])
        }
      }
      if let session { add("traces.session = ?", [session]) }
      if let outcomes {
        add("traces.outcome IN \(marks(outcomes.count))", outcomes.map(\.rawValue))
      }
      if let since { add("traces.last >= ?", [since.milliseconds]) }
      if let before { add("traces.last < ?", [before.milliseconds]) }
      if let expiredBy { add("traces.retain_until <= ?", [expiredBy.milliseconds]) }
      func element(_ list: String, _ member: String, _ value: String) {
        add(
          "EXISTS (SELECT 1 FROM json_each(traces.body, '$.\(list)') AS item "
            + "WHERE json_extract(item.value, '$.\(member)') = ?)", [value])
      }
      if let rule { element("repairs", "rule", rule) }
      if let keyword { element("violations", "keyword", keyword) }
      return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), arguments)
    }
  }
#endif
