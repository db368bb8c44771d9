/// The name that a mistyped one was meant to be.
enum NearestName {
  /// The candidate at the smallest edit distance, if that is small, or else the first that
  /// contains `text`. Case does not matter, and `_` counts as `-`.
  static func of(_ text: String, among candidates: [String]) -> String? {
    let typed = Array(text.lowercased().map { $0 == "_" ? "-" : $0 })
    let measured = candidates.map { (distance(typed, Array($0)), $0) }
    if let best = measured.min(by: { $0.0 < $1.0 }), best.0 <= max(1, typed.count / 3) {
      return best.1
    }
    guard typed.count >= 3 else { return nil }
    return candidates.first { contains(Array($0), typed) }
  }

  /// Levenshtein's distance, in characters.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }

  private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
  }
}
