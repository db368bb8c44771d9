import AdhereSchema
import AdhereJSON

/// `"Celsius"` to `"celsius"`: the one allowed value that is spelled alike.
enum EnumSpelling {
  static func changes(_ tape: Tape, _ node: Int, _ violation: Violation) -> [Change]? {
    let written: [UInt8]
    switch tape.kind(node) {
    case .string: written = StringText.decode(tape, node)
    case .number, .true, .false: written = Array(tape.text(node))
    case .array where tape.count(of: node) == 1: return ListToScalar.changes(tape, node)
    default: return nil
    }
    guard !written.isEmpty else { return nil }
    let matches = sourcesSpelled(written, violation)
    if matches.isEmpty, tape.kind(node) == .string {
      // Another name that the schema gives to one of its values.
      let named = violation.allowedValues.filter { value in
        value.names.dropFirst().contains { Folding.identifier($0) == Folding.identifier(written) }
      }
      guard named.count == 1 else { return nil }
      return [Change(tape.span(node), named[0].json, .enumSpelling)]
    }
    guard matches.count == 1 else { return nil }
    return [Change(tape.span(node), matches[0], .enumSpelling)]
  }

  /// The JSON of the allowed scalars that are spelled like `written`.
  private static func sourcesSpelled(_ written: [UInt8], _ violation: Violation) -> [[UInt8]] {
    violation.schemaDocument.withTape { schema in
      let allowed =
        violation.keyword == "const"
        ? [violation.schemaNode] : Array(schema.children(of: violation.schemaNode))
      let rival = ValueSpelling.rival(written)
      let rivals = allowed.compactMap { value -> (node: Int, text: [UInt8])? in
        switch schema.kind(value) {
        case .string: (value, StringText.decode(schema, value))
        case .number, .true, .false, .null: (value, Array(schema.text(value)))
        default: nil
        }
      }.filter { ValueSpelling.rival($0.text) == rival || ValueSpelling.isAlike($0.text, written) }
      guard rivals.count == 1 else { return rivals.map { Array(schema.source($0.node)) } }
      return rivals.filter { ValueSpelling.isAlike($0.text, written) }
        .map { Array(schema.source($0.node)) }
    }
  }
}
