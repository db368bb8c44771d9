import AdhereJSON

/// Rules of the guess tier that change which calls there are. Each works on the list of calls
/// that was read.
enum CallPolicies {
  /// Arguments that the tool does not declare, although its schema would let them pass.
  static func undeclaredArguments(_ tape: Tape, _ tools: ToolTable) -> [Change] {
    var out: [Change] = []
    for call in tape.children(of: 0) {
      guard let name = tape.member("name", of: call),
        let arguments = tape.member("arguments", of: call),
        let tool = tools.resolve(StringText.decode(tape, name))?.index,
        tools.tools[tool].declaresAll
      else { continue }
      let parameters = tools.tools[tool].parameters
      func isUnknown(_ key: Int) -> Bool {
        !parameters.contains { parameter in
          parameter.name.withUnsafeBufferPointer { StringText.equals(tape, key, $0) }
        }
      }
      // Where no argument is declared, the declaration is what is wrong.
      if tape.children(of: arguments).allSatisfy(isUnknown) { continue }
      out += DroppedMembers.changes(tape, in: arguments) { isUnknown($0) ? .dropUnknown : nil }
    }
    return out
  }

  /// Calls that say exactly what an earlier one says.
  static func repeatedCalls(_ tape: Tape) -> [Change] {
    var seen: Set<[UInt8]> = []
    return DroppedMembers.changes(tape, in: 0) {
      seen.insert(writtenForm(tape, $0)).inserted ? nil : .dropRepeatedCall
    }
  }

  /// The canonical form of a value, and its numbers as they are written: 6 and 6.0 are one number,
  /// but not written exactly alike.
  static func writtenForm(_ tape: Tape, _ node: Int) -> [UInt8] {
    var form = Canonical.form(tape, node)
    let numbers = (node..<tape.next(after: node)).filter { tape.kind($0) == .number }
      .map { Array(tape.text($0)) }
    for number in numbers.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      form.append(0)
      form += number
    }
    return form
  }
}
