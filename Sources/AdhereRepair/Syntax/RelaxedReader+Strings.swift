import AdhereBytes
import AdhereJSON

/// Strings, whatever quotes they are in.
extension RelaxedReader {
  enum StringPlace {
    case key, value
  }

  /// A pair of delimiters.
  struct Quotes {
    var open: Int
    /// The bytes that close.
    var close: Mark
    var rule: Rule?

    /// One of these may stand for a double quote by mistake. Code in backticks has such quotes of
    /// its own; a key has none.
    func mayBeDouble(_ place: StringPlace) -> Bool {
      rule == .singleQuotes || rule == .smartQuotes || rule == .backtickQuotes && place == .key
    }
  }

  /// Reads a string, turning its delimiters and its inside into JSON's.
  func readQuoted(as place: StringPlace) -> Result {
    guard let quotes = openingQuotes() else { return readBareText() }
    stringStart = position
    if quotes.rule == .backtickQuotes, holdsPlaceholder(position) { return .failed(.expression) }
    if let rule = quotes.rule {
      change(position, position + quotes.open, Text.quote, rule)
    }
    position += quotes.open
    let result = readInside(quotes, place)
    guard result == .complete else { return result }
    return place == .value ? readConcatenation() : .complete
  }

  private func openingQuotes() -> Quotes? {
    let b = text[position]
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if byte(position + 1) == b, byte(position + 2) == b {
        return Quotes(open: 3, close: Mark(b, b, b), rule: .tripleQuotes)
      }
      return Quotes(open: 1, close: Mark(b), rule: b == UInt8(ascii: "'") ? .singleQuotes : nil)
    case UInt8(ascii: "`"):
      return Quotes(open: 1, close: Mark(b), rule: .backtickQuotes)
    case 0xE2 where byte(position + 1) == 0x80:
      switch byte(position + 2) {
      case 0x9C, 0x9D, 0x9E:
        return Quotes(open: 3, close: Mark(0xE2, 0x80, 0x9D), rule: .smartQuotes)
      case 0x98, 0x99, 0x9A:
        return Quotes(open: 3, close: Mark(0xE2, 0x80, 0x99), rule: .smartQuotes)
      default: return nil
      }
    case UInt8(ascii: "<"):
      for mark in Mark.familyQuotes where matches(mark, at: position) {
        return Quotes(open: mark.count, close: mark, rule: .familyQuotes)
      }
      return nil
    default: return nil
    }
  }

  /// Whether a string in a model family's own marks begins here.
  func beginsFamilyQuotes() -> Bool {
    Mark.familyQuotes.contains { matches($0, at: position) }
  }

  /// Quotes inside a string that belong to its text.
  private struct InnerQuotes {
    /// Apostrophes between letters do not count.
    var count = 0
    /// Where the first of them is, and what was changed before it.
    var first: (position: Int, changes: Int, used: RuleSet)?
  }

  /// The inside of a string up to and with its closing delimiter.
  private func readInside(_ quotes: Quotes, _ place: StringPlace) -> Result {
    let start = position
    let close = quotes.close.first
    var inner = InnerQuotes()
    while true {
      position = ByteScan.plainEnd(text, position, end, close: close)
      guard position < end else { return endWithoutQuote(quotes, place, start, inner) }
      let b = text[position]
      if b == close, matches(quotes.close, at: position) {
        guard mayEndBehindLine(start) else { return .failed(.syntax) }
        if endsAtQuote(quotes, place, start, &inner) { return .complete }
      } else if let result = readSpecialByte(b, quotes, place, start) {
        return result
      }
    }
  }

  /// Reads the quote at ``position``.
  ///
  /// - Returns: whether the string ends, here or before; else the quote belongs to its text.
  private func endsAtQuote(
    _ quotes: Quotes, _ place: StringPlace, _ start: Int, _ inner: inout InnerQuotes
  ) -> Bool {
    guard mends else { return endsAtFirstQuote(quotes) }
    if quotes.close.count >= 3 || closes(position, quotes, place, start)
      || inner.count == 0 && endsBeforeWord(position, place)
    {
      endString(quotes)
      return true
    }
    if let lost = lostEnd(before: position, from: start, inner: inner.count) {
      closeLost(at: lost, quotes)
      return true
    }
    if isApostrophe(position) {
      passInnerQuote(quotes)
      return false
    }
    if position == start, place == .value, isRepeatedQuote(position) {
      // ""text": the opening quote was written twice.
      change(position, position + 1, [], .strayQuote)
      position += 1
      return false
    }
    if place == .value, !quotesExhausted, QuotePair.isInchMark(position, text, end) {
      inner.count += 1
      if inner.first == nil { inner.first = (position, changes.count, used) }
      passInnerQuote(quotes)
      return false
    }
    // Quotes that belong to the text come in pairs; a key has none.
    guard place == .value, !quotesExhausted, let pair = QuotePair.at(position, text, end),
      !pair.isBetweenMarks(text, end)
    else {
      endString(quotes)
      return true
    }
    inner.count += 2
    if inner.first == nil { inner.first = (position, changes.count, used) }
    passInnerQuote(quotes)
    while position < pair.close {
      position = ByteScan.plainEnd(text, position, pair.close, close: quotes.close.first)
      guard position < pair.close else { break }
      if readSpecialByte(text[position], quotes, place, start) != nil { break }
    }
    position = pair.close
    passInnerQuote(quotes)
    return false
  }

  /// Whether the quote at `i` repeats the one that opened the string: text follows, and the string
  /// ends in one quote.
  private func isRepeatedQuote(_ i: Int) -> Bool {
    var j = i + 1
    while j < end, text[j] != text[i] {
      guard text[j] >= 0x20 else { return false }
      j += text[j] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard j < end, j > i + 1, byte(j + 1) != text[i] else { return false }
    switch peek(j + 1).byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): break
    default: return false
    }
    switch peek(i + 1).byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"): return false
    default: return true
    }
  }

  private func passInnerQuote(_ quotes: Quotes) {
    if quotes.close == Mark(UInt8(ascii: "\"")) {
      change(position, position + 1, Text.escapedQuote, .innerQuotes)
    } else if !isApostrophe(position) {
      used.insert(.innerQuotes)
    }
    position += 1
  }

  /// The first quote ends the string, but for an apostrophe between letters.
  private func endsAtFirstQuote(_ quotes: Quotes) -> Bool {
    if isApostrophe(position) {
      position += 1
      return false
    }
    endString(quotes)
    return true
  }

  /// Reads the byte `b` at ``position``, which may need a change inside JSON's quotes.
  ///
  /// - Returns: how the string ended, nil where it goes on.
  private func readSpecialByte(
    _ b: UInt8, _ quotes: Quotes, _ place: StringPlace, _ start: Int
  ) -> Result? {
    switch b {
    case UInt8(ascii: "\\") where quotes.rule == .familyQuotes:
      change(position, position + 1, Text.backslashes, .familyQuotes)
      position += 1
    case UInt8(ascii: "\\"):
      guard readEscape(quotes.close.first, start, place) else { return .failed(.syntax) }
    case UInt8(ascii: "\""):
      // Harmless in other quotes, but JSON's own.
      if quotes.mayBeDouble(place), isDoubtfulQuote(position, start) {
        // {'key": … : the quote may end what another kind has opened.
        isDoubtful = true
        guard mends else { return .failed(.syntax) }
      }
      if quotes.rule == .smartQuotes, closes(position, quotes, place, start) {
        // “like this" : opened by one kind, closed by the other.
        change(position, position + 1, Text.quote, .smartQuotes)
        if !mends { strings.append(stringStart + 3..<position) }
        position += 1
        return .complete
      }
      change(position, position + 1, Text.escapedQuote, quotes.rule ?? .innerQuotes)
      position += 1
    case 0..<0x20:
      change(position, position + 1, JSONWriter.escaped(b), .rawControl)
      position += 1
    case 0x20..<0x80: position += 1
    case 0xE2 where quotes.rule == .smartQuotes && isCurly(position) && touchesMark(position, 3):
      // “x“, whichever way they curl.
      isDoubtful = true
      guard mends || closesCurly(position) else { return .failed(.syntax) }
      if !mends { strings.append(stringStart + 3..<position) }
      change(position, position + 3, Text.quote, .smartQuotes)
      position += 3
      return .complete
    default:
      let size = sequenceSize(position)
      if size == 0 {
        change(position, position + 1, ShortText(0xEF, 0xBF, 0xBD), .invalidUTF8)
        position += 1
      } else {
        position += size
      }
    }
    return nil
  }

  /// Whether a string may end at the quote at ``position``: not where its only line end stands
  /// right before the quote, which may be out of its place.
  private func mayEndBehindLine(_ start: Int) -> Bool {
    guard endsBehindLine(start, position) else { return true }
    isDoubtful = true
    return mends
  }

  /// Whether the only line end of the string from `start` is right before its quote at `i`.
  func endsBehindLine(_ start: Int, _ i: Int) -> Bool {
    guard i > start, text[i - 1] == 0x0A, !readsCalls else { return false }
    var j = i - 2
    while j >= start, text[j] != 0x0A { j -= 1 }
    return j < start
  }

  private func isCurly(_ i: Int) -> Bool {
    guard byte(i) == 0xE2, byte(i + 1) == 0x80 else { return false }
    return byte(i + 2) >= 0x9C && byte(i + 2) <= 0x9F
  }

  private func closesCurly(_ i: Int) -> Bool {
    switch peek(i + 3).byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"): true
    default: false
    }
  }

  /// Whether the double quote at `i` may end the string from `start`, which is in quotes of another
  /// kind: where such quotes are the text's own notation it does not.
  func isDoubtfulQuote(_ i: Int, _ start: Int) -> Bool {
    !readsCalls && otherNotation == 0 && i > start && touchesMark(i, 1)
      && !goesOnInSingleQuotes(start)
  }

  /// Whether the text of the string from `start` is followed by another one in single quotes: then
  /// they are the text's notation.
  private func goesOnInSingleQuotes(_ start: Int) -> Bool {
    if let known = nextQuotes, known.start == start { return known.areSingle }
    var i = start
    while i < end, text[i] != UInt8(ascii: "'") { i += text[i] == UInt8(ascii: "\\") ? 2 : 1 }
    let mark = peek(i + 1)
    let isMark = mark.byte == UInt8(ascii: ",") || mark.byte == UInt8(ascii: ":")
    let areSingle = isMark && peek(mark.at + 1).byte == UInt8(ascii: "'")
    nextQuotes = (start, areSingle)
    return areSingle
  }

  /// Whether the quote of `size` bytes at `i` stands where a string begins or ends.
  func touchesMark(_ i: Int, _ size: Int) -> Bool {
    switch peek(i + size).byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    default: break
    }
    var j = i - 1
    while j > 0, text[j] <= 0x20 { j -= 1 }
    switch j >= 0 ? text[j] : 0 {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "["): return true
    default: return false
    }
  }

  /// Ends a string for which no plausible closing quote was found.
  private func endWithoutQuote(
    _ quotes: Quotes, _ place: StringPlace, _ start: Int, _ inner: InnerQuotes
  ) -> Result {
    guard mends else {
      isInString = true
      return .truncated
    }
    // If a quote was passed over, it must have been the end after all.
    if let first = inner.first {
      quotesExhausted = true
      noteFullScan()
      goBack(to: first.position, changes: first.changes, used: first.used)
      endString(quotes)
      return .complete
    }
    if place == .value, let lost = closersAtEnd(after: start) {
      closeLost(at: bareMember(from: start, to: lost) ?? lost, quotes)
      return .complete
    }
    change(end, end, Text.quote, .closeTruncated)
    return .truncated
  }

  /// Ends the string at `end`, where no quote is; what was changed behind it is forgotten.
  private func closeLost(at end: Int, _ quotes: Quotes) {
    var i = end
    while let last = changes.last, last.start >= i || last.end > i {
      // The string cannot end inside what was read as one, a line continued.
      i = min(i, last.start)
      changes.removeLast()
    }
    change(i, i, Text.quote, .missingEndQuote)
    position = i
  }

  /// `["a" word"]`: the next element lost its quote.
  private func endsBeforeWord(_ i: Int, _ place: StringPlace) -> Bool {
    guard place == .value, !readsCalls, frames.last?.bracket == .array else { return false }
    return wordFollows(peek(i + 1), i + 1)
  }

  private func endString(_ quotes: Quotes) {
    if quotes.rule != nil { otherNotation += 1 }
    if !mends { strings.append(stringStart + quotes.open..<position) }
    if let rule = quotes.rule {
      change(position, position + quotes.close.count, Text.quote, rule)
    }
    position += quotes.close.count
  }

  @inline(__always)
  func matches(_ mark: Mark, at i: Int) -> Bool {
    i >= 0 && i + mark.count <= end && mark.matches(at: text + i)
  }

  func sequenceSize(_ i: Int) -> Int {
    let size = UTF8Sequence.size(text + i)
    return i + size <= end ? size : 0
  }

  /// `"a" + "b"` is one string.
  private func readConcatenation() -> Result {
    while true {
      let plus = peek(position)
      // Without a closing quote there is nothing to join at.
      guard plus.byte == UInt8(ascii: "+"), changes.last?.rule != .missingEndQuote else {
        return .complete
      }
      let next = peek(plus.at + 1)
      guard next.byte == UInt8(ascii: "\"") || next.byte == UInt8(ascii: "'") else {
        return .complete
      }
      // The closing quote of the first and the opening one of the second go.
      let join = position - 1
      if let last = changes.last, last.start == join {
        changes.removeLast()
      }
      change(join, next.at + 1, [], .stringConcatenation)
      position = next.at + 1
      let quotes = Quotes(
        open: 1, close: Mark(next.byte), rule: next.byte == UInt8(ascii: "'") ? .singleQuotes : nil)
      let result = readInside(quotes, .value)
      guard result == .complete else { return result }
    }
  }
}
