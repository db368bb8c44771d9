#if Store
  public import AdherePlatform
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
          let text: String = row[0]
          var trace: Trace
          do {
            trace = try Trace(json: Array(text.utf8))
          } catch {
            throw StoreError(
              .corrupt, "the store \(self.path) holds a trace that is damaged: \(error)")
          }
          trace.occurrences = row[1]
          let until: Int? = row[2]
          trace.rights.retainUntil = until.map { Timestamp(milliseconds: $0) }
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
      var writer = JSONWriter()
      writer.append(trace)
      let body = String(decoding: writer.bytes, as: UTF8.self)
      return try write { db in
        try db.execute(
          sql: "UPDATE traces SET body = ? WHERE id = ?",
          arguments: [body, id])
        return db.changesCount > 0
      }
    }

    /// Deletes the traces that are meant, and overwrites where they stood.
    ///
    /// Counts stay: they hold no personal data.
    ///
    /// - Returns: how many traces were deleted.
    /// - Throws: ``StoreError``.
    public func purge(_ query: TraceQuery) throws(StoreError) -> Int {
      do {
        return try queue.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA secure_delete = ON")
          var count = 0
          try db.inTransaction(.immediate) {
            let (sql, arguments) = query.conditions()
            try db.execute(sql: "DELETE FROM traces WHERE \(sql)", arguments: arguments)
            count = db.changesCount
            return .commit
          }
          _ = try GRDB.Row.fetchAll(db, sql: "PRAGMA incremental_vacuum")
          // The log still holds the pages as they were; others that read keep it for a while.
          _ = try GRDB.Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
          return count
        }
      } catch {
        throw StoreError(error, path)
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
        let row = try GRDB.Row.fetchOne(
          db,
          sql: "SELECT count(*), coalesce(sum(occurrences), 0), min(first), max(last) FROM traces")!
        result.traces = row[0]
        result.occurrences = row[1]
        result.first = (row[2] as Int?).map { Timestamp(milliseconds: $0) }
        result.last = (row[3] as Int?).map { Timestamp(milliseconds: $0) }
        result.outputs =
          try Int.fetchOne(db, sql: "SELECT coalesce(sum(count), 0) FROM outputs") ?? 0
        result.bytes =
          (try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0)
          * (try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
        let rows = try GRDB.Row.fetchAll(
          db,
          sql:
            "SELECT outcome, count(*), sum(occurrences) FROM traces GROUP BY outcome ORDER BY 3 DESC"
        )
        result.byOutcome = rows.map { ($0[0], $0[1], $0[2]) }
        return result
      }
    }
  }
#endif
