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
      if let tool = called.first, let line = textInput(at: step.input),
        let key = onlyTextParameter(of: tool)
      {
        return append(step: i, argument: line, key, tool, quoted, rules)
      }
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

  // MARK: - Arguments that are a text

  /// The line at `i`, where it is the whole input and a text: no object and no list, and what follows
  /// is the tool's answer, the next thought, or nothing. Quotes around it are none of its own.
  private func textInput(at i: Int) -> Range<Int>? {
    var stop = i
    while stop < end, text[stop] != 0x0A { stop += 1 }
    var next = stop
    while next < end, text[next] <= 0x20 { next += 1 }
    let isOver =
      next >= end
      || ["Observation", "Thought"].contains { SettingReader.matches($0, text, next, end) }
    var start = i
    while stop > start, text[stop - 1] <= 0x20 { stop -= 1 }
    if stop - start > 1, byte(start) == UInt8(ascii: "\""), byte(stop - 1) == byte(start) {
      start += 1
      stop -= 1
    }
    guard isOver, start < stop, !(start..<stop).contains(where: { isMarkOfData(text[$0]) }) else {
      return nil
    }
    let line = UnsafeBufferPointer(start: text + start, count: stop - start)
    return ["none", "None", "null"].contains { $0.utf8.elementsEqual(line) } ? nil : start..<stop
  }

  /// What a line of words does not hold: marks of data, of calls and of texts that are escaped.
  private func isMarkOfData(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: "="), 0..<0x20:
      true
    default: false
    }
  }

  /// The name of the tool's only parameter, where it is required and a text.
  private func onlyTextParameter(of tool: Int) -> [UInt8]? {
    guard let tools else { return nil }
    let parameters = TagParameters(tool: tools.tools[tool], document: tools.document)
    guard tools.tools[tool].parameters.count == 1,
      let parameter = tools.tools[tool].parameters.first, parameter.acceptsText,
      parameters.requires(parameter.name)
    else { return nil }
    return parameter.quotedName
  }

  private mutating func append(
    step i: Int, argument line: Range<Int>, _ key: [UInt8], _ tool: Int, _ name: [UInt8],
    _ rules: RuleSet
  ) -> Int {
    var rules = rules
    rules.insert(.positionalArgument)
    var used = rules
    used.insert(.nameBeforeArguments)
    let value = UnsafeBufferPointer(start: text + line.lowerBound, count: line.count)
    let opening = Text.callOpen + name + Text.argumentsKey + [UInt8(ascii: "{")] + key + Text.colon
    var quoted: [UInt8] = []
    JSONWriter.append(quoted: value, to: &quoted)
    let stop = byte(line.upperBound) == UInt8(ascii: "\"") ? line.upperBound + 1 : line.upperBound
    let change = Change(
      i, stop, opening + quoted + Text.closeBraces.array, .nameBeforeArguments, with: rules)
    append(
      CallRegion(
        start: i, end: stop, changes: [change], isList: false, callCount: 1, tools: [tool],
        isNative: false, used: used, fence: nil, isTruncated: false))
    return stop
  }
}
