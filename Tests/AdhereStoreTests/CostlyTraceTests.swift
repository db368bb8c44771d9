#if Store
  import AdhereJudging
  import AdhereTallies
  import AdhereTraces
  import GRDB
  import Testing

  @testable import AdhereStore

  /// A row that cannot be kept costs that row, and says so.
  @Suite struct CostlyTraceTests {
    let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    /// A store that takes no row longer than this.
    private func store(limit: Int) throws -> TraceStore {
      let store = try TraceStore(folder.path())
      store.queue.writeWithoutTransaction {
        _ = sqliteLimit($0, limit)
      }
      return store
    }

    @Test func `one that is too long leaves the others and the counts`() throws {
      let store = try store(limit: 20_000)
      var traces = (0..<500).map { trace("\($0)") }
      traces.insert(trace(String(repeating: "x", count: 50_000)), at: 250)
      var tallies = Tallies()
      let key = Tallies.Key(hour: 490_000, series: Series(model: "m", surface: .json))
      tallies.count(.invalid, times: 501, at: tallies.position(of: key))
      let added = try store.add(traces, tallies)
      #expect(added.new == 500 && added.lost == 1 && added.lostOutputs == 0)
      #expect(added.failure?.message.contains("longer than a row can be") == true)
      #expect(try store.statistics().traces == 500)
      #expect(try store.tallies() == tallies)
    }

    @Test func `where all of them are too long the counts stay`() throws {
      let store = try store(limit: 20_000)
      var tallies = Tallies()
      let key = Tallies.Key(hour: 490_000, series: Series(model: "m", surface: .json))
      tallies.count(.invalid, at: tallies.position(of: key))
      let added = try store.add([trace(String(repeating: "x", count: 50_000))], tallies)
      #expect(added.lost == 1 && added.lostOutputs == 0)
      #expect(try store.tallies() == tallies)
      #expect(throws: StoreError.self) {
        try store.add([trace(String(repeating: "y", count: 50_000))])
      }
    }
  }
#endif
