import AdhereBytes
import AdherePlatform

/// Selects the rules that may find something in a text, in one pass over its bytes: most texts
/// hold nothing that any rule could find.
///
/// A rule is selected where the text holds one of its keywords, or, for rules without keywords,
/// digits and signs in an order that the rule looks for. A rule that is not selected would
/// find nothing.
struct RuleFilter: Sendable {
  /// A bit for each rule by its place; the last bit is for all from place 255 on.
  typealias Candidates = SIMD4<UInt64>

  /// What one look at each byte of a text tells.
  struct Look {
    /// The rules that have to be applied to the text as it is.
    var candidates: Candidates
    /// Whether any keyword stands in it, though the text may hold too little else: what a name
    /// announces stands behind it.
    var hasKeyword: Bool
    /// The readings in which something else may stand.
    var readings: HiddenText.Readings

    /// Whether nothing can be found, in any reading.
    var isEmpty: Bool { readings.isEmpty && candidates == .zero }
  }

  /// The rarest three bytes of each keyword, as a Bloom filter: a bit for each hash.
  private var beginnings = [UInt64](repeating: 0, count: 1 << 10)
  /// Keywords by a part of the same hash, in chains.
  private var chains = [UInt16](repeating: 0, count: 1 << 10)
  private var keywords: [Keyword] = []
  /// The rules whose matches hold no longer run of letters and digits than this.
  private var withinRun: [Candidates]
  /// Rules with keywords or shapes this cannot look for.
  private var always = Candidates.zero
  /// Rules that accept nothing with fewer than seven digits.
  private var ofTelephones = Candidates.zero
  private var rulesOfShape = [Candidates](repeating: .zero, count: 4)

  /// Findings from the classes of three bytes in a row.
  private struct Shape {
    static let iban: UInt8 = 1
    static let digits: UInt8 = 2
    static let prefixed: UInt8 = 4
    static let zeros: UInt8 = 32
  }

  private struct Keyword: Sendable {
    var word: [UInt8]
    /// Where its rarest three bytes stand in it, and their hash.
    var anchor: Int
    var hash: Int
    var rules: Candidates
    /// One more than the place of the next of the chain; 0 ends it.
    var next: UInt16
  }

  /// - Parameter firstBuiltIn: place of the first of our own rules, whose shapes are known.
  init(_ rules: [RedactionRule], firstBuiltIn: Int) {
    withinRun = [Candidates](repeating: .zero, count: PatternRun.longest + 1)
    for (place, rule) in rules.enumerated() {
      let bit = RuleFilter.bit(place)
      if rule.check == .telephone { ofTelephones |= bit }
      for run in rule.run...PatternRun.longest { withinRun[run] |= bit }
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
  static func bit(_ place: Int) -> Candidates {
    let place = min(place, 255)
    var bits = Candidates.zero
    bits[place >> 6] = 1 << UInt64(place & 63)
    return bits
  }

  /// The places of the rules that are in them, of as many rules.
  static func places(_ candidates: Candidates, of count: Int, _ body: (Int) -> Void) {
    for word in 0..<4 {
      var bits = candidates[word]
      while bits != 0 {
        let place = word << 6 | bits.trailingZeroBitCount
        bits &= bits - 1
        // The last bit is for all from there on.
        for place in place..<(place == 255 ? max(count, 255) : place + 1) { body(place) }
      }
    }
  }

  /// Whether the rule at a place is one of them.
  @inline(__always)
  static func holds(_ candidates: Candidates, _ place: Int) -> Bool {
    let place = min(place, 255)
    return candidates[place >> 6] & 1 << UInt64(place & 63) != 0
  }

  private mutating func add(_ word: [UInt8], _ rule: Candidates) {
    if word == [ASCII.at] {
      rulesOfShape[3] |= rule
    } else if word.count < 3 || word.contains(where: RuleFilter.isEscaped) {
      always |= rule
    } else {
      let anchor = RuleFilter.anchor(word)
      let hash = RuleFilter.hash(
        UInt32(word[anchor]) | UInt32(word[anchor + 1]) << 8 | UInt32(word[anchor + 2]) << 16)
      beginnings[hash >> 6] |= 1 << UInt64(hash & 63)
      let chain = RuleFilter.chain(hash)
      keywords.append(
        Keyword(
          word: word, anchor: anchor, hash: hash, rules: rule, next: chains[chain]))
      // A file of rules has 64 KiB keywords at most: more of them are looked for in every text.
      if keywords.count < UInt16.max {
        chains[chain] = UInt16(keywords.count)
      } else {
        always |= rule
      }
    }
  }

  /// JSON writes the byte as an escape, so that the keyword is not found in its text.
  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash
  }

  /// Of three bytes, the first in the lowest place, in capitals or small letters.
  @inline(__always)
  private static func hash(_ window: UInt32) -> Int {
    Int((((window | 0x20_2020) & 0xFF_FFFF) &* 0x9E37_79B1) >> 16)
  }

  /// Where the three bytes stand that are rarest in texts: `cre` of `secret` rather than `sec`.
  private static func anchor(_ word: [UInt8]) -> Int {
    func frequency(_ start: Int) -> Int {
      word[start..<start + 3].reduce(0) { sum, byte in
        // Of English and of names in programs, from the most frequent on.
        let rank = Array("etaoinsrhl dcumpfgy_bwvk-:./jxqz".utf8).firstIndex(of: byte) ?? 32
        return sum + (33 - rank) * (33 - rank)
      }
    }
    return (0...word.count - 3).min { frequency($0) < frequency($1) } ?? 0
  }

  @inline(__always)
  private static func chain(_ hash: Int) -> Int { (hash ^ hash >> 7) & 1023 }

  /// The rules that have to be applied to a text, and the readings it has.
  func look(at text: UnsafeBufferPointer<UInt8>) -> Look {
    var found = always
    var signs: UInt8 = 0
    var digits = 0
    beginnings.withUnsafeBufferPointer { beginnings in
      RuleFilter.table.withUnsafeBufferPointer { table in
        for byte in text {
          let sign = table[Int(byte)]
          signs |= sign
          digits &+= Int(sign & Sign.digit)
        }
        guard text.count > 3 else { return }
        let raw = UnsafeRawBufferPointer(text)
        for i in 0..<text.count - 3 {
          let window = raw.loadUnaligned(fromByteOffset: i, as: UInt32.self)
          let hash = RuleFilter.hash(UInt32(littleEndian: window))
          if beginnings[hash >> 6] & 1 << UInt64(hash & 63) != 0 {
            found |= rules(hash, text, around: i)
          }
        }
        // The last three bytes.
        let last = text.count - 4
        let window = raw.loadUnaligned(fromByteOffset: last, as: UInt32.self)
        found |= rules(
          RuleFilter.hash(UInt32(littleEndian: window) >> 8), text, around: last + 1)
      }
    }
    let hasKeyword = found != .zero
    if digits < 7 { found &= ~ofTelephones } else { found |= shapes(of: text, digits) }
    if signs & Sign.at != 0 { found |= rulesOfShape[3] }
    let runs = HiddenText.runs(of: text)
    if found != .zero { found &= withinRun[min(runs.longest, PatternRun.longest)] }
    return Look(
      candidates: found, hasKeyword: hasKeyword,
      readings: HiddenText.readings(
        of: text, hasFoldable: signs & Sign.foldable != 0, hasPercent: signs & Sign.percent != 0,
        hasBackslash: signs & Sign.backslash != 0, runs))
  }

  /// The rules without keywords that texts with so many digits may be for.
  private func shapes(of text: UnsafeBufferPointer<UInt8>, _ digits: Int) -> Candidates {
    var shapes: UInt8 = 0
    var classes = 0
    RuleFilter.classes.withUnsafeBufferPointer { classOf in
      RuleFilter.shapes.withUnsafeBufferPointer { shapeOf in
        for byte in text {
          classes = (classes << 3 | Int(classOf[Int(byte)])) & 511
          shapes |= shapeOf[classes]
        }
      }
    }
    var found = Candidates.zero
    if shapes & Shape.iban != 0, digits >= 8 { found |= rulesOfShape[0] }
    if shapes & Shape.digits != 0, digits >= 12 { found |= rulesOfShape[1] }
    if shapes & (Shape.prefixed | Shape.zeros) != 0 { found |= rulesOfShape[2] }
    return found
  }

  /// The rules of the keywords with their rarest bytes at a place.
  private func rules(_ hash: Int, _ text: UnsafeBufferPointer<UInt8>, around place: Int)
    -> Candidates
  {
    var found = Candidates.zero
    keywords.withUnsafeBufferPointer { keywords in
      var next = Int(chains[RuleFilter.chain(hash)])
      while next > 0 {
        let index = next - 1
        next = Int(keywords[index].next)
        let start = place - keywords[index].anchor
        guard keywords[index].hash == hash, start >= 0 else { continue }
        let isHere = keywords[index].word.withUnsafeBufferPointer { word in
          guard start + word.count <= text.count else { return false }
          for i in 0..<word.count where text[start + i].asciiLowercased != word[i] { return false }
          return true
        }
        if isHere { found |= keywords[index].rules }
      }
    }
    return found
  }

  /// Whether the text holds an escape of JSON that letters and signs can be written with (`\u`,
  /// `\/`), at any depth of JSON in strings of JSON.
  static func hasHidingEscape(_ json: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var p = json.baseAddress else { return false }
    let end = p + json.count
    while let found = memchr(p, Int32(ASCII.backslash), p.distance(to: end)) {
      p = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
      if p < end, p.pointee == UInt8(ascii: "u") || p.pointee == ASCII.slash { return true }
    }
    return false
  }

  private struct Sign {
    static let digit: UInt8 = 1
    static let at: UInt8 = 2
    static let percent: UInt8 = 4
    static let backslash: UInt8 = 8
    /// The first byte of a character that may be folded.
    static let foldable: UInt8 = 16
  }

  private static let table: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39: Sign.digit
    case ASCII.at: Sign.at
    case ASCII.percent: Sign.percent
    case ASCII.backslash: Sign.backslash
    case 0xC2, 0xCE, 0xCF, 0xD0, 0xD1, 0xE2, 0xEF: Sign.foldable
    default: 0
    }
  }

  // 1 digit, 5 the digit 0, 2 letter, 4 sign before a number, 0 other.
  private static let classes: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x30: 5
    case 0x31...0x39: 1
    case 0x41...0x5A, 0x61...0x7A: 2
    case ASCII.plus, ASCII.leftParenthesis: 4
    default: 0
    }
  }

  private static let shapes: [UInt8] = (0..<512).map { classes in
    func isDigit(_ kind: Int) -> Bool { kind == 1 || kind == 5 }
    let (a, b, c) = (classes >> 6, classes >> 3 & 7, classes & 7)
    var shapes: UInt8 = 0
    if a == 2, b == 2, isDigit(c) { shapes |= Shape.iban }
    if isDigit(a), isDigit(b), isDigit(c) { shapes |= Shape.digits }
    if b == 4, isDigit(c) { shapes |= Shape.prefixed }
    if !isDigit(a), b == 5, c == 5 { shapes |= Shape.zeros }
    return shapes
  }
}
