/// A pattern compiled for our own backtracking engine.
///
/// It runs what PCRE2 cannot: lookbehinds of any width, captures that are forgotten at each round,
/// counts beyond 65,535, subjects with lone surrogates. It follows ECMA-262's matchers to the
/// letter, one code point at a time, and is slower than PCRE2.
struct BacktrackingProgram: Sendable {
  enum Instruction: Sendable {
    case scalar(UInt32, backward: Bool)
    case set(Int, backward: Bool)
    case start
    case end
    case wordBoundary(negated: Bool)
    case backreference(Int, backward: Bool)
    /// Tries what follows, then the second.
    case split(Int)
    case jump(Int)
    case save(slot: Int)
    /// Begins a loop at round 0.
    case enter(Int)
    /// Decides whether the loop goes round again.
    case iterate(Int)
    /// Goes round.
    case round(Int)
    /// Ends a round.
    case again(Int)
    /// As many members of a set as there are, given back one by one.
    case run(set: Int, minimum: Int, maximum: Int, backward: Bool)
    /// Begins a lookaround; what follows it is at `after`.
    case look(negated: Bool, after: Int)
    /// The body of the lookaround has matched.
    case looked
    case matched
  }

  struct Loop: Sendable {
    var minimum: Int
    var maximum: Int
    var lazy: Bool
    /// Capturing groups inside, whose captures each round forgets.
    var captures: Range<Int>
    var iterate = 0
    var exit = 0
  }

  var code: [Instruction] = []
  var loops: [Loop] = []
  var sets: [MemberSet] = []
  var captureCount: Int
  /// Whether the pattern can match only at the start of the subject.
  var fromStart = false

  init(_ pattern: Pattern) {
    captureCount = pattern.captureCount
    sets = pattern.classes.map { MemberSet($0) }
    var compiler = Compiler(pattern: pattern, program: self)
    compiler.disjunction(0..<pattern.elements.count, backward: false)
    compiler.program.code.append(.matched)
    self = compiler.program
    fromStart = pattern.matchesFromStartOnly
  }
}

extension BacktrackingProgram {
  /// Walks the pattern. It recurses as deep as groups nest, which `maximumNesting` bounds.
  private struct Compiler {
    let pattern: Pattern
    var program: BacktrackingProgram

    private var here: Int { program.code.count }

    /// Alternatives, tried from left to right.
    mutating func disjunction(_ range: Range<Int>, backward: Bool) {
      let alternatives = pattern.alternatives(range)
      var jumps: [Int] = []
      for alternative in alternatives.dropLast() {
        let split = here
        program.code.append(.split(0))
        sequence(alternative, backward: backward)
        jumps.append(here)
        program.code.append(.jump(0))
        program.code[split] = .split(here)
      }
      sequence(alternatives[alternatives.count - 1], backward: backward)
      for jump in jumps { program.code[jump] = .jump(here) }
    }

    /// Terms one after the other; from right to left in a lookbehind.
    private mutating func sequence(_ range: Range<Int>, backward: Bool) {
      let terms = pattern.terms(range)
      for (atom, quantifier) in backward ? terms.reversed() : terms {
        if let quantifier {
          repeated(atom, quantifier, backward: backward)
        } else {
          self.atom(atom, backward: backward)
        }
      }
    }

    private mutating func repeated(
      _ body: Range<Int>, _ quantifier: Pattern.Quantifier, backward: Bool
    ) {
      if body.count == 1, !quantifier.lazy, let set = set(of: pattern.elements[body.lowerBound]) {
        program.code.append(
          .run(
            set: set, minimum: quantifier.minimum, maximum: quantifier.maximum,
            backward: backward))
        return
      }
      let loop = program.loops.count
      program.loops.append(
        Loop(
          minimum: quantifier.minimum, maximum: quantifier.maximum, lazy: quantifier.lazy,
          captures: captures(body)))
      program.code.append(.enter(loop))
      program.loops[loop].iterate = here
      program.code.append(.iterate(loop))
      program.code.append(.round(loop))
      atom(body, backward: backward)
      program.code.append(.again(loop))
      program.loops[loop].exit = here
    }

    private mutating func atom(_ range: Range<Int>, backward: Bool) {
      switch pattern.elements[range.lowerBound] {
      case .literal(let scalar): program.code.append(.scalar(scalar, backward: backward))
      case .set(let set): program.code.append(.set(set, backward: backward))
      case .start: program.code.append(.start)
      case .end: program.code.append(.end)
      case .wordBoundary(let negated): program.code.append(.wordBoundary(negated: negated))
      case .backreference(let number):
        program.code.append(.backreference(number, backward: backward))
      case .open(let group, _):
        self.group(group, body: range.lowerBound + 1..<range.upperBound - 1, backward: backward)
      case .alternative, .close, .quantifier: break
      }
    }

    private mutating func group(_ group: Pattern.Group, body: Range<Int>, backward: Bool) {
      switch group {
      case .plain: disjunction(body, backward: backward)
      case .capture(let number):
        program.code.append(.save(slot: number * 2 + (backward ? 1 : 0)))
        disjunction(body, backward: backward)
        program.code.append(.save(slot: number * 2 + (backward ? 0 : 1)))
      case .lookahead(let negated), .lookbehind(let negated):
        let look = here
        program.code.append(.look(negated: negated, after: 0))
        if case .lookbehind = group {
          disjunction(body, backward: true)
        } else {
          disjunction(body, backward: false)
        }
        program.code.append(.looked)
        program.code[look] = .look(negated: negated, after: here)
      }
    }

    /// The set that a single-character atom is.
    private mutating func set(of element: Pattern.Element) -> Int? {
      switch element {
      case .set(let set): return set
      case .literal(let scalar):
        let points = CodePointSet([.init(lower: scalar, upper: scalar)])
        program.sets.append(MemberSet(CharacterClass(points: points)))
        return program.sets.count - 1
      default: return nil
      }
    }

    /// The numbers of the capturing groups in `range`; they are consecutive.
    private func captures(_ range: Range<Int>) -> Range<Int> {
      var first = Int.max
      var last = -1
      for index in range {
        if case .open(.capture(let number), _) = pattern.elements[index] {
          first = min(first, number)
          last = max(last, number)
        }
      }
      return last < 0 ? 0..<0 : first..<last + 1
    }
  }
}
