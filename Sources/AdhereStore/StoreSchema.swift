#if Store
  import GRDB

  /// What a file has to be to be used as a store, and how an older one becomes one of this version.
  enum StoreSchema {
    /// Marks the file as ours, "ADHR".
    static let application: Int32 = 0x4144_4852

    static var version: Int { migrations.count }

    /// Checks what the file is before anything is written to it.
    ///
    /// - Returns: its version; 0 for a file that is still empty.
    /// - Throws: ``StoreError``.
    static func version(of db: Database, _ path: String) throws -> Int {
      if db.isInsideTransaction { return try read(db, path) }
      // As it was at one moment: another process may be making it, or bringing it to this version.
      var version = 0
      try db.inTransaction(.deferred) {
        version = try read(db, path)
        return .commit
      }
      return version
    }

    private static func read(_ db: Database, _ path: String) throws -> Int {
      let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      guard application == self.application else {
        let items = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard application == 0, items == 0 else {
          throw StoreError(
            .notAStore, "\(path) is no trace store: it is a database of another kind")
        }
        return 0
      }
      guard version <= self.version else {
        throw StoreError(
          .newer,
          "the store \(path) is of version \(version); this adhere knows up to "
            + "\(self.version): use a newer one")
      }
      guard version > 0 else {
        throw StoreError(
          .corrupt, "the store \(path) is damaged: it says that it is of version \(version)")
      }
      try StoreShape.check(db, version, path)
      return version
    }

    /// Brings the file to a version, in one transaction.
    ///
    /// - Parameter wanted: lower ones are for tests.
    static func migrate(_ db: Database, _ path: String, to wanted: Int = version) throws {
      guard try version(of: db, path) < wanted else { return }
      try db.inTransaction(.immediate) {
        // Another process may have been first.
        let first = try version(of: db, path)
        guard first < wanted else { return .rollback }
        for step in first..<wanted { try db.execute(sql: migrations[step]) }
        try db.execute(sql: "PRAGMA application_id = \(application)")
        try db.execute(sql: "PRAGMA user_version = \(wanted)")
        return .commit
      }
    }
  }
#endif
