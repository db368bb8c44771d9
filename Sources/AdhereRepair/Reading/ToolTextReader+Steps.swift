import AdhereBytes
import AdhereJSON

/// The text form of agents: a tool's name under one label, its arguments under the next.
extension ToolTextReader {
  /// An agent's step: the name in one line, the arguments under the next label.
  mutating func readStep(_ step: ReActStep, at i: Int) -> Int {
    let name = Array(
      UnsafeBufferPointer(start: text + step.name.lowerBound, count: step.name.count))
    var quoted = JSONWriter.quoted(name)
    var rules = RuleSet()
    var called: Set<Int> = []
    if let tools {
      guard let match = tools.resolve(name) else {
        // Several words are a name only where a tool is called so; else they tell what to do.
        if name.allSatisfy(ByteClass.isName) {
          unknown.append(UnknownCall(name: name, start: i))
        } else if byte(step.input) == UInt8(ascii: "{"),
          CallEvidence.namesUnquoted(
            text, step.name.lowerBound, step.name.upperBound, tools, anywhere: true)
        {
          unreadable.append(UnreadableCall(start: i, end: step.input))
        }
        return step.input
      }
      quoted = tools.tools[match.index].quotedName
      if !match.isExact { rules.insert(.toolName) }
      called.insert(match.index)
    }
    let reader = RelaxedReader(text, from: step.input, to: end)
    reader.mends = false
    let result = byte(step.input) == UInt8(ascii: "{") ? reader.read() : .failed(.syntax)
    wasted += reader.lookedAhead
    guard result == .complete else {
      let found = regions.count
      head = newHead(at: i, step.name, body: step.input, isSure: true, isCall: true, edge: i)
      head?.isNoted = true
      let isObject = byte(step.input) == UInt8(ascii: "{")
      let next = isObject ? readBracket(at: step.input) : step.input
      if regions.count == found {
        unreadable.append(UnreadableCall(start: i, end: step.input, tool: called.first))
      }
      return max(next, step.input)
    }
    var used = reader.used
    used.formUnion(rules)
    used.insert(.nameBeforeArguments)
    let opening = Change(
      i, step.input, Text.callOpen + quoted + Text.argumentsKey, .nameBeforeArguments, with: rules)
    let closing = Change(reader.position, reader.position, Text.closeBrace, .nameBeforeArguments)
    append(
      CallRegion(
        start: i, end: reader.position, changes: [opening] + reader.changes + [closing],
        isList: false, callCount: 1, tools: called, isNative: false, used: used, fence: nil,
        isTruncated: false))
    return reader.position
  }

  /// A tool's name under its label, and words before the label of the arguments: a step that is broken.
  mutating func noteStep(_ name: Range<Int>, at i: Int) {
    let written = Array(UnsafeBufferPointer(start: text + name.lowerBound, count: name.count))
    guard let match = tools?.resolve(written), match.isExact else { return }
    unreadable.append(UnreadableCall(start: i, end: name.upperBound, tool: match.index))
  }
}
