#if Store
  import GRDB
  import GRDBSQLite

  /// A prepared statement of which the parameters are bound in place, without a copy and a box for
  /// each: rows of traces are written by the thousand.
  ///
  /// What is bound has to stay where it is until ``run()`` returns.
  struct RawStatement {
    private let statement: OpaquePointer
    private let connection: OpaquePointer

    /// - Throws: `DatabaseError` where SQLite does not take it.
    init(_ sql: String, _ db: Database) throws {
      statement = try db.cachedStatement(sql: sql).sqliteStatement
      connection = db.sqliteConnection!
      sqlite3_reset(statement)
    }

    func bind(_ place: Int32, _ value: Int?) {
      if let value {
        sqlite3_bind_int64(statement, place, Int64(value))
      } else {
        sqlite3_bind_null(statement, place)
      }
    }

    func bind(_ place: Int32, text: UnsafeBufferPointer<UInt8>) {
      text.withMemoryRebound(to: CChar.self) {
        _ = sqlite3_bind_text(statement, place, $0.baseAddress, Int32($0.count), nil)
      }
    }

    /// For short texts: these are copied.
    func bind(_ place: Int32, copying text: String?) {
      guard var text else {
        sqlite3_bind_null(statement, place)
        return
      }
      // -1 in the place of a destructor: SQLITE_TRANSIENT.
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      text.withUTF8 { bytes in
        _ = bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(statement, place, $0.baseAddress, Int32($0.count), transient)
        }
      }
    }

    func bind(_ place: Int32, blob: UnsafeRawBufferPointer) {
      sqlite3_bind_blob(statement, place, blob.baseAddress, Int32(blob.count), nil)
    }

    /// Runs it to its end.
    ///
    /// - Returns: rows it changed.
    /// - Throws: `DatabaseError`.
    @discardableResult
    func run() throws -> Int {
      defer { sqlite3_reset(statement) }
      while try step() {}
      return Int(sqlite3_changes(connection))
    }

    /// Whether it gives a row.
    func hasRow() throws -> Bool {
      defer { sqlite3_reset(statement) }
      return try step()
    }

    /// Goes to the next row; false after the last one.
    func step() throws -> Bool {
      let code = sqlite3_step(statement)
      guard code == SQLITE_ROW || code == SQLITE_DONE else {
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code),
          message: String(cString: sqlite3_errmsg(connection)))
      }
      return code == SQLITE_ROW
    }

    /// Ends the reading of rows.
    func reset() { sqlite3_reset(statement) }

    /// A column of the current row.
    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

    /// A column of the current row; valid until the next one.
    func text(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
      let start = sqlite3_column_text(statement, column)
      return UnsafeBufferPointer(
        start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    /// Drops the bindings: what was bound may go away afterwards.
    func clear() { sqlite3_clear_bindings(statement) }
  }
#endif
