import AdhereBytes

/// What is left of a broken call beside others, where next to nothing need be said for it.
extension Gate {
  /// Whether the stretch, which holds no prose, holds a key of an offered tool behind a bracket, such a
  /// tool's name before one, a special token for a quotation mark, or a bracket that closes what was
  /// not opened, with words before it.
  ///
  /// - Parameter isBehind: a call stands before it; elsewhere the bracket may be of a mark.
  static func holdsBrokenCall(
    _ text: UnsafePointer<UInt8>, _ stretch: Range<Int>, isBehind: Bool, _ tools: ToolTable
  ) -> Bool {
    let arguments = ToolArguments(text, stretch.upperBound, tools)
    if arguments.holdsKey(stretch) || arguments.holdsName(stretch) { return true }
    if stretch.contains(where: { SpecialMark.isQuote(text, $0, stretch.upperBound) }) {
      return true
    }
    guard isBehind, let close = unopened(text, stretch.lowerBound, stretch.upperBound) else {
      return false
    }
    return holdsWord(text, stretch.lowerBound..<close)
  }

  /// Whether nothing but `or` and marks is in the gap between two calls: one of them is to be made, and
  /// it is not said which.
  static func partsAlternatives(_ text: UnsafePointer<UInt8>, _ gap: Range<Int>) -> Bool {
    var words = 0
    var isAlternative = false
    var i = gap.lowerBound
    while i < gap.upperBound, words < 2 {
      if let mark = markEnd(text, i, gap.upperBound) {
        i = mark
      } else if text[i] == UInt8(ascii: "#") {
        while i < gap.upperBound, text[i] != 0x0A { i += 1 }
      } else if text[i] == UInt8(ascii: "`") {
        while i < gap.upperBound, text[i] == UInt8(ascii: "`") { i += 1 }
        while i < gap.upperBound, ByteClass.isName(text[i]) { i += 1 }
      } else if ByteClass.isWordOrBeyondASCII(text[i]) {
        let from = i
        while i < gap.upperBound, ByteClass.isWordOrBeyondASCII(text[i]) { i += 1 }
        words += 1
        isAlternative = i - from == 2 && MarkName.holds("or", text, from..<i)
      } else {
        i += 1
      }
    }
    return words == 1 && isAlternative
  }

  /// Whether a fence of a block of code is in the stretch.
  static func holdsFence(_ text: UnsafePointer<UInt8>, _ stretch: Range<Int>) -> Bool {
    stretch.count > 2
      && (stretch.lowerBound..<stretch.upperBound - 2).contains { i in
        (i...i + 2).allSatisfy { text[$0] == 0x60 }
      }
  }

  private static func holdsWord(_ text: UnsafePointer<UInt8>, _ stretch: Range<Int>) -> Bool {
    var i = stretch.lowerBound
    while i < stretch.upperBound {
      if let mark = markEnd(text, i, stretch.upperBound) {
        i = mark
      } else if ByteClass.isWordOrBeyondASCII(text[i]) {
        return true
      } else {
        i += 1
      }
    }
    return false
  }

  /// Past the mark `<…>` or `[/…]` at `i`.
  private static func markEnd(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ limit: Int
  ) -> Int? {
    let close: UInt8
    switch text[i] {
    case UInt8(ascii: "<"): close = UInt8(ascii: ">")
    case UInt8(ascii: "[") where i + 1 < limit && text[i + 1] == UInt8(ascii: "/"):
      close = UInt8(ascii: "]")
    default: return nil
    }
    var stop = i + 1
    while stop < limit, stop - i < 60, text[stop] != close, text[stop] != 0x0A { stop += 1 }
    return stop < limit && text[stop] == close ? stop + 1 : nil
  }
}
