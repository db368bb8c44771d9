import AdhereBytes
import AdhereJSON

/// The quick way through what JSON, Python and JavaScript agree on: members and elements with
/// nothing doubtful about them, read whole or not at all.
///
/// Whatever is unusual is left, unread, to the careful steps: they give the same result for all
/// that is read here.
extension RelaxedReader {
  /// Reads members, elements, commas and closing brackets from ``position`` up to the first that
  /// needs care.
  func readPlain() {
    guard !isPartial, takesQuickWay else { return }
    while let container = frames.last, container.bracket == .object || container.bracket == .array {
      if !readPlain(in: container) { return }
    }
  }

  /// Reads inside one bracket.
  ///
  /// - Returns: whether it came to another bracket's inside, by opening or closing one.
  private func readPlain(in container: Frame) -> Bool {
    let top = frames.count - 1
    let isObject = container.bracket == .object
    let closer = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    var count = container.count
    var comma = container.comma
    defer {
      // Where the bracket was closed there is nothing to note.
      if frames.count > top {
        frames[top].count = count
        frames[top].comma = comma
      }
    }
    while true {
      let at = blankEnd(position)
      guard at < end, position < pause else { return false }
      if !comma {
        if text[at] == closer {
          guard !isObject || !mayGoOn(at) else { return false }
          pop()
          position = at + 1
          return true
        }
        if count > 0 {
          guard text[at] == UInt8(ascii: ",") else { return false }
          comma = true
          pendingComma = at
          position = at + 1
          continue
        }
      }
      let (before, rules) = (changes.count, used)
      guard let value = isObject ? plainKey(at) : at, value < end else {
        forget(before, rules)
        return false
      }
      let bracket: Bracket? =
        switch text[value] {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        default: nil
        }
      if let bracket {
        guard push(bracket, at: value) else {
          forget(before, rules)
          return false
        }
        position = value + 1
      } else {
        guard let stop = plainScalar(value, closer) else {
          forget(before, rules)
          return false
        }
        position = stop
      }
      count += 1
      comma = false
      openMember = nil
      if bracket != nil { return true }
    }
  }

  private func forget(_ count: Int, _ rules: RuleSet) {
    if changes.count > count { changes.removeSubrange(count...) }
    used = rules
  }

  /// Whether the object that `}` at `i` closes may have been closed too early.
  private func mayGoOn(_ i: Int) -> Bool {
    if readsCalls || !mends || frames.count > 1 && frames[frames.count - 2].bracket != .array {
      return false
    }
    let comma = blankEnd(i + 1)
    guard byte(comma) == UInt8(ascii: ",") else { return false }
    let next = byte(blankEnd(comma + 1))
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "'")
  }

  @inline(__always)
  private func blankEnd(_ start: Int) -> Int {
    var i = start
    while i < end, text[i] <= 0x20 {
      guard text[i] == 0x20 || text[i] == 0x0A || text[i] == 0x0D || text[i] == 0x09 else { break }
      i += 1
    }
    return i
  }

  // MARK: - Keys

  /// Reads a key and its colon: where the value begins.
  private func plainKey(_ start: Int) -> Int? {
    let b = text[start]
    let stop: Int
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      // `"a: "b"` lost a quote.
      guard !mends || byte(wordEnd(start + 1)) != UInt8(ascii: ":"),
        let last = plainString(start, .key)
      else { return nil }
      stop = last
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"):
      var i = start + 1
      while i < end, ByteClass.isWord(text[i]) { i += 1 }
      let key = UnsafeBufferPointer(start: text + start, count: i - start)
      change(
        start, i, ShortText(key, between: UInt8(ascii: "\""), and: UInt8(ascii: "\"")),
        .unquotedKey)
      otherNotation += 1
      stop = i
    default: return nil
    }
    guard byte(stop) == UInt8(ascii: ":") else { return nil }
    return blankEnd(stop + 1)
  }

  // MARK: - Scalars

  /// Where the scalar at `start` ends, if a comma or the bracket's closer follows it.
  private func plainScalar(_ start: Int, _ closer: UInt8) -> Int? {
    let stop: Int?
    switch text[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): stop = plainString(start, .value)
    case UInt8(ascii: "-"), 0x30...0x39: stop = plainNumber(start)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      stop = plainWord(start)
    default: stop = nil
    }
    guard let stop else { return nil }
    let next = byte(blankEnd(stop))
    return next == UInt8(ascii: ",") || next == closer ? stop : nil
  }

  /// A string in its quotes, whose inside JSON takes as it is but for quotation marks.
  private func plainString(_ start: Int, _ place: StringPlace) -> Int? {
    let quote = text[start]
    if byte(start + 1) == quote, byte(start + 2) == quote { return nil }
    let isDouble = quote == UInt8(ascii: "\"")
    if !isDouble { change(start, start + 1, Text.quote, .singleQuotes) }
    var i = start + 1
    while true {
      i = ByteScan.plainEnd(text, i, end, close: quote)
      guard i < end else { return nil }
      let b = text[i]
      if b == quote { break }
      switch b {
      case UInt8(ascii: "\""):
        guard !isDoubtfulQuote(i, start + 1) else { return nil }
        change(i, i + 1, Text.escapedQuote, .singleQuotes)
        i += 1
      case UInt8(ascii: "\\"):
        // C:\temp is no text with a tab in it.
        guard text[start + 2] != UInt8(ascii: ":"), isPlainEscape(byte(i + 1)) else { return nil }
        i += 2
      case 0x80...:
        let size = sequenceSize(i)
        guard size > 0 else { return nil }
        i += size
      default: return nil
      }
    }
    let quotes = Quotes(open: 1, close: Mark(quote), rule: isDouble ? nil : .singleQuotes)
    guard mends ? closes(i, quotes, place, start + 1) : !isApostrophe(i) else { return nil }
    if !isDouble {
      change(i, i + 1, Text.quote, .singleQuotes)
      otherNotation += 1
    }
    if !mends {
      guard !endsBehindLine(start + 1, i) else { return nil }
      strings.append(start + 1..<i)
    }
    return i + 1
  }

  /// Escapes of two bytes that JSON has.
  private func isPlainEscape(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      true
    default: false
    }
  }

  /// Past a number by JSON's grammar (RFC 8259 section 6).
  func plainNumber(_ start: Int) -> Int? {
    var i = start
    func digits() -> Bool {
      let first = i
      while i < end, text[i].isDigit { i += 1 }
      return i > first
    }
    if text[i] == UInt8(ascii: "-") { i += 1 }
    let first = i
    guard digits(), i == first + 1 || text[first] != 0x30 else { return nil }
    if byte(i) == UInt8(ascii: ".") {
      i += 1
      guard digits() else { return nil }
    }
    if byte(i) | 0x20 == UInt8(ascii: "e") {
      i += 1
      if byte(i) == UInt8(ascii: "+") || byte(i) == UInt8(ascii: "-") { i += 1 }
      guard digits() else { return nil }
    }
    return ByteClass.isWord(byte(i)) || byte(i) == UInt8(ascii: ".") ? nil : i
  }

  private func plainWord(_ start: Int) -> Int? {
    let stop = wordEnd(start)
    guard let literal = Literal.of(text + start, stop - start) else { return nil }
    if let rule = literal.rule { change(start, stop, literal.json, rule) }
    return stop
  }
}
