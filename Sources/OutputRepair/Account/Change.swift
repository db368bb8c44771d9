/// An edit of a text together with the rules that call for it.
struct Change: Equatable, Sendable {
  var start: Int
  var end: Int
  var text: ShortText
  var rule: Rule
  /// Rules besides ``rule``, where several touched the same bytes.
  var with = RuleSet()

  @inline(__always)
  init(_ start: Int, _ end: Int, _ text: ShortText, _ rule: Rule, with: RuleSet = RuleSet()) {
    self.start = start
    self.end = end
    self.text = text
    self.rule = rule
    self.with = with
  }

  init(_ start: Int, _ end: Int, _ text: [UInt8], _ rule: Rule, with: RuleSet = RuleSet()) {
    self.init(start, end, ShortText(text), rule, with: with)
  }

  init(_ span: Range<Int>, _ text: [UInt8], _ rule: Rule) {
    self.init(span.lowerBound, span.upperBound, ShortText(text), rule)
  }

  /// Bytes the text gets longer by.
  @inline(__always)
  var growth: Int { text.count - (end - start) }

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
    apply(changes, to: text, in: 0..<text.count, padding: 0)
  }

  /// A stretch of the text with its changes, followed by `padding` NULs.
  static func apply(
    _ changes: some Collection<Change>, to text: UnsafeBufferPointer<UInt8>, in range: Range<Int>,
    padding: Int
  ) -> [UInt8] {
    var size = range.count + padding
    for change in changes { size += Swift.max(0, change.growth) }
    return [UInt8](unsafeUninitializedCapacity: size) { out, count in
      var position = range.lowerBound
      for change in changes {
        assert(change.start >= position, "changes overlap")
        guard change.start >= position else { continue }
        count += copy(text, position, change.start, out, count)
        count += change.text.write(to: out.baseAddress! + count)
        position = change.end
      }
      count += copy(text, position, range.upperBound, out, count)
      for _ in 0..<padding {
        out[count] = 0
        count += 1
      }
    }
  }

  /// Most stretches between two changes are a few bytes long.
  @inline(__always)
  private static func copy(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int,
    _ out: UnsafeMutableBufferPointer<UInt8>, _ at: Int
  ) -> Int {
    guard start < end else { return 0 }
    (out.baseAddress! + at).initialize(from: text.baseAddress! + start, count: end - start)
    return end - start
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
