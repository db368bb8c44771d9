import AdhereBytes

/// The words that stand for true, false and null in JSON, Python, JavaScript and others.
enum Literal {
  /// The JSON word and the rule that gives it (none where it is JSON's own), or nil.
  static func of(_ p: UnsafePointer<UInt8>, _ count: Int) -> (json: [UInt8], rule: Rule?)? {
    guard count >= 3, count <= 9 else { return nil }
    func says(_ word: StaticString) -> Bool {
      word.utf8CodeUnitCount == count
        && word.withUTF8Buffer { w in (0..<count).allSatisfy { p[$0] | 0x20 == w[$0] } }
    }
    if says("true") { return (yes, p[0] == UInt8(ascii: "t") && isLower(p, 4) ? nil : .literals) }
    if says("false") { return (no, p[0] == UInt8(ascii: "f") && isLower(p, 5) ? nil : .literals) }
    if says("null") { return (null, p[0] == UInt8(ascii: "n") && isLower(p, 4) ? nil : .literals) }
    if says("none") { return (null, .literals) }
    if says("undefined") { return (null, .undefined) }
    if says("nan") { return (null, .nonFinite) }
    if says("infinity") { return (null, .nonFinite) }
    return nil
  }

  /// Whether a word is so like one of the literals that it must be a slip of the pen: it begins
  /// like it and is one letter off.
  static func isNearly(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count >= 3, count <= 9 else { return false }
    let word = UnsafeBufferPointer(start: p, count: count).map { $0 | 0x20 }
    return ["true", "false", "null", "none", "nan", "infinity"].contains { literal in
      let letters = Array(literal.utf8)
      let head = min(3, letters.count - 1)
      return word.prefix(head).elementsEqual(letters.prefix(head))
        && (letters.count > 3 || word.count == 3) && EditDistance.isAtMost(1, word, letters)
    }
  }

  /// The literal whose first letters these are.
  static func begun(_ p: UnsafePointer<UInt8>, _ count: Int) -> [UInt8]? {
    [yes, no, null].first { word in
      count <= word.count && (0..<count).allSatisfy { p[$0] | 0x20 == word[$0] }
    }
  }

  private static func isLower(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    (0..<count).allSatisfy { p[$0] >= 0x61 }
  }

  static let yes = Array("true".utf8)
  static let no = Array("false".utf8)
  static let null = Array("null".utf8)
}
