import AdhereBytes
import AdhereJSON

/// Names of tools around a value that is no call by itself.
extension ToolTextReader {
  /// Leaves the calls of tools that were not offered out of a list that was read.
  mutating func leaveOutUnknown(from start: Int, _ reader: RelaxedReader) {
    guard let tools else { return }
    let raw = UnsafeBufferPointer(start: text + start, count: reader.position - start)
    let local = reader.changes.map { $0.shifted(by: -start) }
    guard let document = try? JSONDocument(Changes.apply(local, to: raw)) else { return }
    let more = document.withTape { tape in
      unknown += Wrapper.rest(tape, tools: tools).unknown.map {
        UnknownCall(name: $0, start: start)
      }
      return tools.withoutUnknownCalls(tape)
    }
    reader.changes = Changes.compose(local, more).map { $0.shifted(by: start) }
  }

  /// Whether a string of the list begins as a call of an offered tool does.
  func holdsQuotedCall(_ tape: Tape) -> Bool {
    guard let tools else { return false }
    for node in tape.children(of: 0) where tape.kind(node) == .string {
      let text = tape.text(node)
      var stop = 0
      while stop < text.count, ByteClass.isName(text[stop]) { stop += 1 }
      if stop > 0, stop < text.count, text[stop] == UInt8(ascii: "("),
        tools.resolve(Array(text[..<stop])) != nil
      {
        return true
      }
    }
    return false
  }

  /// A tool's name right in front of an object, with only markup, a line end, `:` or a number
  /// between them: the name's start, and the change that makes both one call.
  func nameBefore(_ brace: Int) -> (start: Int, change: Change)? {
    var j = brace
    if let head, head.body == brace, tools != nil {
      let name = head.name
      let word = UnsafeBufferPointer(start: text + name.lowerBound, count: name.count)
      return named(Array(word), name.lowerBound, brace, true).map { (name.lowerBound, $0) }
    }
    let limit = max(0, brace - 160)
    let floor = regions.last.map { max(limit, $0.end) } ?? limit
    var sawMarkup = false
    while j > floor {
      if let name = nameBeyondASCII(before: j, from: floor, brace) { return name }
      let b = text[j - 1]
      if ByteClass.isWord(b) {
        var start = j
        while start > floor, ByteClass.isName(text[start - 1]) { start -= 1 }
        start = nameStart(start, j)
        if isCallID(start) {
          j = start
          continue
        }
        let word = Array(UnsafeBufferPointer(start: text + start, count: j - start))
        if let change = named(word, start, brace, sawMarkup) { return (start, change) }
        // Words that only mark what follows.
        let isGlue =
          ToolTextReader.glueWords.contains(word)
          || word.allSatisfy({ $0.isDigit })
        guard isGlue else { return nil }
        j = start
        continue
      }
      switch b {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "["),
        UInt8(ascii: "]"), 0x80...0xFF:
        sawMarkup = true
        j -= 1
      case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ":"), UInt8(ascii: "`"), UInt8(ascii: "="),
        UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("):
        j -= 1
      default: return nil
      }
    }
    return nil
  }

  /// The start of a name without the end of a sentence that it is written right behind:
  /// `Let me see.get_time`.
  private func nameStart(_ start: Int, _ stop: Int) -> Int {
    guard start > 1, text[start - 1] == 0x20, ByteClass.isWord(text[start - 2]),
      let dot = (start..<stop).first(where: { text[$0] == UInt8(ascii: ".") }), dot + 1 < stop
    else { return start }
    return dot + 1
  }

  /// A name with letters of other alphabets, which are markup where no tool is called so.
  private func nameBeyondASCII(
    before stop: Int, from floor: Int, _ brace: Int
  ) -> (start: Int, change: Change)? {
    guard let tools, stop > floor else { return nil }
    var start = stop
    var isBeyond = false
    while start > floor, text[start - 1] >= 0x80 || ByteClass.isName(text[start - 1]) {
      start -= 1
      if text[start] >= 0x80 { isBeyond = true }
    }
    let word = UnsafeBufferPointer(start: text + start, count: stop - start)
    guard isBeyond, tools.resolve(Array(word))?.isExact ?? false else { return nil }
    return named(Array(word), start, brace, false).map { (start, $0) }
  }

  /// The beginning of a call of the tool that `word` names. Where the tools are not known, markup
  /// around the word is what tells a name from any other word.
  private func named(_ word: [UInt8], _ start: Int, _ brace: Int, _ sawMarkup: Bool) -> Change? {
    var quoted: [UInt8]
    var rules = RuleSet()
    if let tools {
      guard let match = tools.resolve(word) else { return nil }
      quoted = tools.tools[match.index].quotedName
      if !match.isExact { rules.insert(.toolName) }
    } else {
      let before = byte(start - 1)
      let isMarked =
        sawMarkup || before == UInt8(ascii: "]") || before == UInt8(ascii: ">") || before >= 0x80
        || before == UInt8(ascii: "=") || byte(start - 2) == UInt8(ascii: ">")
        || before == UInt8(ascii: ":") && isCallWord(before: start - 1)
      guard isMarked, !ToolTextReader.glueWords.contains(word),
        !word.allSatisfy({ $0.isDigit })
      else { return nil }
      var name = word
      if name.starts(with: ToolTable.namespace) { name.removeFirst(ToolTable.namespace.count) }
      quoted = JSONWriter.quoted(name)
    }
    return Change(
      start, brace, Text.callOpen + quoted + Text.argumentsKey, .nameBeforeArguments, with: rules)
  }

  /// Whether the word at `i` is marked as the call's id.
  private func isCallID(_ i: Int) -> Bool {
    UnsafeBufferPointer(start: text, count: end).hasBytes("[CALL_ID]", at: i - 9)
  }

  /// `call:` right behind markup, as Gemma writes it.
  private func isCallWord(before colon: Int) -> Bool {
    let word = Array("call".utf8)
    guard colon > word.count, byte(colon - word.count - 1) == UInt8(ascii: ">") else {
      return false
    }
    return word.indices.allSatisfy { text[colon - word.count + $0] == word[$0] }
  }

  private static let glueWords: Set<[UInt8]> = Set(
    [
      "json", "ARGS", "CALL_ID", "constrain", "message", "tool_call_argument_begin",
      "tool_call_arguments_begin", "sep", "tool", "arguments", "parameters", "args",
      "channel", "analysis", "commentary",
    ].map { Array($0.utf8) })
}
