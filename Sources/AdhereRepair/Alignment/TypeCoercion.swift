import AdhereJSON

/// A value of the wrong type that can be read as one of the right type in one way only.
enum TypeCoercion {
  static func edit(_ tape: Tape, _ node: Int, _ wanted: Set<String>, _ policy: Policy) -> [Change]?
  {
    let wantsNumber = wanted.contains("number") || wanted.contains("integer")
    switch tape.kind(node) {
    case .string:
      if wantsNumber, let edit = StringToNumber.edit(tape, node, wanted) { return edit }
      if wanted.contains("boolean"), let edit = StringToBoolean.edit(tape, node) { return edit }
      if wanted.contains("null"), let edit = NullWord.edit(tape, node) { return edit }
      if let edit = ParseString.edit(tape, node, wanted) { return edit }
    case .number, .true, .false:
      if wanted.contains("string") {
        return quote(tape, node, .scalarToString)
      }
    case .array:
      if !wanted.contains("array"), tape.count(of: node) == 1 {
        return ListToScalar.edit(tape, node)
      }
      return nil
    case .null: return nil
    case .object, .key: break
    }
    return wanted.contains("array") ? ScalarToList.edit(tape, node) : nil
  }

  private static func quote(_ tape: Tape, _ node: Int, _ rule: Rule) -> [Change] {
    let span = tape.span(node)
    return [
      Change(span.lowerBound, span.lowerBound, Text.quote, rule),
      Change(span.upperBound, span.upperBound, Text.quote, rule),
    ]
  }
}

/// `"5"` to 5.
enum StringToNumber {
  static func edit(_ tape: Tape, _ node: Int, _ wanted: Set<String>) -> [Change]? {
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

/// `"True"` to true.
enum StringToBoolean {
  static func edit(_ tape: Tape, _ node: Int) -> [Change]? {
    let text = tape.text(node)
    guard !tape[node].hasEscapes, let literal = Literal.of(text.baseAddress!, text.count),
      literal.json != Literal.null
    else { return nil }
    return [Change(tape.span(node), literal.json, .stringToBoolean)]
  }
}

/// `"None"` to null.
enum NullWord {
  static func edit(_ tape: Tape, _ node: Int) -> [Change]? {
    let text = tape.text(node)
    guard let literal = Literal.of(text.baseAddress!, text.count), literal.json == Literal.null,
      literal.rule == nil || literal.rule == .literals
    else { return nil }
    return [Change(tape.span(node), literal.json, .nullWord)]
  }
}

/// `"[1,2]"` to [1,2].
enum ParseString {
  static func edit(_ tape: Tape, _ node: Int, _ wanted: Set<String>) -> [Change]? {
    let inner = StringText.decode(tape, node)
    guard let first = inner.first(where: { $0 > 0x20 }) else { return nil }
    let isList = first == UInt8(ascii: "[") || first == UInt8(ascii: "(")
    guard
      isList && wanted.contains("array") || first == UInt8(ascii: "{") && wanted.contains("object"),
      let read = RelaxedText.read(inner)
    else { return nil }
    var rules = read.used
    rules.remove(.parseString)
    let span = tape.span(node)
    return [Change(span.lowerBound, span.upperBound, read.text, .parseString, with: rules)]
  }
}

/// `"a"` to ["a"].
enum ScalarToList {
  static func edit(_ tape: Tape, _ node: Int) -> [Change] {
    let span = tape.span(node)
    return [
      Change(span.lowerBound, span.lowerBound, Text.openSquare, .scalarToList),
      Change(span.upperBound, span.upperBound, Text.closeSquare, .scalarToList),
    ]
  }
}

/// `["a"]` to "a".
enum ListToScalar {
  static func edit(_ tape: Tape, _ node: Int) -> [Change] {
    let outer = tape.span(node)
    let inner = tape.span(node + 1)
    return [
      Change(outer.lowerBound, inner.lowerBound, [], .listToScalar),
      Change(inner.upperBound, outer.upperBound, [], .listToScalar),
    ]
  }
}
