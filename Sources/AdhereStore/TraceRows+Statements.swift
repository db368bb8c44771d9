#if Store
  import AdhereJudging
  import AdherePlatform
  import AdhereTraces
  import GRDB

  extension TraceRows {
    /// The statements that write a trace, prepared once for many.
    struct Statements {
      let insert: RawStatement
      private let finding: RawStatement
      private let main: RawStatement
      private let own: RawStatement
      private let known: RawStatement
      private let share: RawStatement
      private let change: RawStatement

      init(_ db: Database) throws {
        insert = try RawStatement(
          """
          INSERT INTO traces (id, fingerprint, first, last, series, outcome, session, retain_until,
            occurrences, own, body)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10)
          ON CONFLICT DO NOTHING
          """, db)
        finding = try RawStatement("SELECT seq FROM traces WHERE fingerprint = ?1", db)
        main = try RawStatement("SELECT id, own FROM traces WHERE seq = ?1", db)
        own = try RawStatement("UPDATE traces SET own = ?2 WHERE seq = ?1", db)
        known = try RawStatement("SELECT count FROM merged WHERE trace = ?1 AND id = ?2", db)
        share = try RawStatement(
          """
          INSERT INTO merged (trace, id, count) VALUES (?1, ?2, ?3)
          ON CONFLICT DO UPDATE SET count = max(count, excluded.count)
          """, db)
        change = try RawStatement(
          """
          UPDATE traces SET occurrences = min(occurrences + ?2, \(StoreDamage.largestSum)),
            first = min(first, ?3), last = max(last, ?4), retain_until = CASE
              WHEN retain_until IS NULL OR ?5 IS NULL THEN coalesce(retain_until, ?5)
              ELSE min(retain_until, ?5) END
          WHERE seq = ?1
          """, db)
      }

      func clear() {
        for statement in [insert, finding, main, own, known, share, change] { statement.clear() }
      }

      func bind(
        _ trace: Trace, _ fingerprint: UnsafeRawBufferPointer, _ first: Int, _ last: Int,
        _ series: Int, _ body: UnsafeBufferPointer<UInt8>
      ) throws {
        try insert.bind(1, copying: trace.id)
        try insert.bind(2, blob: fingerprint)
        try insert.bind(3, first)
        try insert.bind(4, last)
        try insert.bind(5, series)
        try insert.bind(6, copying: trace.outcome.rawValue)
        try insert.bind(7, copying: trace.session)
        try insert.bind(8, trace.rights.retainUntil?.milliseconds)
        try insert.bind(9, trace.occurrences)
        try insert.bind(10, text: body)
      }

      /// The row of an equal output.
      func find(_ fingerprint: UnsafeRawBufferPointer) throws -> Int? {
        try finding.bind(1, blob: fingerprint)
        return try finding.first { try $0.int(0) }
      }

      /// The trace a row began with, and how often that one came.
      func main(_ seq: Int) throws -> (id: Int, own: Int) {
        try main.bind(1, seq)
        return try main.first { (TraceRows.hash(try $0.string(0)), try $0.count(1)) } ?? (0, 0)
      }

      func setOwn(_ seq: Int, _ count: Int) throws {
        try own.bind(1, seq)
        try own.bind(2, count)
        try own.run()
      }

      func known(_ seq: Int, _ id: Int) throws -> Int? {
        try known.bind(1, seq)
        try known.bind(2, id)
        return try known.first { try $0.count(0) }
      }

      func keep(_ seq: Int, _ new: Share) throws {
        try share.bind(1, seq)
        try share.bind(2, new.id)
        try share.bind(3, new.count)
        try share.run()
      }

      func update(_ seq: Int, _ more: Int, first: Int, last: Int, until: Int?) throws {
        try change.bind(1, seq)
        try change.bind(2, more)
        try change.bind(3, first)
        try change.bind(4, last)
        try change.bind(5, until)
        try change.run()
      }
    }
  }
#endif
