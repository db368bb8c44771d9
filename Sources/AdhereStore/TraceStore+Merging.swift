#if Store
  import AdherePlatform
  import AdhereTallies
  public import AdhereTraces
  import GRDB

  extension TraceStore {
    /// Takes in what another store holds, traces and counts.
    ///
    /// Taking in the same store again, a copy of it, or one that has taken it in before, changes
    /// nothing, in any order: counts go by the file that counted them, of which the larger number
    /// stays, and occurrences by the ids of their traces.
    ///
    /// - Parameters:
    ///   - other: the store that is taken in; it does not change.
    ///   - counts: whether its counts are taken in too.
    ///   - change: what is done to each trace before it is kept, such as redacting it.
    /// - Returns: what became of its traces.
    /// - Throws: ``StoreError``; what was added until then stays.
    public func merge(
      _ other: TraceStore, counts: Bool = true, _ change: (inout Trace) -> Void = { _ in }
    ) throws(StoreError) -> Added {
      // Counts first: they are small, and a disk that fills up costs traces then.
      if counts { try mergeCounts(of: other) }
      return try other.read { source in
        var total = Added()
        let traces = try RawStatement(
          "SELECT seq, body, own, retain_until, first, last FROM traces ORDER BY last, seq", source)
        defer { traces.reset() }
        let shares = try RawStatement("SELECT id, count FROM merged WHERE trace = ?1", source)
        var rows = TraceRows()
        while try traces.step() {
          var trace: Trace
          let body = Array(try traces.text(1))
          do throws(TraceError) {
            trace = try Trace(json: body)
          } catch {
            throw StoreDamage("it holds a trace that cannot be read: \(error)")
          }
          trace.occurrences = max(1, try traces.count(2))
          trace.rights.retainUntil = try traces.time(3)
          guard let first = try traces.time(4), let last = try traces.time(5) else { continue }
          try shares.bind(1, try traces.int(0))
          var known: [TraceRows.Share] = []
          while try shares.step() {
            known.append(TraceRows.Share(id: try shares.int(0), count: try shares.count(1)))
          }
          shares.reset()
          change(&trace)
          rows.append(trace, first: first, last: last, shares: known)
          if rows.all.count >= 500 || rows.bytes > 32 << 20 {
            total += try self.add(rows, Tallies())
            rows.removeAll()
          }
        }
        total += try self.add(rows, Tallies())
        return total
      }
    }

    private func mergeCounts(of other: TraceStore) throws(StoreError) {
      try other.read { source in
        try self.write { db in
          // Which file the error names has to be the one that is at fault.
          var rows = CountRows(source)
          func step() throws -> CountRows.Row? {
            do { return try rows.next() } catch { throw StoreError(error, other.path) }
          }
          var series: [Series: Int64] = [:]
          while let row = try step() {
            let upsert = try RawStatement(row.table.upsert(taking: true), db)
            for (place, value) in row.values.enumerated() {
              let place = Int32(place + 1)
              switch value {
              case .number(let number): try upsert.bind(place, number)
              case .text(let text): try upsert.bind(place, copying: text)
              case .series(let name):
                try upsert.bind(place, Int(try TraceStore.id(of: name, db, &series)))
              case .instance(let name):
                try upsert.bind(place, try StoreInstance.named(name, db))
              }
            }
            try upsert.run()
          }
        }
      }
    }
  }
#endif
