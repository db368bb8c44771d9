/// Writes a parsed pattern as a PCRE2 pattern that means the same.
///
/// What is written uses few constructs, each spelled so that PCRE2 reads nothing else into it: no
/// shorthands (they differ), no names (theirs are narrower), and a capturing group only where a
/// backreference needs it.
struct Translator {
  private let pattern: Pattern
  private let references: References
  private var out: [UInt8] = []

  /// The PCRE2 pattern, or nil where PCRE2 has none that means the same.
  static func translate(_ pattern: Pattern) -> [UInt8]? {
    // PCRE2 itself stops at 250 levels.
    guard pattern.depth < 250 else { return nil }
    let references = References(pattern)
    guard !references.needExactCaptures else { return nil }
    var translator = Translator(pattern: pattern, references: references)
    return translator.run() ? translator.out : nil
  }

  private init(pattern: Pattern, references: References) {
    self.pattern = pattern
    self.references = references
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
          write("\\g{\(references.renumbered[number])}")
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
      default: write("{\(minimum),}")
      }
    } else {
      guard maximum <= Self.maximumCount else { return false }
      if minimum == 0, maximum == 1 {
        write("?")
      } else {
        write("{\(minimum),\(maximum)}")
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
      out.append(0x5C)
      out.append(UInt8(scalar))
    case 0xD800...0xDFFF:
      // A subject that holds a surrogate never reaches PCRE2.
      write("(?!)")
    case 0x80...:
      CodePoints.encode(scalar, into: &out)
    default:
      write("\\x{\(String(scalar, radix: 16))}")
    }
  }

  private mutating func characterClass(_ set: CharacterClass) {
    guard set.isPlain else {
      if set.points.ranges.isEmpty, set.properties.count == 1 {
        let only = set.properties[0]
        write(only.property.pcre2(negated: only.negated != set.negated))
        return
      }
      write(set.negated ? "[^" : "[")
      for range in set.points.ranges { self.range(range) }
      for each in set.properties { write(each.property.pcre2(negated: each.negated)) }
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
    default: write("\\x{\(String(scalar, radix: 16))}")
    }
  }

  private mutating func write(_ text: String) {
    out.append(contentsOf: text.utf8)
  }
}
