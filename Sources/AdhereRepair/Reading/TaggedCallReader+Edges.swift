import AdhereBytes

/// The edges of a parameter's value: where a mark beside it is damaged, a part of the mark may
/// stand in the value.
extension TaggedCallReader {
  /// Notes a line end that stands at one edge of the value only: as markup has it at both or none, it
  /// may belong to the value or not. One at the end of several lines is the value's where the tags of
  /// another value stand right beside their text.
  ///
  /// - Parameter isClosed: the value's own tag closes it.
  mutating func noteEdges(_ start: Int, _ stop: Int, of key: [UInt8], isClosed: Bool) {
    let stop = withoutNoise(start, stop)
    if indented(start, stop) != nil { return }
    guard start < stop, !(start..<stop).allSatisfy({ text[$0] <= 0x20 }) else { return }
    switch (text[start] == 0x0A, text[stop - 1] == 0x0A) {
    case (false, false): if isText(key) { holdsTight = true }
    case (false, true) where text[start] > 0x20 && isClosed && isLong(start, stop):
      holdsUneven = true
    case (false, true), (true, false): isUnreadable = true
    case (true, true): break
    }
  }

  /// Whether a tag of its own family says that its text is a string: there the text is the value as it is.
  func isRaw(_ open: Tag, _ key: [UInt8]) -> Bool {
    open.isString == true && open.raw.contains { text[$0] >= 0x80 } && isText(key)
  }

  /// Whether there is a line end before the last one.
  private func isLong(_ start: Int, _ stop: Int) -> Bool {
    (start..<stop - 1).contains { text[$0] == 0x0A }
  }

  /// Whether the white space around a parameter's value counts.
  func isText(_ key: [UInt8]) -> Bool {
    guard let parameters, let schema = parameters.schema(of: key) else { return true }
    return parameters.kind(of: schema) == .text
  }

  /// A value that begins in a line of its own ends in one.
  func trimmed(_ start: Int, _ stop: Int) -> Range<Int> {
    var start = start
    var stop = withoutNoise(start, stop)
    if let line = indented(start, stop) { return line }
    let isBlock = start < stop && text[start] == 0x0A
    if isBlock { start += 1 }
    if isBlock, start < stop, text[stop - 1] == 0x0A { stop -= 1 }
    return start..<stop
  }

  /// The one line of a value that is set as markup is: on a line of its own, and it and its closing tag
  /// moved in. Of several lines it is not known how far their own spaces go.
  private func indented(_ start: Int, _ stop: Int) -> Range<Int>? {
    guard start < stop, text[start] == 0x0A else { return nil }
    var end = stop
    while end > start + 1, isBlank(text[end - 1]) { end -= 1 }
    guard end < stop, end > start + 1, text[end - 1] == 0x0A else { return nil }
    end -= 1
    if text[end - 1] == 0x0D { end -= 1 }
    var first = start + 1
    while first < end, isBlank(text[first]) { first += 1 }
    guard first > start + 1, first < end, (first..<end).allSatisfy({ text[$0] != 0x0A }) else {
      return nil
    }
    return first..<end
  }

  private func isBlank(_ b: UInt8) -> Bool { b == 0x20 || b == 0x09 }

  /// Whether the value's first or last line, or its last bytes, are made of tag signs and of the
  /// letters of a mark: `/parameter>`, `<`.
  func endsInMark(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    var line = range.upperBound
    while line > range.lowerBound, text[line - 1] != 0x0A { line -= 1 }
    if line > range.lowerBound, isScrap(line, range.upperBound), !closesPair(range, line) {
      return true
    }
    let last = text[range.upperBound - 1]
    if last == UInt8(ascii: "<"), line == range.upperBound - 1 { return true }
    var stop = range.lowerBound
    while stop < range.upperBound, text[stop] != 0x0A { stop += 1 }
    return stop < range.upperBound && isScrap(range.lowerBound, stop)
      && text[stop - 1] == UInt8(ascii: ">") && text[range.lowerBound] != UInt8(ascii: "<")
  }

  /// Whether the line is a mark, or what is left of one: no more than its word and signs.
  private func isScrap(_ start: Int, _ stop: Int) -> Bool {
    var from = start
    var to = stop
    while from < to, isSign(text[from]) { from += 1 }
    while to > from, isSign(text[to - 1]) { to -= 1 }
    guard from > start || to < stop else { return false }
    if from == to { return true }
    let word = Array(UnsafeBufferPointer(start: text + from, count: to - from))
    return TaggedCallReader.parameterWords.contains(word)
      || TaggedCallReader.callWords.contains(word)
  }

  private func isSign(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "<") || b == UInt8(ascii: "/") || b == UInt8(ascii: ">") || b <= 0x20
  }

  /// Whether the last line closes a tag that the value opened.
  private func closesPair(_ range: Range<Int>, _ line: Int) -> Bool {
    guard let closing = tag(at: line), closing.isClosing else { return false }
    var i = range.lowerBound
    while i < line {
      if text[i] == UInt8(ascii: "<"), let open = tag(at: i), !open.isClosing,
        open.word == closing.word
      {
        return true
      }
      i += 1
    }
    return false
  }

  /// Where the tag's closing tag is, if the two have their lines for themselves.
  mutating func ownLines(of open: Tag, at start: Int) -> Range<Int>? {
    var i = start
    while i > 0, text[i - 1] == 0x20 { i -= 1 }
    guard i == 0 || text[i - 1] == 0x0A else { return nil }
    reach = end
    guard let close = closing(of: open, from: open.end, to: end), let tag = tag(at: close) else {
      return nil
    }
    reach = tag.end
    var j = tag.end
    while j < end, text[j] == 0x20 || text[j] == 0x0D { j += 1 }
    return j >= end || text[j] == 0x0A ? close..<tag.end : nil
  }

  /// The parameter that the text between a tool's tags is: its only one, which it requires. Nil where
  /// there are more, or the text holds tags.
  func onlyParameter(for inside: Range<Int>) -> [UInt8]? {
    guard let parameters, parameters.tool.parameters.count == 1, parameters.tool.required == 1,
      let key = parameters.tool.parameters.first?.name, parameters.requires(key),
      let schema = parameters.schema(of: key), parameters.kind(of: schema) == .text,
      inside.contains(where: { text[$0] > 0x20 }),
      !inside.contains(where: { text[$0] == UInt8(ascii: "<") && tag(at: $0) != nil })
    else { return nil }
    return key
  }
}
