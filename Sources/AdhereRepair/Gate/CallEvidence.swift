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
    var i = start
    while i < end {
      guard let stop = markEnd(text, i, end) else {
        i += 1
        continue
      }
      if isAtLine(text, start, i) || closesNext(text, i, stop, end, &ends) {
        return inside(text, stop, end, &ends)
      }
      i = stop
    }
    return nil
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
    var i = start
    while i < end {
      guard let stop = markEnd(text, i, end, closing: nil) else {
        i += 1
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
      i = stop
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

  /// Whether an offered tool's name stands in quotes behind a key, or both members of a call do.
  ///
  /// - Parameters:
  ///   - quoted: only names in quotes count.
  ///   - anywhere: a tool's name counts without a key before it.
  static func names(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ tools: ToolTable?,
    quoted: Bool = true, anywhere: Bool = false
  ) -> Bool {
    var hasName = anywhere
    var hasArguments = false
    var i = start
    while i < end {
      guard ByteClass.isName(text[i]) else {
        i += 1
        continue
      }
      var stop = i
      while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
      let isQuoted =
        !quoted || i > start && isQuote(text[i - 1]) || stop < end && isQuote(text[stop])
      if isQuoted {
        let word = Array(UnsafeBufferPointer(start: text + i, count: stop - i))
        if keys.contains(word) { hasName = true }
        if argumentKeys.contains(word) { hasArguments = true }
        if hasName, let tools, let match = tools.resolve(word), match.isExact { return true }
      }
      i = stop
    }
    return tools == nil && hasName && hasArguments
  }

  private static func isQuote(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "\"") || b == UInt8(ascii: "'")
  }

  private static let keys = Set(["name", "function", "tool", "tool_name"].map { Array($0.utf8) })
  private static let argumentKeys = Set(["arguments", "parameters"].map { Array($0.utf8) })
}
