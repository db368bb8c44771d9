import AdhereSchema
import AdhereJSON

/// Violations as people read them, each with the place it is about.
///
///     /age: expected integer; got "x"
struct ViolationLines {
  private(set) var lines: [(node: Int, text: String)] = []

  init(_ violations: [Violation], _ tape: Tape) {
    for violation in violations {
      for explanation in violation.explanations(on: tape) {
        lines.append(
          (Self.node(explanation, violation, tape), SingleLine.escape(explanation.line)))
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

/// Text that has to keep to its line.
enum SingleLine {
  /// Control characters, which would break the line or steer the terminal, as escapes; line
  /// ends between the tokens of a value as spaces.
  static func escape(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": out += " "
      case _ where isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
  }
}
