import AdhereBytes

/// What a text holds beside the calls that were read in it.
extension Gate {
  /// Whether something that belongs to a call would be left out around the chosen calls: a
  /// member, a keyword with its value, a tool's name with a bracket, a mark that opens a call, a
  /// call of a tool that was not offered.
  ///
  /// Only what stands beside the calls with no prose between counts: further off a text may talk
  /// of calls, quote them, or go on as another text.
  ///
  /// - Parameters:
  ///   - stop: where the turn ends.
  ///   - known: thinking, and every call that was read, chosen or not.
  ///   - chosen: the calls that are handed on.
  ///   - strangers: where calls of tools that were not offered begin.
  static func losesCall(
    _ text: UnsafePointer<UInt8>, _ stop: Int, known: [Range<Int>], chosen: [Range<Int>],
    strangers: [Int],
    _ tools: ToolTable?
  ) -> Bool {
    let strangers = strangers.sorted()
    let edges = Set(chosen.flatMap { [$0.lowerBound, $0.upperBound] })
    var stranger = 0
    /// Gaps ascend, and so do strangers.
    func holds(_ lines: Range<Int>, in gap: Range<Int>) -> Bool {
      // Behind a block of code, or a call that is said again, another text may go on.
      let isBeside = edges.contains(gap.lowerBound) || edges.contains(gap.upperBound)
      if isBeside, let tools, !holdsFence(text, gap),
        holdsBrokenCall(text, lines, isBehind: edges.contains(lines.lowerBound), tools)
      {
        return true
      }
      while stranger < strangers.count, strangers[stranger] < lines.lowerBound { stranger += 1 }
      return stranger < strangers.count && strangers[stranger] < lines.upperBound
        || holdsCall(text, lines.lowerBound, lines.upperBound, tools)
    }
    let blocks = SpecialMark.blocks(text, stop)
    var known = known
    known.sort { $0.lowerBound < $1.lowerBound }
    var i = 0
    for range in known + [stop..<stop] where range.lowerBound <= stop {
      if i < range.lowerBound {
        let gap = i..<range.lowerBound
        let head = lines(text, gap, fromEnd: false, blocks)
        if i > 0, holds(head, in: gap) { return true }
        if i > 0, range.lowerBound < stop, partsAlternatives(text, gap) { return true }
        let tail = lines(text, gap, fromEnd: true, blocks)
        if range.lowerBound < stop, holds(tail, in: gap) { return true }
      }
      i = max(i, range.upperBound)
    }
    return false
  }

  /// The lines at one end of a gap before the first of prose.
  static func lines(
    _ text: UnsafePointer<UInt8>, _ gap: Range<Int>, fromEnd: Bool,
    _ blocks: [Range<Int>] = []
  ) -> Range<Int> {
    var at = fromEnd ? gap.upperBound : gap.lowerBound
    while fromEnd ? at > gap.lowerBound : at < gap.upperBound {
      var start = at
      var stop = at
      if fromEnd {
        start -= 1
        while start > gap.lowerBound, text[start - 1] != 0x0A { start -= 1 }
      } else {
        while stop < gap.upperBound, text[stop] != 0x0A { stop += 1 }
        stop = min(stop + 1, gap.upperBound)
      }
      if !isPart(start..<stop, of: blocks), isProse(text, start, stop) { break }
      at = fromEnd ? start : stop
    }
    return fromEnd ? at..<gap.upperBound : gap.lowerBound..<at
  }

  /// Whether a line is part of one of the blocks, which ascend.
  private static func isPart(_ line: Range<Int>, of blocks: [Range<Int>]) -> Bool {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].upperBound <= line.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < blocks.count && blocks[low].lowerBound < line.upperBound
  }

  /// Whether the line holds three words in a row outside of quotes, a fence or a comment.
  static func isProse(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    var row = 0
    var quote: UInt8 = 0
    var i = start
    while i < end {
      let b = text[i]
      if quote != 0 {
        if b == quote { quote = 0 }
        i += 1
      } else if b == UInt8(ascii: "\"")
        || b == UInt8(ascii: "'") && !(i > start && ByteClass.isWord(text[i - 1]))
      {
        quote = b
        row = 0
        i += 1
      } else if b == UInt8(ascii: "`") || b == UInt8(ascii: "#") {
        return true
      } else if ByteClass.isWord(b) || b >= 0x80 {
        let word = i
        while i < end, ByteClass.isWord(text[i]) || text[i] >= 0x80 || text[i] == UInt8(ascii: "'")
        {
          i += 1
        }
        // Numbers stand in sentences and in arguments alike: `48.85, lon`.
        if !(word..<i).allSatisfy({ text[$0].isDigit }) { row += 1 }
        if row >= 3 { return true }
      } else {
        if b == UInt8(ascii: ".") || b == UInt8(ascii: ",") {
          // Inside of a word: `functions.read`.
          if i > start, i + 1 < end, ByteClass.isWord(text[i - 1]), ByteClass.isWord(text[i + 1]),
            row > 0
          {
            row -= 1
          }
        } else if b != 0x20 {
          row = 0
        }
        i += 1
      }
    }
    return false
  }

  private static func holdsCall(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ tools: ToolTable?
  ) -> Bool {
    var ends = CallEnds()
    let lastOpening = (start..<max(start, end)).last { opensArguments(text[$0]) } ?? -1
    var i = start
    while i < end {
      let b = text[i]
      if b == UInt8(ascii: "\""), isKeyEnd(text, i, start, end) { return true }
      if let stop = CallEvidence.markEnd(text, i, end) {
        // Up to the next call there may be words of its own; what has brackets is another one.
        if let inside = CallEvidence.inside(text, stop, end, &ends),
          inside.upperBound < end
            ? inside.contains(where: { ByteClass.isWord(text[$0]) })
            : inside.lowerBound <= lastOpening
        {
          return true
        }
        i = stop
        continue
      }
      if b == UInt8(ascii: "="), isKeyword(text, i, start, end) { return true }
      if SpecialMark.recipient(text, i, end) != nil { return true }
      if ByteClass.isName(b), i == start || !ByteClass.isName(text[i - 1]) {
        if isAlone(text, i, start, inRow: true), ForeignCalls.head(text, at: i, end) != nil {
          return true
        }
        var stop = i
        while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
        if let tools, stop < end,
          text[stop] == UInt8(ascii: ")") || text[stop] == UInt8(ascii: "{"),
          isAlone(text, i, start)
        {
          let word = Array(UnsafeBufferPointer(start: text + i, count: stop - i))
          if let match = tools.resolve(word), match.isExact { return true }
        }
        i = stop
        continue
      }
      i += 1
    }
    return false
  }

  /// `name='…')`: a keyword argument whose call is not there.
  private static func isKeyword(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ start: Int, _ end: Int
  ) -> Bool {
    guard i > start, ByteClass.isName(text[i - 1]), i + 1 < end,
      text[i + 1] == UInt8(ascii: "'") || text[i + 1] == UInt8(ascii: "\"")
    else { return false }
    var stop = i + 2
    while stop < end, text[stop] != 0x0A { stop += 1 }
    while stop > i, text[stop - 1] <= 0x20 { stop -= 1 }
    return text[stop - 1] == UInt8(ascii: ")") || text[stop - 1] == UInt8(ascii: "]")
  }

  private static func opensArguments(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "{") || b == UInt8(ascii: "(")
  }

  /// Whether nothing stands before `i` on its line but the bracket of a list.
  ///
  /// - Parameter inRow: or a separator or a mark, behind which a call of a row may begin.
  private static func isAlone(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ start: Int, inRow: Bool = false
  ) -> Bool {
    var j = i
    while j > start, text[j - 1] == 0x20 || text[j - 1] == 0x09 { j -= 1 }
    guard j > start else { return true }
    switch text[j - 1] {
    case 0x0A, UInt8(ascii: "["): return true
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ">"): return inRow
    default: return false
    }
  }
}
