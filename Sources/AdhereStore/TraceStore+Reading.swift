#if Store
  public import AdherePlatform
  import AdhereTallies
  public import AdhereTraces
  import GRDB
  import AdhereJSON

  extension TraceStore {
    /// Passes the traces that are meant to `body`, oldest first, one at a time: the store may hold
    /// more than memory does. Reading sees the store as it was when it began.
    ///
    /// - Parameters:
    ///   - query: which traces are meant.
    ///   - newestFirst: the other way round.
    ///   - body: false ends the reading.
    /// - Throws: ``StoreError``.
    public func forEach(
      _ query: TraceQuery = TraceQuery(), newestFirst: Bool = false, _ body: (Trace) -> Bool
    ) throws(StoreError) {
      try read { db in
        let (sql, arguments) = query.conditions()
        let order = newestFirst ? "DESC" : "ASC"
        let rows = try GRDB.Row.fetchCursor(
          db,
          sql: "SELECT body, occurrences, retain_until FROM traces WHERE \(sql) "
            + "ORDER BY last \(order), seq \(order) LIMIT \(query.limit ?? -1)",
          arguments: arguments)
        while let row = try rows.next() {
          let text: String = try row.checked(0)
          var trace: Trace
          do throws(TraceError) {
            trace = try Trace(json: Array(text.utf8))
          } catch {
            throw StoreDamage("it holds a trace that cannot be read: \(error)")
          }
          trace.occurrences = try row.checked(1)
          trace.rights.retainUntil = try row.time(2)
          if !body(trace) { return }
        }
      }
    }

    /// The trace of this id; nil where there is none.
    ///
    /// - Throws: ``StoreError``.
    public func trace(_ id: String) throws(StoreError) -> Trace? {
      var result: Trace?
      try forEach(TraceQuery(ids: [id])) {
        result = $0
        return false
      }
      return result
    }

    /// Sets a trace's acceptance: whether its output was right, or what would have been.
    ///
    /// - Returns: false where there is no such trace.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func accept(_ id: String, _ acceptance: Trace.Acceptance) throws(StoreError) -> Bool {
      guard var trace = try trace(id) else { return false }
      trace.acceptance = acceptance
      trace.occurrences = 1
      var writer = JSONWriter()
      writer.append(trace)
      let body = writer.bytes
      return try write { db in
        let update = try RawStatement("UPDATE traces SET body = ?1 WHERE id = ?2", db)
        defer { update.clear() }
        return try body.withUnsafeBufferPointer {
          try update.bind(1, text: $0)
          try update.bind(2, copying: id)
          return try update.run() > 0
        }
      }
    }

    /// What a store holds.
    public struct Statistics: Sendable, Equatable {
      /// Traces, equal outputs to equal requests as one.
      public var traces = 0
      /// Outputs that became traces.
      public var occurrences = 0
      /// Outputs counted, valid ones included.
      public var outputs = 0
      /// When the first output of a trace came.
      public var first: Timestamp?
      /// When the last one came.
      public var last: Timestamp?
      /// Bytes of the file, its log not included.
      public var bytes = 0
      /// Traces and their outputs by outcome, the most frequent first.
      public var byOutcome: [(outcome: String, traces: Int, occurrences: Int)] = []

      /// Equality of everything but ``bytes`` and ``byOutcome``.
      public static func == (a: Statistics, b: Statistics) -> Bool {
        a.traces == b.traces && a.occurrences == b.occurrences && a.outputs == b.outputs
          && a.first == b.first && a.last == b.last
      }
    }

    /// Counts what the store holds.
    ///
    /// - Throws: ``StoreError``.
    public func statistics() throws(StoreError) -> Statistics {
      try read { db in
        var result = Statistics()
        // Added up here: SQLite's sum() fails for ever where one row holds too large a number.
        let rows = try RawStatement("SELECT outcome, occurrences, first, last FROM traces", db)
        defer { rows.reset() }
        var outcomes: [String: (traces: Int, occurrences: Int)] = [:]
        while try rows.step() {
          let occurrences = try rows.sum(1)
          guard let first = try rows.time(2), let last = try rows.time(3) else { continue }
          result.traces += 1
          result.occurrences = result.occurrences.counted(with: occurrences)
          result.first = min(result.first ?? first, first)
          result.last = max(result.last ?? last, last)
          let outcome = outcomes[try rows.string(0), default: (0, 0)]
          outcomes[try rows.string(0)] = (
            outcome.traces + 1, outcome.occurrences.counted(with: occurrences)
          )
        }
        let outputs = try RawStatement("SELECT count FROM outputs", db)
        defer { outputs.reset() }
        while try outputs.step() {
          result.outputs = result.outputs.counted(with: try outputs.count(0))
        }
        result.bytes =
          (try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0)
          * (try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
        result.byOutcome = outcomes.map { ($0.key, $0.value.traces, $0.value.occurrences) }
          .sorted { ($1.2, $0.0) < ($0.2, $1.0) }
        return result
      }
    }
  }
#endif
