/// Counts rows by what they have in common, up to a limit.
struct Caps {
  private let limits: [(limit: Int, kind: UInt64)]
  private var counts: [UInt64: Int] = [:]
  /// Kinds of rows that are counted: beyond them memory would grow with the store.
  private static let mostKinds = 1 << 21
  /// Rows of kinds that are not.
  private(set) var forgotten = 0

  init(_ options: CurationOptions) {
    limits = [
      (options.cap, 1), (options.capPerTool, 2), (options.capPerFailure, 3),
      (options.capPerSchema, 4),
    ].compactMap { limit, kind in limit.map { ($0, kind) } }
  }

  /// Whether there is room, and the keys to count the row under once it is kept.
  func room(tool: UInt64, failure: UInt64, schema: UInt64) -> [UInt64]? {
    var keys: [UInt64] = []
    for (limit, kind) in limits {
      var hash = RowHash()
      hash.add(kind)
      if kind == 1 || kind == 2 { hash.add(tool) }
      if kind == 1 || kind == 3 { hash.add(failure) }
      if kind == 1 || kind == 4 { hash.add(schema) }
      let key = hash.finish()
      if counts[key, default: 0] >= limit { return nil }
      keys.append(key)
    }
    return keys
  }

  mutating func count(_ keys: [UInt64]) {
    for key in keys {
      if counts[key] != nil || counts.count < Self.mostKinds {
        counts[key, default: 0] += 1
      } else {
        forgotten += 1
      }
    }
  }
}
