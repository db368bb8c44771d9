/// The first line of a block of a program: a condition, a loop, a function, in whatever language.
struct BlockHeader {
  /// The lines below it that are indented further are its block.
  let opensBlock: Bool
  /// A closing brace ends the block.
  let isBraced: Bool

  /// The header that begins at `i`, the first word of its line; nil where there is none.
  ///
  /// - Parameter isProgram: the line is in a block of code. In running text a line must look like
  ///   one in more than its first word.
  static func find(
    _ text: UnsafePointer<UInt8>, at i: Int, to end: Int, isProgram: Bool
  ) -> BlockHeader? {
    var stop = i
    if text[i] == UInt8(ascii: "}") {
      // } else {
      stop += 1
      while stop < end, text[stop] == 0x20 { stop += 1 }
    }
    let start = stop
    while stop < end, stop - start < 12, ByteClass.isWord(text[stop]) { stop += 1 }
    guard stop > start else { return nil }
    let word = UnsafeBufferPointer(start: text + start, count: stop - start)
    let isBlockWord = blockWords.contains { $0.elementsEqual(word) }
    var last: UInt8 = 0
    var hasSigns = false
    var j = stop
    var arrow = false
    while j < end, text[j] != 0x0A {
      if text[j] > 0x20 {
        if text[j] == UInt8(ascii: ">"), last == UInt8(ascii: "=") { arrow = true }
        if j > stop, "()=_[]<>".utf8.contains(text[j]) { hasSigns = true }
        last = text[j]
      }
      j += 1
    }
    let opens = last == UInt8(ascii: ":") || last == UInt8(ascii: "{")
    let isBraced = last == UInt8(ascii: "{")
    if arrow, isBraced { return BlockHeader(opensBlock: true, isBraced: true) }
    guard isBlockWord else { return nil }
    if isProgram { return BlockHeader(opensBlock: opens, isBraced: isBraced) }
    let isShort = isShort(UnsafeBufferPointer(start: text + stop, count: j - stop))
    return opens && (hasSigns || isShort) ? BlockHeader(opensBlock: true, isBraced: isBraced) : nil
  }

  /// Whether what is behind the first word is no longer than a condition of one name, as in
  /// `else:`, `while True:`, `if not ready:`, `for x in xs:`.
  private static func isShort(_ rest: UnsafeBufferPointer<UInt8>) -> Bool {
    let words = rest.split(whereSeparator: { $0 <= 0x20 || $0 == UInt8(ascii: ":") })
    switch words.count {
    case 0, 1: return true
    case 2: return words[0].elementsEqual("not".utf8)
    case 3: return words[1].elementsEqual("in".utf8)
    default: return false
    }
  }

  /// Whether what is behind a call makes it depend on something: `f() if x else None`, `f() || g()`.
  static func follows(_ text: UnsafePointer<UInt8>, _ stop: Int, _ end: Int) -> Bool {
    var i = stop
    while i < end, text[i] == 0x20 { i += 1 }
    guard i < end else { return false }
    if text[i] == UInt8(ascii: "|") || text[i] == UInt8(ascii: "&") {
      return i + 1 < end && text[i + 1] == text[i]
    }
    return i > stop
      && ["if", "for", "or", "and", "unless", "while"].contains { isWord($0, text, at: i, to: end) }
  }

  /// Whether a word makes what follows it on the line depend on something.
  static func isCondition(_ text: UnsafePointer<UInt8>, _ start: Int, _ stop: Int) -> Bool {
    let word = UnsafeBufferPointer(start: text + start, count: stop - start)
    return conditions.contains { $0.elementsEqual(word) }
  }

  private static let conditions: [[UInt8]] = ["lambda", "and", "or", "else"].map {
    Array($0.utf8)
  }

  /// Words that begin a statement around a call without making it depend on anything.
  static func isStatementWord(_ text: UnsafePointer<UInt8>, _ start: Int, _ stop: Int) -> Bool {
    let word = UnsafeBufferPointer(start: text + start, count: stop - start)
    return statementWords.contains { $0.elementsEqual(word) }
  }

  static func isWord(
    _ word: StaticString, _ text: UnsafePointer<UInt8>, at i: Int, to end: Int
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    return SettingReader.matches(word, text, i, end)
      && (i + count >= end || !ByteClass.isWord(text[i + count]))
  }

  private static let blockWords: [[UInt8]] = [
    "if", "elif", "else", "elseif", "for", "foreach", "while", "until", "unless", "def", "async",
    "function", "func", "fn", "class", "try", "except", "catch", "finally", "with", "switch",
    "case", "match", "do",
  ].map { Array($0.utf8) }

  private static let statementWords: [[UInt8]] = [
    "return", "await", "yield", "const", "let", "var", "val", "auto",
  ].map { Array($0.utf8) }
}
