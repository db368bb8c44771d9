/// What a line of running text, or of a program, says of the calls behind it.
extension SettingReader {
  /// One token of running text.
  mutating func passProse(at i: Int, to stop: Int) -> Int {
    let b = text[i]
    switch b {
    case 0...0x20: return i + 1
    case UInt8(ascii: "<"): return passTag(at: i, to: stop)
    case UInt8(ascii: "~") where byte(i + 1) == b:
      line.isStruck.toggle()
      line.isBlank = false
      return i + 2
    case UInt8(ascii: "#"), UInt8(ascii: "/"):
      return passSign(at: i)
    case UInt8(ascii: "["):
      if let mark = CallEvidence.markEnd(text, i, end, closing: nil), mark <= stop {
        announce(at: i)
        line.isBlank = false
        return mark
      }
      // [TOOL_CALLS] and its like announce a call, whatever was said before.
      var j = i + 1
      while j < stop, isCapital(text[j]) { j += 1 }
      if j > i + 2, byte(j) == UInt8(ascii: "]") {
        announce(at: i)
        line.isBlank = false
        return j + 1
      }
      return passOpening(at: i)
    case UInt8(ascii: "{"): return passOpening(at: i)
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      line.depth = max(0, line.depth - 1)
      return i + 1
    default: break
    }
    guard beginsWord(i) else {
      line.isBlank = false
      return i + 1
    }
    var j = i
    while j < stop, ByteClass.isWordOrBeyondASCII(text[j]) { j += 1 }
    if isSentenceWord(i, j) {
      noteWords()
      // A name of the wire may have leaked; where no spaces are written one word is a sentence.
      line.words += text[i] < 0x80 ? 1 : 2
    }
    line.isBlank = false
    return j
  }

  /// A bracket before any words is no part of a sentence.
  private mutating func passOpening(at i: Int) -> Int {
    line.isBlank = false
    if !line.hasWords || line.depth > 0 { line.depth += 1 }
    return i + 1
  }

  /// A mark of a model family: what was said before it on the line says nothing of the call.
  mutating func announce(at mark: Int) {
    if line.hasWords, !endsSentence(before: mark), !isBehindColon(mark) { line.hadWords = true }
    line.words = 0
    line.hasWords = false
    line.isAnnounced = true
  }

  /// Whether a sentence that goes on leads to a model's mark.
  mutating func isNamed(_ stretch: CallStretch) -> Bool {
    guard !isFenced(stretch.start) else { return false }
    return line.hadWords
      || stretch.isMarked && line.hasWords && byte(stretch.start) == UInt8(ascii: "<")
        && !endsSentence(before: stretch.start)
        && !isBehindColon(stretch.start)
  }

  /// Whether the last thing before `start`, white space aside, is the end of a sentence.
  func endsSentence(before start: Int) -> Bool {
    var i = start
    while byte(i - 1) == 0x20 { i -= 1 }
    switch byte(i - 1) {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    case UInt8(ascii: ".") where byte(i - 2) == UInt8(ascii: "."): return true
    case UInt8(ascii: "."):
      // Behind one letter it is an abbreviation: `e.g. {…}`.
      return (2...3).allSatisfy { ByteClass.isWordOrBeyondASCII(byte(i - $0)) }
    default:
      // U+3002, U+FF01 and U+FF1F end sentences of East Asian text; U+2026 is three dots.
      return i >= 3
        && (text[i - 3] == 0xE2 && text[i - 2] == 0x80 && text[i - 1] == 0xA6
          || text[i - 3] == 0xE3 && text[i - 2] == 0x80 && text[i - 1] == 0x82
          || text[i - 3] == 0xEF && text[i - 2] == 0xBC
            && (text[i - 1] == 0x81 || text[i - 1] == 0x9F))
    }
  }

  private func isCapital(_ b: UInt8) -> Bool {
    b >= UInt8(ascii: "A") && b <= UInt8(ascii: "Z") || b == UInt8(ascii: "_")
  }

  /// A letter of any alphabet; not a digit, a bullet, an arrow or a picture.
  private func beginsWord(_ i: Int) -> Bool {
    switch text[i] {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"), 0xC3...0xE1, 0xE4...0xEE:
      true
    case 0xE3: byte(i + 1) > 0x80
    default: false
    }
  }

  /// Whether a word is part of a sentence, and not of a program's line or of markup: what is
  /// assigned to, called or taken a part of, `call:f`, `to=f`, `return f`.
  private func isSentenceWord(_ start: Int, _ stop: Int) -> Bool {
    let next = byte(stop)
    switch next {
    case UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: "{"): return false
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "["):
      if ByteClass.isWord(byte(stop + 1)) { return false }
    default: break
    }
    if line.hasWords { return true }
    var j = stop
    while byte(j) == 0x20 { j += 1 }
    if byte(j) == UInt8(ascii: "="), byte(j + 1) != UInt8(ascii: "=") { return false }
    return !BlockHeader.isStatementWord(text, start, stop)
  }

  /// `# comment`, `// comment`; in running text only where nothing or a call is before it.
  private mutating func passSign(at i: Int) -> Int {
    let isDouble = byte(i + 1) == text[i]
    let isComment =
      text[i] == UInt8(ascii: "#") ? !isDouble : isDouble && byte(i - 1) != UInt8(ascii: ":")
    if text[i] == UInt8(ascii: "/"), byte(i + 1) == UInt8(ascii: "*"), line.isBlank {
      open = .blockComment
      return i + 2
    }
    let isFirst = line.isBlank || line.hasCall && !line.hasWords
    if isComment, isFirst { line.isComment = true }
    line.isBlank = false
    return i + (isDouble ? 2 : 1)
  }

  /// A tag, a comment of HTML, or a sign.
  private mutating func passTag(at i: Int, to stop: Int) -> Int {
    line.isBlank = false
    if SettingReader.matches("<!--", text, i, end) {
      open = .markupComment
      return i + 4
    }
    var j = i + 1
    let limit = min(stop, i + 100)
    var hasEquals = false
    while j < limit, text[j] != UInt8(ascii: ">"), text[j] != 0x0A, text[j] != UInt8(ascii: "<") {
      if text[j] == UInt8(ascii: "=") { hasEquals = true }
      j += 1
    }
    if j < limit, text[j] == UInt8(ascii: ">") {
      if announcesCall(i + 1, j) { announce(at: i) }
      return j + 1
    }
    if j >= stop, hasEquals, beginsTag(i + 1) {
      // <function=f: the call itself begins in a tag.
      if announcesCall(i + 1, stop) { announce(at: i) } else { line.isInTag = true }
    } else if j >= stop, isOneWord(i + 1, stop), announcesCall(i + 1, stop) {
      // <tool_call {…}>: the call itself stands in the tag.
      announce(at: i)
      return stop
    }
    return i + 1
  }

  /// Whether a tag's name is at `i`: a word, and attributes behind it.
  private func beginsTag(_ i: Int) -> Bool {
    var stop = i
    while ByteClass.isName(byte(stop)) || byte(stop) == UInt8(ascii: ":") { stop += 1 }
    return stop > i && (byte(stop) <= 0x20 || byte(stop) == UInt8(ascii: "="))
  }

  private func isOneWord(_ start: Int, _ stop: Int) -> Bool {
    var i = start
    while i < stop, ByteClass.isWord(text[i]) { i += 1 }
    return i > start && i < stop && (i..<stop).allSatisfy { text[$0] <= 0x20 }
  }

  /// Whether a tag's name is a model family's, and not that of a document's markup: it has other
  /// signs or speaks of tools, calls or functions.
  private func announcesCall(_ start: Int, _ stop: Int) -> Bool {
    for i in start..<stop {
      let b = text[i] | 0x20
      if text[i] >= 0x80 || text[i] == UInt8(ascii: "|") { return true }
      switch b {
      case UInt8(ascii: "t"): if matchesFolded("tool", i, stop) { return true }
      case UInt8(ascii: "c"): if matchesFolded("call", i, stop) { return true }
      case UInt8(ascii: "f"): if matchesFolded("func", i, stop) { return true }
      default: break
      }
    }
    return false
  }

  private func matchesFolded(_ word: StaticString, _ i: Int, _ stop: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    return i + count <= stop
      && word.withUTF8Buffer { w in (0..<count).allSatisfy { text[i + $0] | 0x20 == w[$0] } }
  }

  // MARK: - Programs

  /// One token of a block of code.
  mutating func passProgram(at i: Int) -> Int {
    let b = text[i]
    if line.quote != 0 {
      if b == UInt8(ascii: "\\") { return i + 2 > end ? end : i + 2 }
      if b == line.quote { line.quote = 0 }
      return i + 1
    }
    defer { if b > 0x20 { line.isBlank = false } }
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if isTriple(at: i) {
        open = .tripleQuote(b)
        return i + 3
      }
      if !isApostrophe(i) { line.quote = b }
      return i + 1
    case UInt8(ascii: "#"):
      if line.isBlank || byte(i - 1) == 0x20 || byte(i - 1) == 0x09 { line.isComment = true }
      return i + 1
    case UInt8(ascii: "/"):
      if byte(i + 1) == b, byte(i - 1) != UInt8(ascii: ":") {
        line.isComment = true
      } else if byte(i + 1) == UInt8(ascii: "*") {
        open = .blockComment
        return i + 2
      }
      return i + 1
    case UInt8(ascii: "-"):
      if line.isBlank, byte(i + 1) == b, byte(i + 2) == 0x20 { line.isComment = true }
      return i + 1
    case UInt8(ascii: "<"):
      if SettingReader.matches("<!--", text, i, end) {
        open = .markupComment
        return i + 4
      }
      return passDocumentSign(at: i)
    case UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: ":"), UInt8(ascii: "+"):
      line.isOperand = true
      return i + 1
    case UInt8(ascii: "&"), UInt8(ascii: "|"):
      if byte(i + 1) == b { line.isHeader = true }
      return i + 1
    default:
      guard ByteClass.isWordOrBeyondASCII(b) else { return i + 1 }
      var stop = i + 1
      while stop < end, ByteClass.isWordOrBeyondASCII(text[stop]) { stop += 1 }
      if line.isOperand, BlockHeader.isCondition(text, i, stop) { line.isHeader = true }
      line.isOperand = true
      return stop
    }
  }

  private func isApostrophe(_ i: Int) -> Bool {
    text[i] == UInt8(ascii: "'") && i > 0 && ByteClass.isWordOrBeyondASCII(text[i - 1])
      && ByteClass.isWordOrBeyondASCII(byte(i + 1))
  }

  /// `<<EOF`: the lines up to that word are text.
  private mutating func passDocumentSign(at i: Int) -> Int {
    guard byte(i + 1) == UInt8(ascii: "<") else { return i + 1 }
    var start = i + 2
    if byte(start) == UInt8(ascii: "-") { start += 1 }
    while byte(start) == 0x20 || byte(start) == UInt8(ascii: "'")
      || byte(start) == UInt8(ascii: "\"")
    {
      start += 1
    }
    var stop = start
    while stop < end, isCapital(text[stop]) { stop += 1 }
    guard stop > start else { return i + 2 }
    open = .document(start..<stop)
    return stop
  }
}
