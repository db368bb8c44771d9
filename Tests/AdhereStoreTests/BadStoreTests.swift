#if Store
  import AdhereTraces
  import AdhereJudging
  import Foundation
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
      #expect(kind { _ = try TraceStore(other) } == .notAStore)
      #expect(kind { _ = try TraceStore(other, access: .read) } == .notAStore)
    }

    @Test func `no file, no folder, an empty file`() throws {
      #expect(kind { _ = try TraceStore(folder.path("none.db"), access: .read) } == .missing)
      #expect(kind { _ = try TraceStore(folder.path("no/such/a.db")) } == .missing)
      let empty = folder.path("empty.db")
      try Data().write(to: URL(fileURLWithPath: empty))
      #expect(kind { _ = try TraceStore(empty, access: .read) } == .notAStore)
      #expect(kind { _ = try TraceStore(empty) } == nil)
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

    @Test func `a full disk loses nothing that was acknowledged`() throws {
      let path = folder.path()
      let store = try TraceStore(path)
      try store.add([trace("first")])
      try store.queue.writeWithoutTransaction { db in
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count")!
        try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
      }
      let many = (0..<100).map { trace("\($0) " + String(repeating: "x", count: 1000)) }
      #expect(kind { try store.add(many) } == .full)
      var texts: [Trace.Raw] = []
      try store.forEach {
        texts.append($0.raw)
        return true
      }
      #expect(texts == [.text(Array("first".utf8))])
    }
  }
#endif
