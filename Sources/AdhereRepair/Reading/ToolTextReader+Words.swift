import AdhereBytes
import AdhereJSON

/// Calls that begin with a word: `f(…)`, and the text form of agents.
extension ToolTextReader {
  /// A word: a call `f(…)`, a quoted name `'f'(…)`, or nothing of interest.
  mutating func readName(at i: Int) -> Int {
    let stop = RelaxedReader.wordEnd(text, i, end)
    if isExhausted { return stop }
    if mayBeHead(at: i), let next = readHead(at: i) { return max(stop, next) }
    if text[i] == UInt8(ascii: "A"), let step = ReActStep.find(text, at: i, to: end) {
      return max(stop, readStep(step, at: i))
    }
    if text[i] == UInt8(ascii: "A"), let name = ReActStep.nameApart(text, at: i, to: end) {
      noteStep(name, at: i)
    }
    var parenthesis = stop
    let quote = byte(stop)
    let isQuoted =
      quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`")
    if isQuoted, byte(i - 1) == quote { parenthesis += 1 }
    while byte(parenthesis) == 0x20, parenthesis - stop < 2 { parenthesis += 1 }
    guard byte(parenthesis) == UInt8(ascii: "(") else { return stop }
    let name = Markdown.unescape(
      Array(UnsafeBufferPointer(start: text + i, count: stop - i)))
    guard let tools else { return isMarked(i) ? readCall(name, i, parenthesis) : stop }
    guard let match = tools.resolve(name) else {
      if parenthesis == stop { noteForeign(i, parenthesis) }
      return max(stop, readNearCall(name, i, parenthesis))
    }
    guard match.isExact || !isProgramsOwn(name), !isDefinition(before: i) else { return stop }
    let next = readCall(name, i, parenthesis)
    noteLostList(around: i, parenthesis)
    return max(stop, next)
  }

  /// Notes where the arguments end of something else that is called: what is in them is part of it.
  private mutating func noteForeign(_ i: Int, _ parenthesis: Int) {
    guard foreign.map({ $0.upperBound <= i }) ?? true else { return }
    // What a program prints it has called.
    let isPrint = UnsafeBufferPointer(start: text, count: end).hasBytes("print", at: i)
    if isPrint, i + 5 == parenthesis { return }
    // A word of talk has its bracket close soon.
    let isCall = beginsArguments(parenthesis + 1)
    let reach = isCall ? ToolTextReader.longestForeign : ToolTextReader.longestAside
    let limit = min(end, parenthesis + reach)
    if let close = ForeignCalls.closing(text, parenthesis, limit) {
      foreign = i..<close
    } else if isCall {
      foreign = i..<limit
    }
  }

  /// Whether an argument is at `i`, as a program writes it, and no words.
  private func beginsArguments(_ i: Int) -> Bool {
    var start = i
    while start < end, text[start] <= 0x20 { start += 1 }
    switch byte(start) {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"), 0x30...0x39:
      return true
    default: break
    }
    var stop = start
    while ByteClass.isName(byte(stop)) { stop += 1 }
    guard stop > start else { return false }
    switch byte(stop) {
    case UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: ","), UInt8(ascii: "'"),
      UInt8(ascii: "\""):
      return true
    default: return false
    }
  }

  /// How far the end of something is looked for that is called and is no tool.
  private static let longestForeign = 8_192
  /// And behind a word of talk: `the user(who is out)`.
  private static let longestAside = 200

  /// `="x"), f(a="y")]`: the last calls of a list whose beginning was lost.
  private mutating func noteLostList(around i: Int, _ parenthesis: Int) {
    let isBroken = unreadable.last?.start == i
    guard let stop = isBroken ? unreadable.last?.end : regions.last?.end,
      isBroken || regions.last?.start == i
    else { return }
    var comma = i
    while byte(comma - 1) == 0x20 { comma -= 1 }
    guard byte(comma - 1) == UInt8(ascii: ","), byte(comma - 2) == UInt8(ascii: ")"),
      let close = listEnd(from: isBroken ? parenthesis : stop, to: stop), !isInBrackets(i)
    else { return }
    if isBroken { unreadable.removeLast() }
    note(UnreadableCall(start: i, end: max(stop, close), isMarked: true))
  }

  /// Past the bracket that ends a list, behind the rest of a row of calls.
  ///
  /// - Parameters:
  ///   - start: the first parenthesis, or where the only call ends.
  ///   - stop: what was tried there may reach beyond the call, so far.
  private func listEnd(from start: Int, to stop: Int) -> Int? {
    var i = start
    while true {
      if byte(i) == UInt8(ascii: "(") {
        guard let close = ForeignCalls.closing(text, i, stop) else { return nil }
        i = close
      }
      while i < end, text[i] <= 0x20 { i += 1 }
      if byte(i) == UInt8(ascii: "]") { return i + 1 }
      guard byte(i) == UInt8(ascii: ","), i < stop else { return nil }
      i += 1
      while i < end, text[i] <= 0x20 || ByteClass.isName(text[i]) { i += 1 }
      guard byte(i) == UInt8(ascii: "(") else { return nil }
    }
  }

  /// Whether a square bracket is open on the line, as far as anyone would look.
  private func isInBrackets(_ i: Int) -> Bool {
    var depth = 0
    var j = i
    while j > 0, i - j < 400, text[j - 1] != 0x0A {
      j -= 1
      if text[j] == UInt8(ascii: "]") { depth += 1 }
      if text[j] == UInt8(ascii: "[") { depth -= 1 }
      if depth < 0 { return true }
    }
    return false
  }

  /// `größe_setzen(…)`: a name that begins with a letter of another alphabet, or goes on with one.
  mutating func readNameBeyondASCII(at i: Int) -> Int {
    var stop = i
    while stop < end, text[stop] >= 0x80 || ByteClass.isName(text[stop]) { stop += 1 }
    guard let tools, byte(stop) == UInt8(ascii: "("), !isExhausted else {
      return tailName(from: i, to: stop)
    }
    // The name may have begun in ASCII; what was read of it so far is no call.
    var start = i
    while start > 0, start > i - 64, text[start - 1] >= 0x80 || ByteClass.isName(text[start - 1]) {
      start -= 1
    }
    let name = Array(UnsafeBufferPointer(start: text + start, count: stop - start))
    guard tools.resolve(name)?.isExact ?? false, !isDefinition(before: start) else {
      return tailName(from: i, to: stop)
    }
    return max(stop, readCall(name, start, stop))
  }

  /// Where the ASCII word at the end of a run begins: words of other scripts may stand right
  /// before a name.
  private func tailName(from i: Int, to stop: Int) -> Int {
    var tail = stop
    while tail > i, ByteClass.isName(text[tail - 1]) { tail -= 1 }
    return max(tail, i + 1)
  }

  /// A call under the last word of an offered tool's name, with keywords that the tool knows.
  private mutating func readNearCall(_ name: [UInt8], _ i: Int, _ parenthesis: Int) -> Int {
    guard let tools, let near = tools.sameLastWord(as: name), !isDefinition(before: i),
      !isProgramsOwn(name)
    else { return i + 1 }
    let reader = RelaxedReader(text, from: i, to: end, tools: tools, readsCalls: true)
    guard reader.openCall(name, i, parenthesis) == .complete, reader.readOpen() == .complete,
      let region = region(from: i, reader, truncated: false), region.tools == [near]
    else { return i + 1 }
    append(region)
    return reader.position
  }

  /// Where the tools are not known, a call in the middle of a text counts behind markup, behind
  /// another call and at the beginning.
  private func isMarked(_ i: Int) -> Bool {
    var j = i
    while byte(j - 1) != 0, byte(j - 1) <= 0x20 { j -= 1 }
    return j == 0 || byte(j - 1) == UInt8(ascii: ">") || regions.last?.end == j
  }

  private mutating func readCall(_ name: [UInt8], _ i: Int, _ parenthesis: Int) -> Int {
    let stop = parenthesis
    // `f()` of a tool that needs arguments only names the tool.
    if byte(parenthesis + 1) == UInt8(ascii: ")"), let tools, let tool = tools.resolve(name)?.index,
      tools.tools[tool].required > 0
    {
      return parenthesis + 2
    }
    if let next = readNotation(at: i) { return max(next, stop) }
    let reader = RelaxedReader(text, from: i, to: end, tools: tools, readsCalls: true)
    reader.variables = programVariables
    let opened = reader.openCall(name, i, parenthesis)
    guard opened == .complete else { return i + 1 }
    let result = reader.readOpen()
    switch result {
    case .complete, .truncated:
      if isMention(reader, parenthesis) { return reader.position }
      if let next = takeMended(at: i, reader, truncated: result == .truncated) { return next }
      if result == .truncated {
        isCut = true
        unreadable.append(UnreadableCall(start: i, end: reader.position, isCutOff: true))
      }
      return max(retry(i, reader), stop)
    case .failed(let failure):
      if failure == .expression {
        unreadable.append(
          UnreadableCall(start: i, end: reader.position, tool: reader.lastTool))
      }
      return max(retry(i, reader), stop)
    }
  }

  /// `f()` of a tool that needs arguments only names the tool.
  private func isMention(_ reader: RelaxedReader, _ parenthesis: Int) -> Bool {
    guard let tools, let tool = reader.lastTool else { return false }
    return reader.peek(parenthesis + 1).byte == UInt8(ascii: ")")
      && tools.tools[tool].required > 0
  }

  /// `random.gauss` is the module's where the program says `import random`, and `get_time` its
  /// own function where it says `def get_time`, whatever tool is called alike.
  private mutating func isProgramsOwn(_ name: [UInt8]) -> Bool {
    if imports == nil { imports = Imports.find(text, end) }
    let dot = name.firstIndex(of: UInt8(ascii: ".")) ?? name.endIndex
    return imports!.contains(Array(name[..<dot]))
  }

  /// `def f(`, `function f(`, `class f(` declare what they name.
  private func isDefinition(before i: Int) -> Bool { DefinitionWord.stands(before: i, text) }
}
