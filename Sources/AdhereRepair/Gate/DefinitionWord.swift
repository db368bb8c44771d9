/// `def f(`, `function f(`, `class f(`: words behind which a program declares what it names.
enum DefinitionWord {
  /// Whether one stands before the name at `i`.
  static func stands(before i: Int, _ text: UnsafePointer<UInt8>) -> Bool {
    var j = i
    while j > 0, text[j - 1] == 0x20 { j -= 1 }
    guard j < i else { return false }
    return words.contains { word in
      let count = word.utf8CodeUnitCount
      guard j >= count, j == count || !ByteClass.isWord(text[j - count - 1]) else { return false }
      return word.withUTF8Buffer { w in (0..<count).allSatisfy { text[j - count + $0] == w[$0] } }
    }
  }

  private static let words: [StaticString] = [
    "def", "function", "class", "func", "fn", "import",
  ]
}
