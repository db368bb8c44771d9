/// An edit of a text together with the rules that call for it.
struct Change: Equatable {
  var start: Int
  var end: Int
  var text: [UInt8]
  var rule: Rule
  /// Rules besides ``rule``, where several touched the same bytes.
  var with = RuleSet()

  init(_ start: Int, _ end: Int, _ text: [UInt8], _ rule: Rule, with: RuleSet = RuleSet()) {
    self.start = start
    self.end = end
    self.text = text
    self.rule = rule
    self.with = with
  }

  init(_ span: Range<Int>, _ text: [UInt8], _ rule: Rule) {
    self.init(span.lowerBound, span.upperBound, text, rule)
  }

  var rules: RuleSet {
    var all = with
    all.insert(rule)
    return all
  }
}

/// Changes of one text: ascending, not overlapping, insertions at one place in order.
enum Changes {
  static func apply(_ changes: some Collection<Change>, to text: UnsafeBufferPointer<UInt8>)
    -> [UInt8]
  {
    var out: [UInt8] = []
    out.reserveCapacity(text.count + 16)
    var position = 0
    for change in changes {
      assert(change.start >= position, "changes overlap")
      guard change.start >= position else { continue }
      out.append(contentsOf: text[position..<change.start])
      out.append(contentsOf: change.text)
      position = change.end
    }
    out.append(contentsOf: text[position...])
    return out
  }

  static func apply(_ changes: [Change], to text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { apply(changes, to: $0) }
  }

  static func rules(_ changes: some Sequence<Change>) -> RuleSet {
    var all = RuleSet()
    for change in changes { all.formUnion(change.rules) }
    return all
  }
}
