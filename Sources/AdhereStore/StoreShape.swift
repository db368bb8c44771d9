#if Store
  import GRDB

  /// Whether a file has the tables that its version has, and nothing that acts behind them.
  ///
  /// Stores are taken in from others. A view in the place of a table may run for ever, a trigger
  /// may do anything, a column without its constraint may hold what no reader expects.
  enum StoreShape {
    /// - Throws: ``StoreError`` that names what is not as it should be.
    static func check(_ db: Database, _ version: Int, _ path: String) throws {
      func fault(_ what: String) -> StoreError {
        StoreError(
          .corrupt,
          "the store \(path) is damaged: \(what); take in no stores of people you do not trust")
      }
      let wanted = try shape(version)
      let found = try read(db)
      for (name, item) in found where !name.hasPrefix("sqlite_") {
        if item.type != "table", item.type != "index" {
          throw fault("it has a \(item.type), \(name), which no store has")
        }
        if item.type == "index", wanted[name] == nil, wanted[item.table] != nil {
          throw fault("its table \(item.table) has an index, \(name), which no store has")
        }
      }
      for (name, item) in wanted where !name.hasPrefix("sqlite_") {
        guard let there = found[name] else { throw fault("there is no \(item.type) \(name)") }
        guard there.sql == item.sql else { throw fault("its \(item.type) \(name) is another") }
      }
    }

    private struct Item: Sendable {
      var type: String
      var table: String
      /// The statement that makes it, without what SQLite may write in more than one way.
      var sql: String
    }

    private static func read(_ db: Database) throws -> [String: Item] {
      var items: [String: Item] = [:]
      let rows = try GRDB.Row.fetchCursor(
        db, sql: "SELECT name, type, tbl_name, coalesce(sql, '') FROM sqlite_schema")
      while let row = try rows.next() {
        let sql: String = try row.checked(3)
        items[try row.checked(0)] = Item(
          type: try row.checked(1), table: try row.checked(2),
          sql: sql.filter { !$0.isWhitespace && $0 != "\"" }.lowercased())
      }
      return items
    }

    /// As a store of a version has them: made once in memory.
    private static func shape(_ version: Int) throws -> [String: Item] {
      version == StoreSchema.version ? try current.get() : try make(version)
    }

    private static let current = Result { try make(StoreSchema.version) }

    private static func make(_ version: Int) throws -> [String: Item] {
      try DatabaseQueue().write { db in
        for step in StoreSchema.migrations.prefix(version) { try db.execute(sql: step) }
        return try read(db)
      }
    }
  }
#endif
