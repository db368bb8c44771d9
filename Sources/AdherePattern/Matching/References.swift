/// What the backreferences of a pattern need.
///
/// ECMA-262 forgets the captures inside a repeated group at the start of each round, evaluates a
/// lookbehind from right to left and lets a reference to a group that has not matched match
/// nothing. PCRE2 has an option only for the last; this finds out whether the rest matters.
struct References {
  /// For each group, the number it gets among those that are referred to; 0 for the others.
  private(set) var renumbered: [Int]
  /// Whether a backreference can see a difference between ECMA-262 and PCRE2.
  private(set) var needExactCaptures = false
  /// Elements that are backreferences which can only ever match the empty string.
  private var empty: Set<Int> = []

  /// Whether the backreference at `element` always matches the empty string.
  func isEmpty(at element: Int) -> Bool { empty.contains(element) }

  init(_ pattern: Pattern) {
    renumbered = []
    var hasReference = false
    for case .backreference in pattern.elements { hasReference = true }
    renumbered = Array(repeating: 0, count: pattern.captureCount + 1)
    guard hasReference else { return }

    struct Place {
      var open = 0
      var close = 0
      var repeated = false
      var lookbehind = -1
    }
    var places = Array(repeating: Place(), count: pattern.captureCount + 1)
    var lookbehindOf: [Int: Int] = [:]
    var stack: [(repeated: Bool, lookbehind: Int)] = [(false, -1)]
    for (index, element) in pattern.elements.enumerated() {
      switch element {
      case .open(let group, let close):
        var here = stack[stack.count - 1]
        if close + 1 < pattern.elements.count,
          case .quantifier(let quantifier, atom: index) = pattern.elements[close + 1],
          quantifier.maximum > 1
        {
          here.repeated = true
        }
        if case .lookbehind = group { here.lookbehind = index }
        if case .capture(let number) = group {
          places[number] = Place(
            open: index, close: close, repeated: here.repeated, lookbehind: here.lookbehind)
        }
        stack.append(here)
      case .close: stack.removeLast()
      case .backreference: lookbehindOf[index] = stack[stack.count - 1].lookbehind
      default: break
      }
    }

    var used: Set<Int> = []
    for (index, element) in pattern.elements.enumerated() {
      guard case .backreference(let number) = element else { continue }
      let place = places[number]
      if lookbehindOf[index] != -1 || place.lookbehind != -1 {
        needExactCaptures = true
      } else if index < place.close {
        // Before its group, or inside it: nothing is captured yet in this round.
        empty.insert(index)
      } else if place.repeated || pattern.isRepeated(index) {
        // Of a repeated reference PCRE2's machine code makes something else than its interpreter
        // where the group has not matched.
        needExactCaptures = true
      } else {
        used.insert(number)
      }
    }
    for (offset, number) in used.sorted().enumerated() { renumbered[number] = offset + 1 }
  }
}

extension Pattern {
  /// Whether a quantifier follows the atom of one element.
  fileprivate func isRepeated(_ element: Int) -> Bool {
    guard element + 1 < elements.count, case .quantifier(_, atom: element) = elements[element + 1]
    else { return false }
    return true
  }
}
