#if Store
  import AdhereTraces
  import AdhereJudging
  import Foundation
  import AdhereTallies
  import GRDB
  import Testing

  @testable import AdhereStore

  /// Files that are no stores, or cannot be used, are named as what they are.
  @Suite struct BadStoreTests {
    let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    private func kind(_ body: () throws -> Void) -> StoreError.Kind? {
      do {
        try body()
        return nil
      } catch {
        return (error as? StoreError)?.kind
      }
    }

    @Test func `a file of something else`() throws {
      let path = folder.path("text.db")
      try Data(String(repeating: "not a database ", count: 100).utf8)
        .write(to: URL(fileURLWithPath: path))
      #expect(kind { _ = try TraceStore(path) } == .notAStore)
      #expect(kind { _ = try TraceStore(path, access: .read) } == .notAStore)
      let other = folder.path("other.db")
      try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (a)") }
      let before = try Data(contentsOf: URL(fileURLWithPath: other))
      #expect(kind { _ = try TraceStore(other) } == .notAStore)
      #expect(kind { _ = try TraceStore(other, access: .read) } == .notAStore)
      // The database of another application is as it was, its mode included.
      #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == before)
    }

    @Test func `no file, no folder, an empty file`() throws {
      #expect(kind { _ = try TraceStore(folder.path("none.db"), access: .read) } == .missing)
      #expect(kind { _ = try TraceStore(folder.path("no/such/a.db")) } == .missing)
      let empty = folder.path("empty.db")
      try Data().write(to: URL(fileURLWithPath: empty))
      #expect(kind { _ = try TraceStore(empty, access: .read) } == .notAStore)
      #expect(kind { _ = try TraceStore(empty) } == nil)
    }

    @Test(arguments: 1..<StoreSchema.version)
    func `an older store is brought to this version when it is written to`(version: Int) throws {
      let path = folder.path()
      try DatabaseQueue(path: path).writeWithoutTransaction { db in
        try StoreSchema.migrate(db, path, to: version)
        try db.execute(
          sql: """
            INSERT INTO series VALUES (1, 'p', 'm', 'json', '');
            INSERT INTO outputs VALUES (490000, 1, 'valid', 3);
            INSERT INTO durations VALUES (490000, 1, 2, 3, 12000);
            INSERT INTO events VALUES (490000, 'retry', 'p', '429', 2);
            INSERT INTO redactions VALUES ('email', 5);
            """)
        let body = #"{"trace":1,"id":"A","time":"2026-01-01T00:00:00Z","surface":"json","raw":"x","#
        try db.execute(
          sql: "INSERT INTO traces VALUES (1, 'A', x'00', 5, 6, 1, 'invalid', NULL, NULL, 4, ?)",
          arguments: [body + #""outcome":"invalid"}"#])
      }
      #expect(kind { _ = try TraceStore(path, access: .read) } == .notAStore)
      let store = try TraceStore(path)
      #expect(try store.trace("A")?.occurrences == 4)
      let counts = try store.tallies()
      #expect(counts.outputs == 3 && counts.events.values.reduce(0, +) == 2)
      #expect(counts.entries.first?.counts.durations.sum == 12000)
      #expect(counts.redactions == ["email": 5])
      var tallies = Tallies()
      let key = Tallies.Key(
        hour: 490_000, series: Series(provider: "p", model: "m", surface: .json))
      let place = tallies.position(of: key)
      tallies.count(.valid, times: 2, at: place)
      tallies.count(reason: "cut-off", at: place)
      try store.add([], tallies)
      #expect(try store.tallies().outputs == 5)
      #expect(try store.tallies().entries.first?.counts.reasons == ["cut-off": 1])
    }

    @Test func `a newer version`() throws {
      let path = folder.path()
      _ = try TraceStore(path)
      try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
      #expect(kind { _ = try TraceStore(path) } == .newer)
      #expect(kind { _ = try TraceStore(path, access: .read) } == .newer)
    }

    @Test func `a damaged file`() throws {
      let path = folder.path()
      do {
        let store = try TraceStore(path)
        try store.add((0..<200).map { trace("\($0) " + String(repeating: "x", count: 500)) })
        try store.queue.writeWithoutTransaction {
          _ = try GRDB.Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
      }
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      let size = try handle.seekToEnd()
      for offset in stride(from: 4096, to: Int(size) - 4096, by: 4096) {
        try handle.seek(toOffset: UInt64(offset))
        handle.write(Data(repeating: 0xA5, count: 2048))
      }
      try handle.close()
      let found = kind {
        let store = try TraceStore(path)
        try store.add([trace("new")])
        try store.forEach { _ in true }
      }
      #expect(found == .corrupt)
    }

    @Test func `one that another process holds`() throws {
      let path = folder.path()
      let store = try TraceStore(path, wait: 0.2)
      let other = try DatabaseQueue(path: path)
      try other.writeWithoutTransaction { db in
        try db.execute(sql: "BEGIN EXCLUSIVE")
        #expect(kind { try store.add([trace("a")]) } == .locked)
        try db.execute(sql: "ROLLBACK")
      }
      #expect(kind { try store.add([trace("a")]) } == nil)
    }

    @Test func `one that may not be written`() throws {
      let path = folder.path()
      _ = try TraceStore(path)
      guard getuid() != 0 else { return }
      try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
      #expect(kind { _ = try TraceStore(path) } == .readOnly)
    }

    @Test func `a full disk costs what does not go in, and not the counts`() throws {
      let path = folder.path()
      let store = try TraceStore(path)
      try store.add([trace("first")])
      try store.queue.writeWithoutTransaction { db in
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count")!
        try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
      }
      let many = (0..<100).map { trace("\($0) " + String(repeating: "x", count: 1000)) }
      var tallies = Tallies()
      let key = Tallies.Key(hour: 1, series: Series(model: "m", surface: .json))
      tallies.count(.invalid, times: 100, at: tallies.position(of: key))
      let added = try store.add(many, tallies)
      #expect(added.failure?.kind == .full && added.lostOutputs == 0)
      #expect(added.new < 20 && added.new + added.lost == 100)
      var count = 0
      try store.forEach { _ in
        count += 1
        return true
      }
      #expect(count == 1 + added.new)
      #expect(try store.tallies().outputs == 100)
    }
  }
#endif
