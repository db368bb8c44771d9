/// Marks of other scripts and notations that are taken for JSON's.
extension MarkEdits {
  /// What a mark may stand for.
  private struct LookAlike {
    let bytes: [UInt8]
    let marks: [UInt8]

    init(_ text: String, _ marks: String) {
      bytes = Array(text.utf8)
      self.marks = Array(marks.utf8)
    }
  }

  private static let quotes = ["'", "`", "“", "”", "„", "«", "»", "‘", "’", "＂", "＇", "´", "〝"]
    .map { Array($0.utf8) }

  private static let marks = [
    LookAlike(";", ",:"), LookAlike(".", ","), LookAlike("|", ","), LookAlike("=", ":"),
    LookAlike("(", "{["), LookAlike(")", "}]"), LookAlike("，", ","), LookAlike("、", ","),
    LookAlike("،", ","), LookAlike("؛", ","), LookAlike("；", ","), LookAlike("：", ":"),
    LookAlike("｛", "{"), LookAlike("｝", "}"), LookAlike("［", "["), LookAlike("］", "]"),
    LookAlike("【", "["), LookAlike("】", "]"),
  ]

  private static let and = Array(" and".utf8)

  /// Adds what the mark at `i` may stand for.
  mutating func lookAlikes(at i: Int, _ b: UInt8) {
    guard MarkEdits.isMark(b) || b == 0x20 || b == UInt8(ascii: "-") || b >= 0x80 else { return }
    for quote in MarkEdits.quotes where begins(quote, at: i) {
      // Where calls are written, ' is no look-alike but a quote of its own.
      let isOwn = (readsCalls || usesSingleQuotes) && b == UInt8(ascii: "'")
      let closesOther = b == UInt8(ascii: "'") && closesApostrophe(i)
      add(
        i, i + quote.count, Text.quote,
        (isOwn ? EditCosts.put : EditCosts.lookAlikeQuote)
          + (closesOther ? EditCosts.besideItself : 0))
    }
    if readsCalls, b == UInt8(ascii: "\""), byte(i - 1) != b, byte(i + 1) != b {
      add(i, i + 1, ShortText(UInt8(ascii: "'")), EditCosts.put)
    }
    // In a program a dot or a bar is an operator.
    if readsCalls, b < 0x80, b != UInt8(ascii: ";") { return }
    // a.txt: it parts a word.
    let isInWord =
      b == UInt8(ascii: ".") && ByteClass.isWord(byte(i - 1)) && ByteClass.isWord(byte(i + 1))
    for like in MarkEdits.marks where !isInWord && begins(like.bytes, at: i) {
      for mark in like.marks {
        add(i, i + like.bytes.count, ShortText(mark), EditCosts.of(.lookAlikeMark))
      }
    }
    if b == UInt8(ascii: "-"), byte(i + 1) == UInt8(ascii: ">") {
      add(i, i + 2, Text.colon, EditCosts.of(.lookAlikeMark))
    }
    if b == 0x20, begins(MarkEdits.and, at: i) { add(i, i + 4, Text.comma, EditCosts.repeated) }
  }

  private mutating func add(_ start: Int, _ stop: Int, _ mark: ShortText, _ cost: Int) {
    append(MarkEdit(start, stop, mark, .lookAlikeMark, cost))
  }

  private func begins(_ word: [UInt8], at i: Int) -> Bool {
    guard text[i] == word[0], i + word.count <= end else { return false }
    for (offset, b) in word.enumerated() where text[i + offset] != b { return false }
    return true
  }
}
