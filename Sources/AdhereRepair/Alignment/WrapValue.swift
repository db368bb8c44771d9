import AdhereSchema
import AdhereJSON

/// 1214 to {"id":1214}: the only property an object can have.
enum WrapValue {
  /// For a number, a boolean or a list where an object is wanted. A text is none of its properties: it may as
  /// well be a refusal, or an answer that could not be read.
  static func changes(_ tape: Tape, _ node: Int, _ violation: Violation) -> [Change]? {
    let declared = violation.declaredProperties
    guard declared.count == 1 else { return nil }
    switch tape.kind(node) {
    case .number, .true, .false, .array: break
    default: return nil
    }
    return wrap(tape, node, declared[0])
  }

  /// For an object in place of the property it belongs under: it has none of its own.
  static func changes(_ tape: Tape, object: Int, _ violation: Violation) -> [Change]? {
    let declared = violation.declaredProperties
    guard declared.count == 1, violation.missingProperty == declared[0],
      tape.kind(object) == .object, tape.count(of: object) > 1,
      violation.describesObject(declared[0])
    else { return nil }
    return wrap(tape, object, declared[0])
  }

  private static func wrap(_ tape: Tape, _ node: Int, _ name: [UInt8]) -> [Change] {
    let span = tape.span(node)
    return [
      Change(
        span.lowerBound, span.lowerBound,
        Text.openBrace + JSONWriter.quoted(name) + Text.colon, .wrapValue),
      Change(span.upperBound, span.upperBound, Text.closeBrace, .wrapValue),
    ]
  }
}
