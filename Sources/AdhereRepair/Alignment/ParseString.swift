import AdhereJSON

/// `"[1,2]"` to [1,2].
enum ParseString {
  static func changes(_ tape: Tape, _ node: Int, _ wanted: Set<String>) -> [Change]? {
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
