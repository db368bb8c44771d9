import AdhereBytes
import AdhereSchema
import AdhereJSON

/// `userName` to `user_name`: the one missing property that is spelled alike.
enum KeySpelling {
  /// From so many letters on, one wrong one is a slip of the pen.
  static let shortestSlip = 6

  /// For a required property that is missing: an unknown key that means it.
  static func rename(_ tape: Tape, _ object: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(object) == .object, let missing = violation.missingProperty else { return nil }
    let declared = Set(violation.declaredProperties)
    let folded = Folding.name(missing)
    let aliases = violation.aliases(of: missing).map(Folding.identifier)
    var match: Int?
    for key in tape.children(of: object) {
      let name = StringText.decode(tape, key)
      guard !declared.contains(name),
        Spelling.means(name, folded) || aliases.contains(Folding.identifier(name))
      else { continue }
      if match != nil { return nil }
      match = key
    }
    if match == nil, missing.count >= shortestSlip {
      // A slip of the pen: one letter off, in a name long enough to be meant.
      for key in tape.children(of: object) {
        let name = StringText.decode(tape, key)
        guard !declared.contains(name), EditDistance.isAtMost(1, name, missing) else { continue }
        if match != nil { return nil }
        match = key
      }
    }
    if match == nil {
      let present = Set(tape.children(of: object).map { StringText.decode(tape, $0) })
      for key in tape.children(of: object) {
        let name = StringText.decode(tape, key)
        guard !declared.contains(name),
          declared.filter({ !present.contains($0) && Spelling.shortens(name, $0) }) == [missing]
        else { continue }
        if match != nil { return nil }
        match = key
      }
    }
    return match.map { change(tape, $0, missing) }
  }

  /// For a key that is not allowed: the declared property it means.
  static func rename(_ tape: Tape, object: Int, key: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(key) == .key else { return nil }
    let present = Set(tape.children(of: object).map { StringText.decode(tape, $0) })
    let name = StringText.decode(tape, key)
    let matches = violation.declaredProperties.filter {
      !present.contains($0)
        && (Spelling.means(name, Folding.name($0))
          || violation.aliases(of: $0).contains {
            Folding.identifier($0) == Folding.identifier(name)
          })
    }
    return matches.count == 1 ? change(tape, key, matches[0]) : nil
  }

  private static func change(_ tape: Tape, _ key: Int, _ name: [UInt8]) -> [Change] {
    [Change(tape.span(key), JSONWriter.quoted(name), .keySpelling)]
  }
}
