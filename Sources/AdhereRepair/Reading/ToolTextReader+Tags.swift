import AdhereJSON

/// Calls that are written as tags.
extension ToolTextReader {
  /// A call written as tags, or nothing of interest.
  mutating func readTagged(at i: Int) -> Int {
    if !isExhausted, let next = readOpenMark(at: i) { return next }
    let tools = tools
    var reader = TaggedCallReader(text, at: i, to: end)
    guard reader.mayBegin(isTool: { tools?.resolve($0)?.isExact ?? false }) else {
      noteStrayMark(at: i, reader)
      noteArguments(at: i, reader)
      return i + 1
    }
    if isExhausted { return i + 1 }
    var used = RuleSet(.xmlParameters)
    var called: Set<Int> = []
    reader.readsJSON = tools == nil
    reader.offered = tools
    let outcome = reader.read { name in
      guard let tools else {
        return TaggedCallReader.Callee(quotedName: JSONWriter.quoted(name), parameters: nil)
      }
      guard let match = tools.resolve(name) else { return nil }
      if !match.isExact { used.insert(.toolName) }
      called.insert(match.index)
      let tool = tools.tools[match.index]
      return TaggedCallReader.Callee(
        quotedName: tool.quotedName,
        parameters: TagParameters(tool: tool, document: tools.document))
    }
    wasted += max(0, reader.reach - reader.position)
    switch outcome {
    case .none:
      // A function's tag that is no call as it stands, such as one without parameters.
      if let tools, reader.ownName == nil, !reader.name.isEmpty, tools.resolve(reader.name) == nil,
        reader.mayBegin(isTool: { _ in false })
      {
        unknown.append(UnknownCall(name: reader.name, start: i))
      }
      return i + 1
    case .unknown:
      unknown.append(UnknownCall(name: reader.name, start: i))
      return max(reader.position, i + 1)
    case .unreadable:
      unreadable.append(UnreadableCall(start: i, end: reader.position, tool: called.first))
      return max(reader.position, i + 1)
    case .call:
      if reader.isTruncated { used.insert(.closeTruncated) }
      append(
        CallRegion(
          start: i, end: reader.position, changes: reader.changes, isList: false, callCount: 1,
          tools: called, isNative: false, used: used, fence: fence,
          isTruncated: reader.isTruncated))
      return reader.position
    }
  }

  /// The tag of an offered tool with its parameters as attributes, which no call has.
  private mutating func noteArguments(at i: Int, _ reader: TaggedCallReader) {
    guard let tools, let tag = reader.tag(at: i), !tag.isClosing, !tag.others.isEmpty,
      let match = tools.resolve(tag.word), match.isExact
    else { return }
    let parameters = tools.tools[match.index].parameters
    guard tag.others.allSatisfy({ name in parameters.contains { $0.name == name } }) else { return }
    unreadable.append(UnreadableCall(start: i, end: tag.end, tool: match.index))
  }

  /// A parameter's tag behind a call and outside of any: the call before it ended elsewhere than
  /// was read, or has a parameter more.
  private mutating func noteStrayMark(at i: Int, _ reader: TaggedCallReader) {
    guard let last = regions.last, let tag = reader.tag(at: i) else { return }
    let isMark =
      tag.word == TaggedCallReader.argKey || tag.word == TaggedCallReader.argValue
      || TaggedCallReader.parameterWords.contains(tag.word) && (tag.isClosing || tag.name != nil)
    guard isMark, last.end <= i else { return }
    unreadable.append(UnreadableCall(start: i, end: tag.end))
  }
}
