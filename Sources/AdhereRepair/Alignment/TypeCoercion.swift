import AdhereJSON
import AdhereSchema

/// A value of the wrong type that can be read as one of the right type in one way only.
enum TypeCoercion {
  static func changes(_ tape: Tape, _ node: Int, _ wanted: Set<String>, _ violation: Violation)
    -> [Change]?
  {
    let wantsNumber = wanted.contains("number") || wanted.contains("integer")
    switch tape.kind(node) {
    case .string:
      if wantsNumber, let changes = StringToNumber.changes(tape, node, wanted) { return changes }
      if wanted.contains("boolean"), let changes = StringToBoolean.changes(tape, node) {
        return changes
      }
      if wanted.contains("null"), let changes = NullWord.changes(tape, node) { return changes }
      if let changes = ParseString.changes(tape, node, wanted) { return changes }
    case .number, .true, .false:
      if wanted.contains("string") {
        return ScalarToString.changes(tape, node)
      }
    case .array:
      if !wanted.contains("array"), tape.count(of: node) == 1 {
        return ListToScalar.changes(tape, node)
      }
      return nil
    case .null: return nil
    case .object, .key: break
    }
    return wanted.contains("array") ? ScalarToList.changes(tape, node, violation) : nil
  }
}
