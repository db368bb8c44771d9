import AdhereBytes

/// A text that is nothing but calls `f(a=…)` of tools that were not offered.
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
    var i = start
    while i < end, text[i] <= 0x20 || text[i] == UInt8(ascii: "[") { i += 1 }
    guard let stop = head(text, at: i, end), endsCalls(text, stop, end),
      !Gate.isProse(text, i, end)
    else { return nil }
    return Array(UnsafeBufferPointer(start: text + i, count: stop - i))
  }

  /// Where the name ends of `f(a=` at `i`; nil where something else is there.
  static func head(_ text: UnsafePointer<UInt8>, at i: Int, _ end: Int) -> Int? {
    guard i < end, ByteClass.isName(text[i]), !text[i].isDigit else { return nil }
    var stop = i
    while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
    guard stop < end, text[stop] == UInt8(ascii: "(") else { return nil }
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

  /// Whether the text ends in a call's bracket, behind it at most a list's or a semicolon.
  private static func endsCalls(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = end
    while i > start {
      switch text[i - 1] {
      case 0...0x20, UInt8(ascii: "]"), UInt8(ascii: ";"): i -= 1
      case UInt8(ascii: ")"): return true
      default: return false
      }
    }
    return false
  }
}
