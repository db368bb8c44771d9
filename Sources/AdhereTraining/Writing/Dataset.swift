import AdherePlatform
import AdhereJSON

/// The files of a dataset: rows by split and shard, and where each row came from.
final class Dataset {
  private let base: String
  private let isSplit: Bool
  private let shardBytes: Int?
  private var open: [OutputFile?] = [nil, nil, nil]
  private var shards = [0, 0, 0]
  private let provenance: OutputFile
  private var line = JSONWriter()
  /// Files that are sealed, until all are.
  private var finished: [(file: OutputFile, split: Split)] = []

  init(base: String, isSplit: Bool, shardBytes: Int?) throws(ExportError) {
    self.base = base
    self.isSplit = isSplit
    self.shardBytes = shardBytes
    provenance = try OutputFile("\(base).provenance.jsonl")
  }

  func append(_ row: CandidateRow, to split: Split) throws(ExportError) {
    let slot = split.rawValue
    if let file = open[slot], let shardBytes, file.rows > 0,
      file.byteCount + row.text.json.count + 1 > shardBytes
    {
      try finish(file, split)
      open[slot] = nil
    }
    if open[slot] == nil {
      shards[slot] += 1
      open[slot] = try OutputFile(path(split, shards[slot]), hasDigest: true)
    }
    let file = open[slot]!
    try file.append(line: row.text.json)

    line.removeAll()
    line.beginObject()
    line.member("file", Dataset.name(of: file.path))
    line.member("row", file.rows)
    line.member("sha256", row.text.digest)
    line.member("split", split.name)
    line.member("origin", row.origin.rawValue)
    line.member("source", raw: row.text.provenance)
    line.endObject()
    try provenance.append(line: line.bytes)
  }

  /// Brings every file to the disk; none has its name yet.
  func seal() throws(ExportError) -> [ExportSummary.File] {
    for split in Split.allCases {
      if let file = open[split.rawValue] { try finish(file, split) }
      open[split.rawValue] = nil
    }
    try provenance.seal()
    finished.sort { $0.file.path < $1.file.path }
    return finished.map { file, split in
      ExportSummary.File(
        path: file.path, split: split.name, rows: file.rows, bytes: file.byteCount,
        sha256: file.sha256)
    }
  }

  private func finish(_ file: OutputFile, _ split: Split) throws(ExportError) {
    try file.seal()
    finished.append((file, split))
  }

  /// Gives every file its name. The dataset is there once its manifest is.
  func publish() throws(ExportError) {
    for (file, _) in finished { try file.publish() }
    try provenance.publish()
    removeStale()
  }

  /// `NAME.train-00001.jsonl`; without splits and shards `NAME.jsonl`.
  private func path(_ split: Split, _ shard: Int) -> String {
    var path = isSplit ? "\(base).\(split.name)" : base
    if shardBytes != nil {
      let digits = String(shard)
      path += "-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
    return path + ".jsonl"
  }

  /// What an earlier export left under names that this one has no rows for would be taken for
  /// part of it.
  private func removeStale() {
    // Without splits all names are those of the first.
    for split in isSplit ? Split.allCases : [.train] {
      var shard = shards[split.rawValue] + 1
      if shardBytes != nil {
        while unlink(path(split, shard)) == 0 { shard += 1 }
      } else if shard == 1 {
        unlink(path(split, shard))
      }
    }
  }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
