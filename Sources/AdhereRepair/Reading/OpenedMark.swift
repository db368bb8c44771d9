/// A call that was begun at the end of a text: the mark that opens calls there stands once more, or
/// its beginning, with nothing behind it.
enum OpenedMark {
  /// - Parameters:
  ///   - first: where the first call that was read begins, behind its mark or with it.
  ///   - last: where the last one ends.
  static func endsText(
    _ text: UnsafePointer<UInt8>, _ count: Int, first: Int, last: Int
  ) -> Bool {
    var end = count
    while end > last, text[end - 1] <= 0x20 { end -= 1 }
    guard let mark = mark(text, count, before: first), namesCall(text, mark) else { return false }
    // No mark is longer; behind it nothing but blanks.
    var start = end
    while start > last, end - start < longest, !isOpening(text[start - 1]) { start -= 1 }
    start -= 1
    guard start >= last, isOpening(text[start]), end - start > 1, end - start <= mark.count else {
      return false
    }
    return (0..<end - start).allSatisfy { text[start + $0] == text[mark.lowerBound + $0] }
  }

  /// Whether a mark says that a call begins: others begin a turn, or end one.
  private static func namesCall(_ text: UnsafePointer<UInt8>, _ mark: Range<Int>) -> Bool {
    let words: [StaticString] = ["call", "tool", "function", "invoke"]
    return words.contains { MarkName.holds($0, text, mark) }
  }

  private static let longest = 60

  private static func isOpening(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "<") || b == UInt8(ascii: "[")
  }

  /// The mark right before `first`, or at it.
  private static func mark(
    _ text: UnsafePointer<UInt8>, _ count: Int, before first: Int
  ) -> Range<Int>? {
    if first < count, text[first] == UInt8(ascii: "<") {
      var stop = first
      while stop < count, stop - first < longest, text[stop] != UInt8(ascii: ">") { stop += 1 }
      return stop < count && text[stop] == UInt8(ascii: ">") ? first..<stop + 1 : nil
    }
    var stop = first
    while stop > 0, text[stop - 1] <= 0x20 { stop -= 1 }
    guard stop > 0, text[stop - 1] == UInt8(ascii: ">") || text[stop - 1] == UInt8(ascii: "]")
    else { return nil }
    var start = stop - 1
    while start > 0, stop - start < longest, !isOpening(text[start]) { start -= 1 }
    guard isOpening(text[start]), text[start + 1] != UInt8(ascii: "/") else { return nil }
    return start..<stop
  }
}
