import AdhereJSON

/// Reads a call that is written as tags, one a parameter:
/// `<function=f><parameter=a>1</parameter></function>`, `<invoke name="f"><parameter name="a">`,
/// `<function name="f"><param name="a">`, `<tool_call>f<arg_key>a</arg_key><arg_value>…`, and
/// the same with a family's prefix (`<｜DSML｜invoke …>`, `<minimax:…>`).
///
/// A value is text; the schema says later whether it is a number. A tag that was never closed
/// ends where the next one begins.
struct TaggedCallReader {
  let text: UnsafePointer<UInt8>
  let end: Int
  private(set) var position: Int
  private(set) var changes: [Change] = []
  /// The name as written.
  private(set) var name: [UInt8] = []
  private var keys: Set<[UInt8]> = []
  /// A parameter was given twice.
  private(set) var isContradictory = false
  private var isFirst = true
  /// Whether a parameter of the call takes null: then the word stands for it.
  var takesNull: ([UInt8]) -> Bool = { _ in false }
  /// Without a schema, what reads like JSON is JSON.
  var readsJSON = false
  /// Where the last change ended: the next one begins there.
  private var accounted = 0

  init(_ text: UnsafePointer<UInt8>, at start: Int, to end: Int) {
    self.text = text
    self.end = end
    position = start
  }

  /// Whether a tag is at ``position`` that can begin a call. Most tags of a text do not.
  var mayBegin: Bool {
    guard let tag = tag(at: position), !tag.isClosing else { return false }
    switch tag.word {
    case TaggedCallReader.function, TaggedCallReader.invoke, TaggedCallReader.call:
      return tag.name != nil
    case TaggedCallReader.toolCall:
      let text = skipSpace(tag.end)
      return text < end && self.text[text] != UInt8(ascii: "{")
    default: return false
    }
  }

  /// Reads the call at ``position``, which is a `<`.
  ///
  /// - Parameter resolve: the JSON string of the tool's name, nil where it was not offered.
  mutating func read(resolve: ([UInt8]) -> [UInt8]?) -> Bool {
    let start = position
    guard let tag = tag(at: start), !tag.isClosing else { return false }
    var cursor = tag.end
    switch tag.word {
    case TaggedCallReader.function, TaggedCallReader.invoke, TaggedCallReader.call:
      guard let written = tag.name else { return false }
      name = written
    case TaggedCallReader.toolCall:
      // The name is in the tag's text: <tool_call>f\n<arg_key>…
      let from = skipSpace(cursor)
      var stop = from
      while stop < end, text[stop] > 0x20, text[stop] != UInt8(ascii: "<"),
        text[stop] != UInt8(ascii: "{"), text[stop] != UInt8(ascii: "[")
      {
        stop += 1
      }
      guard stop > from, let next = self.tag(at: skipSpace(stop)),
        next.word == TaggedCallReader.argKey || next.word == TaggedCallReader.toolSeparator
          || next.isClosing && next.word == tag.word
      else { return false }
      name = Array(UnsafeBufferPointer(start: text + from, count: stop - from))
      cursor = next.word == TaggedCallReader.toolSeparator ? next.end : stop
    default: return false
    }
    guard let quoted = resolve(name) else { return false }
    // What is inside may be an object instead: <function=f>{…}.
    let body = skipNoise(cursor)
    if body < end, text[body] == UInt8(ascii: "{") { return false }
    change(start, cursor, Text.callOpen + quoted + Text.argumentsKey + [UInt8(ascii: "{")])
    position = cursor
    while readParameter() {}
    // One parameter with two values: which one is meant is not known.
    if isContradictory { return false }
    closeCall()
    return true
  }

  // MARK: - Parts

  /// One parameter; false where there is none any more.
  private mutating func readParameter() -> Bool {
    let at = skipNoise(position)
    guard let open = tag(at: at), !open.isClosing else { return false }
    if open.word == TaggedCallReader.argKey { return readKeyAndValue(open) }
    let isParameter = TaggedCallReader.parameterWords.contains(open.word) && open.name != nil
    if open.name == nil, TaggedCallReader.parameterWords.contains(open.word) {
      // A parameter without a name cannot be told from the others.
      isContradictory = true
      return false
    }
    // <city>Paris</city>: the tag is the key.
    let isKey = open.name == nil && open.isPlain && closing(open.word, from: open.end) != nil
    guard isParameter || isKey else { return false }
    let valueEnd = closing(open.word, from: open.end) ?? nextTag(from: open.end)
    writeParameter(open.name ?? open.word, accounted, open.end, valueEnd, open.isString)
    position = valueEnd
    if let close = tag(at: valueEnd), close.isClosing, close.word == open.word {
      position = close.end
    }
    return true
  }

  /// `<arg_key>a</arg_key><arg_value>1</arg_value>`
  private mutating func readKeyAndValue(_ open: Tag) -> Bool {
    guard let keyEnd = closing(open.word, from: open.end) else { return false }
    let key = Array(UnsafeBufferPointer(start: text + open.end, count: keyEnd - open.end)).trimmed
    guard let close = tag(at: keyEnd), let value = tag(at: skipNoise(close.end)),
      value.word == TaggedCallReader.argValue, !value.isClosing
    else { return false }
    let valueEnd = closing(value.word, from: value.end) ?? nextTag(from: value.end)
    writeParameter(key, accounted, value.end, valueEnd, nil)
    position = valueEnd
    if let close = tag(at: valueEnd), close.isClosing, close.word == value.word {
      position = close.end
    }
    return true
  }

  /// The member's text in place of everything from `from` to the value's end.
  private mutating func writeParameter(
    _ key: [UInt8], _ from: Int, _ valueStart: Int, _ valueEnd: Int, _ isString: Bool?
  ) {
    var start = valueStart
    var stop = valueEnd
    // A value that begins in a line of its own ends in one.
    stop = withoutNoise(start, stop)
    let isBlock = start < stop && text[start] == 0x0A
    if isBlock { start += 1 }
    if isBlock, start < stop, text[stop - 1] == 0x0A { stop -= 1 }
    let value = UnsafeBufferPointer(start: text + start, count: stop - start)
    if !keys.insert(key).inserted { isContradictory = true }
    let head = (isFirst ? [] : Text.comma) + JSONWriter.quoted(key) + Text.colon
    isFirst = false
    let isNull = isString == nil && value.elementsEqual(Text.null) && takesNull(key)
    if isNull || isString == false || isString == nil && readsJSON && beginsJSON(value),
      (try? JSONDocument(Array(value))) != nil
    {
      change(from, start, head)
      change(stop, valueEnd, [])
      return
    }
    var quoted: [UInt8] = []
    JSONWriter.append(quoted: value, to: &quoted)
    if quoted.count == value.count + 2 {
      // Nothing to escape: the value's own bytes stay.
      change(from, start, head + Text.quote)
      change(stop, valueEnd, Text.quote.array)
    } else {
      change(from, valueEnd, head + quoted)
    }
  }

  /// An object, a list, a number or a literal; not a string in quotes.
  private func beginsJSON(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = value.first else { return false }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"), 0x30...0x39, UInt8(ascii: "t"),
      UInt8(ascii: "f"), UInt8(ascii: "n"):
      return true
    default: return false
    }
  }

  private mutating func closeCall() {
    let from = position
    let at = skipNoise(from)
    if let close = tag(at: at), close.isClosing { position = close.end }
    change(accounted, position, Text.closeBraces.array)
  }

  private mutating func change(_ start: Int, _ end: Int, _ text: [UInt8]) {
    if start < end || !text.isEmpty { changes.append(Change(start, end, text, .xmlParameters)) }
    accounted = end
  }

  // MARK: - Tags

  struct Tag {
    var word: [UInt8]
    /// `=NAME` or `name="NAME"`.
    var name: [UInt8]?
    var isClosing: Bool
    /// `string="false"` says that the value is JSON.
    var isString: Bool?
    /// Nothing but a word.
    var isPlain: Bool
    var end: Int
  }

  /// The tag that begins at `i`, at most 300 bytes long.
  private func tag(at i: Int) -> Tag? {
    guard i < end, text[i] == UInt8(ascii: "<") else { return nil }
    if let marked = markedTag(at: i) { return marked }
    var j = i + 1
    let limit = min(end, i + 300)
    let isClosing = j < limit && text[j] == UInt8(ascii: "/")
    if isClosing { j += 1 }
    // A family's prefix: ｜DSML｜, minimax:, antml:.
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
    guard j < limit, wordStart < j else { return nil }
    let word = Array(UnsafeBufferPointer(start: text + wordStart, count: j - wordStart))
    var tag = Tag(word: word, name: nil, isClosing: isClosing, isPlain: false, end: 0)
    if text[j] == UInt8(ascii: ">") {
      tag.isPlain = true
      tag.end = j + 1
      return tag
    }
    if text[j] == UInt8(ascii: "="), let split = TaggedCallReader.collapsed(word) {
      // <functionname="f">: the space was lost.
      tag.word = split
      return attributes(of: tag, from: j - TaggedCallReader.nameWord.count, limit)
    }
    if text[j] == UInt8(ascii: "=") {
      var stop = j + 1
      while stop < limit, text[stop] != UInt8(ascii: ">"), text[stop] != 0x0A { stop += 1 }
      guard stop < limit else { return nil }
      tag.name = unquote(j + 1, stop)
      tag.end = text[stop] == UInt8(ascii: ">") ? stop + 1 : stop
      return tag
    }
    if text[j] == 0xC4 { return attributes(of: tag, from: j + 2, limit) }
    guard text[j] == 0x20 else { return nil }
    return attributes(of: tag, from: j, limit)
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
        j += 1
        continue
      }
      var stop = j
      while stop < limit, ByteClass.isWord(text[stop]) { stop += 1 }
      guard stop > j, stop + 1 < limit, text[stop] == UInt8(ascii: "=") else { return nil }
      let key = Array(UnsafeBufferPointer(start: text + j, count: stop - j))
      let quote = text[stop + 1]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
      var close = stop + 2
      while close < limit, text[close] != quote { close += 1 }
      guard close < limit else { return nil }
      let value = Array(UnsafeBufferPointer(start: text + stop + 2, count: close - stop - 2))
      if key == TaggedCallReader.nameWord { tag.name = value }
      if key == TaggedCallReader.stringWord {
        tag.isString = value == Array("true".utf8)
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
    return Array(UnsafeBufferPointer(start: text + from, count: to - from)).trimmed
  }

  /// Offset of the tag that closes `word`, unless the call ends or another parameter of the
  /// same kind begins first.
  private func closing(_ word: [UInt8], from start: Int) -> Int? {
    var i = start
    while i < end {
      if text[i] == UInt8(ascii: "<"), let tag = tag(at: i) {
        if tag.isClosing, tag.word == word { return i }
        if tag.isClosing, TaggedCallReader.callWords.contains(tag.word) { return nil }
        if !tag.isClosing, tag.word == word, tag.name != nil || word == TaggedCallReader.argKey {
          return nil
        }
      }
      i += 1
    }
    return nil
  }

  /// Where a value ends whose own tag was never closed: at the next tag of the call.
  private func nextTag(from start: Int) -> Int {
    var i = start
    while i < end {
      if text[i] == UInt8(ascii: "<"), let tag = tag(at: i) {
        let isEnd = tag.isClosing && TaggedCallReader.callWords.contains(tag.word)
        let isNext =
          !tag.isClosing
          && (TaggedCallReader.parameterWords.contains(tag.word) && tag.name != nil
            || tag.word == TaggedCallReader.argKey)
        if isEnd || isNext { return i }
      }
      i += 1
    }
    return end
  }

  private func skipSpace(_ i: Int) -> Int {
    var i = i
    while i < end, text[i] <= 0x20 { i += 1 }
    return i
  }

  /// Past white space and the brackets with which one family surrounds its tags.
  private func skipNoise(_ start: Int) -> Int {
    var i = skipSpace(start)
    while i < end, text[i] == UInt8(ascii: "]") {
      // ]<]name[>[
      var j = i + 1
      guard j + 1 < end, text[j] == UInt8(ascii: "<"), text[j + 1] == UInt8(ascii: "]") else {
        return i
      }
      while j < end, text[j] != UInt8(ascii: ">") { j += 1 }
      guard j + 1 < end, text[j + 1] == UInt8(ascii: "[") else { return i }
      i = skipSpace(j + 2)
    }
    return i
  }

  /// Where a value ends before those brackets: `5]<]name[>[`.
  private func withoutNoise(_ start: Int, _ stop: Int) -> Int {
    guard stop - start >= 6, text[stop - 1] == UInt8(ascii: "["),
      text[stop - 2] == UInt8(ascii: ">")
    else { return stop }
    var i = stop - 3
    let limit = max(start, stop - 40)
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

  private static let function = Array("function".utf8)
  private static let invoke = Array("invoke".utf8)
  private static let toolCall = Array("tool_call".utf8)
  private static let call = Array("call".utf8)
  private static let toolSeparator = Array("tool_sep".utf8)
  private static let argKey = Array("arg_key".utf8)
  private static let argValue = Array("arg_value".utf8)
  private static let nameWord = Array("name".utf8)
  private static let stringWord = Array("string".utf8)
  private static let parameterWords: Set<[UInt8]> = Set(
    ["parameter", "param", "arg", "argument"].map { Array($0.utf8) })
  private static let callWords: Set<[UInt8]> = Set(
    ["function", "invoke", "tool_call", "tool_calls", "function_calls", "call", "tools"].map {
      Array($0.utf8)
    })
}
