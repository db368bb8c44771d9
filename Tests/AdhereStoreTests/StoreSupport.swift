#if Store
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces
  import AdhereJudging
  import Foundation
  import GRDB
  import GRDBSQLite

  @testable import AdhereStore

  /// A folder of a test's own, removed with it.
  final class StoreFolder {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory
        .appendingPathComponent("adhere-store-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String = "a.db") -> String { url.appendingPathComponent(name).path }
  }

  /// A trace with a text of its own.
  func trace(
    _ text: String, model: String = "m", outcome: Outcome = .invalid, hour: Int = 490_000,
    occurrences: Int = 1
  ) -> Trace {
    let time = Timestamp(hour: hour)
    var trace = Trace(
      id: TraceID.make(at: time), time: time, surface: .json, raw: .text(Array(text.utf8)),
      outcome: outcome)
    trace.model = model
    trace.occurrences = occurrences
    trace.redaction = Trace.Redaction(.off)
    return trace
  }

  /// Bounds the bytes of a text or a row, as SQLite's own bound of 10^9 does.
  func sqliteLimit(_ db: Database, _ bytes: Int) -> Int32 {
    sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_LENGTH, Int32(bytes))
  }
#endif
