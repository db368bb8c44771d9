/// How a pattern is made up, for those that write programs of it.
extension Pattern {
  /// The alternatives of a disjunction, from left to right; one where there is no choice.
  func alternatives(_ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      if case .open(_, let close) = elements[index] {
        index = close
      } else if case .alternative = elements[index] {
        found.append(start..<index)
        start = index + 1
      }
      index += 1
    }
    return found + [start..<range.upperBound]
  }

  /// The terms of an alternative: atoms, and how often each stands there.
  func terms(_ range: Range<Int>) -> [(atom: Range<Int>, quantifier: Quantifier?)] {
    var found: [(Range<Int>, Quantifier?)] = []
    var index = range.lowerBound
    while index < range.upperBound {
      var end = index + 1
      if case .open(_, let close) = elements[index] { end = close + 1 }
      let atom = index..<end
      if end < range.upperBound, case .quantifier(let quantifier, _) = elements[end] {
        found.append((atom, quantifier))
        end += 1
      } else {
        found.append((atom, nil))
      }
      index = end
    }
    return found
  }
}
