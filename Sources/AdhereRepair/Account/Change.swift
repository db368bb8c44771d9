/// An edit of a text together with the rules that call for it.
///
/// Thirty-two bytes, whatever it holds: a text of ten megabytes can need ten million of them.
struct Change: Equatable, Sendable {
  /// Texts up to this length are repaired, in bytes: so that offsets fit, in a text six times as
  /// long too, as one of nothing but control characters becomes.
  static let longestText = 640 << 20

  private var first: UInt32
  private var last: UInt32
  private var low: UInt64
  private var middle: UInt32
  private var high: UInt16
  private var size: UInt8
  var rule: Rule
  private var more: More?

  /// What few changes have.
  private final class More: Sendable {
    let text: [UInt8]?
    let with: RuleSet

    init(_ text: [UInt8]?, _ with: RuleSet) {
      self.text = text
      self.with = with
    }
  }

  @inline(__always)
  init(_ start: Int, _ end: Int, _ text: ShortText, _ rule: Rule) {
    first = UInt32(truncatingIfNeeded: start)
    last = UInt32(truncatingIfNeeded: end)
    low = text.low
    middle = UInt32(truncatingIfNeeded: text.high)
    high = UInt16(truncatingIfNeeded: text.high >> 32)
    size = text.size
    self.rule = rule
    more = text.long.map { More($0, RuleSet()) }
  }

  init(_ start: Int, _ end: Int, _ text: ShortText, _ rule: Rule, with: RuleSet) {
    self.init(start, end, text, rule)
    self.with = with
  }

  @inline(__always)
  var start: Int {
    get { Int(first) }
    set { first = UInt32(truncatingIfNeeded: newValue) }
  }

  @inline(__always)
  var end: Int {
    get { Int(last) }
    set { last = UInt32(truncatingIfNeeded: newValue) }
  }

  @inline(__always)
  var text: ShortText {
    get {
      ShortText(low: low, high: UInt64(middle) | UInt64(high) << 32, size: size, long: more?.text)
    }
    set { self = Change(start, end, newValue, rule, with: with) }
  }

  /// Rules besides ``rule``, where several touched the same bytes.
  var with: RuleSet {
    get { more?.with ?? RuleSet() }
    set {
      guard more != nil || !newValue.isEmpty else { return }
      more = More(more?.text, newValue)
    }
  }

  static func == (a: Change, b: Change) -> Bool {
    a.first == b.first && a.last == b.last && a.rule == b.rule && a.with == b.with
      && a.text == b.text
  }

  init(_ start: Int, _ end: Int, _ text: [UInt8], _ rule: Rule, with: RuleSet = RuleSet()) {
    self.init(start, end, ShortText(text), rule, with: with)
  }

  init(_ span: Range<Int>, _ text: [UInt8], _ rule: Rule) {
    self.init(span.lowerBound, span.upperBound, ShortText(text), rule)
  }

  /// Bytes the text gets longer by.
  @inline(__always)
  var growth: Int { (more?.text?.count ?? Int(size)) - (end - start) }

  /// Writes the text to memory that has room for it, and for sixteen bytes at least.
  @inline(__always)
  func write(to out: UnsafeMutablePointer<UInt8>) -> Int {
    if more?.text != nil { return text.write(to: out) }
    let raw = UnsafeMutableRawPointer(out)
    raw.storeBytes(of: low.littleEndian, as: UInt64.self)
    if size > 8 {
      let rest = UInt64(middle) | UInt64(high) << 32
      raw.storeBytes(of: rest.littleEndian, toByteOffset: 8, as: UInt64.self)
    }
    return Int(size)
  }

  /// The same edit of a text in which everything is `distance` bytes further on.
  func shifted(by distance: Int) -> Change {
    var copy = self
    copy.start += distance
    copy.end += distance
    return copy
  }

  /// ``rule`` and ``with``.
  var rules: RuleSet {
    var all = RuleSet()
    add(to: &all)
    return all
  }

  /// Adds all its rules to a set.
  @inline(__always)
  func add(to rules: inout RuleSet) {
    rules.insert(rule)
    if let more { rules.formUnion(more.with) }
  }
}

/// Changes of one text: ascending, not overlapping, insertions at one place in order.
///
/// The loops here read fields in place: to copy a change is to count a reference.
enum Changes {
  static func apply(_ changes: [Change], to text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    apply(changes, to: text, in: 0..<text.count, padding: 0)
  }

  static func apply(_ changes: [Change], to text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { apply(changes, to: $0) }
  }

  /// A stretch of the text with its changes, followed by `padding` NULs.
  static func apply(
    _ changes: [Change], to text: UnsafeBufferPointer<UInt8>, in range: Range<Int>, padding: Int
  ) -> [UInt8] {
    changes.withUnsafeBufferPointer { changes in
      // Short texts are written, and short stretches copied, sixteen bytes at a time.
      var size = range.count + padding + slack
      for i in changes.indices { size += Swift.max(0, changes[i].growth) }
      return [UInt8](unsafeUninitializedCapacity: size) { out, count in
        var position = range.lowerBound
        for i in changes.indices {
          let start = changes[i].start
          assert(start >= position, "changes overlap")
          guard start >= position else { continue }
          count += copy(text, position, start, out, count)
          count += changes[i].write(to: out.baseAddress! + count)
          position = changes[i].end
        }
        count += copy(text, position, range.upperBound, out, count)
        for _ in 0..<padding {
          out[count] = 0
          count += 1
        }
      }
    }
  }

  private static let slack = 16

  /// Most stretches between two changes are a few bytes long.
  @inline(__always)
  private static func copy(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int,
    _ out: UnsafeMutableBufferPointer<UInt8>, _ at: Int
  ) -> Int {
    guard start < end else { return 0 }
    let source = text.baseAddress! + start
    let target = out.baseAddress! + at
    if end - start <= slack, start + slack <= text.count {
      let bytes = UnsafeRawPointer(source).loadUnaligned(as: SIMD16<UInt8>.self)
      UnsafeMutableRawPointer(target).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
    } else {
      target.initialize(from: source, count: end - start)
    }
    return end - start
  }

  static func rules(_ changes: [Change]) -> RuleSet {
    changes.withUnsafeBufferPointer { changes in
      var all = RuleSet()
      for i in changes.indices { changes[i].add(to: &all) }
      return all
    }
  }
}
