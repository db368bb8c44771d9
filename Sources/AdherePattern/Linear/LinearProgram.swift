/// A pattern compiled for the engine that never backtracks: Thompson's automaton, whose time is
/// linear in the subject.
///
/// It decides what PCRE2 finds too costly. A pattern with a backreference that can match something is
/// no regular language and has none; neither has one whose counts, written out, are longer than
/// ``maximumSize``. One with lookarounds is several programs, which a ``LinearPlan`` holds.
struct LinearProgram: Sendable {
  enum Instruction: Sendable {
    /// A code point of the set.
    case take(set: Int)
    /// Both ways.
    case split(Int)
    case jump(Int)
    case start
    case end
    case wordBoundary(negated: Bool)
    /// The lookaround of this number, which is answered for every place beforehand.
    case look(Int, negated: Bool)
    case matched
  }

  /// Most instructions of one program.
  static let maximumSize = 1 << 16
  /// Most instructions of a program that is kept between matches whatever else is.
  static let maximumSmall = 1 << 12
  /// Most instructions that larger programs keep in the whole process: 64 MB or so.
  static let maximumKept = 1 << 22

  private(set) var code: [Instruction] = []
  let alphabet: Alphabet
  /// Whether the pattern can match only at the start of the subject.
  let fromStart: Bool
  private(set) var hasWordBoundary = false
  /// The lookarounds that are asked, as bits.
  private(set) var looks: UInt32 = 0

  /// Nil where ``size(of:)`` is.
  init?(_ pattern: Pattern) {
    guard LinearProgram.size(of: pattern) != nil else { return nil }
    var parts = Parts(pattern)
    let code = Writer(pattern: pattern, isBackward: false).program(
      0..<pattern.elements.count, &parts)
    self.init(code, Alphabet(parts.sets), fromStart: pattern.matchesFromStartOnly)
  }

  init(_ code: [Instruction], _ alphabet: Alphabet, fromStart: Bool) {
    self.code = code
    self.alphabet = alphabet
    self.fromStart = fromStart
    for case .wordBoundary in code { hasWordBoundary = true }
    for case .look(let number, _) in code { looks |= 1 << UInt32(number) }
  }

  /// How many instructions a pattern without lookarounds takes; nil where this engine cannot run it.
  static func size(of pattern: Pattern) -> Int? {
    for case .open(let group, _) in pattern.elements where group.looksAround { return nil }
    return LinearPlan.size(of: pattern)
  }
}

extension Pattern {
  /// Whether it begins with `^`, and has no alternative that does not.
  var matchesFromStartOnly: Bool {
    guard elements.first == .start else { return false }
    var depth = 0
    return elements.allSatisfy { element in
      switch element {
      case .open: depth += 1
      case .close: depth -= 1
      case .alternative: return depth > 0
      default: break
      }
      return true
    }
  }
}
