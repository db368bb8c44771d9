import AdhereJSON

/// `"a"` to ["a"].
enum ScalarToList {
  static func changes(_ tape: Tape, _ node: Int) -> [Change] {
    let span = tape.span(node)
    return [
      Change(span.lowerBound, span.lowerBound, Text.openSquare, .scalarToList),
      Change(span.upperBound, span.upperBound, Text.closeSquare, .scalarToList),
    ]
  }
}

/// `["a"]` to "a".
enum ListToScalar {
  static func changes(_ tape: Tape, _ node: Int) -> [Change] {
    let outer = tape.span(node)
    let inner = tape.span(node + 1)
    return [
      Change(outer.lowerBound, inner.lowerBound, [], .listToScalar),
      Change(inner.upperBound, outer.upperBound, [], .listToScalar),
    ]
  }
}
