import AdhereSchema
import AdhereJSON

/// `{"params":{…}}` to `{…}`: a key that the schema does not know and that says no more than that
/// the answer is under it, around an object.
///
/// Other keys say something about what is under them: `{"error":{…}}` is no answer, whatever
/// conforms inside.
enum UnwrapKey {
  static func changes(_ tape: Tape, _ object: Int, _ violation: Violation) -> [Change]? {
    // An object of many members is no envelope, and each of them may be a violation.
    guard tape.kind(object) == .object, tape.count(of: object) <= mostMembers else { return nil }
    let declared = Set(violation.declaredProperties)
    var found: Int?
    for key in tape.children(of: object) {
      let name = StringText.decode(tape, key)
      guard !declared.contains(name) else { return nil }
      let kind = tape.kind(key + 1)
      if kind == .object || kind == .string && name != Array("type".utf8),
        isWrapper(name, violation)
      {
        guard found == nil else { return nil }
        found = key
      }
    }
    guard let key = found, tape.count(of: object) == 1 || isEnvelope(tape, object, around: key)
    else { return nil }
    let outer = tape.span(object)
    let inner = tape.span(key + 1)
    if tape.kind(key + 1) == .string {
      guard let read = RelaxedText.read(StringText.decode(tape, key + 1)),
        read.text.first == UInt8(ascii: "{")
      else { return nil }
      var rules = read.used
      rules.insert(.parseString)
      return [Change(outer.lowerBound, outer.upperBound, read.text, .unwrapKey, with: rules)]
    }
    guard !isSchema(tape, key) else { return nil }
    return [
      Change(outer.lowerBound, inner.lowerBound, [], .unwrapKey),
      Change(inner.upperBound, outer.upperBound, [], .unwrapKey),
    ]
  }

  private static let mostMembers = 8

  /// Whether a key only says that the value is under it: each of its words does, or it is the
  /// schema's own name.
  private static func isWrapper(_ key: [UInt8], _ violation: Violation) -> Bool {
    let words = Folding.words(key).split(separator: UInt8(ascii: "_")).map { Array($0) }
    if !words.isEmpty, words.allSatisfy(wrappers.contains) { return true }
    let folded = Folding.name(key)
    return violation.schemaNames.contains { Folding.name($0) == folded }
  }

  /// Whether all other members are those of a call, or of a schema, around values that are no call
  /// and no schema: `{"type":"function","name":"answer","parameters":{…}}`.
  private static func isEnvelope(_ tape: Tape, _ object: Int, around key: Int) -> Bool {
    let isCall = callWords.contains(StringText.decode(tape, key))
    guard isCall || StringText.decode(tape, key) == properties else { return false }
    var isNamed = !isCall
    for other in tape.children(of: object) where other != key {
      guard tape.kind(other + 1) == .string else { return false }
      let word = StringText.decode(tape, other)
      let value = StringText.decode(tape, other + 1)
      switch word {
      case Array("type".utf8) where isCall:
        guard value == Array("function".utf8) || value == Array("tool_use".utf8) else {
          return false
        }
      case Array("type".utf8): guard value == Array("object".utf8) else { return false }
      case Array("name".utf8) where isCall: isNamed = true
      case Array("id".utf8) where isCall: break
      case Array("title".utf8) where !isCall: break
      default: return false
      }
    }
    return isNamed
  }

  /// Whether `properties` holds schemas rather than values.
  private static func isSchema(_ tape: Tape, _ key: Int) -> Bool {
    guard StringText.decode(tape, key) == properties else { return false }
    return tape.children(of: key + 1).contains { member in
      tape.kind(member + 1) == .object
        && (tape.member("type", of: member + 1) ?? tape.member("$ref", of: member + 1)).map {
          tape.kind($0) == .string
        } ?? false
    }
  }

  private static let properties = Array("properties".utf8)

  private static let callWords: Set<[UInt8]> = Set(
    ["parameters", "arguments", "args", "params", "input"].map { Array($0.utf8) })

  private static let wrappers: Set<[UInt8]> = Set(
    [
      "param", "params", "parameter", "parameters", "arg", "args", "argument", "arguments",
      "kwargs",
      "input", "output", "data", "result", "response", "answer", "payload", "body", "value", "json",
      "properties", "item", "object", "type",
    ].map { Array($0.utf8) })
}
