internal import AdhereJSON

/// Equality by value, as JSON Schema defines it.
enum ValueEquality {
  private static let maximumDepth = 48

  static func equal(_ a: Tape, _ i: Int, _ b: Tape, _ j: Int) -> Bool { equal(a, i, b, j, 0) }

  private static func equal(_ a: Tape, _ i: Int, _ b: Tape, _ j: Int, _ depth: Int) -> Bool {
    let x = a[i]
    let y = b[j]
    switch (x.kind, y.kind) {
    case (.null, .null), (.true, .true), (.false, .false): return true
    case (.number, .number):
      if let m = a.smallInteger(i), let n = b.smallInteger(j) { return m == n }
      return NumberText(a.text(i)) == NumberText(b.text(j))
    case (.string, .string), (.key, .string), (.string, .key), (.key, .key):
      return StringText.equal(a, i, b, j)
    case (.array, .array):
      if a.count(of: i) != b.count(of: j) { return false }
      if depth == maximumDepth { return Canonical.form(a, i) == Canonical.form(b, j) }
      let end = a.next(after: i)
      var p = i + 1
      var q = j + 1
      while p < end {
        if !equal(a, p, b, q, depth + 1) { return false }
        p = a.next(after: p)
        q = b.next(after: q)
      }
      return true
    case (.object, .object):
      let count = a.count(of: i)
      if count != b.count(of: j) { return false }
      // Looking up each key costs the square of the size.
      if depth == maximumDepth || count > 16 {
        return Canonical.form(a, i) == Canonical.form(b, j)
      }
      return sameMembers(a, i, b, j, depth)
    default: return false
    }
  }

  /// Whether each member of `a` has an equal of its own in `b`, which has as many.
  private static func sameMembers(
    _ a: Tape, _ i: Int, _ b: Tape, _ j: Int, _ depth: Int
  ) -> Bool {
    let end = a.next(after: i)
    let otherEnd = b.next(after: j)
    var taken: UInt32 = 0
    var key = i + 1
    while key < end {
      var other = j + 1
      var bit: UInt32 = 1
      var found = false
      while other < otherEnd {
        if taken & bit == 0, a[key].link == b[other].link, StringText.equal(a, key, b, other),
          equal(a, key + 1, b, other + 1, depth + 1)
        {
          taken |= bit
          found = true
          break
        }
        bit <<= 1
        other = b.next(after: other + 1)
      }
      if !found { return false }
      key = a.next(after: key + 1)
    }
    return true
  }
}
