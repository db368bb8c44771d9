#if Store
  import AdherePlatform
  public import AdhereTraces
  public import AdhereTallies
  import AdhereJudging
  import GRDB
  import AdhereJSON

  extension TraceStore {
    /// What became of traces that were given to a store.
    public struct Added: Sendable, Equatable {
      /// New rows.
      public var new = 0
      /// Counted with an equal one that was there.
      public var repeated = 0
      /// Left out: a trace of this id is there already.
      public var known = 0

      /// Nothing yet.
      public init() {}
    }

    /// Adds traces and counts in one transaction: when this returns they are there for good.
    ///
    /// - Throws: ``StoreError``; then none of them is there.
    @discardableResult
    public func add(_ traces: [Trace], _ tallies: Tallies = Tallies()) throws(StoreError) -> Added {
      try add(blocks: [traces], tallies)
    }

    /// ``add(_:_:)`` of traces in several lists.
    ///
    /// - Throws: ``StoreError``; then none of them is there.
    @discardableResult
    package func add(blocks: [[Trace]], _ tallies: Tallies = Tallies()) throws(StoreError) -> Added
    {
      // Hashing and writing JSON need no lock.
      let rows = Rows(blocks)
      return try write { db in
        var series: [Series: Int64] = [:]
        let added = try self.add(rows, db, &series)
        try self.add(tallies, db, &series)
        try self.evict(db)
        return added
      }
    }

    /// Traces ready to be written.
    struct Rows {
      let blocks: [[Trace]]
      private(set) var fingerprints: [[UInt8]] = []
      /// The traces as JSON, one after the other, and where each ends.
      private(set) var bodies: [UInt8] = []
      private(set) var ends: [Int] = []

      init(_ blocks: [[Trace]]) {
        self.blocks = blocks
        var writer = JSONWriter()
        for traces in blocks {
          for trace in traces {
            fingerprints.append(trace.fingerprintBytes)
            writer.append(trace)
            ends.append(writer.bytes.count)
            writer.newline()
          }
        }
        bodies = writer.bytes
      }
    }

    private func add(_ rows: Rows, _ db: Database, _ series: inout [Series: Int64]) throws -> Added
    {
      var added = Added()
      guard !rows.ends.isEmpty else { return added }
      let insert = try RawStatement(
        """
        INSERT INTO traces
          (id, fingerprint, first, last, series, outcome, session, retain_until, occurrences, body)
        VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT DO NOTHING
        """, db)
      let known = try RawStatement("SELECT 1 FROM traces WHERE id = ?1", db)
      let repeated = try RawStatement(
        """
        UPDATE traces SET occurrences = occurrences + ?1, first = min(first, ?2),
          last = max(last, ?2), retain_until = CASE
            WHEN retain_until IS NULL OR ?3 IS NULL THEN coalesce(retain_until, ?3)
            ELSE min(retain_until, ?3) END
        WHERE fingerprint = ?4
        """, db)
      defer { for statement in [insert, known, repeated] { statement.clear() } }
      var last: (series: Series, id: Int64)?
      try rows.bodies.withUnsafeBufferPointer { bodies in
        var (start, place) = (0, 0)
        for traces in rows.blocks {
          for trace in traces {
            let name = Series(trace)
            if last?.series != name { last = (name, try id(of: name, db, &series)) }
            let until = trace.rights.retainUntil?.milliseconds
            try rows.fingerprints[place].withUnsafeBytes { fingerprint in
              insert.bind(1, copying: trace.id)
              insert.bind(2, blob: fingerprint)
              insert.bind(3, trace.time.milliseconds)
              insert.bind(4, Int(last!.id))
              insert.bind(5, copying: trace.outcome.rawValue)
              insert.bind(6, copying: trace.session)
              insert.bind(7, until)
              insert.bind(8, trace.occurrences)
              insert.bind(9, text: UnsafeBufferPointer(rebasing: bodies[start..<rows.ends[place]]))
              if try insert.run() > 0 {
                added.new += 1
                return
              }
              known.bind(1, copying: trace.id)
              if try known.hasRow() {
                added.known += 1
                return
              }
              repeated.bind(1, trace.occurrences)
              repeated.bind(2, trace.time.milliseconds)
              repeated.bind(3, until)
              repeated.bind(4, blob: fingerprint)
              try repeated.run()
              added.repeated += 1
            }
            // The line end between them is no part of either.
            start = rows.ends[place] + 1
            place += 1
          }
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
#endif
