import AdhereBytes
import AdhereJSON

/// Strings, whatever quotes they stand in.
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
      for mark in Text.familyQuotes where matches(mark, at: position) {
        return Quotes(open: mark.count, close: mark, rule: .familyQuotes)
      }
      return nil
    default: return nil
    }
  }

  /// Whether a string in a model family's own marks begins here.
  func beginsFamilyQuotes() -> Bool {
    Text.familyQuotes.contains { matches($0, at: position) }
  }

  /// The inside of a string up to and with its closing delimiter.
  private func readInside(_ quotes: Quotes, _ place: StringPlace) -> Result {
    let start = position
    let close = quotes.close.first
    let isDouble = close == UInt8(ascii: "\"") && quotes.close.count == 1
    var inner = 0
    var firstInner: (position: Int, changes: Int, used: RuleSet)?
    while true {
      position = ByteScan.plainEnd(text, position, end, close: close)
      guard position < end else { break }
      let b = text[position]
      if b == close, matches(quotes.close, at: position) {
        if quotes.close.count >= 3 || closes(position, quotes, place, start)
          || inner == 0 && endsBeforeWord(position, place)
        {
          endString(quotes)
          return .complete
        }
        if let lost = lostEnd(before: position, from: start, inner: inner) {
          closeLost(at: lost, quotes)
          return .complete
        }
        // A quote that belongs to the text.
        if !isApostrophe(position) { inner += 1 }
        if firstInner == nil {
          if quotesExhausted {
            endString(quotes)
            return .complete
          }
          firstInner = (position, changes.count, used)
        }
        if isDouble {
          change(position, position + 1, Text.escapedQuote, .innerQuotes)
        } else {
          used.insert(.innerQuotes)
        }
        position += 1
        continue
      }
      switch b {
      case UInt8(ascii: "\\") where quotes.rule == .familyQuotes:
        change(position, position + 1, Text.backslashes, .familyQuotes)
        position += 1
      case UInt8(ascii: "\\"):
        guard readEscape(close, start) else { return .failed(.syntax) }
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
        change(position, position + 1, ControlEscape.of(b), .rawControl)
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
    }
    // No plausible end. If a quote was passed over, it must have been the end after all.
    if let first = firstInner {
      quotesExhausted = true
      noteFullScan()
      changes.removeSubrange(first.changes...)
      used = first.used
      position = first.position
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

  /// Ends the string at `end`, where no quote stands; what was changed behind it is forgotten.
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
    i >= 0 && i + mark.count <= end && mark.stands(at: text + i)
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
      if (2..<6).allSatisfy({ StringText.hexDigit(byte(position + $0)) != nil }) {
        position += 6
      } else if (position + 2..<end).count < 4,
        (position + 2..<end).allSatisfy({ StringText.hexDigit(text[$0]) != nil })
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
      if StringText.hexDigit(byte(position + 2)) != nil,
        StringText.hexDigit(byte(position + 3)) != nil
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
    while StringText.hexDigit(byte(i)) != nil { i += 1 }
    return i > position + 2 && !RelaxedReader.isWordByte(byte(i))
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

/// The escapes of the control characters.
enum ControlEscape {
  static func of(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case 0x08: return Array(#"\b"#.utf8)
    case 0x09: return Array(#"\t"#.utf8)
    case 0x0A: return Array(#"\n"#.utf8)
    case 0x0C: return Array(#"\f"#.utf8)
    case 0x0D: return Array(#"\r"#.utf8)
    default:
      let digits = Array("0123456789abcdef".utf8)
      return Array(#"\u00"#.utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}
