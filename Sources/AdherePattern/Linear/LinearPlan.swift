/// What decides a pattern without backtracking: an automaton, and one for each lookaround.
///
///     ^(?!d-)(?=.{1,32}$)[a-z-]+(?<!-)$
///
/// Whether a lookaround holds is a matter of the place alone. One pass over the subject answers it for
/// every place: a lookbehind from the start on, at the places where it ends, a lookahead from the end
/// back, at those where it begins. To what asks it, it is one more property of the place, as `\b` is.
/// So all of it is linear in the subject (Mamouras and Chattopadhyay, "Efficient Matching of Regular
/// Expressions with Lookaround Assertions", POPL 2024).
struct LinearPlan: Sendable {
  struct Look: Sendable {
    let program: LinearProgram
    let isBackward: Bool
  }

  /// Lookarounds in the order in which they are answered.
  let looks: [Look]
  let program: LinearProgram

  /// Most lookarounds of a plan: with the pattern itself they have the work of one match together.
  private static let mostLooks = 31

  /// Nil where ``size(of:)`` is.
  init?(_ pattern: Pattern) {
    guard LinearPlan.size(of: pattern) != nil else { return nil }
    var parts = LinearProgram.Parts(pattern)
    let code = LinearProgram.Writer(pattern: pattern, isBackward: false).program(
      0..<pattern.elements.count, &parts)
    let alphabet = Alphabet(parts.sets)
    program = LinearProgram(code, alphabet, fromStart: pattern.matchesFromStartOnly)
    looks = parts.looks.map {
      Look(
        program: LinearProgram($0.code, alphabet, fromStart: false), isBackward: $0.isBackward)
    }
  }

  /// How many instructions all programs take; nil where the pattern cannot be decided this way.
  static func size(of pattern: Pattern) -> Int? {
    let references = References(pattern)
    /// Of each open group, and of the whole: the size of what is closed.
    var sizes = [0]
    /// The size of the atom before the element at hand.
    var last = 0
    /// Of all lookarounds, which are written once however often they are repeated.
    var apart = 0
    var looks = 0
    for (index, element) in pattern.elements.enumerated() {
      switch element {
      case .literal, .set, .start, .end, .wordBoundary: last = 1
      case .alternative: last = 2
      case .backreference:
        guard references.isEmpty(at: index) else { return nil }
        last = 0
      case .open:
        sizes.append(0)
        continue
      case .close(let open):
        last = sizes.removeLast()
        guard case .open(let group, _) = pattern.elements[open], group.looksAround else { break }
        apart += last + 1
        looks += 1
        last = 1
        guard looks <= mostLooks, apart <= LinearProgram.maximumSize else { return nil }
      case .quantifier(let quantifier, _):
        let copies =
          quantifier.maximum == Pattern.Quantifier.unbounded
          ? quantifier.minimum + 1 : quantifier.maximum
        // A copy that may be left out has a split, a loop a jump too.
        let (product, overflow) = (last + 2).multipliedReportingOverflow(by: copies)
        guard !overflow, product <= LinearProgram.maximumSize else { return nil }
        sizes[sizes.count - 1] += product - last
        continue
      }
      sizes[sizes.count - 1] += last
      guard sizes[sizes.count - 1] <= LinearProgram.maximumSize else { return nil }
    }
    let size = sizes[0] + 1 + apart
    return size <= LinearProgram.maximumSize ? size : nil
  }

  /// Whether the pattern matches anywhere in `subject`.
  ///
  /// - Parameter steps: grows by the visits that were made.
  func test(
    _ subject: UnsafeBufferPointer<UInt8>, limits: MatchLimits, steps: inout Int
  ) -> MatchVerdict {
    guard !looks.isEmpty else {
      return LinearMatcher.test(program, subject, limits: limits, steps: &steps)
    }
    var limits = limits
    limits.matchLimit = max(1, limits.matchLimit / UInt32(1 + looks.count))
    var answers = [UInt32](repeating: 0, count: subject.count + 1)
    for (number, look) in looks.enumerated() {
      let isAnswered = LinearMatcher.answer(
        look, number, subject, &answers, limits: limits, steps: &steps)
      if !isAnswered { return .tooCostly }
    }
    return LinearMatcher.test(program, subject, answers, limits: limits, steps: &steps)
  }
}

extension Pattern.Group {
  var looksAround: Bool {
    switch self {
    case .lookahead, .lookbehind: true
    case .plain, .capture: false
    }
  }
}
