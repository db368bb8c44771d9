import AdhereBytes

/// What a text holds beside the values that were read in it.
extension Gate {
  /// Where the rest of another value stands right before or behind the values, with no prose between:
  /// words, and brackets closed that were not opened. Nil where none does.
  ///
  /// - Parameter known: the values that were read, and thinking.
  static func rest(
    _ raw: UnsafeBufferPointer<UInt8>, beside known: [Range<Int>]
  ) -> Range<Int>? {
    guard let text = raw.baseAddress else { return nil }
    let known = known.sorted { $0.lowerBound < $1.lowerBound }
    var i = 0
    for range in known + [raw.count..<raw.count] {
      if i < range.lowerBound {
        let gap = i..<range.lowerBound
        let head = lines(text, gap, fromEnd: false)
        if i > 0, isRest(text, head) { return head }
        let tail = lines(text, gap, fromEnd: true)
        if range.lowerBound < raw.count, isRest(text, tail) { return tail }
      }
      i = max(i, range.upperBound)
    }
    return nil
  }

  /// Whether something is closed there that was not opened, with something in it.
  private static func isRest(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard let close = unopened(text, range.lowerBound, range.upperBound) else { return false }
    return (range.lowerBound..<close).contains {
      text[$0] == UInt8(ascii: "\"") || text[$0] == UInt8(ascii: "'")
        || ByteClass.isWordOrBeyondASCII(text[$0])
    }
  }

  /// Whether a value stands behind a quoted key and its colon: it is part of an object whose bracket was
  /// lost. Where a word or a colon leads to the quotes, and the value begins a line, they are a
  /// quotation's.
  static func isMember(_ raw: UnsafeBufferPointer<UInt8>, _ span: Range<Int>) -> Bool {
    var i = span.lowerBound
    while i > 0, raw[i - 1] <= 0x20 { i -= 1 }
    guard i > 0, raw[i - 1] == UInt8(ascii: ":") else { return false }
    let isInLine = !raw[i..<span.lowerBound].contains(0x0A)
    i -= 1
    while i > 0, raw[i - 1] <= 0x20 { i -= 1 }
    guard i > 1, raw[i - 1] == UInt8(ascii: "\"") || raw[i - 1] == UInt8(ascii: "'") else {
      return false
    }
    if isInLine { return true }
    let quote = raw[i - 1]
    i -= 1
    while i > 0, raw[i - 1] != quote, raw[i - 1] != 0x0A { i -= 1 }
    guard i > 0, raw[i - 1] == quote else { return true }
    i -= 1
    while i > 0, raw[i - 1] == 0x20 { i -= 1 }
    if i > 0, raw[i - 1] == UInt8(ascii: ":") { return false }
    return i == 0 || !ByteClass.isWordOrBeyondASCII(raw[i - 1]) || raw[i - 1].isDigit
  }

  /// Whether a value stands in a question that is asked about it: a word right before it, and a
  /// question mark right behind.
  static func isAskedAbout(_ raw: UnsafeBufferPointer<UInt8>, _ span: Range<Int>) -> Bool {
    var before = span.lowerBound
    while before > 0, raw[before - 1] == 0x20 || raw[before - 1] == 0x60 { before -= 1 }
    guard before > 0, ByteClass.isWordOrBeyondASCII(raw[before - 1]) else { return false }
    var behind = span.upperBound
    while behind < raw.count, raw[behind] == 0x60 { behind += 1 }
    return behind < raw.count && raw[behind] == UInt8(ascii: "?")
  }
}
