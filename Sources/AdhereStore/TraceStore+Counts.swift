#if Store
  public import AdherePlatform
  public import AdhereTallies
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
        var counts = CountsReader(db, hours, step: step)
        try counts.readSeries()
        try counts.readOutputs()
        try counts.readPairs("violations", "keyword", "path") { tallies, pair, count, place in
          tallies.count(violation: pair.0, path: pair.1, times: count, at: place)
        }
        try counts.readPairs("repairs", "rule", "tier") { tallies, pair, count, place in
          tallies.count(repair: pair.0, tier: pair.1, times: count, at: place)
        }
        try counts.readReasons()
        try counts.readDurations()
        try counts.readEvents()
        return counts.tallies
      }
    }
  }
#endif
