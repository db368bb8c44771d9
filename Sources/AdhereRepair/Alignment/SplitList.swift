import AdhereSchema
import AdhereJSON

/// `["x, y"]` to ["x","y"]: an element that names several allowed words.
enum SplitList {
  /// For an `enum` violation of a list's element.
  static func changes(_ tape: Tape, _ node: Int, parent: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(parent) == .array, tape.kind(node) == .string, violation.keyword == "enum"
    else { return nil }
    let allowed = violation.allowedValues
    var parts: [[UInt8]] = []
    for part in StringText.decode(tape, node).split(separator: UInt8(ascii: ",")) {
      let word = Array(part).trimmed
      let matches = allowed.filter { value in
        value.names.contains { ValueSpelling.isAlike($0, word) }
      }
      guard !word.isEmpty, matches.count == 1 else { return nil }
      parts.append(matches[0].json)
    }
    guard parts.count > 1 else { return nil }
    return [Change(tape.span(node), Array(parts.joined(separator: Text.comma)), .splitList)]
  }
}
