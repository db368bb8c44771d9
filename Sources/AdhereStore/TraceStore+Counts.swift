#if Store
  public import AdherePlatform
  public import AdhereTallies
  import AdhereTraces
  import GRDB

  extension TraceStore {
    /// The counts of whole hours.
    ///
    /// - Parameters:
    ///   - since: the hour from which on outputs count; nil: from the first.
    ///   - before: the hour before which they do; nil: up to the last.
    ///   - step: hours that are counted as one, 24 for days in UTC; a report over months needs no
    ///     hours.
    /// - Throws: ``StoreError``.
    public func tallies(since: Timestamp? = nil, before: Timestamp? = nil, step: Int = 1)
      throws(StoreError) -> Tallies
    {
      try read { db in
        let hours = (since.map(\.hour) ?? .min)..<(before.map { $0.hour } ?? .max)
        var counts = CountsReader(db, hours, step: step, path: self.path)
        try counts.readSeries()
        try counts.readOutputs()
        try counts.readPairs("violations", "keyword", "path") { tallies, pair, count, place in
          tallies.count(violation: pair.0, path: pair.1, times: count, at: place)
        }
        try counts.readPairs("repairs", "rule", "tier") { tallies, pair, count, place in
          tallies.count(repair: pair.0, tier: pair.1, times: count, at: place)
        }
        try counts.readDurations()
        try counts.readEvents()
        return counts.tallies
      }
    }

    /// Adds what another store holds: counts exactly, traces as ``add(_:_:)`` does.
    ///
    /// - Parameter counts: whether its counts are added too.
    /// - Returns: what became of its traces.
    /// - Throws: ``StoreError``; what was added until then stays.
    public func merge(_ other: TraceStore, counts: Bool = true) throws(StoreError) -> Added {
      var total = Added()
      var batch: [Trace] = []
      var failure: StoreError?
      func flush(_ tallies: Tallies = Tallies()) {
        do throws(StoreError) {
          let added = try add(batch, tallies)
          total.new += added.new
          total.repeated += added.repeated
          total.known += added.known
        } catch {
          failure = error
        }
        batch.removeAll(keepingCapacity: true)
      }
      let tallies = counts ? try other.tallies() : Tallies()
      try other.forEach { trace in
        batch.append(trace)
        if batch.count >= 500 { flush() }
        return failure == nil
      }
      if failure == nil { flush(tallies) }
      if let failure { throw failure }
      return total
    }
  }
#endif
