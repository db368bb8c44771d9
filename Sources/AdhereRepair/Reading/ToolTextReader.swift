import AdhereJSON

/// Finds the calls in a model's text, without knowing the model: JSON in all its spellings and
/// wrappers, Python calls, names in front of arguments, markup, prose between them.
///
/// One pass. A stretch that turned out to be no call is read again from its inside only while
/// the total of such second readings stays within a constant factor of the text.
struct ToolTextReader: ~Copyable {
  let text: UnsafePointer<UInt8>
  let end: Int
  let tools: ToolTable?
  private(set) var regions: [CallRegion] = []
  /// Calls of offered tools that are there and cannot be read as data: variables, expressions.
  private(set) var unreadable: [UnreadableCall] = []
  /// Tools that are called and were not offered.
  private(set) var unknown: [[UInt8]] = []
  /// The insides of fenced blocks, ascending.
  private(set) var fences: [Range<Int>] = []
  /// The last bracket of the text was never closed.
  private(set) var isCut = false

  private var parser = TapeParser()
  private var wasted = 0
  private var openFence: Int?
  /// Variables with literal values; only of texts that have a block of code.
  private lazy var programVariables: Variables? =
    ToolTextReader.hasFence(text, end) ? AssignmentReader.read(text, end) : nil
  /// Names that the text imports or defines, once they were looked for.
  private var imports: Set<[UInt8]>?

  init(_ text: UnsafePointer<UInt8>, _ end: Int, tools: ToolTable?) {
    self.text = text
    self.end = end
    self.tools = tools
  }

  private static func hasFence(_ text: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    var i = 0
    while i + 2 < end {
      if text[i] == 0x60, text[i + 1] == 0x60, text[i + 2] == 0x60 { return true }
      i += 1
    }
    return false
  }

  func byte(_ i: Int) -> UInt8 { i >= 0 && i < end ? text[i] : 0 }

  /// Reads the whole text outside `zones`.
  mutating func read(outside zones: [Range<Int>]) {
    var i = 0
    var zone = 0
    while i < end {
      if zone < zones.count, i >= zones[zone].lowerBound {
        i = max(i, zones[zone].upperBound)
        zone += 1
        continue
      }
      let b = text[i]
      switch b {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        i = readBracket(at: i)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "_"):
        i = readName(at: i)
      case UInt8(ascii: "<"): i = readTagged(at: i)
      case UInt8(ascii: "`") where byte(i + 1) == b && byte(i + 2) == b:
        i = passFence(at: i)
      default: i += 1
      }
    }
    if let start = openFence { fences.append(start..<end) }
  }

  // MARK: - Fences

  private mutating func passFence(at i: Int) -> Int {
    if let start = openFence {
      fences.append(start..<i)
      openFence = nil
      return i + 3
    }
    // The info string is part of the fence.
    var j = i + 3
    while ByteClass.isWord(byte(j)) { j += 1 }
    if byte(j) != UInt8(ascii: "("), byte(j) != UInt8(ascii: ".") {
      openFence = i
      return j
    }
    openFence = i
    return i + 3
  }

  /// Index of the fenced block being read; nil outside.
  private var fence: Int? { openFence == nil ? nil : fences.count }

  // MARK: - Brackets

  private mutating func readBracket(at i: Int) -> Int {
    if isExhausted { return i + 1 }
    let reader = RelaxedReader(text, from: i, to: end, tools: tools, readsCalls: true)
    reader.variables = programVariables
    let result = reader.read()
    switch result {
    case .complete, .truncated:
      wasted += reader.lookedAhead
      if let region = region(from: i, reader, truncated: result == .truncated) {
        append(region)
        return reader.position
      }
      if result == .truncated {
        isCut = true
        if reader.openedCall || beginsCallObject(at: i) {
          unreadable.append(UnreadableCall(start: i, end: reader.position, isCutOff: true))
        }
      }
      // A reading that had to guess where strings end may have run over calls.
      let isDoubtful = result == .truncated || reader.used.contains(.innerQuotes)
      return isDoubtful ? retry(i, reader) : reader.position
    case .failed(let failure):
      if failure == .expression {
        noteUnreadable(i, reader)
      } else if beginsCallObject(at: i) {
        // Calls inside a list that broke off are not the whole list.
        unreadable.append(UnreadableCall(start: i, end: reader.position))
      }
      return retry(i, reader)
    }
  }

  /// Whether an object with a quoted key begins here, alone or as the first of a list.
  private func beginsCallObject(at i: Int) -> Bool {
    var j = i
    var depth = 0
    while j < end, depth < 3 {
      let b = text[j]
      if b == UInt8(ascii: "{") || b == UInt8(ascii: "[") {
        depth += 1
      } else if b > 0x20 {
        return (b == UInt8(ascii: "\"") || b == UInt8(ascii: "'")) && j > i
          && lastOpen(before: j) == UInt8(ascii: "{") && !isCall(at: j + 1)
      }
      j += 1
    }
    return false
  }

  /// Whether `f(` of an offered tool is at `i`.
  private func isCall(at i: Int) -> Bool {
    var stop = i
    while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
    guard let tools, stop > i, byte(stop) == UInt8(ascii: "(") else { return false }
    let name = Array(UnsafeBufferPointer(start: text + i, count: stop - i))
    return tools.resolve(name) != nil
  }

  private func lastOpen(before j: Int) -> UInt8 {
    var k = j - 1
    while k > 0, text[k] <= 0x20 { k -= 1 }
    return text[k]
  }

  /// Where to go on after a bracket that held no calls: at its inside, as long as that stays
  /// cheap, else behind what was read.
  private mutating func retry(_ start: Int, _ reader: RelaxedReader) -> Int {
    wasted += reader.work(since: start)
    return isExhausted ? max(reader.position, start + 1) : start + 1
  }

  /// So much was read in vain that the rest of the text counts as text.
  private var isExhausted: Bool { wasted > 8 * end + 4_096 }

  private mutating func noteUnreadable(_ start: Int, _ reader: RelaxedReader) {
    // The calls inside are read one by one next, but they are not the whole list.
    guard reader.openedCall else { return }
    unreadable.append(
      UnreadableCall(start: start, end: reader.position, tool: reader.lastTool))
  }

  // MARK: - Tags

  /// A call written as tags, or nothing of interest.
  private mutating func readTagged(at i: Int) -> Int {
    var reader = TaggedCallReader(text, at: i, to: end)
    guard reader.mayBegin else { return i + 1 }
    var used = RuleSet(.xmlParameters)
    var called: Set<Int> = []
    let tools = tools
    reader.readsJSON = tools == nil
    reader.takesNull = { key in
      guard let tools, let tool = called.first else { return false }
      return tools.tools[tool].parameters.contains { $0.name == key && $0.acceptsNull }
    }
    let isCall = reader.read { name in
      guard let tools else { return JSONWriter.quoted(name) }
      guard let match = tools.resolve(name) else { return nil }
      if !match.isExact { used.insert(.toolName) }
      called.insert(match.index)
      return tools.tools[match.index].quotedName
    }
    guard isCall else {
      if reader.isContradictory {
        unreadable.append(UnreadableCall(start: i, end: reader.position, tool: called.first))
        return max(reader.position, i + 1)
      }
      if !reader.name.isEmpty, let tools, tools.resolve(reader.name) == nil {
        unknown.append(reader.name)
      }
      return i + 1
    }
    append(
      CallRegion(
        start: i, end: reader.position, changes: reader.changes, isList: false, callCount: 1,
        tools: called, isNative: false, used: used, fence: fence, isTruncated: false))
    return reader.position
  }

  // MARK: - Names

  /// A word: a call `f(…)`, a quoted name `'f'(…)`, or nothing of interest.
  private mutating func readName(at i: Int) -> Int {
    let stop = RelaxedReader.wordEnd(text, i, end)
    if isExhausted { return stop }
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
      return max(stop, readNearCall(name, i, parenthesis))
    }
    guard match.isExact || !isProgramsOwn(name), !isDefinition(before: i) else { return stop }
    return max(stop, readCall(name, i, parenthesis))
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
    let reader = RelaxedReader(text, from: i, to: end, tools: tools, readsCalls: true)
    reader.variables = programVariables
    let opened = reader.openCall(name, i, parenthesis)
    guard opened == .complete else { return i + 1 }
    let result = reader.readOpen()
    switch result {
    case .complete, .truncated:
      if isMention(reader, parenthesis) { return reader.position }
      wasted += reader.lookedAhead
      if let region = region(from: i, reader, truncated: result == .truncated) {
        append(region)
        return reader.position
      }
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
  private func isDefinition(before i: Int) -> Bool {
    var j = i
    while byte(j - 1) == 0x20 { j -= 1 }
    guard j < i else { return false }
    for word: StaticString in ["def", "function", "class", "func", "fn", "import"] {
      let count = word.utf8CodeUnitCount
      guard j >= count, !ByteClass.isWord(byte(j - count - 1)) else { continue }
      if word.withUTF8Buffer({ w in (0..<count).allSatisfy { text[j - count + $0] == w[$0] } }) {
        return true
      }
    }
    return false
  }

  private mutating func append(_ region: CallRegion) {
    if region.isTruncated { isCut = true }
    regions.append(region)
  }

  // MARK: - Regions

  /// What was read from `start`, if it holds calls of offered tools and nothing else.
  private mutating func region(
    from start: Int, _ reader: RelaxedReader, truncated: Bool
  ) -> CallRegion? {
    let stop = reader.position
    let json = Changes.apply(
      reader.changes, to: UnsafeBufferPointer(start: text, count: end), in: start..<stop,
      padding: TapeParser.padding)
    let count = json.count - TapeParser.padding
    let tools = tools
    return json.withUnsafeBufferPointer { buffer -> CallRegion? in
      guard parser.parse(padded: buffer.baseAddress!, count: count) == .complete else { return nil }
      let tape = parser.tape(over: buffer.baseAddress!)
      var read = Wrapper.read(tape, tools: tools)
      var named: (start: Int, change: Change)?
      if read == nil, tape.kind(0) == .object, let name = nameBefore(start) {
        named = name
      }
      guard read != nil || named != nil else {
        unknown += Wrapper.unknownTools(tape, tools: tools)
        if tape.kind(0) == .array, holdsQuotedCall(tape) {
          unreadable.append(UnreadableCall(start: start, end: stop))
        }
        return nil
      }
      var changes: [Change]
      var from = start
      var used = reader.used
      if let named {
        from = named.start
        changes = [named.change] + reader.changes
        changes.append(Change(stop, stop, Text.closeBrace, .nameBeforeArguments))
        used.formUnion(named.change.rules)
        read = nil
      } else {
        changes = reader.changes
        if !read!.changes.isEmpty {
          let local = changes.map { $0.shifted(by: -start) }
          changes = Changes.compose(local, read!.changes).map { $0.shifted(by: start) }
        }
        used.formUnion(read!.wrapper.used)
        used.formUnion(Changes.rules(read!.changes))
      }
      return CallRegion(
        start: from, end: stop, changes: changes, isList: read?.wrapper.isList ?? false,
        callCount: read?.wrapper.count ?? 1, tools: read?.wrapper.called ?? [],
        isNative: read?.wrapper.isNative ?? false,
        used: used, fence: fence, isTruncated: truncated)
    }
  }
}
