import AdhereJSON

/// Names that the user's words write, as arguments of a call.
extension RelaxedReader {
  /// The argument at ``position`` in quotes, where the tool takes text and the prompt names it.
  func readPromptName() -> Bool {
    guard let tools, let names = tools.promptNames, let frame = frames.last,
      frame.bracket == .call, let tool = frame.tool, let parameter = frame.parameter,
      tools.tools[tool].parameters[parameter].acceptsText
    else { return false }
    let start = position
    var stop = start
    let limit = min(end, start + PromptNames.longest + 1)
    scan: while stop < limit {
      switch text[stop] {
      case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"): break scan
      default: stop += 1
      }
    }
    let next = peek(stop).byte
    guard stop > start, next == UInt8(ascii: ",") || next == UInt8(ascii: ")") else { return false }
    let written = Array(UnsafeBufferPointer(start: text + start, count: stop - start))
    let name = Markdown.unescape(written)
    guard names.contains(name) else { return false }
    change(start, stop, JSONWriter.quoted(name), .promptName)
    if name != written {
      changes[changes.count - 1].with.insert(.markdownEscape)
      used.insert(.markdownEscape)
    }
    position = stop
    return true
  }
}
