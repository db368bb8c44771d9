#if Store
  import AdhereJudging
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces
  import Foundation
  import Testing

  @testable import AdhereStore

  /// What was taken in already changes nothing, in whatever order.
  @Suite struct MergeTests {
    let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    private func counts(_ model: String, _ times: Int, hour: Int = 490_000) -> Tallies {
      var tallies = Tallies()
      let place = tallies.position(
        of: Tallies.Key(hour: hour, series: Series(model: model, surface: .json)))
      tallies.count(.invalid, times: times, at: place)
      tallies.count(violation: "type", path: "/a", times: times, at: place)
      tallies.count(repair: "trailing-comma", tier: "lossless", times: times, at: place)
      tallies.count(reason: "nonconforming", times: times, at: place)
      tallies.observe(1500, times: times, at: place)
      tallies.count(.retry, provider: "p", reason: "429", times: times, at: Timestamp(hour: hour))
      tallies.count(redaction: "email", times: times)
      return tallies
    }

    /// Traces by their text, with how often each came.
    private func occurrences(_ store: TraceStore) throws -> [String: Int] {
      var result: [String: Int] = [:]
      try store.forEach {
        if case .text(let text) = $0.raw {
          result[String(decoding: text, as: UTF8.self)] = $0.occurrences
        }
        return true
      }
      return result
    }

    private func copy(_ from: String, _ to: String) throws {
      for end in ["", "-wal"] where FileManager.default.fileExists(atPath: folder.path(from) + end)
      {
        try FileManager.default.copyItem(
          atPath: folder.path(from) + end, toPath: folder.path(to) + end)
      }
    }

    @Test func `a file of traces twice`() throws {
      let store = try TraceStore(folder.path())
      let traces = [trace("a"), trace("a"), trace("a"), trace("b", occurrences: 4)]
      for _ in 0..<3 {
        try store.add(traces)
        try store.count(traces)
      }
      #expect(try occurrences(store) == ["a": 3, "b": 4])
      #expect(try store.statistics().occurrences == 7)
      #expect(try store.tallies().outputs == 7)
      // More of one of them was seen by whoever wrote the file again.
      var more = traces[3]
      more.occurrences = 6
      try store.add([more])
      #expect(try occurrences(store) == ["a": 3, "b": 6])
    }

    @Test func `stores in every order, twice, and inside of each other`() throws {
      var truth = Tallies()
      for (name, n) in [("a", 1), ("b", 2), ("c", 3)] {
        let store = try TraceStore(folder.path(name))
        for _ in 0..<n { try store.add([trace("same"), trace(name)]) }
        try store.add([], counts(name, n))
        try store.add([], counts("all", n))
        truth += counts(name, n)
        truth += counts("all", n)
      }
      // b has taken in c, and goes on.
      _ = try TraceStore(folder.path("b")).merge(TraceStore(folder.path("c"), access: .read))
      for (number, order) in [
        ["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a", "b", "c"],
        ["c", "a", "c", "b", "a", "b"],
      ].enumerated() {
        let total = try TraceStore(folder.path("total\(number)"))
        for name in order {
          _ = try total.merge(TraceStore(folder.path(name), access: .read))
        }
        #expect(try total.tallies() == truth, "\(order)")
        #expect(try occurrences(total) == ["same": 6, "a": 1, "b": 2, "c": 3], "\(order)")
      }
    }

    @Test func `a copy that went on by itself`() throws {
      let path = folder.path("a")
      do {
        let store = try TraceStore(path)
        try store.add([trace("a")], counts("m", 10))
      }
      try copy("a", "copy")
      try TraceStore(path).add([], counts("m", 5))
      try TraceStore(folder.path("copy")).add([], counts("m", 3))
      let total = try TraceStore(folder.path("total"))
      for name in ["a", "copy", "a"] {
        _ = try total.merge(TraceStore(folder.path(name), access: .read))
      }
      #expect(try total.tallies() == counts("m", 18))
      #expect(try occurrences(total) == ["a": 1])
    }

    @Test func `a store again after it grew, and itself`() throws {
      let store = try TraceStore(folder.path("a"))
      let total = try TraceStore(folder.path("total"))
      for n in 1...4 {
        try store.add([trace("a")], counts("m", n))
        _ = try total.merge(TraceStore(folder.path("a"), access: .read))
        #expect(try occurrences(total) == ["a": n])
      }
      #expect(try total.tallies() == counts("m", 10))
      let again = try total.merge(TraceStore(folder.path("total"), access: .read))
      #expect(again.new == 0 && again.repeated == 0)
      #expect(try total.tallies() == counts("m", 10))
    }

    @Test func `what was purged leaves nothing that stands in the way`() throws {
      let store = try TraceStore(folder.path())
      let traces = [trace("a"), trace("a")]
      try store.add(traces)
      #expect(try store.purge(TraceQuery(ids: [traces[0].id])) == 1)
      try store.add(traces)
      #expect(try occurrences(store) == ["a": 2])
    }
  }
#endif
