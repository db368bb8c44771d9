#if Store
  import GRDB

  extension TraceStore {
    /// Makes room by letting the oldest traces go.
    func evict(_ db: Database) throws {
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
#endif
