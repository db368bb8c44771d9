#if Store
  import AdhereJudging
  import AdhereTallies
  import GRDB

  /// The rows of a store's counts, table by table, each checked: what is taken over into another
  /// store must not make that one unreadable.
  struct CountRows {
    struct Row {
      var table: CountTable
      /// In the order of the table's columns.
      var values: [Value]
    }

    enum Value {
      case number(Int)
      case text(String)
      case series(Series)
      case instance(String)
    }

    private let source: Database
    private var series: [Int: Series] = [:]
    private var instances: [Int: String] = [:]
    private var tables = StoreSchema.countTables[...]
    private var rows: RawStatement?
    private var isStarted = false

    init(_ source: Database) { self.source = source }

    /// The next one; nil after the last.
    ///
    /// - Throws: ``StoreDamage``, and what SQLite throws.
    mutating func next() throws -> Row? {
      if !isStarted { try start() }
      while let table = tables.first {
        let open: RawStatement
        if let rows {
          open = rows
        } else {
          open = try RawStatement(
            "SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name)", source)
          rows = open
        }
        if try open.step() {
          return Row(
            table: table,
            values: try table.columns.enumerated().map { try value($1, Int32($0), open) })
        }
        open.reset()
        rows = nil
        tables.removeFirst()
      }
      return nil
    }

    private mutating func start() throws {
      isStarted = true
      try CountsReader.forEachSeries(source) { series[$0] = $1 }
      let names = try RawStatement("SELECT id, name FROM instances", source)
      defer { names.reset() }
      while try names.step() { instances[try names.int(0)] = try names.string(1) }
    }

    private func value(_ column: String, _ place: Int32, _ row: RawStatement) throws -> Value {
      switch column {
      case "series":
        guard let name = series[try row.int(place)] else {
          throw StoreDamage("it counts a series that it does not name")
        }
        return .series(name)
      case "instance":
        guard let name = instances[try row.int(place)] else {
          throw StoreDamage("it counts for somebody whom it does not name")
        }
        return .instance(name)
      case "hour": return .number(try row.hour(place))
      case "count": return .number(try row.count(place))
      case "nanoseconds": return .number(try row.sum(place))
      case "step": return .number(try row.int(place))
      case "outcome":
        let name = try row.string(place)
        guard Outcome(rawValue: name) != nil else { throw StoreDamage(unknown: column, name) }
        return .text(name)
      case "event":
        let name = try row.string(place)
        guard Tallies.Event(rawValue: name) != nil else { throw StoreDamage(unknown: column, name) }
        return .text(name)
      default: return .text(try row.string(place))
      }
    }
  }
#endif
