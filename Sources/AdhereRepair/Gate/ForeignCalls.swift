import AdhereBytes

/// A text that is nothing but calls `f(a=…)` of tools that were not offered, or a message to one.
///
/// What a question about code is answered with may look like it, too; keywords in front of every
/// first argument, and not a word around the calls, are what a model writes that calls something.
enum ForeignCalls {
  /// The name that is called first; nil where the text is anything else.
  ///
  /// - Parameter start: where the thinking ends.
  static func name(
    in text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> [UInt8]? {
    if let name = firstRecipient(text, start, end) {
      return Array(UnsafeBufferPointer(start: text + name.lowerBound, count: name.count))
    }
    var first: Range<Int>?
    var isBlock = false
    var i = start
    while true {
      while i < end {
        if isGlue(text[i]) {
          i += 1
        } else if let mark = SpecialMark.end(text, i, end) {
          i = mark
        } else if let mark = SpecialMark.fenceEnd(text, i, end) {
          i = mark
          isBlock = true
        } else if isBlock, text[i] == UInt8(ascii: "`") {
          i += 1
        } else {
          break
        }
      }
      guard i < end else { break }
      guard let stop = head(text, at: i, end), let close = closing(text, stop, end),
        !Gate.isProse(text, i, close)
      else { return nil }
      // One letter is a function of mathematics: `P(X=1)`.
      guard stop > i + 1 else { return nil }
      if first == nil { first = i..<stop }
      i = close
      // A sentence, or a program, goes on behind a bracket.
      while i < end, text[i] == 0x20 { i += 1 }
      guard i == end || isGlue(text[i]) || SpecialMark.end(text, i, end) != nil else { return nil }
    }
    guard let first else { return nil }
    return Array(UnsafeBufferPointer(start: text + first.lowerBound, count: first.count))
  }

  private static func firstRecipient(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Range<Int>? {
    // The sign in `to=` is rare in talk, its letters are not.
    var sign = start + 2
    while true {
      sign = ByteScan.next(of: UInt8(ascii: "="), text, sign, end)
      guard sign < end else { return nil }
      if text[sign - 1] == UInt8(ascii: "o"), let name = recipient(text, sign - 2, end) {
        return name
      }
      sign += 1
    }
  }

  /// The function that a message at `i` goes to.
  private static func recipient(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int
  ) -> Range<Int>? {
    guard let name = SpecialMark.recipient(text, i, end),
      SpecialMark.beginsBody(text, name.upperBound, end)
        || MessageHeader.find(text, at: i, to: end)?.isSure ?? false
    else { return nil }
    return name
  }

  /// What may stand between calls of a row and around them.
  private static func isGlue(_ b: UInt8) -> Bool {
    switch b {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "["), UInt8(ascii: "]"): true
    default: false
    }
  }

  /// Past the bracket that closes the one at `open`; nil where none does.
  static func closing(_ text: UnsafePointer<UInt8>, _ open: Int, _ end: Int) -> Int? {
    var depth = 0
    var quote: UInt8 = 0
    var i = open
    while i < end {
      switch text[i] {
      case UInt8(ascii: "\\") where quote != 0: i += 1
      case quote where quote != 0: quote = 0
      case UInt8(ascii: "\""): if quote == 0 { quote = text[i] }
      case UInt8(ascii: "'"): if quote == 0, !isApostrophe(text, i) { quote = text[i] }
      case UInt8(ascii: "(") where quote == 0: depth += 1
      case UInt8(ascii: ")") where quote == 0:
        depth -= 1
        if depth == 0 { return i + 1 }
      default: break
      }
      i += 1
    }
    return nil
  }

  /// Whether letters stand before the quote at `i`, and more than the prefix of a string.
  private static func isApostrophe(_ text: UnsafePointer<UInt8>, _ i: Int) -> Bool {
    ByteClass.isWord(text[i - 1]) && i > 1 && ByteClass.isWord(text[i - 2])
  }

  /// Where the name ends of `f(a=` or `functions.f(` at `i`; nil where something else is there.
  static func head(_ text: UnsafePointer<UInt8>, at i: Int, _ end: Int) -> Int? {
    guard i < end, ByteClass.isName(text[i]), !text[i].isDigit else { return nil }
    var stop = i
    while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
    guard stop < end, text[stop] == UInt8(ascii: "(") else { return nil }
    if SpecialMark.isQualified(text, i, end) { return stop }
    var key = stop + 1
    while key < end, text[key] <= 0x20 { key += 1 }
    var keyEnd = key
    while keyEnd < end, ByteClass.isWord(text[keyEnd]) { keyEnd += 1 }
    guard keyEnd > key, !text[key].isDigit else { return nil }
    var equals = keyEnd
    while equals < end, text[equals] == 0x20 { equals += 1 }
    // Two of them compare.
    guard equals + 1 < end, text[equals] == UInt8(ascii: "="),
      text[equals + 1] != UInt8(ascii: "=")
    else { return nil }
    return stop
  }
}
