import AdhereBytes

/// How long a run of letters, digits and what else base 64 is written with has to be in every text
/// that a pattern matches. Most keys are one long run: where a text holds none, their patterns need
/// not be tried, however ordinary the word is that they begin with.
///
///     sk-[A-Za-z0-9]{32}              // 32
///     (?:a[0-9]{28}|b[0-9]{26})       // 26
///     key=[^ ]{28,}                   // 0: other bytes do too
///
/// It reads as much of PCRE2's syntax as our own rules have. In what it does not know it finds 0, so
/// that the pattern is always tried.
struct PatternRun {
  /// Longer ones are not told apart, nor are those shorter than ``HiddenText/shortest``.
  static let longest = 32

  private struct Unknown: Error {}

  private let pattern: [UInt8]
  private var position = 0

  private init(_ pattern: [UInt8]) { self.pattern = pattern }

  static func shortest(_ pattern: [UInt8]) -> Int {
    var reader = PatternRun(pattern)
    guard let run = try? reader.alternatives(depth: 0), reader.position == pattern.count else {
      return 0
    }
    return run < HiddenText.shortest ? 0 : min(run, longest)
  }

  private var next: UInt8? { position < pattern.count ? pattern[position] : nil }

  private mutating func skip(_ text: StaticString) -> Bool {
    let isHere = text.withUTF8Buffer { pattern[position...].starts(with: $0) }
    if isHere { position += text.utf8CodeUnitCount }
    return isHere
  }

  /// The least of what stands between bars.
  private mutating func alternatives(depth: Int) throws(Unknown) -> Int {
    guard depth < 32 else { throw Unknown() }
    var least = Int.max
    var most = 0
    while let byte = next, byte != ASCII.rightParenthesis {
      if byte == UInt8(ascii: "|") {
        position += 1
        least = min(least, most)
        most = 0
      } else {
        most = max(most, try item(depth))
      }
    }
    return min(least, most)
  }

  /// One item with its quantifier.
  private mutating func item(_ depth: Int) throws(Unknown) -> Int {
    var run = 0
    switch pattern[position] {
    case UInt8(ascii: "["): run = try characters() ? 1 : 0
    case ASCII.leftParenthesis: return try group(depth)
    case ASCII.backslash: try escape()
    case UInt8(ascii: "*"), ASCII.plus, ASCII.questionMark, UInt8(ascii: "{"): throw Unknown()
    default:
      run = HiddenText.isBase64(pattern[position]) ? 1 : 0
      position += 1
    }
    return run * (try least())
  }

  private mutating func group(_ depth: Int) throws(Unknown) -> Int {
    position += 1
    if skip("?i)") { return 0 }
    let isLookaround = skip("?=") || skip("?!") || skip("?<=") || skip("?<!")
    if !isLookaround, !skip("?:"), next == ASCII.questionMark || next == UInt8(ascii: "*") {
      throw Unknown()
    }
    let run = try alternatives(depth: depth + 1)
    guard next == ASCII.rightParenthesis else { throw Unknown() }
    position += 1
    // What is in a group several times need not be one run.
    return try least() == 0 || isLookaround ? 0 : run
  }

  /// An escape that stands for one character, or for a place between two.
  private mutating func escape() throws(Unknown) {
    guard position + 1 < pattern.count else { throw Unknown() }
    let byte = pattern[position + 1]
    position += 2
    if byte == UInt8(ascii: "x") {
      guard position + 1 < pattern.count, pattern[position].isHexDigit,
        pattern[position + 1].isHexDigit
      else { throw Unknown() }
      position += 2
    } else if byte.isLetter || byte.isDigit {
      guard "bBsSdDwWrntAzZ".utf8.contains(byte) else { throw Unknown() }
    }
  }

  /// Whether a class holds nothing but what runs are made of.
  private mutating func characters() throws(Unknown) -> Bool {
    position += 1
    var isRun = true
    if next == UInt8(ascii: "^") {
      isRun = false
      position += 1
    }
    var isFirst = true
    while let byte = next, isFirst || byte != UInt8(ascii: "]") {
      isFirst = false
      if byte == ASCII.backslash {
        isRun = false
        try escape()
      } else if byte == UInt8(ascii: "[") {
        // A class of POSIX, perhaps.
        throw Unknown()
      } else {
        position += 1
        if next == ASCII.minus, position + 1 < pattern.count, pattern[position + 1] != 0x5D {
          let end = pattern[position + 1]
          position += 2
          guard end != ASCII.backslash, byte <= end else { throw Unknown() }
          isRun = isRun && (byte...end).allSatisfy(HiddenText.isBase64)
        } else {
          isRun = isRun && HiddenText.isBase64(byte)
        }
      }
    }
    guard next != nil else { throw Unknown() }
    position += 1
    return isRun
  }

  /// How often the item before stands at least.
  private mutating func least() throws(Unknown) -> Int {
    var least = 1
    switch next {
    case ASCII.questionMark, UInt8(ascii: "*"): (least, position) = (0, position + 1)
    case ASCII.plus: position += 1
    case UInt8(ascii: "{"):
      position += 1
      var count = 0
      let begin = position
      while let byte = next, byte.isDigit, count < 10_000 {
        count = count * 10 + Int(byte - ASCII.zero)
        position += 1
      }
      guard position > begin else { throw Unknown() }
      while let byte = next, byte.isDigit || byte == ASCII.comma { position += 1 }
      guard skip("}") else { throw Unknown() }
      least = count
    default: return 1
    }
    // Lazy or possessive.
    if next == ASCII.questionMark || next == ASCII.plus { position += 1 }
    return least
  }
}
