#if Store
  import AdherePlatform
  import AdhereTallies
  import AdhereJudging
  import GRDB

  /// Reads counts out of a store. A report adds up a row for every hour, series and outcome, which
  /// may be millions: they are added up by number, and named once at the end.
  struct CountsReader {
    private let db: Database
    private let hours: Range<Int>
    /// Hours that are counted as one.
    private let step: Int
    private let path: String
    private(set) var tallies = Tallies(limit: .max)
    private var series: [Int: Series] = [:]
    private var positions: [Place: Int] = [:]
    /// Where the last row was counted; rows of one hour and series follow each other.
    private var last: (place: Place, position: Int)?

    private struct Place: Hashable {
      var hour: Int
      var series: Int
    }

    init(_ db: Database, _ hours: Range<Int>, step: Int, path: String) {
      self.db = db
      self.hours = hours
      self.step = step
      self.path = path
    }

    mutating func readSeries() throws {
      let rows = try GRDB.Row.fetchCursor(
        db, sql: "SELECT id, provider, model, surface, tool FROM series")
      while let row = try rows.next() {
        series[row[0]] = Series(
          provider: row[1], model: row[2],
          surface: Contract.Surface(rawValue: row[3]) ?? .json, tool: row[4])
      }
    }

    mutating func readOutputs() throws {
      let outcomes = Outcome.allCases.map { (Array($0.rawValue.utf8), $0) }
      try forEach("outputs", "outcome, count") { reader, row, position in
        let name = row.text(2)
        guard let found = outcomes.first(where: { name.elementsEqual($0.0) }) else { return }
        reader.tallies.count(found.1, times: row.int(3), at: position)
      }
    }

    /// Counts under two texts, such as a keyword and a path.
    mutating func readPairs(
      _ table: String, _ first: String, _ second: String,
      count: (inout Tallies, (String, String), Int, Int) -> Void
    ) throws {
      struct Key: Hashable {
        var position: Int
        var first: Int
        var second: Int
      }
      var sums: [Key: Int] = [:]
      var texts = NumberedTexts()
      try forEach(table, "\(first), \(second), count") { _, row, position in
        let key = Key(
          position: position, first: texts.number(row.text(2)), second: texts.number(row.text(3)))
        sums[key, default: 0] += row.int(4)
      }
      for (key, sum) in sums {
        count(&tallies, (texts[key.first], texts[key.second]), sum, key.position)
      }
    }

    mutating func readDurations() throws {
      try forEach("durations", "step, count, nanoseconds") { reader, row, position in
        reader.tallies.add(
          step: row.int(2), count: row.int(3), nanoseconds: row.int(4), at: position)
      }
    }

    mutating func readEvents() throws {
      let events = try GRDB.Row.fetchCursor(
        db,
        sql: "SELECT hour, event, provider, reason, count FROM events "
          + "WHERE hour >= ? AND hour < ?", arguments: [hours.lowerBound, hours.upperBound])
      while let row = try events.next() {
        guard let event = Tallies.Event(rawValue: row[1]) else { continue }
        tallies.count(
          event, provider: row[2], reason: row[3], times: row[4],
          at: Timestamp(hour: bucket(row[0])))
      }
      let redactions = try GRDB.Row.fetchCursor(db, sql: "SELECT rule, count FROM redactions")
      while let row = try redactions.next() {
        tallies.count(redaction: row[0], times: row[1])
      }
    }

    private func bucket(_ hour: Int) -> Int { hour / step * step }

    /// Passes on the rows in the order of their keys, after `hour` and `series`.
    private mutating func forEach(
      _ table: String, _ columns: String,
      _ body: (inout CountsReader, RawStatement, Int) throws -> Void
    ) throws {
      let rows = try RawStatement(
        "SELECT hour, series, \(columns) FROM \(table) WHERE hour >= ?1 AND hour < ?2", db)
      defer { rows.reset() }
      rows.bind(1, hours.lowerBound)
      rows.bind(2, hours.upperBound)
      while try rows.step() {
        try body(&self, rows, try position(bucket(rows.int(0)), rows.int(1)))
      }
    }

    private mutating func position(_ hour: Int, _ id: Int) throws -> Int {
      let place = Place(hour: hour, series: id)
      if let last, last.place == place { return last.position }
      var position = positions[place]
      if position == nil {
        guard let series = series[id] else {
          throw StoreError(.corrupt, "the store \(path) counts a series it does not name")
        }
        position = tallies.position(of: Tallies.Key(hour: hour, series: series))
        positions[place] = position
      }
      last = (place, position!)
      return position!
    }
  }
#endif
