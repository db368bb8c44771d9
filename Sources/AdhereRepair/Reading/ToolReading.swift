import AdhereJSON

/// A model's text, read as calls.
struct ToolReading {
  /// What the text is where it holds no calls to go on with: text, unreadable, truncated.
  private(set) var verdict: RepairVerdict?
  /// What stood against it, where the readers know.
  private(set) var reason: Reason?
  /// The calls as one JSON list of `{"name":…,"arguments":{…}}`.
  private(set) var json: [UInt8] = []
  /// From the raw text to ``json``.
  private(set) var changes: [Change] = []
  /// The whole text is strict JSON that has the form wanted.
  private(set) var isNative = false
  /// The text ended inside one of the calls.
  private(set) var isTruncated = false
  /// Calls that are in the text and are not part of the answer.
  private(set) var leftOut = 0
  /// Calls inside sentences, which are passed over unless a policy takes them.
  private(set) var inProse = 0
  /// Names that are called as tools are, and were not offered.
  private(set) var unknownTools: [[UInt8]] = []
  private(set) var used = RuleSet()
  /// The calls of the answer, as they stand in the text.
  private(set) var regions: [CallRegion] = []
  /// Every call that was found in the text, made, tried or spoken of, is part of the answer.
  private(set) var takesAll = false

  /// Reads `text`, which must be followed by ``TapeParser/padding``.
  ///
  /// - Parameter takesProse: calls inside sentences count, under a rule of their own.
  static func read(
    padded text: UnsafePointer<UInt8>, count: Int, tools: ToolTable?, takesProse: Bool = false,
    judge: @escaping (JSONDocument) -> (conforms: Bool, cost: Int)
  ) -> ToolReading {
    guard count <= Change.longestText else { return ToolReading(verdict: .unreadable) }
    if let strict = readStrict(text, count, tools) { return strict }
    let zones = ThinkZones.find(text, count)
    func read(outside zones: [Range<Int>]) -> ToolReading {
      ToolReading.read(text, count, outside: zones, tools, takesProse, judge)
    }
    var reading = read(outside: zones)
    if reading.verdict == .text, holdsNothing(text, count, outside: zones),
      read(outside: []).verdict == nil
    {
      // An answer has to be behind the thinking; the call in it is all there is.
      reading.verdict = .unreadable
      reading.reason = Reason(.leftOut, "a call in the thinking would be left out")
    }
    return reading
  }

  /// Whether there is thinking, and next to nothing besides.
  private static func holdsNothing(
    _ text: UnsafePointer<UInt8>, _ count: Int, outside zones: [Range<Int>]
  ) -> Bool {
    guard !zones.isEmpty else { return false }
    var i = 0
    for zone in zones + [count..<count] {
      while i < zone.lowerBound {
        if let mark = SpecialMark.end(text, i, count) {
          i = mark
        } else if text[i] > 0x20 {
          return false
        } else {
          i += 1
        }
      }
      i = zone.upperBound
    }
    return true
  }

  /// Reads the calls outside of the thinking.
  private static func read(
    _ text: UnsafePointer<UInt8>, _ count: Int, outside zones: [Range<Int>], _ tools: ToolTable?,
    _ takesProse: Bool, _ judge: @escaping (JSONDocument) -> (conforms: Bool, cost: Int)
  ) -> ToolReading {
    var reader = ToolTextReader(text, count, tools: tools, judge: judge)
    reader.read(outside: zones)
    reader.readBroken(outside: zones)
    var reading = ToolReading()
    reading.unknownTools = reader.unknown.map(\.name)
    var gaps = GapRules(text: text, count: count, zones: zones)
    let made = MadeCalls(
      text, count, regions: reader.regions, unreadable: reader.unreadable, fences: reader.fences,
      zones: zones,
      takesProse: takesProse)
    reading.inProse = made.inProse.reduce(0) { $0 + $1.callCount }
    let selection = CallSelection(made.regions, unreadable: made.unreadable, gaps)
    let chosen = selection.chosen
    gaps.repeats = selection.repeats
    if !chosen.isEmpty, !made.conditional.isEmpty || selection.differs(from: made.inProse, gaps) {
      // What would be left out says something else.
      reading.verdict = .unreadable
      reading.reason = Reason(.leftOut, "a call in a sentence or a branch would be left out")
      return reading
    }
    guard !chosen.isEmpty, !selection.isUnreadable else {
      if selection.isUnreadable {
        reading.verdict = selection.isCut ? .truncated : .unreadable
        reading.reason = made.unreadable.first { $0.isCutOff == selection.isCut }?.reason
      } else if !reader.isCut, let call = TriedCall.find(text, count, made, zones: zones, tools) {
        reading.verdict = .unreadable
        reading.reason = call.reason
      } else {
        reading.verdict = reader.isCut ? .truncated : made.isProgram ? .unreadable : .text
      }
      return reading
    }
    if OpenedMark.endsText(text, count, first: chosen[0].start, last: chosen.last!.end) {
      reading.verdict = .truncated
      return reading
    }
    let isProgram = chosen.contains { $0.used.contains(.literalVariable) }
    let turn = TurnMarker.first(text, from: chosen.last!.end, to: count)
    let calls = selection.repeats + reader.regions.map { $0.start..<$0.end }
    if !isProgram,
      Gate.losesCall(
        text, turn, known: zones + calls, chosen: chosen.map { $0.start..<$0.end },
        strangers: reader.unknown.map(\.start), tools)
        || Gate.losesPart(text, turn, calls: calls, zones: zones)
    {
      reading.verdict = reader.isCut ? .truncated : .unreadable
      if !reader.isCut { reading.reason = Reason(.leftOut, "a call would be left out") }
      return reading
    }
    reading.isTruncated = chosen.contains(where: \.isTruncated)
    reading.leftOut = selection.otherCalls
    reading.regions = chosen
    reading.takesAll =
      chosen.count == reader.regions.count && reader.unreadable.isEmpty && reader.unknown.isEmpty
    for region in chosen { reading.used.formUnion(region.used) }
    reading.changes = assemble(chosen, gaps)
    reading.used.formUnion(Changes.rules(reading.changes))
    reading.json = Changes.apply(
      reading.changes, to: UnsafeBufferPointer(start: text, count: count))
    return reading
  }

  /// The whole text as strict JSON.
  private static func readStrict(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ tools: ToolTable?
  ) -> ToolReading? {
    var parser = TapeParser()
    guard !TapeParser.isUnclosed(text, count: count),
      parser.parse(padded: text, count: count) == .complete
    else { return nil }
    let tape = parser.tape(over: text)
    guard let (changes, wrapper) = Wrapper.read(tape, tools: tools) else { return nil }
    var reading = ToolReading()
    reading.isNative = wrapper.isNative
    let region = CallRegion(
      start: Int(tape[0].start), end: Int(tape[0].end), changes: changes,
      isList: wrapper.isList, callCount: wrapper.count, tools: wrapper.called,
      isNative: wrapper.isNative,
      used: wrapper.used, fence: nil, isTruncated: false)
    reading.regions = [region]
    reading.takesAll = true
    let gaps = GapRules(text: text, count: count, zones: [])
    reading.changes = assemble([region], gaps)
    reading.used = wrapper.used
    reading.used.formUnion(Changes.rules(reading.changes))
    reading.json = Changes.apply(
      reading.changes, to: UnsafeBufferPointer(start: text, count: count))
    return reading
  }

  /// One list of all chosen calls; everything else is left out.
  private static func assemble(_ regions: [CallRegion], _ gaps: GapRules) -> [Change] {
    var out: [Change] = []
    var cursor = 0
    let isSingleList = regions.count == 1 && regions[0].isList
    for (index, region) in regions.enumerated() {
      let glue: ShortText = isSingleList ? [] : index == 0 ? Text.openSquare : Text.comma
      gaps.append(cursor, region.start, glue, isFirst: index == 0, to: &out)
      if region.used.contains(.callInProse), !out.isEmpty {
        out[out.count - 1].with.insert(.callInProse)
      }
      out += isSingleList ? region.changes : region.changesWithoutBrackets
      cursor = region.end
    }
    gaps.append(
      cursor, gaps.count, isSingleList ? [] : Text.closeSquare, isFirst: regions.count == 1,
      to: &out)
    return out
  }
}
