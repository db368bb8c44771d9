/// What decides a pattern without backtracking: one automaton, or several that are asked about the
/// same subject.
///
///     ^(?!d-)(?=.{1,32}$)[a-z-]+(?<!-)$
///
/// A lookahead right behind `^` and a lookbehind right before `$` look from a place that all matches
/// share, so that what they ask is asked of the subject by itself. Lookarounds anywhere else have no
/// plan.
struct LinearPlan: Sendable {
  /// An alternative of the pattern: it matches where its program does and all conditions hold.
  struct Way: Sendable {
    let program: LinearProgram
    let conditions: [Condition]
  }

  struct Condition: Sendable {
    let program: LinearProgram
    let isNegated: Bool
  }

  let ways: [Way]
  /// Of all ways and conditions.
  private let programs: Int

  /// Most programs of a plan: together they have the work of one match.
  private static let mostPrograms = 32

  /// Nil where ``size(of:)`` is.
  init?(_ pattern: Pattern) {
    guard LinearPlan.size(of: pattern) != nil, let parts = LinearPlan.parts(of: pattern) else {
      return nil
    }
    var ways: [Way] = []
    for part in parts {
      guard let program = LinearProgram(part.pattern) else { return nil }
      var conditions: [Condition] = []
      for condition in part.conditions {
        guard let program = LinearProgram(condition.pattern) else { return nil }
        conditions.append(Condition(program: program, isNegated: condition.isNegated))
      }
      ways.append(Way(program: program, conditions: conditions))
    }
    self.ways = ways
    programs = ways.reduce(0) { $0 + 1 + $1.conditions.count }
  }

  /// How many instructions all programs take; nil where the pattern cannot be decided this way.
  static func size(of pattern: Pattern) -> Int? {
    guard let parts = parts(of: pattern) else { return nil }
    guard parts.reduce(0, { $0 + 1 + $1.conditions.count }) <= mostPrograms else { return nil }
    var size = 0
    for part in parts {
      for pattern in [part.pattern] + part.conditions.map(\.pattern) {
        guard let more = LinearProgram.size(of: pattern) else { return nil }
        size += more
      }
      guard size <= LinearProgram.maximumSize else { return nil }
    }
    return size
  }

  /// Whether the pattern matches anywhere in `subject`.
  ///
  /// - Parameter steps: grows by the visits that were made.
  func test(
    _ subject: UnsafeBufferPointer<UInt8>, limits: MatchLimits, steps: inout Int
  ) -> MatchVerdict {
    var limits = limits
    limits.matchLimit = max(1, limits.matchLimit / UInt32(programs))
    var isCostly = false
    for way in ways {
      switch test(way, subject, limits, &steps) {
      case .match: return .match
      case .noMatch: break
      case .tooCostly: isCostly = true
      }
    }
    return isCostly ? .tooCostly : .noMatch
  }

  private func test(
    _ way: Way, _ subject: UnsafeBufferPointer<UInt8>, _ limits: MatchLimits, _ steps: inout Int
  ) -> MatchVerdict {
    var verdict = LinearMatcher.test(way.program, subject, limits: limits, steps: &steps)
    for condition in way.conditions where verdict != .noMatch {
      switch LinearMatcher.test(condition.program, subject, limits: limits, steps: &steps) {
      case .match: if condition.isNegated { verdict = .noMatch }
      case .noMatch: if !condition.isNegated { verdict = .noMatch }
      case .tooCostly: verdict = .tooCostly
      }
    }
    return verdict
  }

  // MARK: - Parts

  private struct Part {
    var pattern: Pattern
    var conditions: [(pattern: Pattern, isNegated: Bool)] = []
  }

  private static func parts(of pattern: Pattern) -> [Part]? {
    guard pattern.looksAround else { return [Part(pattern: pattern)] }
    // A group in what is asked by itself would be missing for the reference.
    for case .backreference in pattern.elements { return nil }
    return pattern.alternatives(0..<pattern.elements.count).map { part(of: pattern, $0) }
  }

  private static func part(of pattern: Pattern, _ alternative: Range<Int>) -> Part {
    let terms = pattern.terms(alternative)
    func element(_ index: Int) -> Pattern.Element? {
      terms.indices.contains(index) && terms[index].quantifier == nil
        ? pattern.elements[terms[index].atom.lowerBound] : nil
    }
    func inside(_ index: Int) -> Range<Int> {
      terms[index].atom.lowerBound + 1..<terms[index].atom.upperBound - 1
    }
    var part = Part(pattern: pattern)
    var first = 0
    if element(0) == .start {
      while case .open(.lookahead(let isNegated), _)? = element(first + 1) {
        first += 1
        part.conditions.append(
          (pattern.part(inside(first), after: [.start], before: []), isNegated))
      }
    }
    var last = terms.count - 1
    if element(last) == .end {
      while last > (first > 0 ? first + 1 : 0),
        case .open(.lookbehind(let isNegated), _)? = element(last - 1)
      {
        last -= 1
        part.conditions.append((pattern.part(inside(last), after: [], before: [.end]), isNegated))
      }
    }
    let start = first > 0 ? terms[first].atom.upperBound : alternative.lowerBound
    let end = last < terms.count - 1 ? terms[last].atom.lowerBound : alternative.upperBound
    part.pattern = pattern.part(
      start..<max(start, end), after: first > 0 ? [.start] : [],
      before: last < terms.count - 1 ? [.end] : [])
    return part
  }
}

extension Pattern {
  fileprivate var looksAround: Bool {
    elements.contains { element in
      switch element {
      case .open(.lookahead, _), .open(.lookbehind, _): true
      default: false
      }
    }
  }

  /// Some of the elements as a pattern of its own, in a group where something is put around them.
  fileprivate func part(
    _ range: Range<Int>, after prefix: [Element], before suffix: [Element]
  ) -> Pattern {
    let shift = prefix.count + 1 - range.lowerBound
    var part = self
    part.depth += 1
    part.elements = prefix + [.open(.plain, close: prefix.count + 1 + range.count)]
    for element in elements[range] {
      switch element {
      case .open(let group, let close): part.elements.append(.open(group, close: close + shift))
      case .close(let open): part.elements.append(.close(open: open + shift))
      case .quantifier(let quantifier, let atom):
        part.elements.append(.quantifier(quantifier, atom: atom + shift))
      default: part.elements.append(element)
      }
    }
    part.elements.append(.close(open: prefix.count))
    part.elements += suffix
    return part
  }
}
