import AdhereBytes
import AdhereJSON

/// The meaning of an answer, or of a row, as bytes: ids, weights and empty members of messages do not
/// count, and arguments count as JSON, with every member, whether they stand as an object or as a
/// string of it.
enum AnswerKey {
  private static let ignored = ["id", "tool_call_id", "weight"]

  /// Two answers mean the same exactly when these bytes are the same.
  ///
  /// - Precondition: the depth of the tape is bounded, as ``RowChecker/maximumDepth`` does.
  static func form(_ tape: Tape, _ node: Int, _ inner: ScratchParser) -> [UInt8] {
    var out: [UInt8] = []
    append(tape, node, inner, &out)
    return out
  }

  private static func append(
    _ tape: Tape, _ node: Int, _ inner: ScratchParser, _ out: inout [UInt8]
  ) {
    switch tape.kind(node) {
    case .array:
      out.append(ASCII.leftBracket)
      for child in tape.children(of: node) {
        append(tape, child, inner, &out)
        out.append(ASCII.comma)
      }
      out.append(ASCII.rightBracket)
    case .object:
      out.append(ASCII.leftBrace)
      let keys = tape.children(of: node).map { (name: StringText.decode(tape, $0), value: $0 + 1) }
      for (name, value) in keys.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
        if tape.kind(value) == .null || tape.isString("", at: value) { continue }
        let text = String(decoding: name, as: UTF8.self)
        if ignored.contains(text) { continue }
        out += JSONWriter.quoted(name)
        out.append(ASCII.colon)
        if text == "arguments" {
          // Theirs are the members a tool is called with: an empty one, or an id, counts.
          if tape.kind(value) == .string, let json = inner.parse(StringText.decode(tape, value)) {
            out += Canonical.form(json)
          } else {
            out += Canonical.form(tape, value)
          }
        } else {
          append(tape, value, inner, &out)
        }
        out.append(ASCII.comma)
      }
      out.append(ASCII.rightBrace)
    default: out += Canonical.form(tape, node)
    }
  }
}
