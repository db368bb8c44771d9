import AdhereBytes

/// What marks say that stand around the calls of a text.
extension Gate {
  /// Whether the marks between the calls that were read speak of another call, or of more in one of
  /// them: a mark that closes what was never opened, with words before it; a mark of a parameter; a
  /// word between the marks that hold a call.
  ///
  /// - Parameters:
  ///   - stop: where the turn ends.
  ///   - calls: every call that was read, ascending.
  ///   - zones: thinking, ascending.
  static func losesPart(
    _ text: UnsafePointer<UInt8>, _ stop: Int, calls: [Range<Int>], zones: [Range<Int>]
  ) -> Bool {
    var walk = MarkWalk(text)
    let known = (calls.map { ($0, true) } + zones.map { ($0, false) })
      .sorted { $0.0.lowerBound < $1.0.lowerBound }
    var i = 0
    for (range, isCall) in known where range.lowerBound <= stop {
      let gap = i..<max(i, isCall ? walk.label(before: range.lowerBound, i) : range.lowerBound)
      if !gap.isEmpty, walk.read(gap) { return true }
      if isCall { walk.passCall() }
      i = max(i, range.upperBound)
    }
    return i < stop && walk.read(i..<stop)
  }
}

/// Goes over the marks and words outside of calls.
private struct MarkWalk {
  private struct Open {
    let name: Range<Int>
    /// Words so far, where it was opened.
    let words: Int
    let calls: Int
  }

  private let text: UnsafePointer<UInt8>
  private var open: [Open] = []
  /// Bytes of words so far; those of sentences, which may go, apart.
  private var words = 0
  private var inProse = 0
  private var calls = 0
  /// Words when the last call or pair of marks ended.
  private var settled = (words: 0, inProse: 0)

  init(_ text: UnsafePointer<UInt8>) { self.text = text }

  mutating func passCall() {
    calls += 1
    settled = (words, inProse)
  }

  /// Where a word with a colon begins that stands right before a call: `call:f{…}`.
  func label(before i: Int, _ start: Int) -> Int {
    guard i > start, text[i - 1] == UInt8(ascii: ":") else { return i }
    var j = i - 1
    while j > start, ByteClass.isWord(text[j - 1]) { j -= 1 }
    return j
  }

  /// - Returns: whether something belongs to a call.
  mutating func read(_ gap: Range<Int>) -> Bool {
    var i = gap.lowerBound
    var isProse = isProse(i, gap.upperBound)
    while i < gap.upperBound {
      let b = text[i]
      if b == 0x0A { isProse = self.isProse(i + 1, gap.upperBound) }
      if b == UInt8(ascii: "<"), let mark = mark(at: i, gap.upperBound) {
        if !isQuoted(i), mark.speaks, note(mark) { return true }
        i = mark.end
      } else if b == UInt8(ascii: "`") {
        i = pastFence(i, gap.upperBound)
      } else if b == UInt8(ascii: "#") {
        while i < gap.upperBound, text[i] != 0x0A { i += 1 }
      } else {
        if ByteClass.isWordOrBeyondASCII(b) || isEllipsis(i, gap) {
          if isProse { inProse += 1 } else { words += 1 }
        }
        i += 1
      }
    }
    return false
  }

  private mutating func note(_ mark: Mark) -> Bool {
    if !mark.isClosing {
      if mark.isPart { return true }
      // Deeper than any text about calls.
      if open.count < 64 { open.append(Open(name: mark.name, words: words, calls: calls)) }
      return false
    }
    guard let index = open.lastIndex(where: { equal($0.name, mark.name) }) else {
      return words > settled.words || mark.isPart && inProse > settled.inProse
    }
    let opened = open[index]
    open.removeSubrange(index...)
    let isLost = calls > opened.calls && words > opened.words
    settled = (words, inProse)
    return isLost
  }

  // MARK: - Marks

  private struct Mark {
    let name: Range<Int>
    let end: Int
    let isClosing: Bool
    /// It is of a call or of what is in one.
    let speaks: Bool
    /// It is of a parameter.
    let isPart: Bool
  }

  private func mark(at i: Int, _ limit: Int) -> Mark? {
    var end = i + 1
    while end < limit, end - i < 200, text[end] != UInt8(ascii: ">"), text[end] != 0x0A,
      text[end] != UInt8(ascii: "<")
    { end += 1 }
    guard end < limit, text[end] == UInt8(ascii: ">"), end > i + 1 else { return nil }
    var start = i + 1
    var isClosing = text[start] == UInt8(ascii: "/")
    if isClosing { start += 1 }
    var stop = start
    while stop < end, text[stop] > 0x20, text[stop] != UInt8(ascii: "=") { stop += 1 }
    let isBarred = stop > start && text[stop - 1] == UInt8(ascii: "|")
    if isBarred, text[start] != UInt8(ascii: "|") {
      isClosing = true
      stop -= 1
    } else if isBarred {
      // A special token, which neither opens nor closes.
      stop = start
    } else if start < stop, text[start] == UInt8(ascii: "|") {
      start += 1
    }
    let name = start..<stop
    let isPart =
      MarkName.holds("parameter", text, name) || MarkName.holds("arg_key", text, name)
      || MarkName.holds("arg_value", text, name)
    let isCall =
      MarkName.holds("call", text, name) || MarkName.holds("invoke", text, name)
      || MarkName.holds("function", text, name)
    return Mark(
      name: name, end: end + 1, isClosing: isClosing, speaks: isPart || isCall, isPart: isPart)
  }

  /// Whether the line from `start` is a sentence, and no end of a value.
  private func isProse(_ start: Int, _ limit: Int) -> Bool {
    var end = start
    while end < limit, text[end] != 0x0A { end += 1 }
    guard Gate.isProse(text, start, end), !Gate.closesMore(text, start, end) else { return false }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    // Three words are one where they end as one.
    switch end > start ? text[end - 1] : 0 {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"): return true
    default: break
    }
    let blanks = (start..<end).count { text[$0] == 0x20 && $0 > start && text[$0 - 1] != 0x20 }
    return blanks > 2
  }

  private func equal(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    a.count == b.count
      && (0..<a.count).allSatisfy {
        text[a.lowerBound + $0] == text[b.lowerBound + $0]
      }
  }

  /// A mark in code, as prose names it.
  private func isQuoted(_ i: Int) -> Bool {
    i > 0 && (text[i - 1] == UInt8(ascii: "`") || text[i - 1] == UInt8(ascii: "\""))
  }

  private func isEllipsis(_ i: Int, _ gap: Range<Int>) -> Bool {
    text[i] == UInt8(ascii: ".") && i + 1 < gap.upperBound && text[i + 1] == UInt8(ascii: ".")
  }

  /// Past the marks of a fence and the word behind them.
  private func pastFence(_ i: Int, _ limit: Int) -> Int {
    var j = i
    while j < limit, text[j] == UInt8(ascii: "`") { j += 1 }
    guard j - i > 2 else { return j }
    while j < limit, ByteClass.isName(text[j]) { j += 1 }
    return j
  }
}
