import AdhereJSON

/// `"True"` to true.
enum StringToBoolean {
  static func changes(_ tape: Tape, _ node: Int) -> [Change]? {
    let text = tape.text(node)
    guard !tape[node].hasEscapes, let literal = Literal.of(text.baseAddress!, text.count),
      literal.json != Literal.null
    else { return nil }
    return [Change(tape.span(node), literal.json, .stringToBoolean)]
  }
}

/// `"None"` to null.
enum NullWord {
  static func changes(_ tape: Tape, _ node: Int) -> [Change]? {
    let text = tape.text(node)
    guard let literal = Literal.of(text.baseAddress!, text.count), literal.json == Literal.null,
      literal.rule == nil || literal.rule == .literals
    else { return nil }
    return [Change(tape.span(node), literal.json, .nullWord)]
  }
}
