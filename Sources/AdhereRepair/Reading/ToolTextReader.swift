import AdhereBytes
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
  /// Whether a list of calls conforms, and what speaks against it.
  let judge: (JSONDocument) -> (conforms: Bool, cost: Int)
  var regions: [CallRegion] = []
  /// Calls of offered tools that are there and cannot be read as data: variables, expressions.
  var unreadable: [UnreadableCall] = []
  /// Tools that are called and were not offered.
  var unknown: [UnknownCall] = []
  /// The insides of fenced blocks, ascending.
  private(set) var fences: [Range<Int>] = []
  /// The last bracket of the text was never closed.
  var isCut = false

  private var parser = TapeParser()
  var wasted = 0
  /// Texts in which the nearest reading was sought.
  var searches = 0
  var ends = CallEnds()
  /// The last of them seems to be cut off.
  var isLastCut = false
  /// The last of them found no call that conforms.
  var foundNone = false
  private var openFence: Int?
  /// The head of a call that was met last.
  var head: Head?
  /// What was called last that is no tool, with its arguments.
  var foreign: Range<Int>?
  /// Heads of calls of tools that were not offered.
  var strangers: [UnreadableCall] = []
  /// Variables with literal values; only of texts that have a block of code.
  lazy var programVariables: Variables? =
    ToolTextReader.hasFence(text, end) ? AssignmentReader.read(text, end, tools: tools) : nil
  /// Names that the text imports or defines, once they were looked for.
  var imports: Set<[UInt8]>?

  init(
    _ text: UnsafePointer<UInt8>, _ end: Int, tools: ToolTable?,
    judge: @escaping (JSONDocument) -> (conforms: Bool, cost: Int)
  ) {
    self.judge = judge
    self.text = text
    self.end = end
    self.tools = tools
  }

  private static func hasFence(_ text: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    var i = 0
    while true {
      i = ByteScan.next(of: UInt8(ascii: "`"), text, i, end)
      guard i + 2 < end else { return false }
      if text[i + 1] == 0x60, text[i + 2] == 0x60 { return true }
      i += 1
    }
  }

  func byte(_ i: Int) -> UInt8 { i >= 0 && i < end ? text[i] : 0 }

  /// Reads the whole text outside `zones`.
  mutating func read(outside zones: [Range<Int>]) {
    var i = 0
    var zone = 0
    // Up to here the bytes were looked through for what is not talk.
    var seen = 0
    while i < end {
      if zone < zones.count, i >= zones[zone].lowerBound {
        i = max(i, zones[zone].upperBound)
        zone += 1
        continue
      }
      if i >= seen {
        let limit = zone < zones.count ? min(zones[zone].lowerBound, end) : end
        seen = ByteScan.talkEnd(text, i, limit)
        guard seen < end else { break }
        i = wordBefore(seen, from: i)
        seen += 1
      }
      let b = text[i]
      switch b {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        i = readBracket(at: i)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "_"):
        i = readName(at: i)
      case 0xC3...0xF4: i = readNameBeyondASCII(at: i)
      case UInt8(ascii: "<"): i = readTagged(at: i)
      case UInt8(ascii: "`") where byte(i + 1) == b && byte(i + 2) == b:
        i = passFence(at: i)
      default: i += 1
      }
    }
    noteHead()
    noteStrangers()
    if let start = openFence { fences.append(start..<end) }
  }

  /// Where the word begins that what is at `mark` may make a call of: right before it, or with
  /// blanks and a quote between.
  private func wordBefore(_ mark: Int, from start: Int) -> Int {
    var i = mark
    let floor = max(start, mark - 3)
    while i > floor, text[i - 1] == 0x20 || text[i - 1] == 0x60 || CallEvidence.isQuote(text[i - 1])
    {
      i -= 1
    }
    while i > start,
      ByteClass.isWord(text[i - 1]) || text[i - 1] == UInt8(ascii: ".")
        || text[i - 1] == UInt8(ascii: "\\")
    {
      i -= 1
    }
    return i
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
  var fence: Int? { openFence == nil ? nil : fences.count }

  // MARK: - Brackets

  mutating func readBracket(at i: Int) -> Int {
    if isExhausted { return i + 1 }
    if let next = readNotation(at: i) { return next }
    let reader = RelaxedReader(text, from: i, to: end, tools: tools, readsCalls: true)
    reader.variables = programVariables
    let result = reader.read()
    switch result {
    case .complete, .truncated:
      if let next = takeMended(at: i, reader, truncated: result == .truncated) { return next }
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
      if failure == .expression, reader.openedCall {
        noteUnreadable(i, reader)
      } else if beginsCallObject(at: i) || isCallObject(at: i) {
        // Calls inside a list that broke off are not the whole list.
        unreadable.append(UnreadableCall(start: i, end: reader.position))
      }
      return retry(i, reader)
    }
  }

  /// Whether an object with a quoted key begins here, alone or as the first of a list.
  func beginsCallObject(at i: Int) -> Bool {
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
  mutating func retry(_ start: Int, _ reader: RelaxedReader) -> Int {
    wasted += reader.work(since: start)
    return isExhausted ? max(reader.position, start + 1) : start + 1
  }

  /// So much was read in vain that the rest of the text counts as text.
  var isExhausted: Bool { wasted > 8 * end + 4_096 }

  private mutating func noteUnreadable(_ start: Int, _ reader: RelaxedReader) {
    // The calls inside are read one by one next, but they are not the whole list.
    guard reader.openedCall else { return }
    unreadable.append(
      UnreadableCall(start: start, end: reader.position, tool: reader.lastTool))
  }

  /// Takes what was read at `i`, where it holds calls: where to go on.
  mutating func takeMended(at i: Int, _ reader: RelaxedReader, truncated: Bool) -> Int? {
    wasted += reader.lookedAhead
    guard let region = region(from: i, reader, truncated: truncated) else { return nil }
    appendMended(region)
    return reader.position
  }

  /// A region whose marks were mended by what stands around them counts only where that is plain.
  mutating func appendMended(_ region: CallRegion) {
    let isTooFar = foundNone && Changes.isTooFar(region.changes, region.used)
    if !region.isTruncated, region.used.needsRivals || isTooFar {
      note(UnreadableCall(start: region.start, end: region.end, isCutOff: isLastCut))
    } else {
      append(region)
    }
  }

  /// Notes a call that cannot be read.
  mutating func note(_ call: UnreadableCall) {
    unreadable.append(call)
    if call.isCutOff { isCut = true }
  }

  mutating func append(_ region: CallRegion) {
    if holdsQuoteToken(region) {
      note(UnreadableCall(start: region.start, end: region.end, isMarked: region.isMarked))
      return
    }
    if region.isTruncated { isCut = true }
    if let foreign, foreign.lowerBound < region.start, region.start < foreign.upperBound {
      // An argument of something else is no call of its own.
      return note(UnreadableCall(start: foreign.lowerBound, end: region.end))
    }
    regions.append(region)
  }

  /// Whether a special token for a quotation mark became part of a value: no value holds one, so the
  /// value ended there.
  private func holdsQuoteToken(_ region: CallRegion) -> Bool {
    guard region.used.contains(.familyQuotes) else { return false }
    return region.changes.contains {
      $0.end == $0.start + 1 && byte($0.start) == UInt8(ascii: "\"")
        && UnsafeBufferPointer(start: text, count: end)
          .hasBytes(SpecialMark.quote, at: $0.start - 2)
    }
  }

  // MARK: - Regions

  /// What was read from `start`, if it holds calls of offered tools and nothing else.
  mutating func region(
    from start: Int, _ reader: RelaxedReader, truncated: Bool, isTrial: Bool = false
  ) -> CallRegion? {
    if reader.used.contains(.dropUnknownCall) { leaveOutUnknown(from: start, reader) }
    return region(
      from: start, to: reader.position, reader.changes, used: reader.used, truncated: truncated,
      isTrial: isTrial)
  }

  /// What `start..<stop` becomes by `own`, if it holds calls of offered tools and nothing else.
  ///
  /// - Parameter isTrial: it is read again where it holds none, so nothing is noted of it now.
  mutating func region(
    from start: Int, to stop: Int, _ own: [Change], used readUsed: RuleSet, truncated: Bool,
    isTrial: Bool = false
  ) -> CallRegion? {
    let json = Changes.apply(
      own, to: UnsafeBufferPointer(start: text, count: end), in: start..<stop,
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
        if isTrial { return nil }
        let rest = Wrapper.rest(tape, tools: tools)
        unknown += rest.unknown.map { UnknownCall(name: $0, start: start) }
        if rest.isRefused || tape.kind(0) == .array && holdsQuotedCall(tape) {
          unreadable.append(UnreadableCall(start: start, end: stop))
        }
        return nil
      }
      var changes: [Change]
      var from = start
      var used = readUsed
      if let named {
        from = named.start
        changes = [named.change] + own
        changes.append(Change(stop, stop, Text.closeBrace, .nameBeforeArguments))
        used.formUnion(named.change.rules)
        read = nil
      } else {
        changes = own
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
        used: used, fence: fence, isTruncated: truncated,
        isMarked: named != nil && head?.body == start && head!.isSure)
    }
  }
}
