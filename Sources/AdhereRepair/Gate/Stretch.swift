import AdhereBytes

/// The part of a text that a value which cannot be read is in.
enum Stretch {
  /// From the fence, bracket or mark that the value begins with to its fence's or the text's end;
  /// nil where no value seems to begin.
  static func find(
    _ text: UnsafePointer<UInt8>, _ end: Int, outside zones: [Range<Int>]
  ) -> Range<Int>? {
    var i = 0
    if let last = zones.last,
      zones.allSatisfy({ $0.lowerBound == 0 || isBlank(text, 0, $0.lowerBound) })
    {
      i = last.upperBound
    } else if !zones.isEmpty {
      return nil
    }
    while i < end, text[i] <= 0x20 { i += 1 }
    guard i < end else { return nil }
    if isFence(text, i, end) { return inside(text, i, end) }
    if MarkEdits.isMark(text[i]) || startsKey(text, i, end) { return i..<end }
    var j = i
    while j < end {
      if isFence(text, j, end) { return inside(text, j, end) }
      if text[j] == UInt8(ascii: "{") || text[j] == UInt8(ascii: "["), beginsValue(text, j, end) {
        return j..<end
      }
      j += 1
    }
    return nil
  }

  /// Whether the text up to `end` ends as a whole value does: in a closing bracket, maybe behind a
  /// quote, or in a fence. Where it does not, it was cut off, and no mark in it is to blame.
  static func endsWhole(_ text: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    var i = end
    while i > 0, text[i - 1] <= 0x20 || text[i - 1] == 0x60 { i -= 1 }
    guard i > 0 else { return false }
    if text[i - 1] == UInt8(ascii: "\"") || text[i - 1] == UInt8(ascii: "'") { i -= 1 }
    guard i > 0 else { return false }
    switch text[i - 1] {
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): return true
    // Closing brackets of other scripts.
    case 0x9D, 0x91, 0xBD: return i > 2 && text[i - 3] >= 0xE3
    default: return false
    }
  }

  private static func isBlank(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    (start..<end).allSatisfy { text[$0] <= 0x20 }
  }

  private static func isFence(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Bool {
    i + 2 < end && text[i] == 0x60 && text[i + 1] == 0x60 && text[i + 2] == 0x60
  }

  private static func inside(_ text: UnsafePointer<UInt8>, _ fence: Int, _ end: Int) -> Range<Int>?
  {
    var start = fence + 3
    while start < end, ByteClass.isWord(text[start]) { start += 1 }
    while start < end, text[start] <= 0x20 { start += 1 }
    var stop = start
    while stop < end, !(isFence(text, stop, end) && text[stop - 1] == 0x0A) { stop += 1 }
    if stop == end {
      stop = start
      while stop < end, !isFence(text, stop, end) { stop += 1 }
    }
    return start < stop ? start..<stop : nil
  }

  /// `name": …`: a key that lost its opening quote, or a bare one.
  private static func startsKey(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Bool {
    var j = i
    while j < end, ByteClass.isWord(text[j]) { j += 1 }
    guard j > i, j + 1 < end else { return false }
    return text[j] == UInt8(ascii: "\"") && text[j + 1] == UInt8(ascii: ":")
  }

  private static func beginsValue(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Bool {
    var j = i + 1
    while j < end, text[j] <= 0x20 { j += 1 }
    guard j < end else { return false }
    if MarkEdits.isMark(text[j]) { return text[j] != UInt8(ascii: ".") }
    while j < end, ByteClass.isWord(text[j]) { j += 1 }
    return j < end && (text[j] == UInt8(ascii: "\"") || text[j] == UInt8(ascii: ":"))
  }
}
