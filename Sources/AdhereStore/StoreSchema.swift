#if Store
  import GRDB

  /// The tables, and how those of older versions become those of this one.
  enum StoreSchema {
    /// Marks the file as ours, "ADHR".
    static let application: Int32 = 0x4144_4852

    /// One step a version; a store of version n has had the first n.
    private static let migrations: [String] = [
      """
      CREATE TABLE series (
        id INTEGER PRIMARY KEY,
        provider TEXT NOT NULL, model TEXT NOT NULL, surface TEXT NOT NULL, tool TEXT NOT NULL,
        UNIQUE (provider, model, surface, tool)
      ) STRICT;
      CREATE TABLE traces (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        fingerprint BLOB NOT NULL UNIQUE,
        first INTEGER NOT NULL, last INTEGER NOT NULL,
        series INTEGER NOT NULL REFERENCES series,
        outcome TEXT NOT NULL, session TEXT, retain_until INTEGER,
        occurrences INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
      CREATE INDEX traces_last ON traces (last);
      CREATE INDEX traces_series ON traces (series, outcome);
      CREATE INDEX traces_session ON traces (session) WHERE session IS NOT NULL;
      CREATE INDEX traces_retain ON traces (retain_until) WHERE retain_until IS NOT NULL;
      CREATE TABLE outputs (
        hour INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series,
        outcome TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (hour, series, outcome)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE violations (
        hour INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series,
        keyword TEXT NOT NULL, path TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (hour, series, keyword, path)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE repairs (
        hour INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series,
        rule TEXT NOT NULL, tier TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (hour, series, rule, tier)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE durations (
        hour INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series,
        step INTEGER NOT NULL, count INTEGER NOT NULL, nanoseconds INTEGER NOT NULL,
        PRIMARY KEY (hour, series, step)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE events (
        hour INTEGER NOT NULL, event TEXT NOT NULL, provider TEXT NOT NULL, reason TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (hour, event, provider, reason)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE redactions (rule TEXT PRIMARY KEY, count INTEGER NOT NULL)
        STRICT, WITHOUT ROWID;
      """
    ]

    static var version: Int { migrations.count }

    /// Checks what the file is before anything is written to it.
    static func version(of db: Database, _ path: String) throws -> Int {
      let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      if application == self.application {
        guard version <= self.version else {
          throw StoreError(
            .newer,
            "the store \(path) is of version \(version); this adhere knows up to "
              + "\(self.version): use a newer one")
        }
        return version
      }
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard application == 0, tables == 0 else {
        // Another process may have made the store between these queries.
        if application == 0,
          try Int32.fetchOne(db, sql: "PRAGMA application_id") == self.application
        {
          return try self.version(of: db, path)
        }
        throw StoreError(.notAStore, "\(path) is no trace store: it is a database of another kind")
      }
      return 0
    }

    /// Brings the file to this version, in one transaction.
    static func migrate(_ db: Database, _ path: String) throws {
      guard try version(of: db, path) < version else { return }
      try db.inTransaction(.immediate) {
        // Another process may have been first.
        for step in try version(of: db, path)..<version { try db.execute(sql: migrations[step]) }
        try db.execute(sql: "PRAGMA application_id = \(application)")
        try db.execute(sql: "PRAGMA user_version = \(version)")
        return .commit
      }
    }
  }
#endif
