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
  }

  /// Reads a string, turning its delimiters and its inside into JSON's.
  func readQuoted(as place: StringPlace) -> Result {
    guard let quotes = openingQuotes() else { return readBareText() }
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
    if !isApostrophe(position) { inner.count += 1 }
    if inner.first == nil {
      if quotesExhausted {
        endString(quotes)
        return true
      }
      inner.first = (position, changes.count, used)
    }
    if quotes.close == Mark(UInt8(ascii: "\"")) {
      change(position, position + 1, Text.escapedQuote, .innerQuotes)
    } else {
      used.insert(.innerQuotes)
    }
    position += 1
    return false
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
      guard readEscape(quotes.close.first, start) else { return .failed(.syntax) }
    case UInt8(ascii: "\""):
      // Harmless in other quotes, but JSON's own.
      if quotes.rule == .smartQuotes, closes(position, quotes, place, start) {
        // “like this" : opened by one kind, closed by the other.
        change(position, position + 1, Text.quote, .smartQuotes)
        position += 1
        return .complete
      }
      change(position, position + 1, Text.escapedQuote, quotes.rule ?? .innerQuotes)
      position += 1
    case 0..<0x20:
      change(position, position + 1, JSONWriter.escaped(b), .rawControl)
      position += 1
    case 0x20..<0x80: position += 1
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

  /// Ends a string for which no plausible closing quote was found.
  private func endWithoutQuote(
    _ quotes: Quotes, _ place: StringPlace, _ start: Int, _ inner: InnerQuotes
  ) -> Result {
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

  /// An escape: JSON's own stay, Python's and JavaScript's are rewritten, others keep their
  /// backslash (dropping it would lose a byte the model wrote).
  ///
  /// - Returns: false for an escape that no reading makes sense of.
  private func readEscape(_ close: UInt8, _ start: Int) -> Bool {
    let next = byte(position + 1)
    if isPath(start), next != close, next != UInt8(ascii: "\\"), position + 1 < end {
      // C:\temp: one backslash that is no escape means that none of them is.
      keepBackslash()
      return true
    }
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    case UInt8(ascii: "u"):
      if (2..<6).allSatisfy({ byte(position + $0).hexDigitValue != nil }) {
        position += 6
      } else if (position + 2..<end).count < 4,
        (position + 2..<end).allSatisfy({ text[$0].hexDigitValue != nil })
      {
        // The text ends inside the escape.
        change(position, end, [], .closeTruncated)
        position = end
      } else if isCutUnicode() {
        return false
      } else {
        keepBackslash()
      }
    case 0x0A, 0x0D:
      guard close == UInt8(ascii: "'") else {
        keepBackslash()
        return true
      }
      // In Python and in JavaScript the string goes on in the next line.
      let size = next == 0x0D && byte(position + 2) == 0x0A ? 3 : 2
      change(position, position + size, [], .lineContinuation)
      position += size
    case UInt8(ascii: "'"), UInt8(ascii: "`"):
      change(position, position + 1, [], .escapedApostrophe)
      position += 2
    case UInt8(ascii: "x"):
      if byte(position + 2).hexDigitValue != nil,
        byte(position + 3).hexDigitValue != nil
      {
        change(position, position + 2, Array(#"\u00"#.utf8), .foreignEscape)
        position += 4
      } else {
        keepBackslash()
      }
    case UInt8(ascii: "_"), UInt8(ascii: "*"):
      // Markdown's: the text was written for a renderer.
      change(position, position + 1, [], .markdownEscape)
      position += 2
    case 0 where position + 1 >= end:
      // The text ends on a lone backslash.
      change(position, position + 1, [], .closeTruncated)
      position += 1
    default: keepBackslash()
    }
    return true
  }

  /// Whether the string at `start` begins like a Windows path whose backslashes are not escaped.
  private func isPath(_ start: Int) -> Bool {
    let drive = byte(start) | 0x20
    return drive >= 0x61 && drive <= 0x7A && byte(start + 1) == UInt8(ascii: ":")
      && byte(start + 2) == UInt8(ascii: "\\") && byte(start + 3) != UInt8(ascii: "\\")
  }

  /// `\u26"`: one to three digits, and then no letter that would make it a word.
  private func isCutUnicode() -> Bool {
    var i = position + 2
    while byte(i).hexDigitValue != nil { i += 1 }
    return i > position + 2 && !ByteClass.isWord(byte(i))
  }

  private func keepBackslash() {
    change(position, position + 1, Text.backslashes, .keepBackslash)
    position += 1
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
