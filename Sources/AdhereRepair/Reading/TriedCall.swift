import AdhereBytes

/// Among calls that stand beside words, one that is no part of a sentence: the words are marks, or
/// what is left of some.
enum TriedCall {
  /// The first one of a text in which no other was found; nil where the text is talk.
  static func find(
    _ text: UnsafePointer<UInt8>, _ end: Int, _ made: MadeCalls, zones: [Range<Int>],
    _ tools: ToolTable?
  ) -> UnreadableCall? {
    let start = zones.last?.upperBound ?? 0
    let arguments = tools.map { ToolArguments(text, end, $0) }
    for region in made.inProse.prefix(most) {
      let range = region.start..<region.end
      switch text[region.start] {
      case UInt8(ascii: "{"):
        if beginsLine(text, range.lowerBound), isFollowedByWord(text, range.upperBound, end) {
          return UnreadableCall(start: range.lowerBound, end: range.upperBound)
        }
      default:
        // In a sentence `f(a=1)` says what is or may be called.
        guard !region.used.contains(.pythonCall) else { continue }
        if let (part, _) = arguments?.find(in: range, from: start) {
          return UnreadableCall(start: part.lowerBound, end: part.upperBound)
        }
      }
    }
    for call in made.brokenInProse.prefix(most) where call.start >= start {
      if let (part, _) = arguments?.find(in: call.start..<max(call.start, call.end), from: start) {
        return UnreadableCall(start: part.lowerBound, end: part.upperBound)
      }
    }
    return nil
  }

  /// So many calls are looked at: one that was tried is among the first.
  private static let most = 16

  private static func beginsLine(_ text: UnsafePointer<UInt8>, _ i: Int) -> Bool {
    var j = i
    while j > 0, text[j - 1] == 0x20 || text[j - 1] == 0x09 { j -= 1 }
    return j == 0 || text[j - 1] == 0x0A
  }

  /// Whether the last bracket of the line is behind `i` or there, and one word at most behind it: no
  /// sentence goes on.
  private static func isFollowedByWord(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int
  ) -> Bool {
    var line = i
    var last = i
    while line < end, text[line] != 0x0A, line - i < longestLine {
      if text[line] == UInt8(ascii: "}") { last = line + 1 }
      line += 1
    }
    var words = 0
    for j in last..<line
    where ByteClass.isWordOrBeyondASCII(text[j])
      && !(j > last && ByteClass.isWordOrBeyondASCII(text[j - 1]))
    {
      words += 1
    }
    return words <= 1
  }

  private static let longestLine = 2_000
}
