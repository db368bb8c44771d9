import JSONSchema
import JSONText

/// Violations as people read them: one line each, with path, expectation and what was there.
///
///     /age must be integer, got "x"
struct ViolationLines {
  let tape: Tape
  private(set) var lines: [(node: Int, text: String)] = []

  init(_ violations: [Violation], _ tape: Tape) {
    self.tape = tape
    for violation in violations { add(violation, note: "") }
  }

  /// Where a schema was to be picked, what is wrong with the branch that was meant says more
  /// than that none fits.
  private mutating func add(_ violation: Violation, note: String) {
    switch BranchChoice(violation) {
    case .none: append(violation, Self.expectation(violation), note)
    case .expectation(let place, let text): append(place, text, note)
    case .branch(let index):
      let inner = " (\(violation.keyword) \(index + 1) of \(violation.branches.count))"
      for branch in violation.branches[index] { add(branch, note: inner) }
    }
  }

  private mutating func append(_ violation: Violation, _ expectation: String, _ note: String) {
    let path = violation.instancePath.isEmpty ? "" : violation.instancePath + " "
    let line = path + expectation + got(violation) + note
    lines.append((violation.instanceNode, SingleLine.escape(line)))
  }

  private static func expectation(_ violation: Violation) -> String {
    func param(_ key: StaticString) -> String? {
      guard let params = try? JSONDocument(violation.params) else { return nil }
      return params.withTape { tape in
        tape.member(key, of: 0).map { SingleLine.shorten(tape.source($0), to: 200) }
      }
    }
    switch violation.keyword {
    case "enum":
      return param("allowedValues").map { "must be one of \($0)" } ?? violation.message
    case "const": return param("allowedValue").map { "must be \($0)" } ?? violation.message
    case "oneOf":
      guard let passing = param("passingSchemas"), passing != "null" else {
        return violation.message
      }
      return "\(violation.message), matches \(passing)"
    default: return violation.message
    }
  }

  /// What was there instead, where the message does not say it.
  private func got(_ violation: Violation) -> String {
    let node = violation.instanceNode
    switch violation.keyword {
    case "required", "dependentRequired", "dependencies", "uniqueItems", "contains",
      "minContains", "maxContains":
      return ""
    case "minLength", "maxLength": return ", got \(StringText.length(tape, node))"
    case "minItems", "maxItems", "minProperties", "maxProperties":
      return ", got \(tape.count(of: node))"
    default: return ", got \(shown(node))"
    }
  }

  private func shown(_ node: Int) -> String {
    let source = tape.source(node)
    switch tape.kind(node) {
    case .object where source.count > 60: return "an object of \(tape.count(of: node)) properties"
    case .array where source.count > 60: return "an array of \(tape.count(of: node)) items"
    default: return SingleLine.shorten(source, to: 60)
    }
  }
}

/// Text that has to keep to its line.
enum SingleLine {
  /// At most about `limit` bytes, cut between characters.
  static func shorten(_ text: UnsafeBufferPointer<UInt8>, to limit: Int) -> String {
    guard text.count > limit else { return String(decoding: text, as: UTF8.self) }
    var end = limit
    while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: text[..<end], as: UTF8.self) + "…"
  }

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
