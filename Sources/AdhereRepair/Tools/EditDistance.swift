/// Levenshtein's distance, within a band.
enum EditDistance {
  static func isAtMost(_ limit: Int, _ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count <= 256, b.count <= 256 else { return false }
    var row = Array(0...b.count)
    for i in 1...max(a.count, 1) where i <= a.count {
      var diagonal = row[0]
      row[0] = i
      var best = row[0]
      for j in 1...max(b.count, 1) where j <= b.count {
        let cost = a[i - 1] == b[j - 1] ? diagonal : min(diagonal, row[j], row[j - 1]) + 1
        diagonal = row[j]
        row[j] = cost
        best = min(best, cost)
      }
      if best > limit { return false }
    }
    return row[b.count] <= limit
  }
}
