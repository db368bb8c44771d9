import AdhereBytes

/// Says of each call of a text how it stands there: one pass over the text between the calls, line
/// by line, as a reader of Markdown and of programs sees it.
struct SettingReader {
  let text: UnsafePointer<UInt8>
  let end: Int
  /// Fenced blocks, ascending, with their info string.
  private let fences: [Range<Int>]
  private var nextFence = 0
  /// Where the model thought aloud: no part of any line.
  private let zones: [Range<Int>]
  private var nextZone = 0

  /// What was seen on the current line.
  struct Line {
    /// Words of a sentence.
    var hasWords = false
    /// How many, since the last mark that announces a call.
    var words = 0
    /// Words of a sentence that goes on before a mark that announces a call.
    var hadWords = false
    /// No more than white space.
    var isBlank = true
    /// Brackets that are open: what is in them is no sentence.
    var depth = 0
    /// A mark that announces a call.
    var isAnnounced = false
    /// The call that was just met is at the beginning of the line.
    var isUndecided = false
    /// A call that cannot be read: where it ends is not known, so what follows may be of it.
    var isBroken = false
    /// A row of a table.
    var isRow = false
    /// A call that is made: what follows on the line is of its kind.
    var hasCall = false
    var isQuotation = false
    var isComment = false
    /// It begins a block of a program.
    var isHeader = false
    var isStruck = false
    /// Inside a tag's attributes.
    var isInTag = false
    /// The quote that is open, in program text; and whether something was before it.
    var quote: UInt8 = 0
    var isOperand = false
  }

  var line = Line()
  /// The outermost block of a program that is open: how far its header is indented, and whether
  /// a brace ends it.
  private var block: (indent: Int, isBraced: Bool)?
  /// What ends the string in triple quotes, the comment or the document that is open.
  var open = Open.none
  /// Turns of a dialogue that the model only quotes or makes up.
  private var isDialogue = false
  private var isDifference = false
  private var out: [CallSetting] = []
  /// Calls of the current line that nothing but the rest of the line can tell to be in prose.
  private var undecided: [(index: Int, isBare: Bool)] = []
  /// Calls of the current line behind words and a mark, which stand in a sentence where it goes on.
  private var named: [Int] = []
  /// Whether a block of a program was met.
  private(set) var sawProgram = false
  /// Whether there are words outside fenced blocks and calls.
  private(set) var sawWords = false

  /// What can span lines.
  enum Open: Equatable {
    case none
    case tripleQuote(UInt8)
    case blockComment
    case markupComment
    /// A shell's here-document, up to a line that is this word.
    case document(Range<Int>)
  }

  init(
    _ text: UnsafePointer<UInt8>, _ end: Int, fences: [Range<Int>], zones: [Range<Int>] = []
  ) {
    self.text = text
    self.end = end
    self.zones = zones
    // Backticks in one line are part of their sentence.
    self.fences = fences.filter { block in block.contains { text[$0] == 0x0A } }
  }

  func byte(_ i: Int) -> UInt8 { i >= 0 && i < end ? text[i] : 0 }

  /// The setting of each stretch.
  ///
  /// - Parameter stretches: ascending by their start.
  mutating func settings(of stretches: [CallStretch]) -> [CallSetting] {
    out = []
    out.reserveCapacity(stretches.count)
    var i = 0
    beginLine(at: 0)
    for stretch in stretches {
      if stretch.start < i, let last = out.last {
        // Inside the one before.
        out.append(last)
        continue
      }
      pass(from: i, to: stretch.start)
      let setting = setting(of: stretch)
      if setting == .made { line.hasCall = true }
      if setting == .made, isNamed(stretch) {
        named.append(out.count)
        announce(at: stretch.start)
      }
      if line.isUndecided { undecided.append((out.count, stretch.isBare)) }
      if stretch.isBroken { line.isBroken = true }
      line.isBlank = false
      out.append(setting)
      i = max(stretch.end, i)
    }
    if sawProgram && !sawWords || !undecided.isEmpty || !named.isEmpty { pass(from: i, to: end) }
    endLine()
    return out
  }

  // MARK: - Lines

  /// Whether `i` is in a fenced block; offsets must not go down.
  mutating func isFenced(_ i: Int) -> Bool {
    while nextFence < fences.count, fences[nextFence].upperBound <= i { nextFence += 1 }
    return nextFence < fences.count && fences[nextFence].contains(i)
  }

  /// A call at the beginning of a line that goes on with words is a part of their sentence.
  private mutating func endLine() {
    if line.hasWords, !line.isBroken {
      for (index, isBare) in undecided { out[index] = isBare ? .shown : .prose }
      if line.words > 1 { for index in named { out[index] = .named } }
    }
    named.removeAll(keepingCapacity: true)
    undecided.removeAll(keepingCapacity: true)
  }

  private mutating func beginLine(at start: Int) {
    line = Line()
    if case .document(let word) = open {
      if isLine(at: start, text: word) { open = .none }
      return
    }
    var i = start
    while byte(i) == 0x20 || byte(i) == 0x09 { i += 1 }
    guard i < end, text[i] > 0x20 else { return }
    if byte(i) == UInt8(ascii: "`"), byte(i + 1) == UInt8(ascii: "`") {
      beginFence(at: i)
      return
    }
    if open != .none { return }
    if let block, i - start <= block.indent, !block.isBraced || text[i] == UInt8(ascii: "}") {
      self.block = nil
    }
    line.isQuotation = isQuotation(at: i)
    line.isRow = isRow(at: i)
    line.isComment = isChange(at: i)
    if TurnMarker.beginsOtherTurn(text, at: afterOrnaments(i), to: end) { isDialogue = true }
    if let header = BlockHeader.find(text, at: i, to: end, isProgram: isFenced(i)) {
      line.isHeader = true
      sawProgram = true
      if header.opensBlock, block == nil { block = (i - start, header.isBraced) }
    }
  }

  /// A row of a table: a bar at its beginning, and space behind that or a bar at its end. Other bars
  /// are of a token that lost its beginning.
  private func isRow(at i: Int) -> Bool {
    guard text[i] == UInt8(ascii: "|") else { return false }
    if byte(i + 1) <= 0x20 { return true }
    var stop = i
    while stop < end, text[stop] != 0x0A { stop += 1 }
    while text[stop - 1] <= 0x20 { stop -= 1 }
    return stop > i + 1 && text[stop - 1] == UInt8(ascii: "|")
  }

  private mutating func beginFence(at i: Int) {
    block = nil
    open = .none
    var j = i
    while byte(j) == UInt8(ascii: "`") { j += 1 }
    isDifference =
      BlockHeader.isWord("diff", text, at: j, to: end)
      || BlockHeader.isWord("patch", text, at: j, to: end)
  }

  /// A line of a difference: a sign right before what was taken out, with what came instead in the
  /// next line, or right before that.
  private func isChange(at i: Int) -> Bool {
    func isWord(_ i: Int) -> Bool { ByteClass.isWord(byte(i)) && !byte(i).isDigit }
    if text[i] == UInt8(ascii: "+") { return isWord(i + 1) }
    guard text[i] == UInt8(ascii: "-"), isWord(i + 1) else {
      return text[i] == UInt8(ascii: "-") && byte(i + 1) == text[i] && byte(i + 2) == 0x20
    }
    var j = i
    while j < end, text[j] != 0x0A { j += 1 }
    return byte(j + 1) == UInt8(ascii: "+") && isWord(j + 2)
  }

  /// `> text` of Markdown, `>>> f()` of a Python session. A model family's own mark has no space.
  private func isQuotation(at i: Int) -> Bool {
    var j = i
    while byte(j) == UInt8(ascii: ">") { j += 1 }
    return j > i && byte(j) == 0x20
  }

  private func isLine(at start: Int, text word: Range<Int>) -> Bool {
    var i = start
    while byte(i) == 0x09 || byte(i) == 0x20 { i += 1 }
    for j in word {
      guard byte(i) == text[j] else { return false }
      i += 1
    }
    return i >= end || byte(i) == 0x0A || byte(i) == 0x0D
  }

  // MARK: - What is between

  private mutating func pass(from start: Int, to stop: Int) {
    var i = start
    while i < stop {
      while nextZone < zones.count, zones[nextZone].upperBound <= i { nextZone += 1 }
      if nextZone < zones.count, zones[nextZone].contains(i) {
        i = zones[nextZone].upperBound
        endLine()
        line = Line()
        continue
      }
      if text[i] == 0x0A {
        endLine()
        i += 1
        beginLine(at: i)
        continue
      }
      let fenced = isFenced(i)
      if open != .none {
        i = passOpen(at: i)
      } else if line.isComment {
        i += 1
      } else if fenced || line.isHeader || block != nil {
        i = passProgram(at: i)
      } else {
        i = passProse(at: i, to: stop)
      }
    }
  }

  private mutating func passOpen(at i: Int) -> Int {
    switch open {
    case .tripleQuote(let quote) where byte(i) == quote && isTriple(at: i):
      open = .none
      return i + 3
    case .blockComment where byte(i) == UInt8(ascii: "*") && byte(i + 1) == UInt8(ascii: "/"):
      open = .none
      return i + 2
    case .markupComment where SettingReader.matches("-->", text, i, end):
      open = .none
      return i + 3
    default: return i + 1
    }
  }

  func isTriple(at i: Int) -> Bool { byte(i + 1) == text[i] && byte(i + 2) == text[i] }

  static func matches(
    _ word: StaticString, _ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    return i + count <= end
      && word.withUTF8Buffer { w in (0..<count).allSatisfy { text[i + $0] == w[$0] } }
  }

  mutating func noteWords() {
    line.hasWords = true
    sawWords = true
  }

  // MARK: - Settings

  private mutating func setting(of stretch: CallStretch) -> CallSetting {
    let fenced = isFenced(stretch.start)
    if open != .none || line.isComment || line.isQuotation || line.isStruck
      || line.isInTag && closesTag(stretch.end) || isDialogue || isDifference && fenced
    {
      return .shown
    }
    line.isUndecided = false
    if line.quote != 0 && line.isOperand || isText(stretch) { return .shown }
    if line.isHeader || block != nil || fenced && BlockHeader.follows(text, stretch.end, end) {
      return .conditional
    }
    // A row of a table, a link's text.
    if line.isRow || isLink(stretch) { return .shown }
    if fenced || stretch.isMarked || line.depth > 0 { return .made }
    if line.hasCall || line.isBroken || !line.hasWords {
      line.isUndecided = !line.isAnnounced
      return .made
    }
    if line.isAnnounced, byte(stretch.start - 1) == UInt8(ascii: "=") { return .made }
    if isBehindColon(stretch.start), endsLine(stretch.end) { return .made }
    if isBehindSentence(stretch.start), endsLine(stretch.end) { return .made }
    return stretch.isBare ? .shown : .prose
  }

  /// Whether a call is in quotes that a program assigns or hands on: `s = "f()"`, `print("f()")`.
  private func isText(_ stretch: CallStretch) -> Bool {
    let quote = byte(stretch.start - 1)
    let isInQuotes =
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`")
    guard isInQuotes && isAhead(quote, of: stretch.end) || stretch.isQuoted else { return false }
    var i = stretch.start - (isInQuotes ? 1 : 0)
    while i > 0, text[i - 1] == 0x20 || isInQuotes && text[i - 1] == quote { i -= 1 }
    return byte(i - 1) == UInt8(ascii: "=") || byte(i - 1) == UInt8(ascii: "(")
  }

  /// Whether the quote closes on the line.
  private func isAhead(_ quote: UInt8, of start: Int) -> Bool {
    let limit = min(end, start + SettingReader.reach)
    return (start..<max(start, limit)).lazy.prefix { text[$0] != 0x0A }
      .contains { text[$0] == quote }
  }

  /// Whether a tag that was open goes on behind `start` up to its end.
  private func closesTag(_ start: Int) -> Bool {
    var i = start
    while i < end, i - start < SettingReader.reach, text[i] != 0x0A, text[i] != UInt8(ascii: "<") {
      if text[i] == UInt8(ascii: ">") { return true }
      i += 1
    }
    return false
  }

  /// How far the end of what is open on a line is looked for.
  private static let reach = 400

  /// `[text](address)`
  private func isLink(_ stretch: CallStretch) -> Bool {
    stretch.isMarked && byte(stretch.end) == UInt8(ascii: "(")
      && byte(stretch.end + 1) != UInt8(ascii: ")")
  }

  /// Past the signs of Markdown around a label.
  private func afterOrnaments(_ start: Int) -> Int {
    var i = start
    while byte(i) == UInt8(ascii: "*") || byte(i) == UInt8(ascii: "_") { i += 1 }
    return i
  }

  /// Whether the last thing before a call is a colon, whatever quotes or stars are between.
  func isBehindColon(_ start: Int) -> Bool {
    var i = start
    while i > 0, isOrnament(text[i - 1]) { i -= 1 }
    // U+FF1A, the wide colon of East Asian text, too.
    return byte(i - 1) == UInt8(ascii: ":")
      || i >= 3 && text[i - 3] == 0xEF && text[i - 2] == 0xBC && text[i - 1] == 0x9A
  }

  /// Whether an object begins where a sentence ended: `I will do that. {…}`.
  private func isBehindSentence(_ start: Int) -> Bool {
    byte(start) == UInt8(ascii: "{") && byte(start - 1) == 0x20 && endsSentence(before: start)
  }

  /// Whether nothing but punctuation follows on the line.
  private func endsLine(_ stop: Int) -> Bool {
    var i = stop
    while i < end,
      isOrnament(text[i]) || text[i] == UInt8(ascii: ".") || text[i] == UInt8(ascii: ";")
        || text[i] == UInt8(ascii: ",")
    {
      i += 1
    }
    return i >= end || text[i] == 0x0A || text[i] == 0x0D || text[i] == UInt8(ascii: "<")
  }

  private func isOrnament(_ b: UInt8) -> Bool {
    switch b {
    case 0x20, 0x09, UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      true
    default: false
    }
  }
}
