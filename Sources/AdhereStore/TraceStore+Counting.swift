#if Store
  import AdhereJudging
  import AdhereTallies
  public import AdhereTraces
  import GRDB

  extension TraceStore {
    /// Counts the outputs of traces, each once, however often its trace is given: the ids of those
    /// that were counted are kept.
    ///
    /// - Returns: how many of the traces were counted now.
    /// - Throws: ``StoreError``; then none of them is counted.
    @discardableResult
    public func count(_ traces: [Trace]) throws(StoreError) -> Int {
      try write { db in
        let note = try RawStatement(
          "INSERT INTO counted (id) VALUES (?1) ON CONFLICT DO NOTHING", db)
        defer { note.clear() }
        var tallies = Tallies(limit: .max)
        var number = 0
        for trace in traces {
          try note.bind(1, TraceRows.hash(trace.id))
          guard try note.run() > 0 else { continue }
          tallies.count(trace)
          number += 1
        }
        var series: [Series: Int64] = [:]
        try self.add(tallies, db, &series)
        return number
      }
    }

    /// Adds counts to those of this file.
    func add(_ tallies: Tallies, _ db: Database, _ series: inout [Series: Int64]) throws {
      guard !tallies.isEmpty else { return }
      var statements: [String: Statement] = [:]
      for table in StoreSchema.countTables {
        statements[table.name] = try db.cachedStatement(sql: table.upsert(taking: false))
      }
      func add(_ table: String, _ values: [any DatabaseValueConvertible]) throws {
        try statements[table]?.execute(arguments: StatementArguments(values))
      }
      for (key, counts) in tallies.entries {
        let (hour, id) = (key.hour, try TraceStore.id(of: key.series, db, &series))
        for outcome in Outcome.allCases where counts[outcome] > 0 {
          try add("outputs", [hour, id, outcome.rawValue, instance, counts[outcome]])
        }
        for (violation, count) in counts.violations {
          try add("violations", [hour, id, violation.keyword, violation.path, instance, count])
        }
        for (repair, count) in counts.repairs {
          try add("repairs", [hour, id, repair.rule, repair.tier, instance, count])
        }
        for (code, count) in counts.reasons {
          try add("reasons", [hour, id, code, instance, count])
        }
        // The sum stands with the first step that has a count.
        var sum = counts.durations.sum
        for (step, count) in counts.durations.counts.enumerated() where count > 0 {
          try add("durations", [hour, id, step, instance, count, sum])
          sum = 0
        }
      }
      for (key, count) in tallies.events {
        try add(
          "events", [key.hour, key.event.rawValue, key.provider, key.reason, instance, count])
      }
      for (rule, count) in tallies.redactions { try add("redactions", [rule, instance, count]) }
    }

    /// The row of a series, made where there is none.
    static func id(of series: Series, _ db: Database, _ known: inout [Series: Int64]) throws
      -> Int64
    {
      if let id = known[series] { return id }
      let arguments: StatementArguments = [
        series.provider, series.model, series.storedSurface, series.tool,
      ]
      let find = try db.cachedStatement(
        sql: "SELECT id FROM series WHERE provider = ? AND model = ? AND surface = ? AND tool = ?")
      if let id = try Int64.fetchOne(find, arguments: arguments) {
        known[series] = id
        return id
      }
      let insert = try db.cachedStatement(
        sql: "INSERT INTO series (provider, model, surface, tool) VALUES (?, ?, ?, ?)")
      try insert.execute(arguments: arguments)
      known[series] = db.lastInsertedRowID
      return db.lastInsertedRowID
    }
  }
#endif
