import AdhereJSON

/// `"5"` to 5.
enum StringToNumber {
  static func changes(_ tape: Tape, _ node: Int, _ wanted: Set<String>) -> [Change]? {
    guard !tape[node].hasEscapes,
      let number = DecimalNumber(String(decoding: tape.text(node), as: UTF8.self)),
      wanted.contains("number") || number.isInteger
    else { return nil }
    let span = tape.span(node)
    return [
      Change(span.lowerBound, span.lowerBound + 1, [], .stringToNumber),
      Change(span.upperBound - 1, span.upperBound, [], .stringToNumber),
    ]
  }
}

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
