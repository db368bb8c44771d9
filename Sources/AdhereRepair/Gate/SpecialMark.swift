import AdhereBytes

/// Marks that only a chat template writes: special tokens, the recipient of a message, a block of
/// code that says it is a call.
enum SpecialMark {
  /// Past a special token such as `<|message|>` at `i`; nil where none is there. The bars may be
  /// those of full width.
  static func end(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int? {
    guard i < end, text[i] == UInt8(ascii: "<"), let open = bar(text, i + 1, end) else {
      return nil
    }
    var stop = open
    while stop < end, stop - i < 60, text[stop] > 0x20, text[stop] != UInt8(ascii: "<") {
      if stop > open, let close = bar(text, stop, end), close < end,
        text[close] == UInt8(ascii: ">")
      {
        return close + 1
      }
      stop += 1
    }
    return nil
  }

  /// Past a bar at `i`; it may be one of full width.
  static func bar(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int? {
    if i < end, text[i] == UInt8(ascii: "|") { return i + 1 }
    let isWide = i + 2 < end && text[i] == 0xEF && text[i + 1] == 0xBD && text[i + 2] == 0x9C
    return isWide ? i + 3 : nil
  }

  /// Whether a special token for a quotation mark is at `i`, with a colon before it or a separator
  /// behind it: it is around values of arguments only.
  static func isQuote(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Bool {
    guard UnsafeBufferPointer(start: text, count: end).hasBytes(quote, at: i) else { return false }
    if i > 0, text[i - 1] == UInt8(ascii: ":") { return true }
    let next = i + quote.count
    guard next < end else { return false }
    switch text[next] {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    default: return false
    }
  }

  static let quote = Array("<|\"|>".utf8)

  /// The function in `to=functions.f` at `i`, the recipient of a message; nil where none is there.
  static func recipient(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Range<Int>? {
    guard i == 0 || !ByteClass.isName(text[i - 1]),
      UnsafeBufferPointer(start: text, count: end).hasBytes(address, at: i)
    else { return nil }
    let start = i + address.count
    var stop = start
    while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
    return stop > start ? start..<stop : nil
  }

  /// Whether arguments begin behind a recipient, with special tokens and words of the header between.
  static func beginsBody(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    while i < end {
      if let mark = self.end(text, i, end) {
        i = mark
      } else if text[i] <= 0x20 || ByteClass.isWord(text[i]) {
        i += 1
      } else {
        return text[i] == UInt8(ascii: "{")
      }
    }
    return false
  }

  /// Whether `functions.f(` is at `i`: a function behind the word that tells them from others.
  static func isQualified(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Bool {
    UnsafeBufferPointer(start: text, count: end).hasBytes(ToolTable.namespace, at: i)
  }

  /// Past the marks and the info string of a fence at `i` whose info string speaks of a call; nil
  /// where none is there.
  static func fenceEnd(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int? {
    guard i + 2 < end, text[i] == 0x60, text[i + 1] == 0x60, text[i + 2] == 0x60 else {
      return nil
    }
    var stop = i + 3
    while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
    let info = i + 3..<stop
    guard MarkName.holds("tool", text, info) || MarkName.holds("function", text, info),
      MarkName.holds("call", text, info) || MarkName.holds("code", text, info)
    else { return nil }
    return stop
  }

  /// The blocks of code whose info string speaks of a call, their fences included.
  static func blocks(_ text: UnsafePointer<UInt8>, _ end: Int) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var i = 0
    while true {
      i = ByteScan.next(of: UInt8(ascii: "`"), text, i, end)
      guard i < end else { return blocks }
      guard let inside = fenceEnd(text, i, end) else {
        i += 1
        continue
      }
      var stop = inside
      let whole = UnsafeBufferPointer(start: text, count: end)
      while stop < end, !whole.hasBytes("```", at: stop) { stop += 1 }
      stop = min(end, stop + 3)
      blocks.append(i..<stop)
      i = stop
    }
  }

  /// What stands before the name of the function that a message goes to.
  static let address = Array("to=".utf8) + ToolTable.namespace
}
