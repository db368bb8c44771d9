import AdhereBytes
import AdhereJSON

/// A text with some edits in it, and how far the reader of notation comes in it.
struct NearestText {
  /// How reading ended.
  enum End: Equatable {
    /// The value is over at this place, and what follows it may be left out.
    case complete(Int)
    /// What stands at this place fits no notation.
    case mark(Int)
    /// A string begins here that has no end.
    case string(Int)
    /// Brackets are open at the end of the text.
    case brackets
  }

  /// The text, padded; empty as long as nobody has asked for it.
  var bytes: [UInt8]
  let count: Int
  /// From the text as it came to this one.
  let edits: [Change]
  let cost: Int
  /// How many edits were made.
  let steps: Int
  /// The text as it came, padded.
  let raw: [UInt8]
  var end: End
  /// From this text to JSON; only where it is complete.
  var changes: [Change] = []
  /// The insides of its strings.
  var strings: [Range<Int>] = []
  /// Opening brackets that are open where reading ended, outermost first.
  var open: [Int] = []

  /// Makes ``bytes`` of the edits, where that was not done yet.
  mutating func write() {
    guard bytes.isEmpty else { return }
    bytes = raw.withUnsafeBufferPointer {
      let text = UnsafeBufferPointer(rebasing: $0[..<($0.count - TapeParser.padding)])
      return Changes.apply(edits, to: text, in: 0..<text.count, padding: TapeParser.padding)
    }
  }

  /// The text with one more edit, padded.
  func edited(_ edit: MarkEdit) -> [UInt8] {
    bytes.withUnsafeBufferPointer {
      Changes.apply(
        edit.changes, to: UnsafeBufferPointer(rebasing: $0[..<count]), in: 0..<count,
        padding: TapeParser.padding)
    }
  }

  /// Whether an edit lies inside a string: then it is no mark, and mends nothing.
  var holdsEditAsText: Bool {
    var shift = 0
    for edit in edits {
      let place = edit.start + shift..<edit.start + shift + edit.text.count
      shift += edit.growth
      // Quotes and backslashes that are escaped belong to a string.
      if edit.rule == .innerQuotes || edit.rule == .keepBackslash || edit.rule == .rawControl {
        continue
      }
      // A quote that goes stands at the edge of its string, any other byte in it.
      let isQuote = raw[edit.start] == UInt8(ascii: "\"") || raw[edit.start] == UInt8(ascii: "'")
      let isText = strings.contains {
        place.isEmpty && isQuote
          ? $0.lowerBound < place.lowerBound && place.lowerBound < $0.upperBound
          : $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound
      }
      if isText { return true }
    }
    return false
  }

  /// Whether a bracket was put in that makes an empty object or list: that makes up a value.
  var holdsMadeUpValue: Bool {
    holdsEdit { edit, start in
      switch edit.rule {
      case .missingOpen:
        var i = start + edit.text.count
        while i < count, bytes[i] <= 0x20 { i += 1 }
        return i < count && (bytes[i] == UInt8(ascii: "}") || bytes[i] == UInt8(ascii: "]"))
      case .missingClose, .closeTruncated:
        var i = start - 1
        while i > 0, bytes[i] <= 0x20 { i -= 1 }
        return i >= 0 && (bytes[i] == UInt8(ascii: "{") || bytes[i] == UInt8(ascii: "["))
      default: return false
      }
    }
  }

  /// Whether a quote was put in beside a quote, or both brackets of an empty value: of that nothing was
  /// said.
  var holdsValueOfNothing: Bool {
    let opened = edits.contains { $0.rule == .missingOpen }
    if opened, edits.contains(where: { $0.rule == .missingClose }), holdsMadeUpValue { return true }
    return holdsEdit { edit, start in
      guard edit.rule == .missingStartQuote || edit.rule == .missingEndQuote,
        edit.text.count == 1, let quote = edit.text.first
      else { return false }
      return start > 0 && bytes[start - 1] == quote && !isEscaped(start - 1)
        || start + 1 < count && bytes[start + 1] == quote
    }
  }

  /// - Parameter test: an edit, and where it begins in this text.
  func holdsEdit(where test: (Change, Int) -> Bool) -> Bool {
    var shift = 0
    for edit in edits {
      if test(edit, edit.start + shift) { return true }
      shift += edit.growth
    }
    return false
  }

  private func isEscaped(_ i: Int) -> Bool {
    var j = i
    while j > 0, bytes[j - 1] == UInt8(ascii: "\\") { j -= 1 }
    return (i - j) % 2 == 1
  }

  /// Whether two words stand side by side where a mark between them went: 6[1 is not 61, and neither
  /// are 3.,14 or [-]2 one number.
  var joinsWords: Bool {
    var shift = 0
    for edit in edits {
      let place = edit.start + shift
      let end = place + edit.text.count
      shift += edit.growth
      if edit.text.count == 0, place > 0, place < count, ByteClass.isWord(bytes[place - 1]),
        ByteClass.isWord(bytes[place])
      {
        return true
      }
      if joinsToken(at: place) || joinsToken(at: end) { return true }
    }
    return false
  }

  /// Whether a number or word outside of strings goes on over this place.
  private func joinsToken(at place: Int) -> Bool {
    func isToken(_ b: UInt8) -> Bool {
      ByteClass.isWord(b) || b == UInt8(ascii: ".") || b == UInt8(ascii: "-")
        || b == UInt8(ascii: "+")
    }
    guard place > 0, place < count, isToken(bytes[place - 1]), isToken(bytes[place]) else {
      return false
    }
    return !strings.contains { $0.lowerBound <= place && place <= $0.upperBound }
  }

  /// Where reading ended.
  var place: Int {
    switch end {
    case .complete(let i), .mark(let i), .string(let i): i
    case .brackets: count
    }
  }
}
