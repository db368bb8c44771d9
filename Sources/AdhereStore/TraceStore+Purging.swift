#if Store
  import GRDB

  extension TraceStore {
    /// Deletes the traces that are meant, and overwrites where they stood, in the file and in its
    /// log.
    ///
    /// Counts stay: with traces that were redacted they name nobody.
    ///
    /// - Returns: how many traces were deleted.
    /// - Throws: ``StoreError``. Where another process reads the store for longer than the wait, the
    ///   traces are deleted, but their texts still stand in the file, which the message says.
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
          // The log still holds the pages as they were, and the file itself too until the log is
          // written back: both end here, unless somebody reads the store as it was.
          let row = try GRDB.Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
          guard try row?.checked(0) ?? 0 == 0 else {
            throw StoreError(
              .locked,
              "\(count) traces are deleted from the store \(self.path), but their texts still stand "
                + "in its file: another process reads it; purge again when that is done")
          }
          return count
        }
      } catch {
        throw StoreError(error, path)
      }
    }
  }
#endif
