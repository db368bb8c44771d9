/// Sets of Python: braces around values alone.
extension RelaxedReader {
  /// How far a first element is looked through, in bytes.
  private static let longestElement = 200

  /// Makes a set of the object whose first member begins at ``position``, if that is a string
  /// with no colon behind it and another such string follows; in a call one string is enough. A
  /// `{"a"}` in other text can be anything.
  func openSet() -> Bool {
    let top = frames.count - 1
    guard !isPartial, mends || readsCalls || text[position] == UInt8(ascii: "'"),
      frames[top].bracket == .object, let next = afterString(position)
    else {
      return false
    }
    switch next.byte {
    case UInt8(ascii: ","):
      let second = peek(next.at + 1)
      guard let third = afterString(second.at),
        third.byte == UInt8(ascii: ",") || third.byte == UInt8(ascii: "}")
      else { return false }
    case UInt8(ascii: "}"):
      guard frames.contains(where: { $0.bracket == .call }) else { return false }
    default: return false
    }
    let start = frames[top].start
    // Comments behind the brace have their changes already.
    var index = changes.count
    while index > 0, changes[index - 1].start > start { index -= 1 }
    changes.insert(Change(start, start + 1, Text.openSquare, .setLiteral), at: index)
    used.insert(.setLiteral)
    frames[top].bracket = .set
    frames[top].opener = index
    openMember = nil
    return true
  }

  /// What is behind the short plain string at `i`; nil where none begins there.
  private func afterString(_ i: Int) -> (byte: UInt8, at: Int)? {
    let quote = byte(i)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    var j = i + 1
    let limit = min(end, i + RelaxedReader.longestElement)
    while j < limit, text[j] != quote {
      if text[j] < 0x20 { return nil }
      j += text[j] == UInt8(ascii: "\\") ? 2 : 1
    }
    return j < limit ? peek(j + 1) : nil
  }
}
