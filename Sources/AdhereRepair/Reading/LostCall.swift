import AdhereBytes

/// Parts of a call in a text in which no call was found: its beginning was lost, or it stands in a
/// notation that no reader takes.
enum LostCall {
  /// Where the first one is, and whether it is one whatever words are before it; nil where the text
  /// is talk.
  ///
  /// - Parameter start: where the thinking ends.
  static func find(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ tools: ToolTable?
  ) -> (part: Range<Int>, isSure: Bool)? {
    var isFenced = false
    var i = start
    while true {
      i = ByteScan.next(of: UInt8(ascii: "<"), UInt8(ascii: "`"), text, i, end)
      guard i < end else { return nil }
      switch text[i] {
      case UInt8(ascii: "<"):
        if !isFenced, SpecialMark.isQuote(text, i, end), !CodeSpan.isOpen(text, at: i) {
          return (i..<i + SpecialMark.quote.count, true)
        }
        let reader = TaggedCallReader(text, at: i, to: end)
        if let mark = reader.markedTag(at: i), TaggedCallReader.parameterWords.contains(mark.word),
          mark.name != nil, !isFenced, !CodeSpan.isOpen(text, at: i)
        {
          return (i..<mark.end, true)
        }
        guard let tag = reader.tag(at: i) else { break }
        if isJoint(tag, reader), !CodeSpan.isOpen(text, at: i) { return (i..<tag.end, true) }
        if beginsLine(text, start, i), opensParameter(tag, reader, tools, isFenced: isFenced) {
          return (i..<tag.end, false)
        }
      case UInt8(ascii: "`") where beginsLine(text, start, i) && isFence(text, i, end):
        isFenced.toggle()
        if isFenced, let block = block(text, at: i, to: end, tools) { return (block, false) }
        i += 2
      default: break
      }
      i += 1
    }
  }

  // MARK: - Parameters

  /// Whether the tag closes a parameter, or its key, and right behind it the call goes on or ends: so
  /// no text has it.
  private static func isJoint(_ tag: TaggedCallReader.Tag, _ reader: TaggedCallReader) -> Bool {
    guard tag.isClosing, let next = reader.tag(at: reader.skipSpace(tag.end)) else { return false }
    if tag.word == TaggedCallReader.argKey {
      return next.word == TaggedCallReader.argValue && !next.isClosing
    }
    let isValue =
      tag.word == TaggedCallReader.argValue || TaggedCallReader.parameterWords.contains(tag.word)
    return isValue && next.isClosing && TaggedCallReader.callWords.contains(next.word)
  }

  /// Whether the tag opens a parameter, which stands in calls only. One of an unknown name may be
  /// part of a text about calls, unless it is closed and not in a block of code.
  private static func opensParameter(
    _ tag: TaggedCallReader.Tag, _ reader: TaggedCallReader, _ tools: ToolTable?, isFenced: Bool
  ) -> Bool {
    guard !tag.isClosing, TaggedCallReader.parameterWords.contains(tag.word), let name = tag.name
    else { return false }
    let isKnown =
      tools?.resolve(name) != nil
      || tools?.tools.contains { $0.parameters.contains { $0.name == name } } ?? false
    let limit = min(reader.end, tag.end + reach)
    return isKnown || !isFenced && reader.closing(of: tag, from: tag.end, to: limit) != nil
  }

  /// How far the mark is looked for that closes a parameter of an unknown name.
  private static let reach = 400

  // MARK: - Blocks

  /// A block of code that says of itself that it is for a tool, with the name of an offered one
  /// alone in a line, or behind a label.
  private static func block(
    _ text: UnsafePointer<UInt8>, at fence: Int, to end: Int, _ tools: ToolTable?
  ) -> Range<Int>? {
    var i = fence + 3
    let info = i
    while i < end, ByteClass.isName(text[i]) { i += 1 }
    let word = Array(UnsafeBufferPointer(start: text + info, count: i - info))
    guard let tools, words.contains(word) else { return nil }
    while i < end, text[i] != 0x0A { i += 1 }
    i += 1
    while i < end, !isFence(text, i, end) {
      var line = i
      while line < end, text[line] != 0x0A { line += 1 }
      var stop = line
      while stop > i, text[stop - 1] <= 0x20 { stop -= 1 }
      let colon = (i..<stop).first { text[$0] == UInt8(ascii: ":") }
      var from = colon.map { $0 + 1 } ?? i
      while from < stop, text[from] <= 0x20 { from += 1 }
      let name = Array(UnsafeBufferPointer(start: text + from, count: stop - from))
      if tools.resolve(name)?.isExact ?? false { return fence..<stop }
      i = line + 1
    }
    return nil
  }

  private static let words = Set(["tool", "tools", "function", "functions"].map { Array($0.utf8) })

  private static func isFence(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Bool {
    UnsafeBufferPointer(start: text, count: end).hasBytes("```", at: i)
  }

  private static func beginsLine(_ text: UnsafePointer<UInt8>, _ start: Int, _ i: Int) -> Bool {
    var j = i
    while j > start, text[j - 1] == 0x20 || text[j - 1] == 0x09 { j -= 1 }
    return j == start || text[j - 1] == 0x0A
  }
}
