import AdhereBytes

/// The parts of a text in which a model thinks aloud, and those that show what was given to it or
/// what it makes up. What they hold is no answer.
///
/// Their marks count only outside the strings of a value or a call: `{"html":"a</think>"}` speaks
/// of one.
enum ThinkZones {
  /// Ascending, not overlapping. Linear.
  static func find(_ text: UnsafePointer<UInt8>, _ end: Int) -> [Range<Int>] {
    var i = 0
    while true {
      i = ByteScan.next(of: UInt8(ascii: "<"), UInt8(ascii: "["), 0xE2, text, i, end)
      guard i < end else { return [] }
      if ThinkMark.at(i, text, end) != nil { break }
      i += 1
    }
    var finder = ZoneFinder(text, end)
    finder.read()
    return finder.zones
  }
}

/// Walks over a text in which there are marks, past the strings of values and calls.
private struct ZoneFinder {
  let text: UnsafePointer<UInt8>
  let end: Int
  private(set) var zones: [Range<Int>] = []
  /// Brackets of values and calls that are open.
  private var depth = 0
  /// Quotes that end no string from here to the end of the text.
  private var lastQuotes: Set<UInt8> = []
  /// Names of tags that are not closed from here to the end of the text.
  private var unclosed: Set<[UInt8]> = []

  init(_ text: UnsafePointer<UInt8>, _ end: Int) {
    self.text = text
    self.end = end
  }

  private func byte(_ i: Int) -> UInt8 { i >= 0 && i < end ? text[i] : 0 }

  mutating func read() {
    var i = 0
    while i < end {
      switch text[i] {
      case UInt8(ascii: "<"), UInt8(ascii: "["), 0xE2:
        if let mark = ThinkMark.at(i, text, end), !isMention(i, mark) {
          i = read(mark, at: i)
        } else if text[i] == UInt8(ascii: "<") {
          i = elementEnd(i)
        } else {
          if text[i] == UInt8(ascii: "["), beginsValue(i) { depth += 1 }
          i += 1
        }
      case UInt8(ascii: "{"):
        if beginsValue(i) { depth += 1 }
        i += 1
      case UInt8(ascii: "("):
        if ByteClass.isWord(byte(i - 1)) { depth += 1 }
        i += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
        depth = max(0, depth - 1)
        i += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"): i = stringEnd(i)
      default: i += 1
      }
    }
  }

  /// Reads the mark at `i` outside of all zones; the offset to go on from.
  private mutating func read(_ mark: ThinkMark, at i: Int) -> Int {
    switch mark.side {
    case .opens:
      let stop = zoneEnd(mark)
      zones.append(i..<stop)
      return stop
    case .closes:
      // The opener was part of the prompt: everything so far was thought, unless it is in a value.
      if zones.isEmpty, mark.mayBegin, depth == 0 { zones.append(0..<mark.end) }
      return mark.end
    }
  }

  /// The end of the zone that a mark opens. Zones of one name may be in each other; where one is
  /// opened more often than closed, its last closer ends it.
  private func zoneEnd(_ opener: ThinkMark) -> Int {
    var depth = 1
    var last: Int?
    var i = opener.end
    while true {
      i = ByteScan.next(of: UInt8(ascii: "<"), UInt8(ascii: "["), 0xE2, text, i, end)
      guard i < end else { return last ?? end }
      // A message that never ended ends where the next one begins.
      if opener.isMessage, ThinkMark.beginsMessage(i, text, end) { return i }
      guard let mark = ThinkMark.at(i, text, end), mark.name == opener.name, !isMention(i, mark)
      else {
        i += 1
        continue
      }
      depth += mark.side == .opens ? 1 : -1
      i = mark.end
      if mark.side == .closes { last = i }
      if depth == 0 { return i }
    }
  }

  /// Whether a mark is in quotes of its own: it is spoken of.
  private func isMention(_ i: Int, _ mark: ThinkMark) -> Bool {
    let before = byte(i - 1)
    guard before == byte(mark.end) else { return false }
    return before == UInt8(ascii: "\"") || before == UInt8(ascii: "'")
      || before == UInt8(ascii: "`")
  }

  /// Whether a bracket is followed by what a value has there.
  private func beginsValue(_ i: Int) -> Bool {
    var j = i + 1
    while j < end, text[j] <= 0x20 { j += 1 }
    switch byte(j) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: "["),
      UInt8(ascii: "}"), UInt8(ascii: "]"):
      return true
    default:
      // A key without quotes, or a call.
      var stop = j
      while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
      return stop > j && (byte(stop) == UInt8(ascii: ":") || byte(stop) == UInt8(ascii: "("))
    }
  }

  /// Past the string that the quote at `i` opens, if it opens one in a value or a call.
  private mutating func stringEnd(_ i: Int) -> Int {
    let quote = text[i]
    guard depth > 0, !lastQuotes.contains(quote) else { return i + 1 }
    var before = i
    while before > 0, text[before - 1] <= 0x20 { before -= 1 }
    switch byte(before - 1) {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: ","),
      UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "r"), UInt8(ascii: "b"),
      UInt8(ascii: "u"), UInt8(ascii: "f"):
      break
    default: return i + 1
    }
    let isTriple = byte(i + 1) == quote && byte(i + 2) == quote
    var j = isTriple ? i + 3 : i + 1
    while j < end {
      if text[j] == UInt8(ascii: "\\") {
        j += 2
        continue
      }
      if text[j] == quote {
        if isTriple {
          if byte(j + 1) == quote, byte(j + 2) == quote { return j + 3 }
        } else if ends(behind: j + 1) {
          return j + 1
        }
      }
      j += 1
    }
    lastQuotes.insert(quote)
    return i + 1
  }

  /// Whether what follows a quote may follow a string.
  private func ends(behind i: Int) -> Bool {
    var j = i
    while j < end, text[j] <= 0x20 { j += 1 }
    switch byte(j) {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"),
      UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "+"), UInt8(ascii: "="), 0:
      return true
    default: return false
    }
  }

  /// Past the element of a call that the tag at `i` opens, if it does and is closed: parameters are
  /// text, whatever tags they hold.
  private mutating func elementEnd(_ i: Int) -> Int {
    let name = ThinkMark.tagName(i + 1, text, end)
    guard ZoneFinder.elements.contains(name), !unclosed.contains(name) else { return i + 1 }
    var j = i + 1 + name.count
    while j < end {
      if text[j] == UInt8(ascii: "<"), byte(j + 1) == UInt8(ascii: "/"),
        ThinkMark.tagName(j + 2, text, end) == name
      {
        return j
      }
      j += 1
    }
    unclosed.insert(name)
    return i + 1
  }

  /// Parts of calls that hold text.
  private static let elements: Set<[UInt8]> = Set(
    ["parameter", "arg_value", "invoke", "function"].map { Array($0.utf8) })
}
