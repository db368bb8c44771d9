import AdhereJSON
import AdhereSchema

/// `"a"` to ["a"].
enum ScalarToList {
  /// For a `type` violation: only where the value is one element, and does not write a list in
  /// some way of its own, or say that there is none.
  static func changes(_ tape: Tape, _ node: Int, _ violation: Violation) -> [Change]? {
    guard isOneElement(tape, node, ListItems(violation)) else { return nil }
    let span = tape.span(node)
    return [
      Change(span.lowerBound, span.lowerBound, Text.openSquare, .scalarToList),
      Change(span.upperBound, span.upperBound, Text.closeSquare, .scalarToList),
    ]
  }

  private static func isOneElement(_ tape: Tape, _ node: Int, _ items: ListItems) -> Bool {
    switch tape.kind(node) {
    case .string:
      let text = StringText.decode(tape, node)
      return items.areWords ? !text.isEmpty : !writesList(text) && !saysNone(text)
    case .number: return true
    case .true, .false: return items.mayBeBooleans
    case .object: return items.mayBeObjects && tape.count(of: node) > 0
    case .array, .null, .key: return false
    }
  }

  /// Whether a text holds what parts the elements of a list where people write one.
  private static func writesList(_ text: [UInt8]) -> Bool {
    for (i, b) in text.enumerated() {
      switch b {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "["),
        UInt8(ascii: "{"), UInt8(ascii: "<"), 0x0A, 0x0D:
        return true
      case 0x20 where isJoint(text, i): return true
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
        if i == 0, text.count > 1, text[1] == 0x20 { return true }
      // Commas of other scripts, and a bullet.
      case 0xEF, 0xE3, 0xD8, 0xE2:
        if marks.contains(where: text[i...].starts) { return true }
      default: break
      }
    }
    return false
  }

  /// `，`, `、`, `،` and `•`.
  private static let marks: [[UInt8]] = [
    [0xEF, 0xBC, 0x8C], [0xE3, 0x80, 0x81], [0xD8, 0x8C], [0xE2, 0x80, 0xA2],
  ]

  /// Whether ` & ` or ` and ` is at `i`.
  private static func isJoint(_ text: [UInt8], _ i: Int) -> Bool {
    let rest = text[(i + 1)...]
    return rest.starts(with: [UInt8(ascii: "&"), 0x20]) || rest.starts(with: Array("and ".utf8))
  }

  /// Whether a text is empty or a word for nothing.
  private static func saysNone(_ text: [UInt8]) -> Bool {
    let word = text.trimmed
    if word.allSatisfy({ $0 == UInt8(ascii: "-") }) { return true }
    if word.map({ $0 | 0x20 }) == Array("n/a".utf8) { return true }
    return word.withUnsafeBufferPointer {
      Literal.of($0.baseAddress!, $0.count)?.json == Literal.null
    }
  }
}

/// What a schema says of the elements of a list.
private struct ListItems {
  /// They are some of a few allowed words.
  private(set) var areWords = false
  private(set) var mayBeBooleans = false
  private(set) var mayBeObjects = false

  /// - Parameter violation: of the keyword `type` of the list.
  init(_ violation: Violation) {
    violation.schemaDocument.withTape { tape in
      guard let items = tape.member("items", of: violation.schemaObject),
        tape.kind(items) == .object
      else { return }
      let composed: [StaticString] = ["$ref", "anyOf", "oneOf", "allOf"]
      let isOpen = composed.contains { tape.member($0, of: items) != nil }
      areWords = tape.member("enum", of: items) != nil
      mayBeBooleans = isOpen || areWords || names("boolean", tape, items)
      mayBeObjects =
        isOpen || names("object", tape, items) || tape.member("properties", of: items) != nil
        || tape.member("required", of: items) != nil
    }
  }

  private func names(_ type: String, _ tape: Tape, _ items: Int) -> Bool {
    guard let types = tape.member("type", of: items) else { return false }
    return ([types] + Array(tape.children(of: types))).contains {
      tape.kind($0) == .string && StringText.decode(tape, $0) == Array(type.utf8)
    }
  }
}

/// `["a"]` to "a".
enum ListToScalar {
  static func changes(_ tape: Tape, _ node: Int) -> [Change] {
    let outer = tape.span(node)
    let inner = tape.span(node + 1)
    return [
      Change(outer.lowerBound, inner.lowerBound, [], .listToScalar),
      Change(inner.upperBound, outer.upperBound, [], .listToScalar),
    ]
  }
}
