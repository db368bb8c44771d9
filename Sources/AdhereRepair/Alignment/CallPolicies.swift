import AdhereJSON

/// Rules of the guess tier that change which calls there are. Each works on the list of calls
/// that was read.
enum CallPolicies {
  /// Leaves out elements of the list: those for which `drops` holds.
  static func drop(
    _ tape: Tape, in container: Int = 0, _ rule: Rule, _ drops: (Int) -> Bool
  ) -> [Change] {
    var out: [Change] = []
    var keptEnd: Int?
    var runStart: Int?
    var runEnd = 0
    for call in tape.children(of: container) {
      let last = tape.kind(call) == .key ? call + 1 : call
      let span = tape.span(call).lowerBound..<tape.span(last).upperBound
      if drops(call) {
        if runStart == nil { runStart = span.lowerBound }
        runEnd = span.upperBound
      } else {
        if let start = runStart {
          out.append(
            keptEnd.map { Change($0, runEnd, [], rule) }
              ?? Change(start, span.lowerBound, [], rule))
        }
        runStart = nil
        keptEnd = span.upperBound
      }
    }
    if let start = runStart { out.append(Change(keptEnd ?? start, runEnd, [], rule)) }
    return out
  }

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
      out += drop(tape, in: arguments, .dropUnknown, isUnknown)
    }
    return out
  }

  /// Calls that say exactly what an earlier one says.
  static func repeatedCalls(_ tape: Tape) -> [Change] {
    var seen: Set<[UInt8]> = []
    return drop(tape, .dropRepeatedCall) { !seen.insert(Canonical.form(tape, $0)).inserted }
  }
}
