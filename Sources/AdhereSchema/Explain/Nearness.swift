/// Near misses in spelling.
enum Nearness {
  private static let maximumLength = 64

  /// Index of the candidate that is so near to `text` that it was probably meant: the same but
  /// for case and separators, or at most one edit in four bytes (two at most) away.
  static func nearest(_ text: [UInt8], _ candidates: [[UInt8]]) -> Int? {
    guard !text.isEmpty, text.count <= maximumLength else { return nil }
    let folded = fold(text)
    if let same = candidates.firstIndex(where: { fold($0) == folded }) { return same }
    var best: Int?
    var bestDistance = min(2, max(text.count / 4, 1)) + 1
    if folded.count < 3 { return nil }
    for (i, candidate) in candidates.enumerated()
    where candidate.count <= maximumLength && abs(candidate.count - text.count) < bestDistance {
      let distance = distance(folded, fold(candidate), below: bestDistance)
      if distance < bestDistance {
        best = i
        bestDistance = distance
      }
    }
    return best
  }

  private static func fold(_ text: [UInt8]) -> [UInt8] {
    text.compactMap { byte in
      switch byte {
      case 0x41...0x5A: byte | 0x20
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "\""): nil
      default: byte
      }
    }
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two short texts.
  private static func distance(_ a: [UInt8], _ b: [UInt8], below limit: Int) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in a.indices {
      current[0] = i + 1
      for j in b.indices {
        let replace = previous[j] + (a[i] == b[j] ? 0 : 1)
        current[j + 1] = min(replace, previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          current[j + 1] = min(current[j + 1], before[j - 1] + 1)
        }
      }
      if current.min()! >= limit { return limit }
      (before, previous, current) = (previous, current, before)
    }
    return previous[b.count]
  }
}
