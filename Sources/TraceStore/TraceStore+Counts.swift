#if Store
  public import Adherence
  import GRDB

  extension TraceStore {
    /// The counts, from an hour on.
    ///
    /// - Parameter step: hours that are counted as one, 24 for days in UTC; a report over months
    ///   needs no hours.
    /// - Throws: ``StoreError``.
    public func tallies(since: Timestamp? = nil, before: Timestamp? = nil, step: Int = 1)
      throws(StoreError) -> Tallies
    {
      try read { db in
        var tallies = Tallies(limit: .max)
        let bounds: StatementArguments = [
          since.map(\.hour) ?? Int.min, before.map { $0.hour } ?? Int.max,
        ]
        let hour = step == 1 ? "hour" : "hour / \(step) * \(step)"
        var series: [Int64: Series] = [:]
        let names = try GRDB.Row.fetchCursor(
          db, sql: "SELECT id, provider, model, surface, tool FROM series")
        while let row = try names.next() {
          series[row[0]] = Series(
            provider: row[1], model: row[2],
            surface: Contract.Surface(rawValue: row[3]) ?? .json, tool: row[4])
        }
        func rows(_ table: String, _ columns: String) throws -> RowCursor {
          let group = columns.isEmpty ? "" : ", " + columns
          let sum = table == "durations" ? ", sum(nanoseconds)" : ""
          return try GRDB.Row.fetchCursor(
            db,
            sql: "SELECT \(hour), series, sum(count)\(group)\(sum) FROM \(table) "
              + "WHERE hour >= ? AND hour < ? GROUP BY 1, 2\(group)", arguments: bounds)
        }
        func place(_ row: GRDB.Row) throws -> Int {
          guard let series = series[row[1]] else {
            throw StoreError(.corrupt, "the store \(self.path) counts a series it does not name")
          }
          return tallies.position(of: Tallies.Key(hour: row[0], series: series))
        }
        let outputs = try rows("outputs", "outcome")
        while let row = try outputs.next() {
          guard let outcome = Outcome(rawValue: row[3]) else { continue }
          tallies.count(outcome, times: row[2], at: try place(row))
        }
        let violations = try rows("violations", "keyword, path")
        while let row = try violations.next() {
          tallies.count(violation: row[3], path: row[4], times: row[2], at: try place(row))
        }
        let repairs = try rows("repairs", "rule, tier")
        while let row = try repairs.next() {
          tallies.count(repair: row[3], tier: row[4], times: row[2], at: try place(row))
        }
        let durations = try rows("durations", "step")
        while let row = try durations.next() {
          tallies.add(step: row[3], count: row[2], nanoseconds: row[4], at: try place(row))
        }
        let events = try GRDB.Row.fetchCursor(
          db,
          sql: "SELECT \(hour), event, provider, reason, sum(count) FROM events "
            + "WHERE hour >= ? AND hour < ? GROUP BY 1, 2, 3, 4", arguments: bounds)
        while let row = try events.next() {
          guard let event = Tallies.Event(rawValue: row[1]) else { continue }
          tallies.count(
            event, provider: row[2], reason: row[3], times: row[4], at: Timestamp(hour: row[0]))
        }
        let redactions = try GRDB.Row.fetchCursor(db, sql: "SELECT rule, count FROM redactions")
        while let row = try redactions.next() {
          tallies.count(redaction: row[0], times: row[1])
        }
        return tallies
      }
    }

    /// Adds what another store holds: counts exactly, traces as ``add(_:_:)`` does.
    public func merge(_ other: TraceStore, counts: Bool = true) throws(StoreError) -> Added {
      var total = Added()
      var batch: [Trace] = []
      var failure: StoreError?
      func flush(_ tallies: Tallies = Tallies()) {
        do throws(StoreError) {
          let added = try add(batch, tallies)
          total.new += added.new
          total.repeated += added.repeated
          total.known += added.known
        } catch {
          failure = error
        }
        batch.removeAll(keepingCapacity: true)
      }
      let tallies = counts ? try other.tallies() : Tallies()
      try other.forEach { trace in
        batch.append(trace)
        if batch.count >= 500 { flush() }
        return failure == nil
      }
      if failure == nil { flush(tallies) }
      if let failure { throw failure }
      return total
    }
  }
#endif
