/// A pattern compiled for the engine that never backtracks: Thompson's automaton, whose time is
/// linear in the subject.
///
/// It decides what PCRE2 finds too costly. A pattern with a lookaround, or with a backreference that
/// can match something, is no regular language and has none; neither has one whose counts, written
/// out, are longer than ``maximumSize``.
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
  let hasWordBoundary: Bool

  /// Nil where ``size(of:)`` is.
  init?(_ pattern: Pattern) {
    guard LinearProgram.size(of: pattern) != nil else { return nil }
    var hasWordBoundary = false
    for case .wordBoundary in pattern.elements { hasWordBoundary = true }
    self.hasWordBoundary = hasWordBoundary
    fromStart = pattern.matchesFromStartOnly
    var sets = Alphabet.Builder(pattern)
    var code: [Instruction] = []
    Writer(pattern: pattern).write(&code, &sets)
    self.code = code
    alphabet = Alphabet(sets)
  }

  /// How many instructions the pattern takes; nil where this engine cannot run it.
  static func size(of pattern: Pattern) -> Int? {
    let references = References(pattern)
    /// Of each open group, and of the whole: the size of what is closed.
    var sizes = [0]
    /// The size of the atom before the element at hand.
    var last = 0
    for (index, element) in pattern.elements.enumerated() {
      switch element {
      case .literal, .set, .start, .end, .wordBoundary: last = 1
      case .alternative: last = 2
      case .backreference:
        guard references.isEmpty(at: index) else { return nil }
        last = 0
      case .open(.lookahead, _), .open(.lookbehind, _): return nil
      case .open:
        sizes.append(0)
        continue
      case .close: last = sizes.removeLast()
      case .quantifier(let quantifier, _):
        let copies =
          quantifier.maximum == Pattern.Quantifier.unbounded
          ? quantifier.minimum + 1 : quantifier.maximum
        // A copy that may be left out has a split, a loop a jump too.
        let (product, overflow) = (last + 2).multipliedReportingOverflow(by: copies)
        guard !overflow, product <= maximumSize else { return nil }
        sizes[sizes.count - 1] += product - last
        continue
      }
      sizes[sizes.count - 1] += last
      guard sizes[sizes.count - 1] <= maximumSize else { return nil }
    }
    return sizes[0] + 1
  }
}

extension LinearProgram {
  /// Writes the program of a pattern. It recurses as deep as groups nest, which `maximumNesting`
  /// bounds.
  private struct Writer {
    let pattern: Pattern

    func write(_ code: inout [Instruction], _ sets: inout Alphabet.Builder) {
      disjunction(0..<pattern.elements.count, &code, &sets)
      code.append(.matched)
    }

    private func disjunction(
      _ range: Range<Int>, _ code: inout [Instruction], _ sets: inout Alphabet.Builder
    ) {
      let alternatives = pattern.alternatives(range)
      var jumps: [Int] = []
      for alternative in alternatives.dropLast() {
        let split = code.count
        code.append(.split(0))
        sequence(alternative, &code, &sets)
        jumps.append(code.count)
        code.append(.jump(0))
        code[split] = .split(code.count)
      }
      sequence(alternatives[alternatives.count - 1], &code, &sets)
      for jump in jumps { code[jump] = .jump(code.count) }
    }

    private func sequence(
      _ range: Range<Int>, _ code: inout [Instruction], _ sets: inout Alphabet.Builder
    ) {
      for (atom, quantifier) in pattern.terms(range) {
        if let quantifier {
          repeated(atom, quantifier, &code, &sets)
        } else {
          self.atom(atom, &code, &sets)
        }
      }
    }

    /// The atom as often as it is needed, and then in a loop or as often as it may be left out.
    private func repeated(
      _ range: Range<Int>, _ quantifier: Pattern.Quantifier, _ code: inout [Instruction],
      _ sets: inout Alphabet.Builder
    ) {
      let first = code.count
      for round in 0..<quantifier.minimum {
        atom(range, &code, &sets)
        // What takes nothing takes nothing however often.
        if round == 0, code.count == first { return }
      }
      if quantifier.maximum == Pattern.Quantifier.unbounded {
        let split = code.count
        code.append(.split(0))
        atom(range, &code, &sets)
        code.append(.jump(split))
        code[split] = .split(code.count)
        return
      }
      var splits: [Int] = []
      for _ in quantifier.minimum..<quantifier.maximum {
        let split = code.count
        code.append(.split(0))
        atom(range, &code, &sets)
        if code.count == split + 1 {
          code.removeLast()
          break
        }
        splits.append(split)
      }
      for split in splits { code[split] = .split(code.count) }
    }

    private func atom(
      _ range: Range<Int>, _ code: inout [Instruction], _ sets: inout Alphabet.Builder
    ) {
      switch pattern.elements[range.lowerBound] {
      case .literal(let scalar): code.append(.take(set: sets.literal(scalar)))
      case .set(let index): code.append(.take(set: index))
      case .start: code.append(.start)
      case .end: code.append(.end)
      case .wordBoundary(let negated): code.append(.wordBoundary(negated: negated))
      case .open: disjunction(range.lowerBound + 1..<range.upperBound - 1, &code, &sets)
      // A backreference that is left can only match nothing.
      case .backreference, .alternative, .close, .quantifier: break
      }
    }
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
