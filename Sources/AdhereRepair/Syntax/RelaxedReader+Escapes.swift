import AdhereBytes
import AdhereJSON

/// Backslashes inside strings.
extension RelaxedReader {
  /// An escape: JSON's own stay, Python's and JavaScript's are rewritten, others keep their
  /// backslash (dropping it would lose a byte the model wrote).
  ///
  /// - Returns: false for an escape that no reading, or more than one, makes sense of.
  func readEscape(_ close: UInt8, _ start: Int, _ place: StringPlace) -> Bool {
    if escapes.rawStart == start {
      readRawBackslash(close)
      return true
    }
    readStyle(close, start)
    let next = byte(position + 1)
    if position + 1 < end, next != close, next != UInt8(ascii: "\\") {
      if isPath(start) {
        // `Q:\nIs it?` may be a path of one name or a line of one letter.
        if position == start + 2, !escapes.isUnescaped, !escapes.isLiteralRun,
          next == UInt8(ascii: "n") || next == UInt8(ascii: "t")
        {
          return false
        }
        keepBackslash()
        return true
      }
      if escapes.isLiteralRun || isCommand(next) {
        keepBackslash()
        return true
      }
    }
    switch next {
    case UInt8(ascii: "\\") where escapes.isLiteralRun && isShare(position):
      // \\server\share\docs: neither of the first two escapes the other.
      change(position, position + 2, Array(#"\\\\"#.utf8), .keepBackslash)
      position += 2
    case UInt8(ascii: "\\") where escapes.holdsTeX && !isLetter(byte(position + 2)):
      // The end of a line in TeX.
      change(position, position + 2, Array(#"\\\\"#.utf8), .keepBackslash)
      position += 2
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    case UInt8(ascii: "u"): return readUnicodeEscape()
    case 0x0A, 0x0D: continueLine(close)
    case UInt8(ascii: "'"), UInt8(ascii: "`"):
      change(position, position + 1, [], .escapedApostrophe)
      position += 2
    case UInt8(ascii: "_"), UInt8(ascii: "*"): readMarkdownEscape(place)
    case 0 where position + 1 >= end:
      // The text ends on a lone backslash.
      change(position, position + 1, [], .closeTruncated)
      position += 1
    default: return readForeignEscape(close)
    }
    return true
  }

  // MARK: - How the string is written

  /// Looks on through the string, up to its next quote, and through the stretch without blanks
  /// around ``position``. Each byte is looked at once, whatever the string ends in.
  private func readStyle(_ close: UInt8, _ start: Int) {
    if escapes.start != start {
      escapes = EscapeStyle(
        start: start, rawStart: escapes.rawStart, scanned: position, runEnd: start)
    }
    if position >= escapes.scanned {
      var i = position
      while i < end, text[i] != close {
        guard text[i] == UInt8(ascii: "\\") else {
          i += 1
          continue
        }
        noteEscape(i, close)
        i += 2
      }
      escapes.scanned = min(i, end)
    }
    if position >= escapes.runEnd { readRun(close, start) }
  }

  private func noteEscape(_ i: Int, _ close: UInt8) {
    guard !isEscape(i, close) else { return }
    escapes.isUnescaped = true
    let stop = lettersEnd(i + 1)
    guard stop - i > 2 else { return }
    let follower = byte(stop)
    if follower == UInt8(ascii: "{") || follower == UInt8(ascii: "_")
      || follower == UInt8(ascii: "^")
      || TeXCommand.isKnown(UnsafeBufferPointer(start: text + i + 1, count: stop - i - 1))
    {
      escapes.holdsTeX = true
    }
  }

  /// Whether the stretch without blanks around ``position`` is a path or a pattern whose
  /// backslashes are not escaped.
  private func readRun(_ close: UInt8, _ start: Int) {
    var first = position
    let begin = max(start, escapes.runEnd)
    while first > begin, text[first - 1] > 0x20 { first -= 1 }
    var names = 0
    var hasDrive = false
    var hasUnknown = false
    var hasUnknownName = false
    var hasClass = false
    var isPathLike = text[first] != UInt8(ascii: "\\")
    var i = first
    while i < end, text[i] > 0x20, text[i] != close {
      let b = text[i]
      guard b == UInt8(ascii: "\\") else {
        if !isPathByte(b) { isPathLike = false }
        i += 1
        continue
      }
      if i + 1 < end, text[i + 1] != b {
        names += 1
        if isDrive(before: i, from: first) { hasDrive = true }
        if !isEscape(i, close) {
          hasUnknown = true
          if lettersEnd(i + 1) - i > 2 { hasUnknownName = true }
          if isCharacterClass(i) { hasClass = true }
        }
      }
      i += 2
    }
    escapes.runEnd = max(min(i, end), position + 1)
    let isPlainPath = isPathLike && hasUnknownName && names > 1 && !escapes.holdsTeX
    escapes.isLiteralRun =
      hasDrive && (hasUnknown || names > 1) || isPlainPath || hasClass && !escapes.holdsTeX
      || isShare(first) && hasUnknown
  }

  /// Whether a backslash begins an escape that JSON, Python or JavaScript has, or Markdown.
  private func isEscape(_ i: Int, _ close: UInt8) -> Bool {
    switch byte(i + 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"),
      UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "_"), UInt8(ascii: "*"), 0x0A, 0x0D:
      true
    case UInt8(ascii: "u"):
      (2..<6).allSatisfy { byte(i + $0).hexDigitValue != nil } || foreignEscape(i, close) != nil
    case 0: i + 1 >= end
    default: foreignEscape(i, close) != nil
    }
  }

  /// `\b` and `\f` are never meant as controls where the string does not escape its backslashes,
  /// and the others not where they begin a command of TeX.
  private func isCommand(_ next: UInt8) -> Bool {
    guard escapes.isUnescaped else { return false }
    switch next {
    case UInt8(ascii: "b"), UInt8(ascii: "f"): return true
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      let stop = lettersEnd(position + 1)
      if escapes.holdsTeX, stop > position + 2, byte(stop) == UInt8(ascii: "{") { return true }
      return TeXCommand.isKnown(
        UnsafeBufferPointer(start: text + position + 1, count: stop - position - 1))
    default: return false
    }
  }

  /// Whether the string at `start` begins like a Windows path whose backslashes are not escaped.
  private func isPath(_ start: Int) -> Bool {
    isLetter(byte(start)) && byte(start + 1) == UInt8(ascii: ":")
      && byte(start + 2) == UInt8(ascii: "\\") && byte(start + 3) != UInt8(ascii: "\\")
  }

  /// Whether a drive's letter and its colon are right before the backslash at `i`.
  private func isDrive(before i: Int, from first: Int) -> Bool {
    guard i >= first + 2, text[i - 1] == UInt8(ascii: ":"), isLetter(text[i - 2]) else {
      return false
    }
    return i == first + 2 || !ByteClass.isWordOrBeyondASCII(text[i - 3])
  }

  /// Whether `\\server\` is at `i`: the name of a share on a Windows server.
  private func isShare(_ i: Int) -> Bool {
    guard byte(i) == UInt8(ascii: "\\"), byte(i + 1) == UInt8(ascii: "\\") else { return false }
    var j = i + 2
    while j < end, isPathByte(text[j]) { j += 1 }
    return j > i + 2 && byte(j) == UInt8(ascii: "\\") && byte(j + 1) != UInt8(ascii: "\\")
  }

  /// `\d`, `\w`, `\s` and their opposites, and `\1`, as patterns have them.
  private func isCharacterClass(_ i: Int) -> Bool {
    switch byte(i + 1) | 0x20 {
    case 0x31...0x39: true
    case UInt8(ascii: "d"), UInt8(ascii: "w"), UInt8(ascii: "s"): !isLetter(byte(i + 2))
    default: false
    }
  }

  private func isPathByte(_ b: UInt8) -> Bool {
    ByteClass.isName(b) || b >= 0x80 || b == UInt8(ascii: ":") || b == UInt8(ascii: "~")
  }

  private func isLetter(_ b: UInt8) -> Bool { b | 0x20 >= 0x61 && b | 0x20 <= 0x7A }

  private func lettersEnd(_ i: Int) -> Int {
    var i = i
    while i < end, isLetter(text[i]) { i += 1 }
    return i
  }

  // MARK: - Single escapes

  /// In a raw string a backslash is a backslash, and what it is in front of stays: even a quote,
  /// which it keeps from ending the string.
  private func readRawBackslash(_ close: UInt8) {
    change(position, position + 1, Text.backslashes, .stringPrefix)
    let next = byte(position + 1)
    position += 1
    if next == UInt8(ascii: "\\") {
      change(position, position + 1, Text.backslashes, .stringPrefix)
      position += 1
    } else if next == close, position < end {
      if next == UInt8(ascii: "\"") {
        change(position, position + 1, Text.escapedQuote, .stringPrefix)
      }
      position += 1
    }
  }

  private func readUnicodeEscape() -> Bool {
    if (2..<6).allSatisfy({ byte(position + $0).hexDigitValue != nil }) {
      position += 6
    } else if (position + 2..<end).count < 4,
      (position + 2..<end).allSatisfy({ text[$0].hexDigitValue != nil })
    {
      // The text ends inside the escape.
      change(position, end, [], .closeTruncated)
      position = end
    } else if let escape = foreignEscape(position, 0) {
      write(escape)
    } else if isCutUnicode() {
      return false
    } else {
      keepBackslash()
    }
    return true
  }

  private func continueLine(_ close: UInt8) {
    guard close == UInt8(ascii: "'") else {
      keepBackslash()
      return
    }
    // In Python and in JavaScript the string goes on in the next line.
    let size = byte(position + 1) == 0x0D && byte(position + 2) == 0x0A ? 3 : 2
    change(position, position + size, [], .lineContinuation)
    position += size
  }

  /// Markdown's `\_`: only where the text was written for a renderer, which its names show. A
  /// pattern or a shell's command has such backslashes of its own.
  private func readMarkdownEscape(_ place: StringPlace) {
    guard place == .key || !escapes.isUnescaped && used.contains(.markdownEscape) else {
      keepBackslash()
      return
    }
    change(position, position + 1, [], .markdownEscape)
    position += 2
  }

  private func readForeignEscape(_ close: UInt8) -> Bool {
    if let escape = foreignEscape(position, close) {
      write(escape)
    } else if isProgram(close), byte(position + 1) == UInt8(ascii: "N"),
      byte(position + 2) == UInt8(ascii: "{")
    {
      // Python's name of a character: we have no list of them.
      return false
    } else {
      keepBackslash()
    }
    return true
  }

  /// Whether a string in these quotes follows Python or JavaScript rather than JSON.
  private func isProgram(_ close: UInt8) -> Bool { close == UInt8(ascii: "'") || readsCalls }

  /// The character that an escape of Python or JavaScript stands for, and how long it is; nil
  /// where there is none at `i`.
  private func foreignEscape(_ i: Int, _ close: UInt8) -> (scalar: UInt32, size: Int)? {
    func digits(_ from: Int, atMost count: Int, base: UInt32) -> (value: UInt32, end: Int) {
      var value: UInt32 = 0
      var j = from
      while j < end, j < from + count, let digit = text[j].hexDigitValue, digit < base {
        value = value * base + UInt32(digit)
        j += 1
      }
      return (value, j)
    }
    switch byte(i + 1) {
    case UInt8(ascii: "x"):
      let found = digits(i + 2, atMost: 2, base: 16)
      return found.end == i + 4 ? (found.value, 4) : nil
    case UInt8(ascii: "U"):
      let found = digits(i + 2, atMost: 8, base: 16)
      return found.end == i + 10 && isScalar(found.value) ? (found.value, 10) : nil
    case UInt8(ascii: "u") where byte(i + 2) == UInt8(ascii: "{"):
      // Fewer digits are an accent of TeX: \u{a}.
      let found = digits(i + 3, atMost: 6, base: 16)
      guard found.end >= i + 7, byte(found.end) == UInt8(ascii: "}"), isScalar(found.value) else {
        return nil
      }
      return (found.value, found.end + 1 - i)
    case 0x30...0x37 where isProgram(close):
      // \033 and \0; \1 is rather a group of a pattern.
      let found = digits(i + 1, atMost: 3, base: 8)
      let isNul = found.end == i + 2 && found.value == 0 && !byte(i + 2).isDigit
      return isNul || found.end == i + 4 && found.value < 0x100
        ? (found.value, found.end - i) : nil
    case UInt8(ascii: "a") where isProgram(close) && lettersEnd(i + 1) - i < 4: return (0x07, 2)
    case UInt8(ascii: "v") where isProgram(close) && lettersEnd(i + 1) - i < 4: return (0x0B, 2)
    default: return nil
    }
  }

  private func isScalar(_ value: UInt32) -> Bool { Unicode.Scalar(value) != nil }

  /// Writes a character as JSON's escape, beyond U+FFFF as a pair of surrogates.
  private func write(_ escape: (scalar: UInt32, size: Int)) {
    var out: [UInt8] = []
    func append(_ unit: UInt32) {
      out += Array(#"\u"#.utf8)
      for shift in [12, 8, 4, 0] as [UInt32] {
        out.append(Array("0123456789abcdef".utf8)[Int(unit >> shift & 15)])
      }
    }
    if escape.scalar > 0xFFFF {
      append(0xD800 + (escape.scalar - 0x10000) >> 10)
      append(0xDC00 + (escape.scalar - 0x10000) & 0x3FF)
    } else {
      append(escape.scalar)
    }
    change(position, position + escape.size, out, .foreignEscape)
    position += escape.size
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
}
