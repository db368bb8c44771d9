#if Store
  public import Adherence
  import Foundation
  import GRDB
  import JSONText

  extension TraceStore {
    /// What became of traces that were given to a store.
    public struct Added: Sendable, Equatable {
      /// New rows.
      public var new = 0
      /// Counted with an equal one that was there.
      public var repeated = 0
      /// Left out: a trace of this id is there already.
      public var known = 0

      public init() {}
    }

    /// Adds traces and counts in one transaction: when this returns they are there for good.
    ///
    /// - Throws: ``StoreError``; then none of them is there.
    @discardableResult
    public func add(_ traces: [Trace], _ tallies: Tallies = Tallies()) throws(StoreError) -> Added {
      // Hashing and writing JSON need no lock.
      let rows = traces.map(Row.init)
      return try write { db in
        var series: [Series: Int64] = [:]
        let added = try self.add(rows, db, &series)
        try self.add(tallies, db, &series)
        try self.evict(db)
        return added
      }
    }

    /// A trace ready to be written.
    struct Row {
      let trace: Trace
      let fingerprint: [UInt8]
      let body: [UInt8]

      init(_ trace: Trace) {
        self.trace = trace
        fingerprint = trace.fingerprintBytes
        var writer = JSONWriter()
        writer.append(trace)
        body = writer.bytes
      }
    }

    private func add(_ rows: [Row], _ db: Database, _ series: inout [Series: Int64]) throws -> Added
    {
      var added = Added()
      guard !rows.isEmpty else { return added }
      let insert = try db.cachedStatement(
        sql: """
          INSERT INTO traces
            (id, fingerprint, first, last, series, outcome, session, retain_until, occurrences, body)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT DO NOTHING
          """)
      let known = try db.cachedStatement(sql: "SELECT 1 FROM traces WHERE id = ?")
      let repeated = try db.cachedStatement(
        sql: """
          UPDATE traces SET occurrences = occurrences + ?, first = min(first, ?),
            last = max(last, ?), retain_until = CASE
              WHEN retain_until IS NULL OR ? IS NULL THEN coalesce(retain_until, ?)
              ELSE min(retain_until, ?) END
          WHERE fingerprint = ?
          """)
      for row in rows {
        let trace = row.trace
        let time = trace.time.milliseconds
        let until = trace.rights.retainUntil?.milliseconds
        let fingerprint = Blob(row.fingerprint)
        try insert.execute(arguments: [
          trace.id, fingerprint, time, time, try id(of: Series(trace), db, &series),
          trace.outcome.rawValue, trace.session, until, trace.occurrences,
          String(decoding: row.body, as: UTF8.self),
        ])
        if db.changesCount > 0 {
          added.new += 1
        } else if try Bool.fetchOne(known, arguments: [trace.id]) == true {
          added.known += 1
        } else {
          try repeated.execute(arguments: [
            trace.occurrences, time, time, until, until, until, fingerprint,
          ])
          added.repeated += 1
        }
      }
      return added
    }

    /// The row of a series, made where there is none.
    func id(of series: Series, _ db: Database, _ known: inout [Series: Int64]) throws -> Int64 {
      if let id = known[series] { return id }
      let arguments: StatementArguments = [
        series.provider, series.model, series.surface.rawValue, series.tool,
      ]
      let find = try db.cachedStatement(
        sql: "SELECT id FROM series WHERE provider = ? AND model = ? AND surface = ? AND tool = ?")
      var id = try Int64.fetchOne(find, arguments: arguments)
      if id == nil {
        let insert = try db.cachedStatement(
          sql: "INSERT INTO series (provider, model, surface, tool) VALUES (?, ?, ?, ?)")
        try insert.execute(arguments: arguments)
        id = db.lastInsertedRowID
      }
      known[series] = id
      return id!
    }

    private func add(_ tallies: Tallies, _ db: Database, _ series: inout [Series: Int64]) throws {
      guard !tallies.isEmpty else { return }
      func upsert(_ table: String, _ keys: [String]) throws -> Statement {
        let marks = Array(repeating: "?", count: keys.count + 1).joined(separator: ", ")
        return try db.cachedStatement(
          sql: "INSERT INTO \(table) (\(keys.joined(separator: ", ")), count) VALUES (\(marks)) "
            + "ON CONFLICT DO UPDATE SET count = count + excluded.count")
      }
      let outputs = try upsert("outputs", ["hour", "series", "outcome"])
      let violations = try upsert("violations", ["hour", "series", "keyword", "path"])
      let repairs = try upsert("repairs", ["hour", "series", "rule", "tier"])
      let durations = try db.cachedStatement(
        sql: """
          INSERT INTO durations (hour, series, step, count, nanoseconds) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET count = count + excluded.count,
            nanoseconds = nanoseconds + excluded.nanoseconds
          """)
      for (key, counts) in tallies.entries {
        let id = try id(of: key.series, db, &series)
        for outcome in Outcome.allCases where counts[outcome] > 0 {
          try outputs.execute(arguments: [key.hour, id, outcome.rawValue, counts[outcome]])
        }
        for (violation, count) in counts.violations {
          try violations.execute(arguments: [
            key.hour, id, violation.keyword, violation.path, count,
          ])
        }
        for (repair, count) in counts.repairs {
          try repairs.execute(arguments: [key.hour, id, repair.rule, repair.tier, count])
        }
        // The sum stands with the first step that has a count.
        var sum = counts.durations.sum
        for (step, count) in counts.durations.counts.enumerated() where count > 0 {
          try durations.execute(arguments: [key.hour, id, step, count, sum])
          sum = 0
        }
      }
      let events = try upsert("events", ["hour", "event", "provider", "reason"])
      for (key, count) in tallies.events {
        try events.execute(arguments: [
          key.hour, key.event.rawValue, key.provider, key.reason, count,
        ])
      }
      let redactions = try upsert("redactions", ["rule"])
      for (rule, count) in tallies.redactions {
        try redactions.execute(arguments: [rule, count])
      }
    }

    /// Makes room by letting the oldest traces go.
    private func evict(_ db: Database) throws {
      guard let maximumBytes else { return }
      let page = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
      while true {
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        guard (pages - free) * page > maximumBytes else { break }
        try db.execute(
          sql: """
            DELETE FROM traces WHERE seq IN (
              SELECT seq FROM traces ORDER BY last
              LIMIT max(1, (SELECT count(*) FROM traces) / 50))
            """)
        if db.changesCount == 0 { break }
      }
      if try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0 > 0 {
        _ = try GRDB.Row.fetchAll(db, sql: "PRAGMA incremental_vacuum")
      }
    }
  }

  extension Series {
    /// Under which a trace is counted.
    init(_ trace: Trace) {
      self.init(
        provider: trace.provider ?? "", model: trace.model ?? "", surface: trace.surface,
        tool: trace.toolLabel)
    }
  }

  /// Bytes as SQLite takes them.
  struct Blob: DatabaseValueConvertible {
    let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var databaseValue: DatabaseValue { Foundation.Data(bytes).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> Blob? {
      Foundation.Data.fromDatabaseValue(value).map { Blob(Array($0)) }
    }
  }
#endif
