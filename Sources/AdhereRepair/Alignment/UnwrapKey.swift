import AdhereSchema
import AdhereJSON

/// `{"params":{…}}` to `{…}`: an only key that the schema does not know, around an object.
enum UnwrapKey {
  static func changes(_ tape: Tape, _ object: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(object) == .object, tape.count(of: object) == 1 else { return nil }
    let key = object + 1
    guard tape.kind(key + 1) == .object,
      !violation.declaredProperties.contains(StringText.decode(tape, key))
    else { return nil }
    let outer = tape.span(object)
    let inner = tape.span(key + 1)
    return [
      Change(outer.lowerBound, inner.lowerBound, [], .unwrapKey),
      Change(inner.upperBound, outer.upperBound, [], .unwrapKey),
    ]
  }
}
