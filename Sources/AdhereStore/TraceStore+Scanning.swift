#if Store
  public import AdherePlatform
  import Foundation
  import GRDB

  extension TraceStore {
    /// A trace as it is kept: the line, and what changed since it was written.
    public struct StoredTrace: Sendable {
      /// A line of `schemas/record-trace.schema.json`.
      public var json: [UInt8]
      /// How often the same output to the same request was seen.
      public var occurrences: Int
      /// When the right to keep it ends; nil where no time was set.
      public var retainUntil: Timestamp?
    }

    /// Passes the traces that are meant to `body` as they are kept, in the order of their ids, one
    /// at a time: the store may hold more than memory does. Reading sees the store as it was when
    /// it began, and two stores that hold the same traces give them in the same order, however
    /// they came there.
    ///
    /// - Parameters:
    ///   - query: which traces are meant; without conditions every one.
    ///   - body: false ends the reading.
    /// - Throws: ``StoreError``.
    public func forEachStored(
      _ query: TraceQuery = TraceQuery(), _ body: (StoredTrace) -> Bool
    ) throws(StoreError) {
      try read { db in
        let (sql, arguments) = query.conditions()
        let rows = try GRDB.Row.fetchCursor(
          db,
          sql: "SELECT body, occurrences, retain_until FROM traces WHERE \(sql) "
            + "ORDER BY id LIMIT \(query.limit ?? -1)",
          arguments: arguments)
        while let row = try rows.next() {
          let json = try row.withUnsafeData(atIndex: 0) { data in data.map { [UInt8]($0) } }
          guard let json else { throw StoreDamage("`body` of a row is no text") }
          let trace = StoredTrace(
            json: json, occurrences: try row.checked(1), retainUntil: try row.time(2))
          if !body(trace) { return }
        }
      }
    }
  }
#endif
