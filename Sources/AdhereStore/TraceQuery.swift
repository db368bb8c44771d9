#if Store
  import AdhereJudging
  public import AdherePlatform
  public import AdhereTraces
  import GRDB

  /// Which traces of a store are meant. Conditions that are nil hold for every trace.
  ///
  ///     var query = TraceQuery()
  ///     query.model = "small"
  ///     let count = try store.purge(query)
  @dynamicMemberLookup
  public struct TraceQuery: Sendable {
    /// Ids of traces.
    public var ids: [String]?
    /// By what they are, whose members are also those of the query; a trace that was seen again counts by when it was last seen.
    public var selection = TraceSelection()
    /// Whose retention ended by this time.
    public var expiredBy: Timestamp?
    /// Most traces; nil is all.
    public var limit: Int?

    /// All traces, or those of these ids.
    public init(ids: [String]? = nil) { self.ids = ids }

    /// A condition of ``selection``.
    public subscript<Value>(dynamicMember path: WritableKeyPath<TraceSelection, Value>) -> Value {
      get { selection[keyPath: path] }
      set { selection[keyPath: path] = newValue }
    }

    /// Whether every trace is meant.
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
      for (column, value) in [
        ("provider", selection.provider), ("model", selection.model), ("tool", selection.tool),
      ] {
        if let value {
          add("traces.series IN (SELECT id FROM series WHERE \(column) = ?)", [value])
        }
      }
      if let session = selection.session { add("traces.session = ?", [session]) }
      if let outcomes = selection.outcomes {
        add("traces.outcome IN \(marks(outcomes.count))", outcomes.map(\.rawValue))
      }
      if let since = selection.since { add("traces.last >= ?", [since.milliseconds]) }
      if let before = selection.before { add("traces.last < ?", [before.milliseconds]) }
      if let expiredBy { add("traces.retain_until <= ?", [expiredBy.milliseconds]) }
      if let label = selection.label {
        add("json_extract(traces.body, '$.label') = ?", [label])
      }
      func element(_ list: String, _ member: String, _ value: String) {
        add(
          "EXISTS (SELECT 1 FROM json_each(traces.body, '$.\(list)') AS item "
            + "WHERE json_extract(item.value, '$.\(member)') = ?)", [value])
      }
      if let rule = selection.rule { element("repairs", "rule", rule) }
      if let keyword = selection.keyword { element("violations", "keyword", keyword) }
      return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), arguments)
    }
  }
#endif
