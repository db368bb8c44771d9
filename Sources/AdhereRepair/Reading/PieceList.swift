/// A text put together from parts of another one and new text between them; the difference
/// comes out as changes.
struct PieceList {
  private let source: UnsafePointer<UInt8>
  private let rule: Rule
  private var cursor: Int
  private var pending: [UInt8] = []
  /// Rules besides ``rule`` that had a hand in what is pending.
  private var noted = RuleSet()
  private(set) var changes: [Change] = []

  /// - Parameter start: where the kept text begins to be accounted for.
  init(_ source: UnsafePointer<UInt8>, from start: Int, rule: Rule) {
    self.source = source
    cursor = start
    self.rule = rule
  }

  /// Names rules for the change that comes next.
  mutating func note(_ rules: RuleSet) { noted.formUnion(rules) }

  /// New text, before whatever is kept next.
  mutating func put(_ text: [UInt8]) { pending += text }
  mutating func put(_ text: ShortText) { text.append(to: &pending) }

  /// The bytes of `range` as they are; everything skipped since the last kept range is left out.
  mutating func keep(_ range: Range<Int>) {
    flush(to: range.lowerBound)
    cursor = range.upperBound
  }

  /// Leaves out what remains up to `end`.
  mutating func finish(at end: Int) -> [Change] {
    flush(to: end)
    return changes
  }

  private mutating func flush(to position: Int) {
    if !isInSource(cursor, position) {
      noted.remove(rule)
      changes.append(Change(cursor, position, pending, rule, with: noted))
      noted = RuleSet()
    }
    pending.removeAll(keepingCapacity: true)
    cursor = position
  }

  /// Whether the source has the pending text there already, give or take white space.
  private func isInSource(_ start: Int, _ end: Int) -> Bool {
    var i = 0
    var inString = false
    for j in start..<end {
      let b = source[j]
      if !inString, b == 0x20 || b == 0x0A || b == 0x0D || b == 0x09 { continue }
      guard i < pending.count, pending[i] == b else { return false }
      if b == UInt8(ascii: "\"") { inString.toggle() }
      i += 1
    }
    return i == pending.count
  }
}
