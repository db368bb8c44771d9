import AdhereBytes

/// Two quotes inside a string that belong to its text: `say "hi" now`.
struct QuotePair {
  let open: Int
  let close: Int

  /// Whether the pair stands between marks, as a string of its own does: `, "a",`.
  func isBetweenMarks(_ text: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    var i = open - 1
    while i > 0, text[i] <= 0x20 { i -= 1 }
    var j = close + 1
    while j < end, text[j] <= 0x20 { j += 1 }
    return QuotePair.separates(text[i]) && j < end && QuotePair.separates(text[j])
  }

  private static func separates(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "["), UInt8(ascii: "]"):
      true
    default: false
    }
  }

  /// The pair whose first quote is at `open`; nil where the two do not look like a quotation: its
  /// first quote stands behind no letter, digit or closing mark, its second before no letter.
  static func at(_ open: Int, _ text: UnsafePointer<UInt8>, _ end: Int) -> QuotePair? {
    guard open > 0, open < end else { return nil }
    let quote = text[open]
    let before = text[open - 1]
    guard !ByteClass.isWord(before), !closes(before), before != quote else {
      return nil
    }
    var close = open + 1
    while close < end, text[close] != quote {
      guard text[close] != 0x0A, close - open < 400 else { return nil }
      close += text[close] == UInt8(ascii: "\\") ? 2 : 1
    }
    // What is quoted has no space at its edges: " + name + " stands between two strings.
    guard close < end, close > open + 1, text[open + 1] > 0x20, text[close - 1] > 0x20,
      close + 1 < end, !ByteClass.isWord(text[close + 1])
    else {
      return nil
    }
    return QuotePair(open: open, close: close)
  }

  /// `5'3" tall`: a quote behind a digit that ends nothing.
  static func isInchMark(_ i: Int, _ text: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    guard i > 0, text[i - 1].isDigit else { return false }
    var j = i + 1
    while j < end, text[j] <= 0x20 { j += 1 }
    guard j < end else { return false }
    return !separates(text[j]) && text[j] != UInt8(ascii: "\"")
  }

  private static func closes(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ")"),
      UInt8(ascii: "]"), UInt8(ascii: "}"):
      true
    default: false
    }
  }
}
