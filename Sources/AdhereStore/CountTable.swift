#if Store
  /// A table of counts: what tells its rows apart, and what is summed in them.
  ///
  /// Every row belongs to an instance, the one file that counts under it. Within an instance counts
  /// only grow, so that of two copies of a row the larger is the later one: taking in a store again,
  /// or its copy, or a store that has taken it in, changes nothing. The truth is the sum over the
  /// instances.
  struct CountTable: Sendable {
    let name: String
    /// Columns of the key, without the instance.
    let key: [String]
    let sums: [String]
    private let own: [String]

    init(
      _ name: String, _ own: [String], sums: [String] = ["count"], hasSeries: Bool = true,
      hasHour: Bool = true
    ) {
      self.name = name
      self.own = own
      self.sums = sums
      key = (hasHour ? ["hour"] : []) + (hasSeries ? ["series"] : []) + own
    }

    var hasSeries: Bool { key.contains("series") }

    /// Columns of a row.
    var columns: [String] { key + ["instance"] + sums }

    /// Whether a column of the key holds text.
    func isText(_ column: String) -> Bool { own.contains(column) && column != "step" }

    /// Adds to the counts of an instance, or takes over those of another copy.
    ///
    /// What would not fit stays at its bound: as a floating-point number it would not be taken.
    func upsert(taking larger: Bool) -> String {
      func bound(_ sum: String) -> Int {
        sum == "count" ? StoreDamage.largestCount : StoreDamage.largestSum
      }
      let marks = columns.enumerated().map { place, column in
        sums.contains(column) ? "min(?\(place + 1), \(bound(column)))" : "?\(place + 1)"
      }
      let changes = sums.map {
        larger
          ? "\($0) = max(\($0), excluded.\($0))"
          : "\($0) = min(\($0) + excluded.\($0), \(bound($0)))"
      }
      return "INSERT INTO \(name) (\(columns.joined(separator: ", "))) "
        + "VALUES (\(marks.joined(separator: ", "))) "
        + "ON CONFLICT DO UPDATE SET \(changes.joined(separator: ", "))"
    }

    /// Makes the table of version 2 one with instances; what it holds was counted by the first.
    var toInstances: String {
      let declared = columns.map { column in
        switch column {
        case "series": "series INTEGER NOT NULL REFERENCES series"
        case "instance": "instance INTEGER NOT NULL REFERENCES instances"
        default: "\(column) \(isText(column) ? "TEXT" : "INTEGER") NOT NULL"
        }
      }
      // Rows of one hour and series follow each other: reports read them in this order.
      let lead = key.filter { $0 == "hour" || $0 == "series" }
      let primary = lead + ["instance"] + key.dropFirst(lead.count)
      let old = (key + sums).joined(separator: ", ")
      return """
        CREATE TABLE \(name)_3 (\(declared.joined(separator: ", ")),
          PRIMARY KEY (\(primary.joined(separator: ", ")))) STRICT, WITHOUT ROWID;
        INSERT INTO \(name)_3 (\(old), instance) SELECT \(old), 1 FROM \(name);
        DROP TABLE \(name);
        ALTER TABLE \(name)_3 RENAME TO \(name);

        """
    }
  }
#endif
