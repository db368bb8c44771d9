/// The tags of a call: their names, prefixes and attributes.
extension TaggedCallReader {
  struct Tag {
    /// The name without a family's prefix, where it is a plain word.
    var word: [UInt8]
    /// All that is between the angle brackets, but for attributes and the slash.
    var raw: Range<Int>
    /// `=NAME` or `name="NAME"`.
    var name: [UInt8]?
    /// `value="VALUE"`.
    var value: [UInt8]?
    var isClosing: Bool
    /// `<NAME/>`
    var isWhole = false
    /// `string="false"` says that the value is JSON.
    var isString: Bool?
    /// Names of attributes that say nothing of the call.
    var others: [[UInt8]] = []
    /// Nothing but a name.
    var isPlain: Bool
    var end: Int
  }

  /// The longest tag, in bytes.
  static let longestTag = 300

  func bytes(_ range: Range<Int>) -> [UInt8] {
    Array(UnsafeBufferPointer(start: text + range.lowerBound, count: range.count))
  }

  /// The tag that begins at `i`.
  func tag(at i: Int) -> Tag? {
    guard i < end, text[i] == UInt8(ascii: "<") else { return nil }
    if let marked = markedTag(at: i) { return marked }
    var j = i + 1
    let limit = min(end, i + TaggedCallReader.longestTag)
    let isClosing = j < limit && text[j] == UInt8(ascii: "/")
    if isClosing { j += 1 }
    let rawStart = j
    // A family's prefix: ｜DSML｜, minimax:, antml:.
    j = barsEnd(from: j, limit) ?? j
    var wordStart = j
    while j < limit {
      let b = text[j]
      // U+0120: a tokenizer's mark for a space.
      if b == 0xC4, text[j + 1] == 0xA0 { break }
      if ByteClass.isWord(b) || b >= 0x80 || b == UInt8(ascii: "|") {
        if b >= 0x80 || b == UInt8(ascii: "|") { wordStart = j + 1 }
        j += 1
      } else if b == UInt8(ascii: ":") {
        wordStart = j + 1
        j += 1
      } else {
        break
      }
    }
    guard j < limit else { return nil }
    var tag = Tag(
      word: bytes(wordStart..<j), raw: rawStart..<j, name: nil, isClosing: isClosing,
      isPlain: false, end: 0)
    switch text[j] {
    case UInt8(ascii: ">") where j > rawStart:
      tag.isPlain = true
      tag.end = j + 1
      return tag
    case UInt8(ascii: "=") where wordStart < j:
      if let split = TaggedCallReader.collapsed(tag.word) {
        // <functionname="f">: the space was lost.
        tag.word = split
        return attributes(of: tag, from: j - TaggedCallReader.nameWord.count, limit)
      }
      var stop = j + 1
      while stop < limit, text[stop] != UInt8(ascii: ">"), text[stop] != 0x0A { stop += 1 }
      guard stop < limit else { return nil }
      tag.name = unquote(j + 1, stop)
      tag.end = text[stop] == UInt8(ascii: ">") ? stop + 1 : stop
      // The bracket came behind the line's end.
      if text[stop] == 0x0A, stop + 1 < limit, text[stop + 1] == UInt8(ascii: ">") {
        tag.end = stop + 2
      }
      return tag
    case 0xC4 where wordStart < j:
      return attributes(of: tag, from: j + 2, limit)
    case 0x20,
      0x0A where wordStart < j, UInt8(ascii: "/") where wordStart < j:
      if let tag = attributes(of: tag, from: j, limit) { return tag }
    default: break
    }
    return oddTag(tag, from: rawStart, limit)
  }

  /// Past a family's name between bars at `i`, with the blanks that may be around them:
  /// `< | DSML | invoke`.
  private func barsEnd(from i: Int, _ limit: Int) -> Int? {
    func blanks(_ i: Int) -> Int {
      var i = i
      while i < limit, text[i] == 0x20 { i += 1 }
      return i
    }
    func bars(_ i: Int) -> Int {
      var i = i
      while let next = SpecialMark.bar(text, i, limit) { i = next }
      return i
    }
    let open = blanks(i)
    let inside = bars(open)
    guard inside > open else { return nil }
    let name = blanks(inside)
    var stop = name
    while stop < limit, ByteClass.isWord(text[stop]) { stop += 1 }
    let close = blanks(stop)
    let behind = bars(close)
    guard stop > name, behind > close else { return nil }
    return blanks(behind)
  }

  /// A tag whose name has signs or spaces in it.
  private func oddTag(_ tag: Tag, from start: Int, _ limit: Int) -> Tag? {
    var stop = start
    while stop < limit, text[stop] != UInt8(ascii: ">"), text[stop] != UInt8(ascii: "<"),
      text[stop] >= 0x20
    {
      stop += 1
    }
    guard stop > start, stop < limit, text[stop] == UInt8(ascii: ">"), text[start] > 0x20,
      text[stop - 1] > 0x20
    else { return nil }
    var tag = tag
    tag.word = []
    tag.raw = start..<stop
    tag.isPlain = true
    tag.end = stop + 1
    return tag
  }

  /// Whether the text ends inside the tag that begins at `i`.
  func isCutTag(at i: Int) -> Bool {
    guard i < end, text[i] == UInt8(ascii: "<"), end - i <= TaggedCallReader.longestTag else {
      return false
    }
    var j = i + 1
    while j < end, text[j] != UInt8(ascii: ">"), text[j] != UInt8(ascii: "<") { j += 1 }
    return j >= end
  }

  /// `function` of `functionname`.
  private static func collapsed(_ word: [UInt8]) -> [UInt8]? {
    guard word.count > nameWord.count, word.suffix(nameWord.count) == nameWord[...] else {
      return nil
    }
    let rest = Array(word.dropLast(nameWord.count))
    return rest == function || rest == invoke || parameterWords.contains(rest) ? rest : nil
  }

  private func attributes(of tag: Tag, from start: Int, _ limit: Int) -> Tag? {
    var tag = tag
    var j = start
    while j < limit, text[j] != UInt8(ascii: ">") {
      if text[j] <= 0x20 || text[j] == UInt8(ascii: "/") {
        tag.isWhole = text[j] == UInt8(ascii: "/")
        j += 1
        continue
      }
      tag.isWhole = false
      var stop = j
      while stop < limit, ByteClass.isWord(text[stop]) { stop += 1 }
      guard stop > j, stop + 1 < limit, text[stop] == UInt8(ascii: "=") else { return nil }
      let key = bytes(j..<stop)
      let quote = text[stop + 1]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
      var close = stop + 2
      while close < limit, text[close] != quote { close += 1 }
      guard close < limit else { return nil }
      let value = bytes(stop + 2..<close)
      switch key {
      case TaggedCallReader.nameWord: tag.name = value
      case TaggedCallReader.valueWord: tag.value = value
      case TaggedCallReader.stringWord: tag.isString = value == Array("true".utf8)
      default: tag.others.append(key)
      }
      j = close + 1
    }
    guard j < limit else { return nil }
    tag.end = j + 1
    return tag
  }

  private func unquote(_ start: Int, _ stop: Int) -> [UInt8] {
    var from = start
    var to = stop
    if to - from >= 2, text[from] == UInt8(ascii: "\""), text[to - 1] == UInt8(ascii: "\"") {
      from += 1
      to -= 1
    }
    return bytes(from..<to).trimmed
  }

  // MARK: - Space

  func skipSpace(_ i: Int) -> Int {
    var i = i
    while i < end, text[i] <= 0x20 { i += 1 }
    return i
  }

  /// Past white space and the brackets with which one family surrounds its tags.
  func skipNoise(_ start: Int) -> Int {
    var i = skipSpace(start)
    while i < end, text[i] == UInt8(ascii: "]") {
      // ]<]name[>[
      var j = i + 1
      guard j + 1 < end, text[j] == UInt8(ascii: "<"), text[j + 1] == UInt8(ascii: "]") else {
        return i
      }
      let limit = min(end, i + 60)
      while j < limit, text[j] != UInt8(ascii: ">") { j += 1 }
      guard j < limit, j + 1 < end, text[j + 1] == UInt8(ascii: "[") else { return i }
      i = skipSpace(j + 2)
    }
    return i
  }

  /// Where a value ends before those brackets: `5]<]name[>[`.
  func withoutNoise(_ start: Int, _ stop: Int) -> Int {
    guard stop - start >= 6, text[stop - 1] == UInt8(ascii: "["),
      text[stop - 2] == UInt8(ascii: ">")
    else { return stop }
    var i = stop - 3
    let limit = max(start, stop - 60)
    while i >= limit + 2 {
      if text[i] == UInt8(ascii: "]"), text[i - 1] == UInt8(ascii: "<"),
        text[i - 2] == UInt8(ascii: "]")
      {
        return i - 2
      }
      i -= 1
    }
    return stop
  }

  // MARK: - Words

  static let function = Array("function".utf8)
  static let invoke = Array("invoke".utf8)
  static let toolCall = Array("tool_call".utf8)
  static let call = Array("call".utf8)
  static let toolSeparator = Array("tool_sep".utf8)
  static let argKey = Array("arg_key".utf8)
  static let argValue = Array("arg_value".utf8)
  static let nameWord = Array("name".utf8)
  static let valueWord = Array("value".utf8)
  static let stringWord = Array("string".utf8)
  static let parameterWords: Set<[UInt8]> = Set(
    ["parameter", "param", "arg", "argument"].map { Array($0.utf8) })
  static let callWords: Set<[UInt8]> = Set(
    ["function", "invoke", "tool_call", "tool_calls", "function_calls", "call", "tools"].map {
      Array($0.utf8)
    })
  /// Tags around all parameters of a call.
  static let groupWords: Set<[UInt8]> = Set(
    ["parameters", "arguments", "args", "params", "input"].map { Array($0.utf8) })
}
