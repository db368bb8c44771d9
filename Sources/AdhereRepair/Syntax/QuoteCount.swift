import AdhereBytes

/// Quotes of a stretch of text.
enum QuoteCount {
  /// Whether there is an even number of each kind, apostrophes between letters aside: then none of
  /// them was lost.
  static func areEven(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var single = 0
    var double = 0
    var i = start
    while i < end {
      switch text[i] {
      case UInt8(ascii: "\\"): i += 1
      case UInt8(ascii: "\""): double += 1
      case UInt8(ascii: "'"):
        let isApostrophe =
          i > start && i + 1 < end && ByteClass.isWord(text[i - 1]) && ByteClass.isWord(text[i + 1])
        if !isApostrophe { single += 1 }
      default: break
      }
      i += 1
    }
    return single.isMultiple(of: 2) && double.isMultiple(of: 2)
  }
}
