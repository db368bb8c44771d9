import AdhereJSON

/// Calls as Python writes them: `[f(a=1), g(b='x')]`. Each becomes
/// `{"name":"f","arguments":{"a":1}}`.
extension RelaxedReader {
  func openCall(_ written: [UInt8], _ start: Int, _ parenthesis: Int) -> Result {
    let name = Markdown.unescape(written)
    var opening = Text.callName
    var tool: Int?
    var isNear = false
    if let tools {
      let index: Int
      if let match = tools.resolve(name) {
        index = match.index
        if !match.isExact { used.insert(.toolName) }
      } else if let near = tools.sameLastWord(as: name) {
        index = near
        isNear = true
      } else {
        return openUnknownCall(name, start, parenthesis)
      }
      tool = index
      opening += tools.tools[index].quotedName.dropFirst().dropLast()
    } else {
      opening += name
    }
    opening += Text.callArguments
    var rules = RuleSet()
    if name != written { rules.insert(.markdownEscape) }
    if let tools, let tool, tools.tools[tool].name != name {
      rules.insert(isNear ? .nearestTool : .toolName)
    }
    let opener = changes.count
    changes.append(Change(start, parenthesis + 1, opening, .pythonCall, with: rules))
    used.insert(.pythonCall)
    used.formUnion(rules)
    guard push(.call, at: parenthesis, opener: opener) else { return .failed(.tooDeep) }
    frames[frames.count - 1].tool = tool
    frames[frames.count - 1].isNear = isNear
    lastTool = tool
    openedCall = true
    position = parenthesis + 1
    return .complete
  }

  /// A call in a list whose tool was not offered: read for what it is, to be left out by leave.
  private func openUnknownCall(_ name: [UInt8], _ start: Int, _ parenthesis: Int) -> Result {
    guard frames.last?.bracket == .array else {
      return .failed(.expression)
    }
    let opener = changes.count
    let opening = Text.callOpen + JSONWriter.quoted(name) + Text.argumentsKey + [0x7B]
    changes.append(
      Change(
        start, parenthesis + 1, opening, .pythonCall, with: RuleSet(.dropUnknownCall)))
    used.formUnion(RuleSet([.pythonCall, .dropUnknownCall]))
    guard push(.call, at: parenthesis, opener: opener) else { return .failed(.tooDeep) }
    frames[frames.count - 1].isUnknown = true
    position = parenthesis + 1
    return .complete
  }

  func stepCall() -> Result {
    skipSpace()
    guard position < end else { return .truncated }
    let top = frames.count - 1
    let b = text[position]
    switch b {
    case UInt8(ascii: ")"):
      if frames[top].isNear, frames[top].count == 0 { return .failed(.expression) }
      dropTrailingComma()
      change(position, position + 1, RelaxedReader.closer(frames[top]), .pythonCall)
      position += 1
      pop()
      return .complete
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      dropTrailingComma()
      return closeMismatched(b)
    case UInt8(ascii: ","):
      return readComma()
    default:
      if frames[top].count > 0, !frames[top].comma {
        let stop = wordEnd(position)
        guard stop > position, peek(stop).byte == UInt8(ascii: "=") else {
          return .failed(.expression)
        }
        guard mends else { return .failed(.syntax) }
        insertComma()
      }
      if frames[top].spread, frames[top].count > 0 { return .failed(.expression) }
      frames[top].comma = false
      return readArgument()
    }
  }

  private func readArgument() -> Result {
    let top = frames.count - 1
    let b = text[position]
    if b == UInt8(ascii: "*"), byte(position + 1) == b {
      // f(**{…}): the object holds the arguments.
      change(position, position + 2, [], .pythonCall)
      position += 2
      skipSpace()
      guard byte(position) == UInt8(ascii: "{"), frames[top].bracket == .call else {
        return .failed(.expression)
      }
      return readSpread(.pythonCall)
    }
    let first = changes.count
    if readKeyword() {
      let parameter = parameter(changes[first].text, of: frames[top].tool)
      guard !frames[top].isNear || parameter != nil, isFirst(parameter, of: top) else {
        return .failed(.expression)
      }
      frames[top].count += 1
      frames[top].parameter = parameter
      skipSpace()
      return readValue()
    }
    if frames[top].isUnknown {
      let number = JSONWriter.quoted(Array(String(frames[top].count).utf8))
      change(position, position, number + Text.colon, .positionalArgument)
      frames[top].count += 1
      return readValue()
    }
    guard frames[top].bracket == .call, !frames[top].isNear, let tools,
      let tool = frames[top].tool.map({ tools.tools[$0] })
    else { return .failed(.expression) }
    let index = frames[top].count
    if b == UInt8(ascii: "{"), index == 0,
      !(tool.parameters.first?.acceptsObject ?? false) || firstKeyNames(a: tool)
    {
      return readSpread(.positionalArgument)
    }
    if index == 0, readSpreadVariable() { return .complete }
    guard index < tool.parameters.count else { return .failed(.expression) }
    if readKeywordInString(tool) {
      frames[top].count += 1
      return .complete
    }
    guard isFirst(index, of: top) else { return .failed(.expression) }
    change(position, position, tool.parameters[index].quotedName + Text.colon, .positionalArgument)
    frames[top].parameter = index
    frames[top].count += 1
    return readValue()
  }

  /// `'a=1'`: a keyword and its value in quotes of their own.
  private func readKeywordInString(_ tool: ToolTable.Tool) -> Bool {
    let quote = text[position]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return false }
    let sign = wordEnd(position + 1)
    guard byte(sign) == UInt8(ascii: "=") else { return false }
    let name = UnsafeBufferPointer(start: text + position + 1, count: sign - position - 1)
    guard tool.parameters.contains(where: { $0.name.elementsEqual(name) }) else { return false }
    var stop = sign + 1
    while stop < end, text[stop] != quote, text[stop] >= 0x20, text[stop] != UInt8(ascii: "\\") {
      stop += 1
    }
    guard byte(stop) == quote, isDelimiter(peek(stop + 1)) else { return false }
    let head = Text.quote + Array(name) + Text.keyEnd
    let written = Array(UnsafeBufferPointer(start: text + sign + 1, count: stop - sign - 1))
    // A quote with no other one is what is left of a mark.
    guard
      written.first != UInt8(ascii: "'") && written.first != UInt8(ascii: "\"")
        || written.count > 1 && written.first == written.last
    else { return false }
    if let value = RelaxedText.read(written), !written.isEmpty {
      change(position, stop + 1, head + value.text, .pythonCall)
      used.formUnion(value.used)
      changes[changes.count - 1].with.formUnion(value.used)
    } else {
      change(position, stop + 1, head + JSONWriter.quoted(written), .pythonCall)
    }
    position = stop + 1
    return true
  }

  /// `f(arguments)` where the variable stands for the object of all arguments.
  private func readSpreadVariable() -> Bool {
    let top = frames.count - 1
    let stop = wordEnd(position)
    guard stop > position, peek(stop).byte == UInt8(ascii: ")"),
      let value = variables?.value(text, position, stop), value.first == UInt8(ascii: "{"),
      let tools, let tool = frames[top].tool, let opener = frames[top].opener,
      !(tools.tools[tool].parameters.first?.acceptsObject ?? true)
    else { return false }
    frames[top].spread = true
    frames[top].count += 1
    changes[opener].text.dropLastByte()
    change(position, stop, value, .literalVariable)
    position = stop
    return true
  }

  /// Whether the object at ``position`` begins with a parameter's name.
  private func firstKeyNames(a tool: ToolTable.Tool) -> Bool {
    let start = peek(position + 1).at
    let isQuoted = byte(start) == UInt8(ascii: "\"") || byte(start) == UInt8(ascii: "'")
    let from = isQuoted ? start + 1 : start
    let stop = wordEnd(from)
    let name = UnsafeBufferPointer(start: text + from, count: stop - from)
    return tool.parameters.contains { $0.name.elementsEqual(name) }
  }

  /// The one argument is an object of all arguments: its braces are the call's.
  private func readSpread(_ rule: Rule) -> Result {
    let top = frames.count - 1
    frames[top].spread = true
    frames[top].count += 1
    if let opener = frames[top].opener {
      changes[opener].text.dropLastByte()
      if rule != changes[opener].rule { changes[opener].with.insert(rule) }
    }
    used.insert(rule)
    return readValue()
  }

  /// `name=`, `name:`, `"name"=` or `"name":`; false where something else is there.
  private func readKeyword() -> Bool {
    let start = position
    let b = text[start]
    if b == UInt8(ascii: "\"") || b == UInt8(ascii: "'") {
      return readQuotedKeyword(b)
    }
    let stop = wordEnd(start)
    guard stop > start else { return false }
    let sign = peek(stop)
    guard sign.byte == UInt8(ascii: "=") || sign.byte == UInt8(ascii: ":"),
      byte(sign.at + 1) != UInt8(ascii: "=")
    else { return false }
    let written = Array(UnsafeBufferPointer(start: text + start, count: stop - start))
    let name = Markdown.unescape(written)
    change(start, sign.at + 1, Text.quote + name + Text.keyEnd, .pythonCall)
    if name != written {
      changes[changes.count - 1].with.insert(.markdownEscape)
      used.insert(.markdownEscape)
    }
    position = sign.at + 1
    return true
  }

  /// Notes that the parameter has a keyword; false where it had one. Python refuses a keyword that
  /// is there twice, and so do we: either value may be the one meant.
  private func isFirst(_ parameter: Int?, of top: Int) -> Bool {
    guard let parameter, parameter < 64 else { return true }
    let bit = UInt64(1) << UInt64(parameter)
    defer { frames[top].named |= bit }
    return frames[top].named & bit == 0
  }

  /// Index of the tool's parameter that `"name":` names; nil where it declares none.
  private func parameter(_ key: ShortText, of tool: Int?) -> Int? {
    guard let tools, let tool, key.count > 3 else { return nil }
    let name = key.dropFirst().dropLast(2)
    return tools.tools[tool].parameters.firstIndex { $0.name.elementsEqual(name) }
  }

  private func readQuotedKeyword(_ quote: UInt8) -> Bool {
    let stop = wordEnd(position + 1)
    guard stop > position + 1, byte(stop) == quote else { return false }
    let sign = peek(stop + 1)
    guard sign.byte == UInt8(ascii: "=") || sign.byte == UInt8(ascii: ":") else { return false }
    let name = Array(UnsafeBufferPointer(start: text + position + 1, count: stop - position - 1))
    change(
      position, sign.at + 1, Text.quote + Markdown.unescape(name) + Text.keyEnd, .pythonCall)
    position = sign.at + 1
    return true
  }
}
