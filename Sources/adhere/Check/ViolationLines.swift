import AdhereJSON
import AdhereSchema

/// Violations as lines for people, each with the node of the document that it is about.
///
///     /age: expected integer; got "x"
struct ViolationLines {
  private(set) var lines: [(node: Int, text: String)] = []

  init(_ violations: [Violation], _ tape: Tape) {
    for violation in violations {
      for explanation in violation.explanations(on: tape) {
        lines.append(
          (Self.node(explanation, violation, tape), TerminalText.escapedJSON(explanation.line)))
      }
    }
  }

  /// The value an explanation is about: that of the violation, or one inside it.
  private static func node(_ explanation: Explanation, _ violation: Violation, _ tape: Tape) -> Int
  {
    let start = violation.instanceNode
    let path = violation.instancePath
    guard explanation.path != path, explanation.path.hasPrefix(path + "/"),
      let pointer = JSONPointer(String(explanation.path.dropFirst(path.count))),
      let node = tape.resolve(pointer, from: start)
    else { return start }
    return node
  }
}
