#if Store
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces
  import AdhereJudging
  import Foundation
  import Testing

  @testable import AdhereStore

  /// What goes into a store comes out again, counted.
  @Suite struct StoreTests {
    let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    private func all(_ store: TraceStore, _ query: TraceQuery = TraceQuery()) throws -> [Trace] {
      var result: [Trace] = []
      try store.forEach(query) {
        result.append($0)
        return true
      }
      return result
    }

    @Test func `equal outputs are one trace with a number of occurrences`() throws {
      let store = try TraceStore(folder.path())
      let first = trace("a")
      #expect(try store.add([first, trace("a"), trace("b")]) == added(2, 1, 0))
      #expect(try store.add([trace("a", occurrences: 5), first]) == added(0, 1, 1))
      let kept = try all(store)
      #expect(kept.count == 2)
      #expect(kept.first { $0.id == first.id }?.occurrences == 7)
      var same = try #require(kept.first { $0.id == first.id })
      same.occurrences = 1
      #expect(same == first)
    }

    private func added(_ new: Int, _ repeated: Int, _ known: Int) -> TraceStore.Added {
      var added = TraceStore.Added()
      (added.new, added.repeated, added.known) = (new, repeated, known)
      return added
    }

    @Test func `counts come back, by hour and by day`() throws {
      let store = try TraceStore(folder.path())
      var tallies = Tallies()
      for hour in [489_996, 489_997, 490_020] {
        let place = tallies.position(
          of: Tallies.Key(hour: hour, series: Series(model: "m\"'", surface: .tool, tool: "t")))
        tallies.count(.valid, times: 3, at: place)
        tallies.count(.invalid, at: place)
        tallies.count(violation: "type", path: "/a/12/b", at: place)
        tallies.count(repair: "trailing-comma", tier: "lossless", times: 2, at: place)
        tallies.count(reason: "nonconforming", times: 3, at: place)
        tallies.observe(1500, times: 4, at: place)
      }
      tallies.count(.retry, provider: "p", reason: "429", at: Timestamp(hour: 489_996))
      tallies.count(redaction: "email", times: 2)
      try store.add([], tallies)
      #expect(try store.tallies() == tallies)
      try store.add([], tallies)
      let twice = try store.tallies(step: 24)
      #expect(twice.entries.count == 2)
      #expect(twice.entries.reduce(0) { $0 + $1.counts.outputs } == 24)
      let violations = twice.entries.flatMap { $0.counts.violations.map { ($0.path, $1) } }
      #expect(violations.allSatisfy { $0.0 == "/a/*/b" })
      let late = try store.tallies(since: Timestamp(hour: 490_020))
      #expect(late.entries.count == 1 && late.events.isEmpty)
    }

    @Test func `stores add up exactly`() throws {
      var all = Tallies()
      var stores: [TraceStore] = []
      for n in 0..<3 {
        var tallies = Tallies()
        for i in 0..<50 {
          let place = tallies.position(
            of: Tallies.Key(hour: i, series: Series(model: "m\(i % 7)", surface: .json)))
          tallies.count(.repaired, times: n + i, at: place)
          tallies.observe(i * 1000, at: place)
        }
        let store = try TraceStore(folder.path("\(n).db"))
        try store.add([trace("same"), trace("\(n)")], tallies)
        stores.append(store)
        all += tallies
      }
      let total = try TraceStore(folder.path("total.db"))
      for store in stores { _ = try total.merge(store) }
      #expect(try total.tallies() == all)
      #expect(try self.all(total).map(\.occurrences).sorted() == [1, 1, 1, 3])
    }

    @Test func `queries restrict, and purge deletes what they mean`() throws {
      let store = try TraceStore(folder.path())
      var session = trace("s", model: "b", outcome: .repaired, hour: 500_000)
      session.session = "visit"
      session.rights.retainUntil = Timestamp(hour: 500_010)
      session.repairs = [
        .init(rule: "trailing-comma", tier: "lossless", span: 0..<1, before: [0x73], after: [])
      ]
      var violated = trace("v", outcome: .invalid)
      violated.violations = [
        .init(
          instancePath: "/a", schemaPath: "#", keyword: "type", params: [0x7B, 0x7D], message: "")
      ]
      try store.add([trace("a"), session, violated])
      func count(_ change: (inout TraceQuery) -> Void) throws -> Int {
        var query = TraceQuery()
        change(&query)
        return try all(store, query).count
      }
      #expect(try count { $0.model = "b" } == 1)
      #expect(try count { $0.model = "b' OR 1=1 --" } == 0)
      #expect(try count { $0.session = "visit" } == 1)
      #expect(try count { $0.outcomes = [.invalid, .repaired] } == 3)
      #expect(try count { $0.rule = "trailing-comma" } == 1)
      #expect(try count { $0.keyword = "type" } == 1)
      #expect(try count { $0.since = Timestamp(hour: 500_000) } == 1)
      #expect(try count { $0.before = Timestamp(hour: 500_000) } == 2)
      #expect(try count { $0.limit = 2 } == 2)
      var query = TraceQuery()
      query.expiredBy = Timestamp(hour: 500_009)
      #expect(try store.purge(query) == 0)
      query.expiredBy = Timestamp(hour: 500_010)
      #expect(try store.purge(query) == 1)
      #expect(try all(store).count == 2)
    }

    @Test func `what is purged is gone from the file`() throws {
      let path = folder.path()
      let store = try TraceStore(path)
      try store.add([trace("PURGE-ME-0123456789"), trace("keep")])
      var query = TraceQuery()
      query.model = "m"
      #expect(try store.purge(query) == 2)
      for name in [path, path + "-wal"] {
        let bytes = (try? Data(contentsOf: URL(fileURLWithPath: name))) ?? Data()
        #expect(bytes.range(of: Data("PURGE-ME-0123456789".utf8)) == nil)
      }
    }

    @Test func `a person's word is kept`() throws {
      let store = try TraceStore(folder.path())
      let one = trace("a")
      try store.add([one, trace("a")])
      #expect(try store.accept(one.id, .init(.accepted, by: .person, note: "fine")))
      #expect(try !store.accept("none", .init(.accepted, by: .person)))
      let kept = try #require(try store.trace(one.id))
      #expect(kept.acceptance?.note == "fine" && kept.occurrences == 2)
    }

    @Test func `the oldest make room`() throws {
      let store = try TraceStore(folder.path(), maximumBytes: 400 << 10)
      for n in 0..<40 {
        try store.add(
          (0..<10).map {
            trace("\(n) \($0) " + String(repeating: "x", count: 2000), hour: 490_000 + n)
          },
          {
            var tallies = Tallies()
            let key = Tallies.Key(hour: n, series: Series(surface: .json))
            tallies.count(.invalid, times: 10, at: tallies.position(of: key))
            return tallies
          }())
      }
      let kept = try all(store)
      #expect(kept.count > 50 && kept.count < 250)
      #expect(kept.last?.time == Timestamp(hour: 490_039))
      #expect(kept.allSatisfy { $0.time > Timestamp(hour: 490_005) })
      let statistics = try store.statistics()
      #expect(statistics.bytes <= 500 << 10)
      #expect(statistics.outputs == 400)
    }

    @Test func `only the owner can read it`() throws {
      let path = folder.path()
      let store = try TraceStore(path)
      try store.add([trace("a")])
      for name in [path, path + "-wal", path + "-shm"] {
        let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions]
        #expect(mode as? Int == 0o600, "\(name)")
      }
    }
  }
#endif
