import AdhereJSON

/// A value that is in a model's text, as JSON.
package struct JSONCandidate: Sendable {
  /// Where it is in the raw text.
  package let span: Range<Int>
  /// The value as JSON.
  package let json: [UInt8]
  /// From the raw text to ``json``, with everything around it left out.
  let changes: [Change]
  /// The changes inside ``span`` alone.
  let own: [Change]
  package let used: RuleSet
  /// The text ended inside it.
  package let isTruncated: Bool
  /// It is in a fenced block.
  package let isFenced: Bool

  /// `{}` or `[]`: beside other values it says nothing.
  var isEmpty: Bool {
    var count = 0
    for byte in json where byte > 0x20 {
      count += 1
      if count > 2 { return false }
    }
    return count == 2
  }
}

/// A model's text, read as JSON.
package struct JSONReading: Sendable {
  /// In the order of the text.
  package private(set) var candidates: [JSONCandidate] = []
  /// A bracket was opened and never closed.
  package private(set) var isCut = false
  /// What stood against the text, where the readers know.
  package private(set) var reason: Reason?
  /// A value begins that cannot be read to its end.
  private(set) var isBroken = false
  /// What was read as notation may as well be a mark out of its place.
  private(set) var isDoubtful = false
  /// Whether marks had to be mended, so that other readings have to be looked for.
  var needsNearest: Bool {
    if isOverfull { return false }
    // Behind an answer that can be read, a broken one may have taken its place.
    if isBroken || isCut,
      candidates.contains(where: { !$0.isTruncated && !$0.used.intersects(.mending) })
    {
      return false
    }
    if isCut, !endsWhole { return false }
    return isBroken || isDoubtful || isCut || candidates.isEmpty
      || candidates.contains { $0.used.intersects(.mending) }
  }
  /// It takes more changes than are made.
  private(set) var isOverfull = false
  /// The text ends as a whole value does.
  private var endsWhole = false
  /// Where the model thought aloud.
  private(set) var zones: [Range<Int>] = []

  /// Reads `text`, which must be followed by ``TapeParser/padding`` and is not strict JSON.
  ///
  /// - Parameter isPartial: the text is the beginning of a stream.
  package static func read(
    padded text: UnsafePointer<UInt8>, count: Int, isPartial: Bool = false
  ) -> JSONReading {
    guard count <= Change.longestText else { return JSONReading() }
    var reader = JSONTextReader(text, count, isPartial: isPartial)
    reader.read()
    var reading = JSONReading()
    reading.isCut = reader.isCut
    reading.isBroken = reader.isBroken
    if reader.isOverfull {
      reading.isOverfull = true
      reading.reason = .tooManyChanges
      return reading
    }
    reading.endsWhole = Stretch.endsWhole(text, count)
    reading.isDoubtful = reader.isDoubtful
    reading.zones = reader.zones
    let raw = UnsafeBufferPointer(start: text, count: count)
    let gaps = GapRules(text: text, count: count, zones: reader.zones)
    // Candidates by the dozen come from hostile texts only; the account of each is as long as
    // the text, so the number is bounded.
    for found in reader.found.suffix(32) {
      var changes: [Change] = []
      gaps.append(0, found.start, [], isFirst: true, to: &changes)
      if changes.isEmpty { changes = found.changes } else { changes += found.changes }
      gaps.append(found.end, count, [], isFirst: true, to: &changes)
      reading.candidates.append(
        JSONCandidate(
          span: found.start..<found.end, json: Changes.apply(changes, to: raw), changes: changes,
          own: found.changes, used: Changes.rules(changes), isTruncated: found.isTruncated,
          isFenced: found.isFenced))
    }
    return reading
  }
}

/// Finds the values of a text.
struct JSONTextReader {
  struct Found {
    var start: Int
    var end: Int
    var changes: [Change]
    var isTruncated: Bool
    var isFenced: Bool
  }

  let text: UnsafePointer<UInt8>
  let end: Int
  private(set) var zones: [Range<Int>] = []
  private(set) var found: [Found] = []
  private(set) var isCut = false
  /// A value begins that cannot be read to its end.
  private(set) var isBroken = false
  /// What was read as notation may as well be a mark out of its place.
  private(set) var isDoubtful = false
  /// It takes more changes than are made.
  private(set) var isOverfull = false
  private var wasted = 0
  private var inFence = false
  private var brackets = LineBrackets()

  private let isPartial: Bool

  init(_ text: UnsafePointer<UInt8>, _ end: Int, isPartial: Bool) {
    self.text = text
    self.end = end
    self.isPartial = isPartial
  }

  private func byte(_ i: Int) -> UInt8 { i < end ? text[i] : 0 }

  mutating func read() {
    zones = ThinkZones.find(text, end)
    if readUnescaped() || readWhole() { return }
    var i = 0
    var zone = 0
    while i < end, !isOverfull {
      if zone < zones.count, i >= zones[zone].lowerBound {
        i = max(i, zones[zone].upperBound)
        zone += 1
        continue
      }
      switch text[i] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): i = readBracket(at: i)
      case UInt8(ascii: "`") where byte(i + 1) == 0x60 && byte(i + 2) == 0x60:
        inFence.toggle()
        i += 3
      default: i += 1
      }
    }
  }

  /// The reading of the value that the text begins with, from an attempt at the whole text.
  private var first: (start: Int, reader: RelaxedReader, result: RelaxedReader.Result)?

  private mutating func readBracket(at i: Int) -> Int {
    // So much was read in vain that the rest of the text counts as text.
    if wasted > 8 * end + 4_096 { return i + 1 }
    let reader: RelaxedReader
    let result: RelaxedReader.Result
    if let first, first.start == i {
      (reader, result) = (first.reader, first.result)
      self.first = nil
    } else {
      reader = RelaxedReader(text, from: i, to: end)
      reader.isPartial = isPartial
      result = reader.read()
    }
    if reader.isDoubtful { isDoubtful = true }
    switch result {
    case .complete, .truncated:
      if reader.used.contains(.innerQuotes), goesOn(reader.position) {
        // The string ended too early: what follows is still part of the value.
        isBroken = true
        return end
      }
      if !isPartial, result == .complete, Gate.goesOn(text, reader.position, end, &brackets) {
        // {"a":1}, "b" …: the value was not over.
        isBroken = true
        return end
      }
      wasted += reader.lookedAhead
      let isTruncated = result == .truncated
      if isTruncated { isCut = true }
      // A bracket at the end of a sentence begins nothing.
      if isTruncated, !isPartial, i > 0, !found.isEmpty || hasWords(before: i),
        isBlank(i + 1)
      {
        return end
      }
      found.append(
        Found(
          start: i, end: reader.position, changes: reader.changes, isTruncated: isTruncated,
          isFenced: inFence))
      return reader.position
    case .failed(let failure):
      isOverfull = failure == .tooManyChanges
      wasted += reader.work(since: i)
      // Parts of a value that could not be read are not the value.
      if beginsValue(at: i) { isBroken = true }
      return isBroken ? end : i + 1
    }
  }

  private func isBlank(_ i: Int) -> Bool {
    var j = i
    while j < end, text[j] <= 0x20 { j += 1 }
    return j >= end
  }

  private func hasWords(before i: Int) -> Bool {
    var j = i
    while j > 0, text[j - 1] <= 0x20 { j -= 1 }
    return j > 0 && (ByteClass.isWord(text[j - 1]) || text[j - 1] >= 0x80)
  }

  /// Whether the text at `i` reads like the rest of a value.
  private func goesOn(_ i: Int) -> Bool {
    var j = i
    while j < end, text[j] <= 0x20 { j += 1 }
    switch byte(j) {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "'"): return true
    default: return false
    }
  }

  /// Whether the bracket at `i` is followed by what a JSON value has there, not by prose.
  private func beginsValue(at i: Int) -> Bool {
    var j = i + 1
    while j < end, text[j] <= 0x20 { j += 1 }
    switch byte(j) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: "["): return true
    default: return false
    }
  }

  /// A text that is one value and nothing else, scalars included.
  private mutating func readWhole() -> Bool {
    guard zones.isEmpty else { return false }
    let reader = RelaxedReader(text, from: 0, to: end)
    reader.isPartial = isPartial
    reader.skipSpace()
    let start = reader.position
    guard start < end, text[start] != UInt8(ascii: "`") else { return false }
    let isPlain = reader.changes.isEmpty
    let isString = text[start] == UInt8(ascii: "\"") || text[start] == UInt8(ascii: "'")
    // "a": 1} lost its opening bracket.
    let result = isString && reader.openForKey() ? reader.readOpen() : reader.read()
    if isPlain, text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "[") {
      first = (start, reader, result)
    }
    if result == .failed(.tooManyChanges) {
      isOverfull = true
      return true
    }
    guard result == .complete || (isPartial || isString) && result == .truncated else {
      isBroken = reader.isMadeOtherwise
      return isBroken
    }
    let (read, changes, used) = (reader.position, reader.changes.count, reader.used)
    while reader.position < end {
      reader.skipSpace()
      switch byte(reader.position) {
      case UInt8(ascii: ","):
        reader.change(reader.position, reader.position + 1, [], .trailingComma)
      case UInt8(ascii: ";") where reader.used.contains(.functionWrapper):
        reader.change(reader.position, reader.position + 1, [], .functionWrapper)
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
        reader.change(reader.position, reader.position + 1, [], .extraClose)
      default:
        if reader.position < end {
          // Not the whole text; what was read of the value counts.
          reader.goBack(to: read, changes: changes, used: used)
          return false
        }
        continue
      }
      reader.position += 1
    }
    let isTruncated = result == .truncated && !isPartial
    if isTruncated { isCut = true }
    if reader.isDoubtful { isDoubtful = true }
    found.append(
      Found(
        start: 0, end: end, changes: reader.changes, isTruncated: isTruncated, isFenced: false))
    return true
  }

  /// A text that is the inside of a JSON string: `{\"a\": 1}`.
  private mutating func readUnescaped() -> Bool {
    var i = 0
    while i < end, text[i] <= 0x20 { i += 1 }
    var j = i
    if byte(i) == UInt8(ascii: "{") || byte(i) == UInt8(ascii: "[") {
      j += 1
      while j < end, text[j] <= 0x20 { j += 1 }
    }
    guard byte(j) == UInt8(ascii: "\\"), byte(j + 1) == UInt8(ascii: "\"") else { return false }
    var changes: [Change] = []
    while i < end {
      if changes.count >= RelaxedReader.mostChanges {
        isOverfull = true
        return true
      }
      if text[i] == UInt8(ascii: "\\") {
        let next = byte(i + 1)
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") || next == UInt8(ascii: "/") {
          changes.append(Change(i, i + 1, [], .unescapeWhole))
        } else if next == UInt8(ascii: "n") {
          changes.append(Change(i, i + 2, [0x0A], .unescapeWhole))
        } else if next == UInt8(ascii: "t") {
          changes.append(Change(i, i + 2, [0x09], .unescapeWhole))
        } else {
          return false
        }
        i += 2
      } else {
        i += 1
      }
    }
    let json = Changes.apply(changes, to: UnsafeBufferPointer(start: text, count: end))
    guard (try? JSONDocument(json)) != nil else { return false }
    found.append(
      Found(start: 0, end: end, changes: changes, isTruncated: false, isFenced: false))
    return true
  }
}
