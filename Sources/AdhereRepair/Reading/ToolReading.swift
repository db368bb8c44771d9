import AdhereJSON

/// A model's text, read as calls.
public struct ToolReading: Sendable {
  /// What the text turned out to be.
  public enum Kind: Sendable {
    /// Calls of offered tools.
    case calls
    /// Text without a call.
    case text
    /// Something was meant as a call of an offered tool and cannot be read as data.
    case unreadable
    /// A call was begun and cut off.
    case truncated
  }

  public internal(set) var kind: Kind
  /// The calls as one JSON list of `{"name":…,"arguments":{…}}`.
  public internal(set) var json: [UInt8] = []
  /// From the raw text to ``json``.
  var changes: [Change] = []
  /// The whole text is strict JSON that has the form asked for.
  public internal(set) var isNative = false
  /// Calls that stand in the text and are not part of the answer.
  public internal(set) var leftOut = 0
  /// Text other than white space and markup was left out.
  public internal(set) var unknownTools: [[UInt8]] = []
  public internal(set) var used = RuleSet()

  /// Reads `text`, which must be followed by ``TapeParser/padding``.
  public static func read(padded text: UnsafePointer<UInt8>, count: Int, tools: ToolTable?)
    -> ToolReading
  {
    guard count <= Change.longestText else { return ToolReading(kind: .unreadable) }
    if let strict = readStrict(text, count, tools) { return strict }
    let zones = ThinkZones.find(text, count)
    var reader = ToolTextReader(text, count, tools: tools)
    reader.read(outside: zones)
    var reading = ToolReading(kind: .text)
    reading.unknownTools = reader.unknown
    var gaps = GapRules(text: text, count: count, zones: zones)
    let selection = CallSelection(reader.regions, unreadable: reader.unreadable, gaps)
    let chosen = selection.chosen
    gaps.repeats = selection.repeats
    guard !chosen.isEmpty, !selection.isUnreadable else {
      if selection.isUnreadable {
        reading.kind = selection.isCut ? .truncated : .unreadable
      } else if reader.isCut {
        reading.kind = .truncated
      }
      return reading
    }
    reading.kind = chosen.contains(where: \.isTruncated) ? .truncated : .calls
    reading.leftOut = selection.otherCalls
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
    guard let (changes, envelope) = Envelope.read(tape, tools: tools) else { return nil }
    var reading = ToolReading(kind: .calls)
    reading.isNative = envelope.isNative
    let region = CallRegion(
      start: Int(tape[0].start), end: Int(tape[0].end), changes: changes,
      isList: envelope.isList, callCount: envelope.count, tools: envelope.called,
      isNative: envelope.isNative,
      used: envelope.used, fence: -1, isTruncated: false)
    let gaps = GapRules(text: text, count: count, zones: [])
    reading.changes = assemble([region], gaps)
    reading.used = envelope.used
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
      out += isSingleList ? region.changes : region.changesWithoutBrackets
      cursor = region.end
    }
    gaps.append(
      cursor, gaps.count, isSingleList ? [] : Text.closeSquare, isFirst: regions.count == 1,
      to: &out)
    return out
  }
}
