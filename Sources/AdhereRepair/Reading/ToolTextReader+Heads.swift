/// Heads that say that a call follows, whatever stands behind them: a message's header with a
/// function as its recipient, and `call:f`.
extension ToolTextReader {
  /// A head of a call of an offered tool.
  struct Head {
    var name: Range<Int>
    /// Where the arguments begin.
    var body: Int
    /// It is one whatever words are before it.
    var isSure: Bool
  }

  /// Reads the call whose head begins at `i`. One that cannot be read is noted: a text with such a
  /// head is no talk.
  ///
  /// - Returns: where to go on; nil where no head is there.
  mutating func readHead(at i: Int) -> Int? {
    guard let head = head(at: i), isOffered(head.name) else { return nil }
    let found = regions.count + unreadable.count
    let wasCut = isCut
    var next = max(head.body, head.name.upperBound)
    if byte(head.body) == UInt8(ascii: "{") {
      self.head = head
      next = max(next, readBracket(at: head.body))
    }
    if regions.count + unreadable.count == found {
      let isEnd = (head.body..<end).allSatisfy { text[$0] <= 0x20 }
      note(
        UnreadableCall(
          start: i, end: next, isCutOff: isEnd || isCut && !wasCut, isMarked: head.isSure))
    }
    return next
  }

  private func head(at i: Int) -> Head? {
    switch text[i] {
    case UInt8(ascii: "t"):
      MessageHeader.find(text, at: i, to: end).map {
        Head(name: $0.name, body: $0.body, isSure: $0.isSure)
      }
    case UInt8(ascii: "c"): callHead(at: i)
    default: nil
    }
  }

  /// `call:f{` and `call:f:` at the beginning of a line, or behind a mark or another call.
  private func callHead(at i: Int) -> Head? {
    guard let name = CallMark.name(text, at: i, to: end) else { return nil }
    var before = i
    while byte(before - 1) == 0x20 || byte(before - 1) == 0x09 { before -= 1 }
    switch byte(before - 1) {
    case 0, 0x0A, UInt8(ascii: ">"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ";"):
      let isObject = byte(name.upperBound) == UInt8(ascii: "{")
      return Head(name: name, body: name.upperBound + (isObject ? 0 : 1), isSure: false)
    default: return nil
    }
  }

  private func isOffered(_ name: Range<Int>) -> Bool {
    guard let tools else { return true }
    let word = UnsafeBufferPointer(start: text + name.lowerBound, count: name.count)
    return tools.resolve(Array(word)) != nil
  }
}
