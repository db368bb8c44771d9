/// Sets of Python: braces around values alone.
extension RelaxedReader {
  /// The object whose first key was just read, at ``position`` with no colon behind it, is a set
  /// if another string without a colon follows; in a call one string is enough. A `{"a"}` in
  /// other text can be anything.
  func becomeSet() -> Bool {
    let top = frames.count - 1
    guard !isPartial, let member = openMember, frames[top].bracket == .object,
      frames[top].count == 1, RelaxedReader.isQuote(text[member.start])
    else { return false }
    switch text[position] {
    case UInt8(ascii: ","):
      let next = peek(position + 1)
      guard RelaxedReader.isQuote(next.byte), !keyFollows(next.at) else { return false }
    case UInt8(ascii: "}"):
      guard frames.contains(where: { $0.bracket == .call }) else { return false }
    default: return false
    }
    let start = frames[top].start
    // Comments behind the brace have their changes already.
    var index = member.changes
    while index > 0, changes[index - 1].start > start { index -= 1 }
    changes.insert(Change(start, start + 1, Text.openSquare, .setLiteral), at: index)
    used.insert(.setLiteral)
    frames[top].bracket = .set
    frames[top].opener = index
    openMember = nil
    return true
  }

  private static func isQuote(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "\"") || b == UInt8(ascii: "'")
  }
}
