import AdhereBytes
import AdherePlatform

/// Schemas, and the instances that are validated against them.
struct DataSet {
  /// One for all instances, or one for each.
  var schemas: [[UInt8]]
  var instances: [[UInt8]]

  struct Missing: Error {}

  /// Reads `tools.tsv` of a folder, or `schema.json` and `instances.jsonl`.
  init(_ folder: String) throws {
    if let table = Self.read(folder + "/tools.tsv") {
      schemas = []
      instances = []
      for line in table.split(separator: ASCII.lineFeed) {
        let parts = line.split(separator: ASCII.tab)
        guard parts.count == 2 else { continue }
        schemas.append(Array(parts[0]))
        instances.append(Array(parts[1]))
      }
      return
    }
    guard let schema = Self.read(folder + "/schema.json"),
      let lines = Self.read(folder + "/instances.jsonl")
    else { throw Missing() }
    schemas = [schema]
    instances = lines.split(separator: ASCII.lineFeed).map { Array($0) }
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let reader = try? LineReader(path) else { return nil }
    var bytes: [UInt8] = []
    while let piece = try? reader.piece() { bytes += piece }
    return bytes
  }
}
