import AdhereBytes

/// What only a text with a call in it holds: a mark that opens a call, the name of an offered
/// tool as a member's value, the members of a call.
enum CallEvidence {
  /// The part of the text in which a call must be, and whether a mark opens it; nil where the text
  /// is talk.
  static func find(
    _ text: UnsafePointer<UInt8>, _ end: Int, outside zones: [Range<Int>], _ tools: ToolTable?
  ) -> (stretch: Range<Int>, isMarked: Bool)? {
    let start = zones.last?.upperBound ?? 0
    if let mark = mark(text, start, end) { return (mark, true) }
    guard names(text, start, end, tools) else { return nil }
    return Stretch.find(text, end, outside: zones).map { ($0, false) }
  }

  /// The inside of the first mark whose name speaks of a call, at the beginning of a line or with
  /// its closing mark.
  private static func mark(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Range<Int>? {
    var ends = CallEnds()
    var i = nextMark(text, start, end)
    while i < end {
      guard let stop = markEnd(text, i, end) else {
        i = nextMark(text, i + 1, end)
        continue
      }
      if isAtLine(text, start, i) || closesNext(text, i, stop, end, &ends) {
        return inside(text, stop, end, &ends)
      }
      i = nextMark(text, stop, end)
    }
    return nil
  }

  /// The next byte that a mark may begin with.
  private static func nextMark(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int {
    ByteScan.next(of: UInt8(ascii: "<"), UInt8(ascii: "["), text, i, end)
  }

  /// Past the mark at `i`, where one is there whose name speaks of a call.
  ///
  /// - Parameter closing: whether it closes; nil: either way.
  static func markEnd(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int, closing: Bool? = false
  ) -> Int? {
    guard text[i] == UInt8(ascii: "<") || text[i] == UInt8(ascii: "[") else { return nil }
    let close = text[i] == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "]")
    var stop = i + 1
    while stop < end, stop - i < 60, text[stop] != close, text[stop] > 0x20 { stop += 1 }
    guard stop < end, text[stop] == close, stop > i + 1,
      closing.map({ $0 == (text[i + 1] == UInt8(ascii: "/")) }) ?? true,
      MarkName.holds("call", text, i + 1..<stop),
      MarkName.holds("tool", text, i + 1..<stop) || MarkName.holds("function", text, i + 1..<stop)
    else { return nil }
    return stop + 1
  }

  /// What stands behind a mark that ends at `start`, up to the next one that closes or is special;
  /// nil where nothing does.
  static func inside(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ ends: inout CallEnds
  ) -> Range<Int>? {
    var from = start
    while from < end, text[from] <= 0x20 { from += 1 }
    let to = min(ends.next(.tag, from: from, text, end), ends.next(.special, from: from, text, end))
    return from < to ? from..<to : nil
  }

  /// The first mark of a call with no call behind it: one that opens with nothing inside, or one
  /// that closes and ends its line, where nothing was opened.
  ///
  /// - Parameter zones: thinking, ascending.
  static func emptyMark(
    _ text: UnsafePointer<UInt8>, _ end: Int, outside zones: [Range<Int>]
  ) -> (mark: Range<Int>, isCut: Bool)? {
    let start = zones.last?.upperBound ?? 0
    var ends = CallEnds()
    var i = nextMark(text, start, end)
    while i < end {
      guard let stop = markEnd(text, i, end, closing: nil) else {
        i = nextMark(text, i + 1, end)
        continue
      }
      let isClosing = text[i + 1] == UInt8(ascii: "/")
      var rest = stop
      while rest < end, text[rest] == 0x20 || text[rest] == 0x0D { rest += 1 }
      let endsLine = rest == end || text[rest] == 0x0A
      if isClosing ? endsLine : isAtLine(text, start, i) || closesNext(text, i, stop, end, &ends) {
        while rest < end, text[rest] <= 0x20 { rest += 1 }
        if isClosing || inside(text, stop, end, &ends) == nil {
          return (i..<stop, !isClosing && rest == end)
        }
      }
      i = nextMark(text, stop, end)
    }
    return nil
  }

  private static func isAtLine(_ text: UnsafePointer<UInt8>, _ start: Int, _ i: Int) -> Bool {
    var j = i
    while j > start, text[j - 1] == 0x20 || text[j - 1] == 0x09 { j -= 1 }
    return j == start || text[j - 1] == 0x0A
  }

  /// Whether the next closing mark is the one of the mark at `open..<stop`.
  private static func closesNext(
    _ text: UnsafePointer<UInt8>, _ open: Int, _ stop: Int, _ end: Int, _ ends: inout CallEnds
  ) -> Bool {
    let kind: CallEnds.Kind = text[open] == UInt8(ascii: "<") ? .tag : .bracket
    let at = ends.next(kind, from: stop, text, end)
    let size = stop - open
    return at + size < end && (1..<size).allSatisfy { text[at + 1 + $0] == text[open + $0] }
  }

  static func isQuote(_ b: UInt8) -> Bool { b == UInt8(ascii: "\"") || b == UInt8(ascii: "'") }

  /// Whether an offered tool's name stands in quotes behind a key, or both members of a call do.
  private static func names(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ tools: ToolTable?
  ) -> Bool {
    var search = NameSearch(tools)
    // Up to here every word was looked at.
    var seen = start
    while true {
      let quote = ByteScan.next(of: UInt8(ascii: "\""), UInt8(ascii: "'"), text, seen, end)
      guard quote < end else { return search.hasBoth }
      var word = quote
      while word > seen, ByteClass.isName(text[word - 1]) { word -= 1 }
      if search.finds(text, word..<quote) { return true }
      seen = quote + 1
      while seen < end, ByteClass.isName(text[seen]) { seen += 1 }
      if search.finds(text, quote + 1..<seen) { return true }
    }
  }

  /// Whether an offered tool's name stands behind a key, or both members of a call do, quoted or
  /// not.
  ///
  /// - Parameter anywhere: a tool's name counts without a key before it.
  static func namesUnquoted(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ tools: ToolTable?,
    anywhere: Bool = false
  ) -> Bool {
    var search = NameSearch(tools)
    search.hasName = anywhere
    var i = start
    while i < end {
      let word = i
      while i < end, ByteClass.isName(text[i]) { i += 1 }
      if search.finds(text, word..<i) { return true }
      i += 1
    }
    return search.hasBoth
  }
}

/// The keys of a call and the names of tools among the words of a text.
private struct NameSearch {
  let tools: ToolTable?
  var hasName = false
  private var hasArguments = false

  init(_ tools: ToolTable?) { self.tools = tools }

  /// Both members of a call were there, as far as no tools are known.
  var hasBoth: Bool { tools == nil && hasName && hasArguments }

  /// Takes the next word.
  ///
  /// - Returns: whether it is the exact name of a tool, behind a key.
  mutating func finds(_ text: UnsafePointer<UInt8>, _ word: Range<Int>) -> Bool {
    // Most words are no key by their length alone.
    guard hasName && !word.isEmpty || Self.sizes.contains(word.count) else { return false }
    let word = Array(UnsafeBufferPointer(start: text + word.lowerBound, count: word.count))
    if Self.keys.contains(word) { hasName = true }
    if Self.argumentKeys.contains(word) { hasArguments = true }
    guard hasName, let tools, let match = tools.resolve(word) else { return false }
    return match.isExact
  }

  /// Of the shortest and the longest key.
  private static var sizes: ClosedRange<Int> { 4...10 }
  private static let keys = Set(["name", "function", "tool", "tool_name"].map { Array($0.utf8) })
  private static let argumentKeys = Set(["arguments", "parameters"].map { Array($0.utf8) })
}
