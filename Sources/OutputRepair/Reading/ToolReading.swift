import JSONText

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
    if let strict = readStrict(text, count, tools) { return strict }
    let zones = ThinkZones.find(text, count)
    var reader = ToolTextReader(text, count, tools: tools)
    reader.read(outside: zones)
    var reading = ToolReading(kind: .text)
    reading.unknownTools = reader.unknown
    let chosen = CallSelection.select(reader.regions)
    guard !chosen.isEmpty else {
      if !reader.unreadable.isEmpty {
        reading.kind = .unreadable
      } else if reader.isCut {
        reading.kind = .truncated
      }
      return reading
    }
    reading.kind = chosen.contains(where: \.isTruncated) ? .truncated : .calls
    reading.leftOut = reader.regions.count - chosen.count
    for region in chosen { reading.used.formUnion(region.used) }
    let gaps = GapRules(text: text, count: count, zones: zones)
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
    guard parser.parse(padded: text, count: count) == .complete else { return nil }
    let tape = parser.tape(over: text)
    guard let (changes, envelope) = Envelope.read(tape, tools: tools) else { return nil }
    var reading = ToolReading(kind: .calls)
    reading.isNative = envelope.isNative
    let region = CallRegion(
      start: Int(tape[0].start), end: Int(tape[0].end), changes: changes,
      isList: envelope.isList, callCount: envelope.count, isNative: envelope.isNative,
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
      var start = region.start
      var end = region.end
      if region.isList, !isSingleList {
        // The region's own brackets go: the list around all calls has its own.
        start += 1
        end -= 1
      }
      let glue = isSingleList ? [] : index == 0 ? Text.openSquare : Text.comma
      gaps.append(cursor, start, glue, isFirst: index == 0, to: &out)
      out += region.changes
      cursor = end
    }
    gaps.append(
      cursor, gaps.count, isSingleList ? [] : Text.closeSquare, isFirst: regions.count == 1,
      to: &out)
    return out
  }
}
