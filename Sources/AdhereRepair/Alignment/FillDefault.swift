import AdhereSchema
import AdhereJSON

/// {} to {"unit":"C"}: what the schema itself says of a required property that is missing.
enum FillDefault {
  static func changes(_ tape: Tape, _ object: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(object) == .object, let name = violation.missingProperty,
      let value = violation.onlyValue(of: name)
    else { return nil }
    let span = tape.span(object)
    let member = JSONWriter.quoted(name) + Text.colon + value
    if tape.count(of: object) == 0 {
      return [Change(span.lowerBound + 1, span.lowerBound + 1, member, .fillDefault)]
    }
    var last = object + 1
    for key in tape.children(of: object) { last = key + 1 }
    let end = tape.span(last).upperBound
    return [Change(end, end, Text.comma + member, .fillDefault)]
  }
}
