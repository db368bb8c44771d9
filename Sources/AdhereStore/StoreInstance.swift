#if Store
  import AdherePlatform
  import GRDB

  /// Who counts: the file itself. Its name is random and goes with the counts wherever they are
  /// merged.
  ///
  /// A copy of the file must not go on under the same name, or merging the two would take the
  /// larger count of both for the truth. It is told by where the file lies, which a copy does not
  /// share.
  enum StoreInstance {
    /// The row of the instance that this file counts under, made where there is none.
    static func current(_ db: Database, _ path: String) throws -> Int {
      let place = try place(path)
      func find() throws -> Int? {
        try Int.fetchOne(db, sql: "SELECT id FROM instances WHERE file = ?", arguments: [place])
      }
      if let known = try find() { return known }
      var result: Int?
      try db.inTransaction(.immediate) {
        // Another process may have been first.
        result = try find()
        if result != nil { return .rollback }
        try db.execute(sql: "UPDATE instances SET file = NULL")
        try db.execute(
          sql: "INSERT INTO instances (name, file) VALUES (lower(hex(randomblob(16))), ?)",
          arguments: [place])
        result = Int(db.lastInsertedRowID)
        return .commit
      }
      return result ?? 0
    }

    /// The row of an instance of this name, made where there is none.
    static func named(_ name: String, _ db: Database) throws -> Int {
      let known = try Int.fetchOne(
        db, sql: "SELECT id FROM instances WHERE name = ?", arguments: [name])
      if let known { return known }
      try db.execute(sql: "INSERT INTO instances (name) VALUES (?)", arguments: [name])
      return Int(db.lastInsertedRowID)
    }

    private static func place(_ path: String) throws -> String {
      var info = stat()
      guard stat(path, &info) == 0 else {
        throw StoreError(.missing, "the store \(path) is gone: \(IOError.reason(errno))")
      }
      return "\(info.st_dev):\(info.st_ino)"
    }
  }
#endif
