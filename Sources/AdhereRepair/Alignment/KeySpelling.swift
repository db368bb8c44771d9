import AdhereBytes
import AdhereSchema
import AdhereJSON

/// `userName` to `user_name`: the one missing property that is spelled alike.
enum KeySpelling {
  /// For a required property that is missing: an unknown key that means it.
  static func rename(_ object: ObjectKeys, _ violation: Violation) -> [Change]? {
    guard let missing = violation.missingProperty else { return nil }
    let folded = Folding.name(missing)
    let aliases = violation.aliases(of: missing).map(Folding.identifier)
    let alike = object.unknown.filter { key in
      Spelling.means(key.name, folded) || aliases.contains(Folding.identifier(key.name))
    }
    if alike.count > 1 { return nil }
    if let key = alike.first { return change(object, key.node, missing, .keySpelling) }
    let shortened = object.unknown.filter { key in
      object.absent.filter { Spelling.shortens(key.name, $0) } == [missing]
    }
    guard shortened.count == 1 else { return nil }
    return change(object, shortened[0].node, missing, .keySpelling)
  }

  /// For a key that is not allowed: the declared property it means.
  static func rename(
    _ object: ObjectKeys, key: Int, _ violation: Violation
  ) -> [Change]? {
    let name = StringText.decode(object.tape, key)
    let matches = object.absent.filter {
      Spelling.means(name, Folding.name($0))
        || violation.aliases(of: $0).contains {
          Folding.identifier($0) == Folding.identifier(name)
        }
    }
    return matches.count == 1 ? change(object, key, matches[0], .keySpelling) : nil
  }

  /// For a required property that is missing: an unknown key that is one letter off.
  static func slip(_ object: ObjectKeys, _ violation: Violation) -> [Change]? {
    guard let missing = violation.missingProperty else { return nil }
    let near = object.unknown.filter { Spelling.slips($0.name, missing) }
    return near.count == 1 ? change(object, near[0].node, missing, .keySlip) : nil
  }

  private static func change(
    _ object: ObjectKeys, _ key: Int, _ name: [UInt8], _ rule: Rule
  ) -> [Change] {
    [Change(object.tape.span(key), JSONWriter.quoted(name), rule)]
  }
}

/// The keys of an object, held against the properties that a schema declares: read once for all
/// violations of one object, as there can be as many as it has keys.
struct ObjectKeys {
  let tape: Tape
  /// Keys that the schema does not declare, in their order.
  private(set) var unknown: [(node: Int, name: [UInt8])] = []
  /// Declared properties that the object does not have.
  private(set) var absent: [[UInt8]] = []

  init(_ tape: Tape, _ object: Int, declared: [[UInt8]]) {
    self.tape = tape
    let names = Set(declared)
    var present: Set<[UInt8]> = []
    for key in tape.children(of: object) {
      let name = StringText.decode(tape, key)
      if names.contains(name) { present.insert(name) } else { unknown.append((key, name)) }
    }
    absent = declared.filter { !present.contains($0) }
  }
}
