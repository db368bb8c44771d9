#if Store
  import AdherePlatform
  import GRDB
  import GRDBSQLite

  /// A prepared statement of which the parameters are bound in place, without a copy and a box for
  /// each: rows of traces are written by the thousand.
  ///
  /// What is bound has to stay where it is until ``run()`` returns. Every code of SQLite is looked
  /// at: a text that it refuses must not become the NULL of a parameter that was never bound. And
  /// every column has to be what is asked for: the file may be damaged, or somebody else's.
  struct RawStatement {
    private let statement: OpaquePointer
    private let connection: OpaquePointer

    /// - Throws: `DatabaseError` where SQLite does not take it.
    init(_ sql: String, _ db: Database) throws {
      guard let connection = db.sqliteConnection else {
        throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
      }
      statement = try db.cachedStatement(sql: sql).sqliteStatement
      self.connection = connection
      sqlite3_reset(statement)
    }

    func bind(_ place: Int32, _ value: Int?) throws {
      if let value {
        try check(sqlite3_bind_int64(statement, place, Int64(value)))
      } else {
        try check(sqlite3_bind_null(statement, place))
      }
    }

    func bind(_ place: Int32, text: UnsafeBufferPointer<UInt8>) throws {
      try text.withMemoryRebound(to: CChar.self) {
        try check(
          sqlite3_bind_text64(
            statement, place, $0.baseAddress, UInt64($0.count), nil, UInt8(SQLITE_UTF8)))
      }
    }

    /// For short texts: these are copied.
    func bind(_ place: Int32, copying text: String?) throws {
      guard var text else { return try check(sqlite3_bind_null(statement, place)) }
      // -1 in the place of a destructor: SQLITE_TRANSIENT.
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      try text.withUTF8 { bytes in
        try bytes.withMemoryRebound(to: CChar.self) {
          try check(
            sqlite3_bind_text64(
              statement, place, $0.baseAddress, UInt64($0.count), transient, UInt8(SQLITE_UTF8)))
        }
      }
    }

    func bind(_ place: Int32, blob: UnsafeRawBufferPointer) throws {
      try check(
        sqlite3_bind_blob64(statement, place, blob.baseAddress, UInt64(blob.count), nil))
    }

    private func check(_ code: Int32) throws {
      guard code != SQLITE_OK else { return }
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: code == SQLITE_TOOBIG
          ? "longer than a row can be" : String(cString: sqlite3_errmsg(connection)))
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

    /// What `body` makes of its first row; nil where there is none.
    func first<Value>(_ body: (RawStatement) throws -> Value) throws -> Value? {
      defer { sqlite3_reset(statement) }
      return try step() ? body(self) : nil
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
    ///
    /// - Throws: ``StoreDamage`` where it holds something else.
    func int(_ column: Int32) throws -> Int {
      guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else {
        throw damage(column, "is no integer")
      }
      return Int(sqlite3_column_int64(statement, column))
    }

    /// A number of outputs or the like.
    ///
    /// - Throws: ``StoreDamage`` where nothing can have been counted so often.
    func count(_ column: Int32) throws -> Int {
      let value = try int(column)
      guard 0...StoreDamage.largestCount ~= value else {
        throw damage(column, "says \(value), which is no count")
      }
      return value
    }

    /// A sum of durations.
    func sum(_ column: Int32) throws -> Int {
      let value = try int(column)
      guard 0...StoreDamage.largestSum ~= value else {
        throw damage(column, "says \(value), which is no sum")
      }
      return value
    }

    /// A moment in milliseconds since 1970; nil for NULL.
    func time(_ column: Int32) throws -> Timestamp? {
      guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
      let time = Timestamp(milliseconds: try int(column))
      guard Timestamp.writable ~= time else { throw damage(column, "is no time") }
      return time
    }

    /// Hours since 1970.
    func hour(_ column: Int32) throws -> Int {
      let value = try int(column)
      guard StoreDamage.hours ~= value else { throw damage(column, "says \(value), no hour") }
      return value
    }

    /// A column of the current row; valid until the next one.
    ///
    /// - Throws: ``StoreDamage`` where it holds something else.
    func text(_ column: Int32) throws -> UnsafeBufferPointer<UInt8> {
      guard sqlite3_column_type(statement, column) == SQLITE_TEXT else {
        throw damage(column, "is no text")
      }
      let start = sqlite3_column_text(statement, column)
      return UnsafeBufferPointer(
        start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
    }

    /// A column of the current row, copied.
    func string(_ column: Int32) throws -> String {
      String(decoding: try text(column), as: UTF8.self)
    }

    private func damage(_ column: Int32, _ what: String) -> StoreDamage {
      let name = sqlite3_column_name(statement, column).map { String(cString: $0) } ?? "a column"
      return StoreDamage("`\(name)` of a row \(what)")
    }

    /// Drops the bindings: what was bound may go away afterwards.
    func clear() { sqlite3_clear_bindings(statement) }
  }
#endif
