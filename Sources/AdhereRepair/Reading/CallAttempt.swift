import AdhereBytes

/// What in a text that stands for no call shows that one was tried, or is markup of calls: a text
/// that is to be learnt as an answer must hold none of it.
///
/// Judging is milder: it lets a text speak of calls.
package enum CallAttempt {
  /// Where the first sign is; nil where there is none.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - tools: names of the tools that are offered.
  package static func find(in text: [UInt8], tools: Set<[UInt8]>) -> Range<Int>? {
    text.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { find($0, buffer.count, tools) }
    }
  }

  private static func find(
    _ text: UnsafePointer<UInt8>, _ end: Int, _ tools: Set<[UInt8]>
  ) -> Range<Int>? {
    var isFenced = false
    var i = 0
    while i < end {
      switch text[i] {
      case UInt8(ascii: "<"), UInt8(ascii: "["):
        if let stop = CallEvidence.markEnd(text, i, end, closing: nil) { return i..<stop }
        if let stop = SpecialMark.end(text, i, end) { return i..<stop }
        if text[i] == UInt8(ascii: "<"),
          TaggedCallReader(text, at: i, to: end).mayBegin(isTool: tools.contains)
        {
          return i..<i + 1
        }
        i += 1
      case UInt8(ascii: "`") where i + 2 < end && text[i + 1] == 0x60 && text[i + 2] == 0x60:
        if !isFenced, let stop = SpecialMark.fenceEnd(text, i, end) { return i..<stop }
        isFenced.toggle()
        i += 3
      case _ where ByteClass.isName(text[i]):
        var stop = i
        while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
        if let name = SpecialMark.recipient(text, i, end) { return name }
        let name = Array(UnsafeBufferPointer(start: text + i, count: stop - i))
        let isCalled =
          names(name, in: tools) && (isMember(text, i, stop, end) || opens(text, stop, end))
        if isCalled { return i..<stop }
        // Program text in a fence calls what it likes.
        if !isFenced, beginsLine(text, i), ForeignCalls.head(text, at: i, end) != nil {
          return i..<stop
        }
        i = stop
      default: i += 1
      }
    }
    return nil
  }

  /// Whether the word is a tool's name, alone or behind whose tool it is.
  private static func names(_ word: [UInt8], in tools: Set<[UInt8]>) -> Bool {
    if tools.contains(word) { return true }
    guard let dot = word.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return tools.contains(Array(word[(dot + 1)...]))
  }

  /// Whether the word is in quotes and in the place of a value or an element.
  private static func isMember(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ stop: Int, _ end: Int
  ) -> Bool {
    guard start > 0, stop < end, text[start - 1] == text[stop],
      text[stop] == UInt8(ascii: "\"") || text[stop] == UInt8(ascii: "'")
    else { return false }
    var i = start - 1
    while i > 0, text[i - 1] <= 0x20 { i -= 1 }
    guard i > 0 else { return false }
    switch text[i - 1] {
    case UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "="): return true
    default: return false
    }
  }

  /// Whether arguments begin right behind a name.
  private static func opens(_ text: UnsafePointer<UInt8>, _ stop: Int, _ end: Int) -> Bool {
    var i = stop
    while i < end, text[i] <= 0x20 { i += 1 }
    guard i < end else { return false }
    if text[i] == UInt8(ascii: "{") { return true }
    guard i == stop, text[i] == UInt8(ascii: "(") else { return false }
    // `f()` names what it does not call.
    i += 1
    while i < end, text[i] <= 0x20 { i += 1 }
    return i < end && text[i] != UInt8(ascii: ")")
  }

  private static func beginsLine(_ text: UnsafePointer<UInt8>, _ i: Int) -> Bool {
    var j = i
    while j > 0, text[j - 1] == 0x20 || text[j - 1] == 0x09 || text[j - 1] == UInt8(ascii: "[") {
      j -= 1
    }
    return j == 0 || text[j - 1] == 0x0A
  }
}
