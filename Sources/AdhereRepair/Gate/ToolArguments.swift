import AdhereBytes

/// Arguments of an offered tool: a group in brackets, or elements, whose keys are the tool's
/// parameters. Beside the tool's name they are a call, however broken and in whatever notation.
struct ToolArguments {
  private let text: UnsafePointer<UInt8>
  private let end: Int
  private let tools: ToolTable

  init(_ text: UnsafePointer<UInt8>, _ end: Int, _ tools: ToolTable) {
    self.text = text
    self.end = end
    self.tools = tools
  }

  /// The first call by name and arguments, and whether the text ends inside it; nil where the text
  /// is talk.
  ///
  /// - Parameters:
  ///   - stretch: what the arguments begin in; as a rule, all of the text.
  ///   - start: where the thinking ends. A name may be before the stretch.
  func find(
    in stretch: Range<Int>, from start: Int
  ) -> (part: Range<Int>, isCut: Bool)? {
    var budget = Budget()
    var i = stretch.lowerBound
    while i < stretch.upperBound {
      guard opensGroup(at: i), budget.allows(text[i]),
        let keys = BracketKeys(text, at: i, to: end)
      else {
        i += 1
        continue
      }
      budget.take(text[i])
      if !CodeSpan.isOpen(text, at: i), !isDeclaration(i), endsLine(keys) {
        let names = NameBefore(text, i, from: start)
        let isClosed = isBeforeCallEnd(keys)
        for tool in tools.tools where keys.fit(tool) {
          if let name = names.find(tool) ?? (isClosed ? i : nil),
            !DefinitionWord.stands(before: name, text),
            text[i] != UInt8(ascii: "(") || !isProgramsOwn(name)
          {
            return (name..<keys.end, !keys.isClosed && !Stretch.endsWhole(text, end))
          }
        }
      }
      i += 1
    }
    return nil
  }

  /// Whether a group in `stretch` has a parameter of an offered tool as a key.
  func holdsKey(_ stretch: Range<Int>) -> Bool {
    var budget = Budget()
    var i = stretch.lowerBound
    while i < stretch.upperBound {
      if opensGroup(at: i), budget.allows(text[i]),
        let keys = BracketKeys(text, at: i, to: stretch.upperBound)
      {
        budget.take(text[i])
        if !keys.declare, !isDeclaration(i), tools.tools.contains(where: keys.touches) {
          return true
        }
      }
      i += 1
    }
    return false
  }

  /// Whether an offered tool's name stands before a bracket in `stretch`.
  func holdsName(_ stretch: Range<Int>) -> Bool {
    var budget = Budget()
    for i in stretch where text[i] == UInt8(ascii: "{") && budget.allows(text[i]) {
      budget.take(text[i])
      if isDeclaration(i) || BracketKeys(text, at: i, to: stretch.upperBound)?.declare ?? false {
        continue
      }
      let names = NameBefore(text, i, from: stretch.lowerBound)
      if tools.tools.contains(where: { names.find($0) != nil }) { return true }
    }
    return false
  }

  /// How many groups are looked at, of elements and of members: those further back no longer.
  private struct Budget {
    private var groups = 64
    private var elements = 64

    func allows(_ b: UInt8) -> Bool { b == UInt8(ascii: "<") ? elements > 0 : groups > 0 }

    mutating func take(_ b: UInt8) {
      if b == UInt8(ascii: "<") { elements -= 1 } else { groups -= 1 }
    }
  }

  private func opensGroup(at i: Int) -> Bool {
    switch text[i] {
    case UInt8(ascii: "{"), UInt8(ascii: "("): return true
    case UInt8(ascii: "<"):
      var stop = i + 1
      while stop < end, stop - i < 64, text[stop] >= 0x80 || ByteClass.isName(text[stop]) {
        stop += 1
      }
      let name = UnsafeBufferPointer(start: text + i + 1, count: stop - i - 1)
      return !name.isEmpty && !isPlaceholder(stop)
        && tools.tools.contains { $0.parameters.contains { $0.name.elementsEqual(name) } }
    default: return false
    }
  }

  /// Whether the element's tag that ends at `i` has a sentence go on behind it: `I need <city>.`
  private func isPlaceholder(_ i: Int) -> Bool {
    guard i + 1 < end, text[i] == UInt8(ascii: ">") else { return false }
    switch text[i + 1] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "?"), UInt8(ascii: "!"):
      return i + 2 >= end || text[i + 2] <= 0x20
    default: return false
    }
  }

  /// Whether the group at `i` says what parameters there are: in a schema, or behind a name as
  /// programs declare it, `f(city: string)`.
  private func isDeclaration(_ i: Int) -> Bool {
    let word = Array("properties".utf8)
    var j = i
    while j > 0, text[j - 1] <= 0x20 || text[j - 1] == UInt8(ascii: ":") || isQuote(text[j - 1]) {
      j -= 1
    }
    if j >= word.count,
      UnsafeBufferPointer(start: text, count: end).hasBytes(word, at: j - word.count)
    {
      return true
    }
    guard text[i] == UInt8(ascii: "(") else { return false }
    var k = i + 1
    while k < end, ByteClass.isWord(text[k]) || text[k] <= 0x20 { k += 1 }
    guard k < end, text[k] == UInt8(ascii: ":") else { return false }
    k += 1
    while k < end, text[k] == 0x20 { k += 1 }
    return k < end && ByteClass.isWord(text[k]) && !text[k].isDigit
  }

  /// Whether a special token of calls stands right behind the group.
  private func isBeforeCallEnd(_ keys: BracketKeys) -> Bool {
    guard keys.isClosed, let mark = SpecialMark.end(text, keys.end, end) else { return false }
    return MarkName.holds("call", text, keys.end..<mark)
  }

  /// Whether the name at `i` is of a function that the text's own program imports or defines.
  private func isProgramsOwn(_ i: Int) -> Bool {
    var stop = i
    while stop < end, ByteClass.isWord(text[stop]) { stop += 1 }
    return Imports.find(text, end)
      .contains(Array(UnsafeBufferPointer(start: text + i, count: stop - i)))
  }

  /// Whether the line on which the group ends says nothing more: marks, brackets and a short word do
  /// not count.
  private func endsLine(_ keys: BracketKeys) -> Bool {
    guard keys.isClosed else { return true }
    var line = keys.end
    var last = keys.end
    while line < end, text[line] != 0x0A, line - keys.end < ToolArguments.longestLine {
      if isClosing(text[line]) { last = line + 1 }
      line += 1
    }
    var words = 0
    var i = last
    while i < line {
      if text[i] == UInt8(ascii: "<"), let mark = markEnd(i, line) {
        i = mark
      } else if ByteClass.isWordOrBeyondASCII(text[i]) {
        let from = i
        while i < line, ByteClass.isWordOrBeyondASCII(text[i]) { i += 1 }
        words += i - from > ToolArguments.longestWord ? 2 : 1
      } else {
        i += 1
      }
    }
    return words < 2
  }

  private static let longestLine = 2_000
  private static let longestWord = 12

  private func markEnd(_ i: Int, _ limit: Int) -> Int? {
    var stop = i + 1
    while stop < limit, stop - i < 60, text[stop] != UInt8(ascii: ">") { stop += 1 }
    return stop < limit && text[stop] == UInt8(ascii: ">") ? stop + 1 : nil
  }

  private func isClosing(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "}") || b == UInt8(ascii: ")") || b == UInt8(ascii: "]")
  }

  private func isQuote(_ b: UInt8) -> Bool { b == UInt8(ascii: "\"") || b == UInt8(ascii: "'") }
}
