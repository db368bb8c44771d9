import AdhereJudging

import AdherePlatform
/// Says which rules may find something in a text, from one look at its bytes: most texts hold
/// nothing that any rule could be about.
///
/// A rule is named where one of its keywords stands in the text, or, for rules without keywords,
/// where digits and signs stand as they would in what the rule looks for. What is not named would
/// not match.
struct RuleFilter: Sendable {
  /// Rules by their place; the last bit stands for all from place 63 on.
  typealias Candidates = UInt64

  /// Beginnings of keywords, by a hash of three bytes: a bit says that there may be one.
  private var beginnings = [UInt64](repeating: 0, count: 1 << 10)
  /// Keywords by the same hash.
  private var keywords: [Int: [(word: [UInt8], rules: Candidates)]] = [:]
  /// Rules with keywords or shapes this cannot look for.
  private var always: Candidates = 0
  private var rulesOfShape: [Candidates] = [0, 0, 0, 0]

  /// What three bytes in a row tell, by their classes.
  private struct Shape {
    static let iban: UInt8 = 1
    static let digits: UInt8 = 2
    static let prefixed: UInt8 = 4
    static let parted: UInt8 = 8
    static let at: UInt8 = 16
  }

  /// - Parameter firstBuiltIn: place of the first of our own rules, whose shapes are known.
  init(_ rules: [RedactionRule], firstBuiltIn: Int) {
    for (place, rule) in rules.enumerated() {
      let bit = RuleFilter.bit(place)
      for word in rule.keywords { add(word, bit) }
      guard rule.keywords.isEmpty else { continue }
      switch rule.kind {
      case .iban where place >= firstBuiltIn: rulesOfShape[0] |= bit
      case .card where place >= firstBuiltIn: rulesOfShape[1] |= bit
      case .phone where place >= firstBuiltIn: rulesOfShape[2] |= bit
      default: always |= bit
      }
    }
  }

  /// Of the rule at a place.
  static func bit(_ place: Int) -> Candidates { 1 << UInt64(min(place, 63)) }

  private mutating func add(_ word: [UInt8], _ rule: Candidates) {
    if word == [UInt8(ascii: "@")] {
      rulesOfShape[3] |= rule
    } else if word.count < 3 || word.contains(where: RuleFilter.isEscaped) {
      always |= rule
    } else {
      let window = UInt32(word[0]) << 16 | UInt32(word[1]) << 8 | UInt32(word[2])
      let hash = RuleFilter.hash(window)
      beginnings[hash >> 6] |= 1 << UInt64(hash & 63)
      keywords[hash, default: []].append((word, rule))
    }
  }

  /// JSON writes it as something else, which would not be found in its text.
  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  @inline(__always)
  private static func hash(_ window: UInt32) -> Int {
    Int(((window & 0xFF_FFFF) &* 0x9E37_79B1) >> 16)
  }

  /// The rules that have to be applied to a text to know what they find.
  func candidates(in text: UnsafeBufferPointer<UInt8>) -> Candidates {
    var found = always
    var shapes: UInt8 = 0
    var digits = 0
    var window: UInt32 = 0
    var classes = 0
    beginnings.withUnsafeBufferPointer { beginnings in
      RuleFilter.table.withUnsafeBufferPointer { table in
        RuleFilter.shapes.withUnsafeBufferPointer { shapeOf in
          for i in 0..<text.count {
            // Lower case in the first byte, the class in the second.
            let entry = table[Int(text[i])]
            window = window << 8 | UInt32(entry & 0xFF)
            let kind = Int(entry >> 8)
            classes = (classes << 3 | kind) & 511
            shapes |= shapeOf[classes]
            digits &+= kind == 1 ? 1 : 0
            let hash = RuleFilter.hash(window)
            if beginnings[hash >> 6] & 1 << UInt64(hash & 63) != 0 {
              found |= rules(hash, text, from: i - 2)
            }
          }
        }
      }
    }
    if shapes & Shape.iban != 0, digits >= 2 { found |= rulesOfShape[0] }
    if shapes & Shape.digits != 0, digits >= 14 { found |= rulesOfShape[1] }
    if shapes & Shape.prefixed != 0, digits >= 5 { found |= rulesOfShape[2] }
    if shapes & Shape.parted != 0, digits >= 10 { found |= rulesOfShape[2] }
    if shapes & Shape.at != 0 { found |= rulesOfShape[3] }
    return found
  }

  /// The rules of the keywords that stand at a place.
  private func rules(_ hash: Int, _ text: UnsafeBufferPointer<UInt8>, from start: Int)
    -> Candidates
  {
    var found: Candidates = 0
    for (word, rules) in keywords[hash] ?? [] where start >= 0 && start + word.count <= text.count {
      var isHere = true
      for (i, byte) in word.enumerated()
      where RuleFilter.table[Int(text[start + i])] & 0xFF != UInt16(byte) { isHere = false }
      if isHere { found |= rules }
    }
    return found
  }

  /// Whether an escape in JSON hides what its text says: the ones that letters and signs can be
  /// written with, at any depth of JSON in strings of JSON.
  static func hasHidingEscape(_ json: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var p = json.baseAddress else { return false }
    let end = p + json.count
    while let found = memchr(p, Int32(UInt8(ascii: "\\")), p.distance(to: end)) {
      p = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
      if p < end, p.pointee == UInt8(ascii: "u") || p.pointee == UInt8(ascii: "/") { return true }
    }
    return false
  }

  // Classes: 1 digit, 2 capital, 3 at sign, 4 sign in front of a number, 6 sign within one, 0 the
  // rest.
  private static let table: [UInt16] = (0..<256).map { byte in
    let lower = UInt16(RedactionRule.lowercase(UInt8(byte)))
    let kind: UInt16 =
      switch UInt8(byte) {
      case 0x30...0x39: 1
      case 0x41...0x5A: 2
      case UInt8(ascii: "@"): 3
      case UInt8(ascii: "+"), UInt8(ascii: "("): 4
      case UInt8(ascii: "."), UInt8(ascii: "-"): 6
      default: 0
      }
    return lower | kind << 8
  }

  private static let shapes: [UInt8] = (0..<512).map { classes in
    switch (classes >> 6, classes >> 3 & 7, classes & 7) {
    case (2, 2, 1): Shape.iban
    case (1, 1, 1): Shape.digits
    case (1, 1, 6): Shape.parted
    case (_, 4, 1): Shape.prefixed
    case (_, _, 3): Shape.at
    default: 0
    }
  }
}
