#if Store
  import AdherePlatform
  import AdhereTallies
  import GRDB

  /// A row that no adhere wrote: the file is damaged, or was made to do harm.
  struct StoreDamage: Error {
    var message: String
    init(_ message: String) { self.message = message }

    /// A name of a set that is known.
    init(unknown kind: String, _ name: String) {
      message = "it counts an \(kind) \"\(name)\", which there is not"
    }

    /// Where the counts of a row stop growing: nobody counts more in an hour. With it, no sum over
    /// the rows of a store overflows. What is written is bounded as what is read, so that nothing
    /// that was taken in makes a store unreadable.
    static let largestCount = 1_000_000_000_000
    /// The same for sums of durations and occurrences.
    static let largestSum = Int.largestCount
    /// Those of the years 0 to 9999, which RFC 3339 can write.
    static let hours = Timestamp.writable.lowerBound.hour...Timestamp.writable.upperBound.hour
  }

  extension GRDB.Row {
    /// A column as what it should be. The subscripts of GRDB end the process where it is not.
    ///
    /// - Throws: ``StoreDamage``.
    func checked<Value: DatabaseValueConvertible>(
      _ column: Int, as type: Value.Type = Value.self
    ) throws -> Value {
      let value: DatabaseValue = self[column]
      guard let result = Value.fromDatabaseValue(value) else { throw damage(column) }
      return result
    }

    /// The same for a column that may be NULL.
    func optional<Value: DatabaseValueConvertible>(
      _ column: Int, as type: Value.Type = Value.self
    ) throws -> Value? {
      let value: DatabaseValue = self[column]
      return value.isNull ? nil : try checked(column)
    }

    /// Milliseconds since 1970; nil where the column is NULL.
    func time(_ column: Int) throws -> Timestamp? {
      guard let value: Int = try optional(column) else { return nil }
      let time = Timestamp(milliseconds: value)
      guard Timestamp.writable ~= time else { throw damage(column) }
      return time
    }

    private func damage(_ column: Int) -> StoreDamage {
      let names = Array(columnNames)
      let name = column < names.count ? names[column] : "\(column)"
      return StoreDamage("`\(name)` of a row holds what it cannot hold")
    }
  }
#endif
