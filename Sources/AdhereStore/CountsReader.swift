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
    private(set) var tallies = Tallies(limit: .max)
    private var series: [Int: Series] = [:]
    private var positions: [Place: Int] = [:]
    /// Where the last row was counted; rows of one hour and series follow each other.
    private var last: (place: Place, position: Int)?

    private struct Place: Hashable {
      var hour: Int
      var series: Int
    }

    init(_ db: Database, _ hours: Range<Int>, step: Int) {
      self.db = db
      self.hours = hours
      self.step = step
    }

    mutating func readSeries() throws {
      try CountsReader.forEachSeries(db) { series[$0] = $1 }
    }

    /// Passes on every series with its number.
    static func forEachSeries(_ db: Database, _ body: (Int, Series) throws -> Void) throws {
      let rows = try RawStatement("SELECT id, provider, model, surface, tool FROM series", db)
      defer { rows.reset() }
      while try rows.step() {
        let name = try rows.string(3)
        guard let (surface, form) = Series.surface(stored: name) else {
          throw StoreDamage("it counts a surface \"\(name)\", which there is not")
        }
        try body(
          try rows.int(0),
          Series(
            provider: try rows.string(1), model: try rows.string(2), surface: surface,
            tool: try rows.string(4), form: form))
      }
    }

    mutating func readOutputs() throws {
      let outcomes = Outcome.allCases.map { (Array($0.rawValue.utf8), $0) }
      try forEach("outputs", "outcome, count") { reader, row, position in
        let name = try row.text(2)
        guard let found = outcomes.first(where: { name.elementsEqual($0.0) }) else {
          throw StoreDamage(unknown: "outcome", String(decoding: name, as: UTF8.self))
        }
        reader.tallies.count(found.1, times: try row.count(3), at: position)
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
          position: position, first: texts.number(try row.text(2)),
          second: texts.number(try row.text(3)))
        sums[key, default: 0] = try row.count(4).counted(with: sums[key, default: 0])
      }
      for (key, sum) in sums {
        count(&tallies, (texts[key.first], texts[key.second]), sum, key.position)
      }
    }

    mutating func readReasons() throws {
      try forEach("reasons", "code, count") { reader, row, position in
        reader.tallies.count(
          reason: try row.string(2), times: try row.count(3), at: position)
      }
    }

    mutating func readDurations() throws {
      try forEach("durations", "step, count, nanoseconds") { reader, row, position in
        reader.tallies.add(
          step: try row.int(2), count: try row.count(3), nanoseconds: try row.sum(4),
          at: position)
      }
    }

    mutating func readEvents() throws {
      let events = try RawStatement(
        "SELECT hour, event, provider, reason, count FROM events WHERE hour >= ?1 AND hour < ?2", db
      )
      defer { events.reset() }
      try events.bind(1, hours.lowerBound)
      try events.bind(2, hours.upperBound)
      while try events.step() {
        let name = try events.string(1)
        guard let event = Tallies.Event(rawValue: name) else {
          throw StoreDamage(unknown: "event", name)
        }
        tallies.count(
          event, provider: try events.string(2), reason: try events.string(3),
          times: try events.count(4), at: Timestamp(hour: bucket(try events.hour(0))))
      }
      let redactions = try RawStatement("SELECT rule, count FROM redactions", db)
      defer { redactions.reset() }
      while try redactions.step() {
        tallies.count(redaction: try redactions.string(0), times: try redactions.count(1))
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
      try rows.bind(1, hours.lowerBound)
      try rows.bind(2, hours.upperBound)
      while try rows.step() {
        try body(&self, rows, try position(bucket(try rows.hour(0)), try rows.int(1)))
      }
    }

    private mutating func position(_ hour: Int, _ id: Int) throws -> Int {
      let place = Place(hour: hour, series: id)
      if let last, last.place == place { return last.position }
      let position: Int
      if let known = positions[place] {
        position = known
      } else {
        guard let series = series[id] else {
          throw StoreDamage("it counts a series that it does not name")
        }
        position = tallies.position(of: Tallies.Key(hour: hour, series: series))
        positions[place] = position
      }
      last = (place, position)
      return position
    }
  }
#endif
