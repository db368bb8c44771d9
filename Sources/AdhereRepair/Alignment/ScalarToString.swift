import AdhereJSON

/// 5 to `"5"`: the digits stay as they were written.
enum ScalarToString {
  static func changes(_ tape: Tape, _ node: Int) -> [Change] {
    let span = tape.span(node)
    return [
      Change(span.lowerBound, span.lowerBound, Text.quote, .scalarToString),
      Change(span.upperBound, span.upperBound, Text.quote, .scalarToString),
    ]
  }
}
