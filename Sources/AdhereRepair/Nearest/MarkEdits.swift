import AdhereBytes

/// Lists the edits that could mend a text around a place.
///
/// Only marks are edited, and only where a token begins or ends: inside of words there is nothing
/// to mend by structure.
struct MarkEdits {
  let text: UnsafePointer<UInt8>
  let end: Int
  /// Calls in Python's notation are read: parentheses and single quotes are marks, too.
  let readsCalls: Bool
  /// Nothing stands behind the text that says it is whole.
  let isOpenEnded: Bool
  /// The text is written with single quotes.
  let usesSingleQuotes: Bool
  private(set) var edits: [MarkEdit] = []

  init(_ text: UnsafePointer<UInt8>, _ end: Int, readsCalls: Bool, isOpenEnded: Bool) {
    self.isOpenEnded = isOpenEnded
    self.text = text
    self.end = end
    self.readsCalls = readsCalls
    usesSingleQuotes = MarkEdits.singleQuotes(text, end) >= 4
  }

  mutating func append(_ edit: MarkEdit) { edits.append(edit) }

  /// How many single quotes stand where a string begins.
  private static func singleQuotes(_ text: UnsafePointer<UInt8>, _ end: Int) -> Int {
    var count = 0
    var before: UInt8 = 0
    for i in 0..<end where text[i] > 0x20 {
      if text[i] == UInt8(ascii: "'") {
        switch before {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ","), UInt8(ascii: ":"): count += 1
        default: break
        }
      }
      before = text[i]
    }
    return count
  }

  func byte(_ i: Int) -> UInt8 { i >= 0 && i < end ? text[i] : 0 }

  /// The byte before `i`, white space aside; `^` at the beginning.
  private func previous(_ i: Int) -> UInt8 {
    var j = i - 1
    while j >= 0, text[j] <= 0x20 { j -= 1 }
    return j >= 0 ? text[j] : UInt8(ascii: "^")
  }

  /// The first byte from `i`, white space aside; `$` at the end.
  private func next(_ i: Int) -> UInt8 {
    var j = i
    while j < end, text[j] <= 0x20 { j += 1 }
    return j < end ? text[j] : UInt8(ascii: "$")
  }

  /// Adds every edit at the places `range`, both ends included.
  mutating func add(_ range: ClosedRange<Int>) {
    for i in range where i >= 0 && i <= end {
      let here = byte(i)
      // Not inside of a character.
      if here & 0xC0 == 0x80 { continue }
      let before = byte(i - 1)
      // Within white space a mark is what it is at either end.
      let isBlank = here <= 0x20 && before <= 0x20 && i > 0 && i < end
      if !isBlank,
        MarkEdits.isMark(here) || MarkEdits.isMark(before) || here <= 0x20 || before <= 0x20
          || i == 0 || i == end
      {
        insert(at: i)
      }
      if i < end { replace(at: i, here) }
    }
  }

  /// Bytes that structure is made of or mistaken for, and the first bytes of such beyond ASCII.
  static func isMark(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ":"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ";"),
      UInt8(ascii: "="), UInt8(ascii: "|"), UInt8(ascii: "."), UInt8(ascii: ">"), 0xC2, 0xD8,
      0xE2, 0xE3, 0xEF:
      true
    default: false
    }
  }

  // MARK: - Put in

  private mutating func insert(at i: Int) {
    let before = previous(i)
    let after = next(i)
    insertQuote(at: i, before, after)
    let ends = endsValue(before)
    let begins = beginsValue(after)
    if ends && begins {
      put(i, Text.comma, .missingComma)
      put(i, Text.colon, .missingColon)
      if readsCalls { put(i, ShortText(UInt8(ascii: "=")), .missingColon) }
    }
    let isOpen = isBracket(before) || before == UInt8(ascii: ",") || before == UInt8(ascii: ":")
    if isOpen || ends || before == UInt8(ascii: "^") || readsCalls && before == UInt8(ascii: "=") {
      let isClosed =
        isBracket(after) || after == UInt8(ascii: ",") || after == UInt8(ascii: ":")
      if isClosed || begins || after == UInt8(ascii: "$") {
        if isOpen || before == UInt8(ascii: "^") || before == UInt8(ascii: "=") {
          put(i, Text.openBrace, .missingOpen)
          put(i, Text.openSquare, .missingOpen)
        }
        if isClosed || after == UInt8(ascii: "$") {
          put(i, Text.closeBrace, .missingClose)
          put(i, Text.closeSquare, .missingClose)
          if readsCalls { put(i, ShortText(UInt8(ascii: ")")), .missingClose) }
        }
      }
    }
    if readsCalls, ByteClass.isWord(byte(i - 1)), ByteClass.isWord(byte(i)) || byte(i) == 0x22 {
      put(i, ShortText(UInt8(ascii: "(")), .missingOpen)
    }
  }

  private mutating func put(_ i: Int, _ mark: ShortText, _ rule: Rule) {
    let isThere = mark.first.map { isBesideQuote($0, i) } ?? false
    let cost = EditCosts.of(rule) + (isThere ? EditCosts.besideItself : 0)
    // What only closes at the end closes a text that was cut off.
    let isCut = isOpenEnded && rule == .missingClose && next(i) == UInt8(ascii: "$")
    edits.append(MarkEdit(i, i, mark, isCut ? .closeTruncated : rule, cost))
  }

  /// Whether `mark` is just inside the string that ends or begins at `i`.
  private func isBesideQuote(_ mark: UInt8, _ i: Int) -> Bool {
    var j = i - 1
    while j > 0, text[j] <= 0x20 { j -= 1 }
    if j > 0, isQuote(text[j]), previous(j) == mark, !endsInOwnBracket(j) { return true }
    j = i
    while j < end, text[j] <= 0x20 { j += 1 }
    return isQuote(byte(j)) && next(j + 1) == mark
  }

  private func isQuote(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "\"") || readsCalls && b == UInt8(ascii: "'")
  }

  private mutating func insertQuote(at i: Int, _ before: UInt8, _ after: UInt8) {
    let opens = mayOpen(before)
    // A string may have ended with its line.
    guard opens || mayClose(after) || byte(i) == 0x0A && i < end else { return }
    let isTight = opens ? i == end || byte(i) > 0x20 : i == 0 || byte(i - 1) > 0x20
    let takesMark =
      opens ? mayClose(after) && i < end : mayOpen(before) && i > 0 || leavesEscapedQuote(i)
    let cost =
      (isTight ? EditCosts.put : EditCosts.looseQuote) + (takesMark ? EditCosts.besideItself : 0)
    let isCut = isOpenEnded && !opens && after == UInt8(ascii: "$")
    let rule: Rule = isCut ? .closeTruncated : opens ? .missingStartQuote : .missingEndQuote
    edits.append(MarkEdit(i, i, Text.quote, rule, cost))
    if readsCalls {
      edits.append(MarkEdit(i, i, ShortText(UInt8(ascii: "'")), rule, cost))
    }
  }

  /// Whether the string that would end at `i` ends in an escaped quote of which it holds no other.
  private func leavesEscapedQuote(_ i: Int) -> Bool {
    i > 1 && text[i - 1] == UInt8(ascii: "\"") && text[i - 2] == UInt8(ascii: "\\")
      && !closesEscapedQuote(i - 1)
  }

  private func mayOpen(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ","), UInt8(ascii: ":"),
      UInt8(ascii: "^"):
      true
    case UInt8(ascii: "("), UInt8(ascii: "="): readsCalls
    default: false
    }
  }

  private func mayClose(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"),
      UInt8(ascii: "$"):
      true
    case UInt8(ascii: ")"): readsCalls
    default: false
    }
  }

  /// The last byte of a value, or of a key.
  private func endsValue(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x30...0x39,
      UInt8(ascii: "e"), UInt8(ascii: "l"):
      true
    case UInt8(ascii: "'"), UInt8(ascii: ")"): true
    default: readsCalls && ByteClass.isWord(b)
    }
  }

  private func beginsValue(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"), 0x30...0x39,
      UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "'"),
      UInt8(ascii: "T"), UInt8(ascii: "F"), UInt8(ascii: "N"):
      true
    default: readsCalls && ByteClass.isWord(b)
    }
  }

  private func isBracket(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"): true
    case UInt8(ascii: "("), UInt8(ascii: ")"): readsCalls
    default: false
    }
  }

  // MARK: - Replaced, left out, swapped

  private mutating func replace(at i: Int, _ b: UInt8) {
    lookAlikes(at: i, b)
    let isRepeated = previous(i) == b || next(i + 1) == b
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if byte(i - 1) == UInt8(ascii: "\\"), mayClose(next(i + 1)) {
        // C:\dir\": the backslash is text, and the quote ends it.
        let cost = EditCosts.put + (closesEscapedQuote(i) ? EditCosts.besideItself : 0)
        edits.append(MarkEdit(i, i, ShortText(UInt8(ascii: "\\")), .keepBackslash, cost))
      }
      if byte(i - 1) == 0x0A {
        // The line end belongs to the string.
        let lineEnd = Change(i - 1, i, [UInt8(ascii: "\\"), UInt8(ascii: "n")], .rawControl)
        edits.append(MarkEdit([lineEnd], EditCosts.put))
      }
      if ByteClass.isWord(byte(i - 1)), endsValue(byte(i - 1)), mayClose(next(i + 1)) {
        // 41": a number or a literal with a quote behind it.
        edits.append(MarkEdit(i, i + 1, [], .strayQuote, EditCosts.of(.strayQuote)))
      }
      let joins = ByteClass.isWord(byte(i - 1)) && ByteClass.isWord(byte(i + 1))
      if !joins, byte(i - 1) == b || byte(i + 1) == b {
        edits.append(MarkEdit(i, i + 1, [], .strayQuote, EditCosts.repeated))
      }
    case UInt8(ascii: ","), UInt8(ascii: ":"):
      let isLeading = previous(i) == UInt8(ascii: "{") || previous(i) == UInt8(ascii: "[")
      let rule: Rule =
        b != UInt8(ascii: ",") ? .strayMark : isLeading ? .leadingComma : .repeatedComma
      // Between two words it keeps them apart: 1,250 is not 1250.
      if !ByteClass.isWord(byte(i - 1)) || !ByteClass.isWord(byte(i + 1)) {
        edits.append(
          MarkEdit(i, i + 1, [], rule, isRepeated ? EditCosts.repeated : EditCosts.of(rule)))
      }
      exchange(at: i, b)
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"):
      dropBracket(at: i, b, isRepeated)
      exchange(at: i, b)
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      if readsCalls { dropBracket(at: i, b, isRepeated) }
    case UInt8(ascii: "="):
      if readsCalls, isRepeated {
        edits.append(MarkEdit(i, i + 1, [], .strayMark, EditCosts.repeated))
      }
    case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "u"), UInt8(ascii: "f"):
      // r"ed" may be a string of a program, or "red".
      if byte(i + 1) == UInt8(ascii: "\""), mayOpen(previous(i)) {
        edits.append(MarkEdit(i, i + 1, [], .stringPrefix, EditCosts.of(.swappedMarks)))
      }
    default: break
    }
    swap(at: i, b)
  }

  private mutating func dropBracket(at i: Int, _ b: UInt8, _ isRepeated: Bool) {
    let isOpener = b == UInt8(ascii: "{") || b == UInt8(ascii: "[") || b == UInt8(ascii: "(")
    // Behind a closing bracket that came too early the members go on.
    let closes: Rule = next(i + 1) == UInt8(ascii: ",") ? .earlyClose : .extraClose
    let rule = isOpener ? .extraOpen : closes
    let isOfString = !isOpener && isQuote(byte(i - 1)) && leavesBracket(i - 1)
    edits.append(
      MarkEdit(
        i, i + 1, [], rule,
        (isRepeated ? EditCosts.repeated : EditCosts.of(rule))
          + (isOfString ? EditCosts.besideItself : 0)))
  }

  private static let exchanged: [UInt8] = Array("{}[],:".utf8)

  private mutating func exchange(at i: Int, _ b: UInt8) {
    let isBracketMark = isBracket(b)
    for other in MarkEdits.exchanged where other != b {
      let sameKind = isBracketMark == isBracket(other)
      let isCloser = other == UInt8(ascii: "}") || other == UInt8(ascii: "]")
      let closes = b == UInt8(ascii: "}") || b == UInt8(ascii: "]")
      let rule: Rule = closes && isCloser ? .mismatchedClose : .wrongMark
      edits.append(
        MarkEdit(
          i, i + 1, ShortText(other), rule, sameKind ? EditCosts.of(rule) : EditCosts.otherKind))
    }
  }

  private mutating func swap(at i: Int, _ b: UInt8) {
    let after = byte(i + 1)
    guard i + 1 < end, b != after, isSwappable(b) || isSwappable(after), b < 0x80, after < 0x80
    else { return }
    // A digit that comes to stand beside others makes another number.
    if b.isDigit, ByteClass.isWord(byte(i + 2)), !(isQuote(after) && mayOpen(previous(i))) {
      return
    }
    if after.isDigit, ByteClass.isWord(byte(i - 1)) { return }
    // "a"=, : a sign that stands for nothing is no text of the string.
    if isQuote(b), after == UInt8(ascii: "="), mayClose(next(i + 2)) { return }
    let cost =
      EditCosts.of(.swappedMarks) + (takesIntoString(i, b, after) ? EditCosts.besideItself : 0)
    edits.append(MarkEdit(i, i + 2, ShortText(after, b), .swappedMarks, cost))
  }

  /// Whether the mark that changes places with a quote comes to stand inside the string.
  private func takesIntoString(_ i: Int, _ b: UInt8, _ after: UInt8) -> Bool {
    // name'=text' has its quote before the sign; only the order is wrong.
    if after == UInt8(ascii: "=") { return false }
    if isQuote(b) {
      // What stands between a key and its colon is of neither.
      if i > 0, isText(byte(i - 1)), !ByteClass.isWordOrBeyondASCII(after),
        next(i + 2) == UInt8(ascii: ":")
      {
        return true
      }
      return i > 0 && isText(byte(i - 1)) && !isText(after)
        && !(MarkEdits.isCloser(after) && leavesBracket(i))
    }
    if isQuote(after) {
      if endsInOwnBracket(i + 1) { return true }
      return isText(byte(i + 2)) && !isText(b)
        && !(MarkEdits.isOpener(b) && closesBracket(before: i + 1))
    }
    return false
  }

  private func isText(_ b: UInt8) -> Bool {
    b > 0x20 && !MarkEdits.isMark(b) || b >= 0x80 || b == UInt8(ascii: ".")
  }

  private func isSwappable(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\""):
      true
    case UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "="): readsCalls
    default: false
    }
  }
}
