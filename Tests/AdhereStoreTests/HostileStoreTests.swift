#if Store
  import AdhereJudging
  import AdherePlatform
  import AdhereTallies
  import AdhereTestSupport
  import AdhereTraces
  import Foundation
  import GRDB
  import Testing

  @testable import AdhereStore

  /// Stores of others: damaged, or made to do harm. Whatever is done with one ends in a result or
  /// an error, never in the end of the process.
  @Suite struct HostileStoreTests {
    let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    /// A store with something in every table.
    private func make(_ name: String) throws -> String {
      let path = folder.path(name)
      let store = try TraceStore(path)
      var tallies = Tallies()
      for hour in [490_000, 490_001] {
        let place = tallies.position(
          of: Tallies.Key(
            hour: hour, series: Series(provider: "p", model: "m", surface: .tool, tool: "t")))
        tallies.count(.invalid, times: 3, at: place)
        tallies.count(violation: "type", path: "/a", at: place)
        tallies.count(repair: "trailing-comma", tier: "lossless", at: place)
        tallies.count(reason: "nonconforming", at: place)
        tallies.observe(1500, at: place)
        tallies.count(.retry, provider: "p", reason: "429", at: Timestamp(hour: hour))
      }
      tallies.count(redaction: "email")
      try store.add((0..<6).map { trace("\($0 % 4)") }, tallies)
      return path
    }

    /// Everything that reads or writes a store.
    ///
    /// - Returns: the errors.
    private func useAll(_ path: String) -> [String] {
      var errors: [String] = []
      func attempt(_ body: () throws -> Void) {
        do { try body() } catch { errors.append("\(error)") }
      }
      attempt {
        let store = try TraceStore(path, access: .read, wait: 1)
        attempt { _ = try store.tallies() }
        attempt { _ = try store.tallies(since: Timestamp(milliseconds: .min), step: 24) }
        attempt { _ = try store.statistics() }
        attempt { try store.forEach { $0.time.description != "" } }
        attempt { try store.forEachStored { $0.retainUntil?.description != "" } }
        attempt {
          let total = try TraceStore(folder.path("total.db"))
          _ = try total.merge(store)
        }
      }
      attempt {
        let store = try TraceStore(path, wait: 1)
        attempt { try store.add([trace("0"), trace("new")], Tallies()) }
        var tallies = Tallies()
        tallies.count(.abort, reason: "x", at: Timestamp(hour: 490_000))
        attempt { try store.add([], tallies) }
        attempt { _ = try store.purge(TraceQuery(ids: ["x"])) }
      }
      return errors
    }

    private func change(_ path: String, _ sql: String) throws {
      try DatabaseQueue(path: path).writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA writable_schema = ON; PRAGMA foreign_keys = OFF")
        try db.execute(sql: sql)
      }
    }

    static let largest = "9223372036854775807"
    static let smallest = "-9223372036854775808"

    static let shapes = [
      "PRAGMA user_version = -5", "PRAGMA user_version = 0",
      "CREATE TABLE x (a); CREATE TRIGGER t AFTER INSERT ON outputs BEGIN DELETE FROM traces; END",
      "CREATE VIEW v AS SELECT 1",
      """
      DROP TABLE outputs; CREATE VIEW outputs AS
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i AS hour, 1 AS series, 1 AS instance, 'valid' AS outcome, 1 AS count FROM n
      """,
      "DROP TABLE traces; CREATE VIEW traces AS SELECT 1 AS seq, NULL AS body, NULL AS id",
      "DROP TABLE traces; CREATE TABLE traces (seq, id, body, occurrences, first, last)",
      "DROP TABLE redactions", "DROP TABLE series", "DROP TABLE instances", "DROP TABLE merged",
      "ALTER TABLE traces ADD COLUMN more TEXT",
      "CREATE INDEX mine ON traces (length(body))",
      "DROP TABLE outputs; CREATE VIRTUAL TABLE outputs USING fts5(hour, series, outcome, count)",
      "UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'traces'",
      "UPDATE sqlite_schema SET sql = 'CREATE TABLE traces (' WHERE name = 'traces'",
      "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'outputs'",
    ]

    @Test(arguments: shapes) func `another shape is refused`(sql: String) throws {
      let path = try make("a.db")
      do { try change(path, sql) } catch { return }
      let errors = useAll(path)
      #expect(errors.count >= 2, "\(sql): \(errors)")
      #expect(errors.allSatisfy { $0.contains("a.db") }, "\(errors)")
    }

    static let values: [String] = {
      var all: [String] = []
      for value in [largest, smallest, "-1", "4611686018427387904", "1000000000001"] {
        for (table, columns) in [
          ("traces", ["first", "last", "retain_until", "occurrences", "own", "series"]),
          ("outputs", ["hour", "count", "series", "instance"]), ("violations", ["count"]),
          ("repairs", ["hour", "count"]), ("reasons", ["count"]),
          ("durations", ["step", "count", "nanoseconds"]), ("events", ["hour", "count"]),
          ("redactions", ["count"]), ("merged", ["count", "id"]), ("series", ["id"]),
        ] {
          for column in columns { all.append("UPDATE OR IGNORE \(table) SET \(column) = \(value)") }
        }
      }
      for text in ["''", "'\u{1B}[2J'", "'null'", "'{}'", "'['"] {
        all += [
          "UPDATE traces SET body = \(text)", "UPDATE traces SET outcome = \(text)",
          "UPDATE OR IGNORE outputs SET outcome = \(text)",
          "UPDATE OR IGNORE series SET surface = \(text)",
          "UPDATE OR IGNORE events SET event = \(text)",
          "UPDATE OR IGNORE violations SET path = \(text)",
          "UPDATE OR IGNORE instances SET name = \(text)",
        ]
      }
      all += ["DELETE FROM series", "DELETE FROM instances", "DELETE FROM merged"]
      return all
    }()

    @Test func `numbers and texts that cannot be`() throws {
      for (number, sql) in Self.values.enumerated() {
        let path = try make("\(number).db")
        try change(path, sql)
        for error in useAll(path) {
          #expect(error.contains("\(number).db") || error.contains("total.db"), "\(sql): \(error)")
        }
      }
    }

    @Test func `one that was taken in does not make a store unreadable`() throws {
      let total = try TraceStore(folder.path("whole.db"))
      for (number, sql) in Self.values.enumerated() {
        let path = try make("\(number).db")
        try change(path, sql)
        if let other = try? TraceStore(path, access: .read) { _ = try? total.merge(other) }
      }
      _ = try total.tallies()
      _ = try total.statistics()
      try total.forEach { _ in true }
    }

    @Test func `bytes changed at random`() throws {
      var random = SplitMix64(7)
      let path = try make("a.db")
      try TraceStore(path).queue.writeWithoutTransaction {
        _ = try GRDB.Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
      let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      for round in 0..<350 {
        var bytes = whole
        switch round % 4 {
        case 0:
          for _ in 0..<30 {
            bytes[Int.random(in: 100..<bytes.count, using: &random)] = .random(
              in: 0 ... .max, using: &random)
          }
        case 1:
          // Types and lengths of columns stand near the ends of the pages.
          let page = Int.random(in: 1..<bytes.count / 4096, using: &random) * 4096
          for _ in 0..<30 {
            bytes[page + Int.random(in: 0..<4096, using: &random)] = .random(
              in: 0...0x20, using: &random)
          }
        case 2: bytes.removeLast(Int.random(in: 1..<bytes.count - 100, using: &random))
        default:
          let page = Int.random(in: 0..<bytes.count / 4096, using: &random) * 4096
          let other = Int.random(in: 0..<bytes.count / 4096, using: &random) * 4096
          bytes.replaceSubrange(page..<page + 4096, with: bytes[other..<other + 4096])
        }
        let name = folder.path("r\(round).db")
        try Data(bytes).write(to: URL(fileURLWithPath: name))
        _ = useAll(name)
      }
    }
  }
#endif
