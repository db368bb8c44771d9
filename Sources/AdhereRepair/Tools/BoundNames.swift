/// Words to which a text gives a meaning of its own, in whatever language it is a program of: what
/// is assigned, declared, imported, looped over or a parameter.
///
/// Rather one word too many: a name that is bound stays a variable.
enum BoundNames {
  static func find(_ text: [UInt8]) -> Set<[UInt8]> {
    var out: Set<[UInt8]> = []
    var before: ArraySlice<UInt8> = []
    var i = 0
    while i < text.count {
      guard ByteClass.isWordOrBeyondASCII(text[i]) else {
        i += 1
        continue
      }
      var stop = i
      while stop < text.count, ByteClass.isWordOrBeyondASCII(text[stop]) { stop += 1 }
      let word = text[i..<stop]
      if word.count <= PromptNames.longest, isBound(text, i, stop, after: before) {
        out.insert(Array(word))
      }
      before = word
      i = stop
    }
    return out
  }

  private static func isBound(
    _ text: [UInt8], _ start: Int, _ stop: Int, after before: ArraySlice<UInt8>
  ) -> Bool {
    var i = start
    while i > 0, text[i - 1] == 0x20 || text[i - 1] == 0x09 { i -= 1 }
    if before.endIndex == i, i < start, binders.contains(Array(before)) { return true }
    // An argument's value is behind its `=`.
    let isValue = i > 0 && text[i - 1] == UInt8(ascii: "=")
    var j = stop
    while j < text.count, text[j] == 0x20 || text[j] == 0x09 { j += 1 }
    func byte(_ i: Int) -> UInt8 { i < text.count ? text[i] : 0 }
    switch byte(j) {
    case UInt8(ascii: "="): return byte(j + 1) != UInt8(ascii: "=")
    case UInt8(ascii: ":"): return true
    case UInt8(ascii: "<"): return byte(j + 1) == UInt8(ascii: "-")
    case UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "]"): return !isValue
    case UInt8(ascii: "i"):
      return j > stop && byte(j + 1) == UInt8(ascii: "n")
        && !ByteClass.isWordOrBeyondASCII(byte(j + 2))
    default: return false
    }
  }

  /// Words in front of what they give a meaning to.
  private static let binders: Set<[UInt8]> = Set(
    [
      "as", "for", "import", "lambda", "def", "fn", "func", "function", "class", "const", "let",
      "var", "val", "global", "nonlocal", "del", "except", "catch",
    ].map { Array($0.utf8) })
}
