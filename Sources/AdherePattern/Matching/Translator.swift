internal import AdhereBytes

/// Writes a parsed pattern as a PCRE2 pattern that means the same.
///
/// What is written uses few constructs, each spelled so that PCRE2 reads nothing else into it: no
/// shorthands (they differ), no names (theirs are narrower), and a capturing group only where a
/// backreference needs it.
struct Translator {
  private let pattern: Pattern
  private let references: References
  /// Whether the subjects are to be ASCII. Then nothing beyond ASCII is written, which makes
  /// classes such as `[^\s]` a plain bitmap and several times quicker.
  private let ascii: Bool
  private var out: [UInt8] = []

  /// The PCRE2 pattern, or nil where PCRE2 has none that means the same.
  ///
  /// - Parameter ascii: whether it need only be right for ASCII subjects; the pattern must then be
  ///   free of `\p{…}`.
  static func translate(_ pattern: Pattern, ascii: Bool) -> [UInt8]? {
    // PCRE2 itself stops at 250 levels.
    guard pattern.depth < 250 else { return nil }
    let references = References(pattern)
    guard !references.needExactCaptures else { return nil }
    var translator = Translator(pattern: pattern, references: references, ascii: ascii)
    return translator.run() ? translator.out : nil
  }

  private init(pattern: Pattern, references: References, ascii: Bool) {
    self.pattern = pattern
    self.references = references
    self.ascii = ascii
    out.reserveCapacity(pattern.elements.count * 2 + 16)
  }

  /// PCRE2's largest count in a quantifier.
  private static let maximumCount = 65_535

  private mutating func run() -> Bool {
    for (index, element) in pattern.elements.enumerated() {
      switch element {
      case .literal(let scalar): literal(scalar)
      case .set(let set): characterClass(pattern.classes[set])
      case .start: write("^")
      case .end: write("$")
      case .wordBoundary(let negated): write(negated ? #"\B"# : #"\b"#)
      case .backreference(let number):
        if references.isEmpty(at: index) {
          write("(?:)")
        } else {
          write("\\g{")
          decimal(references.renumbered[number])
          write("}")
        }
      case .open(let group, _):
        switch group {
        case .plain: write("(?:")
        case .capture(let number): write(references.renumbered[number] > 0 ? "(" : "(?:")
        case .lookahead(let negated): write(negated ? "(?!" : "(?=")
        case .lookbehind(let negated): write(negated ? "(?<!" : "(?<=")
        }
      case .alternative: write("|")
      case .close: write(")")
      case .quantifier(let quantifier, _):
        guard self.quantifier(quantifier) else { return false }
      }
    }
    return true
  }

  private mutating func quantifier(_ quantifier: Pattern.Quantifier) -> Bool {
    let (minimum, maximum) = (quantifier.minimum, quantifier.maximum)
    guard minimum <= Self.maximumCount else { return false }
    if maximum == Pattern.Quantifier.unbounded {
      switch minimum {
      case 0: write("*")
      case 1: write("+")
      default:
        write("{")
        decimal(minimum)
        write(",}")
      }
    } else {
      guard maximum <= Self.maximumCount else { return false }
      if minimum == 0, maximum == 1 {
        write("?")
      } else {
        write("{")
        decimal(minimum)
        write(",")
        decimal(maximum)
        write("}")
      }
    }
    if quantifier.lazy { write("?") }
    return true
  }

  private mutating func literal(_ scalar: UInt32) {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A:
      out.append(UInt8(scalar))
    case 0x21...0x7E:
      out.append(ASCII.backslash)
      out.append(UInt8(scalar))
    case 0xD800...0xDFFF:
      // A subject that holds a surrogate never reaches PCRE2.
      write("(?!)")
    case 0x80...:
      if ascii { return write("(?!)") }
      UTF8Sequence.append(scalar, to: &out)
    default:
      hexadecimal(scalar)
    }
  }

  private mutating func characterClass(_ set: CharacterClass) {
    guard set.isPlain else {
      if set.points.ranges.isEmpty, set.properties.count == 1 {
        let only = set.properties[0]
        out += only.property.pcre2(negated: only.negated != set.negated).utf8
        return
      }
      write(set.negated ? "[^" : "[")
      for range in set.points.ranges { self.range(range) }
      for each in set.properties { out += each.property.pcre2(negated: each.negated).utf8 }
      write("]")
      return
    }
    // What has members without end is shorter, and quicker in PCRE2, as what it leaves out.
    let turned = set.points.ranges.last?.upper == CodePointSet.maximum
    let listed = turned ? set.points.complement : set.points
    let start = out.count
    write(turned ? "[^" : "[")
    let items = out.count
    for range in listed.ranges { self.range(range) }
    if out.count == items {
      out.removeLast(out.count - start)
      // `.` is compiled to match line ends too.
      write(turned ? "." : "(?!)")
    } else {
      write("]")
    }
  }

  /// One range of a class, without the surrogates, which PCRE2 refuses as ends.
  private mutating func range(_ range: CodePointSet.Range) {
    var (lower, upper) = (range.lower, range.upper)
    if ascii { upper = min(upper, 0x7F) }
    if lower >= 0xD800, lower <= 0xDFFF { lower = 0xE000 }
    if upper >= 0xD800, upper <= 0xDFFF { upper = 0xD7FF }
    guard lower <= upper else { return }
    classMember(lower)
    guard upper > lower else { return }
    if upper > lower + 1 { write("-") }
    classMember(upper)
  }

  private mutating func classMember(_ scalar: UInt32) {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: out.append(UInt8(scalar))
    default: hexadecimal(scalar)
    }
  }

  private mutating func write(_ text: StaticString) {
    out.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// `\x{…}`
  private mutating func hexadecimal(_ scalar: UInt32) {
    write("\\x{")
    var shift: UInt32 = 20
    while shift > 0, scalar >> shift == 0 { shift -= 4 }
    while true {
      out.append(Hex.digit(UInt8(scalar >> shift & 15)))
      if shift == 0 { break }
      shift -= 4
    }
    write("}")
  }

  private mutating func decimal(_ number: Int) { out.append(contentsOf: String(number).utf8) }
}
