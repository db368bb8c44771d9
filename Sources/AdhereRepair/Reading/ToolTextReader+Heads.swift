/// Heads that say that a call follows, whatever stands behind them: a message's header with a
/// function as its recipient, and `call:f`.
extension ToolTextReader {
  /// A head of a call of an offered tool.
  struct Head {
    var start: Int
    /// Where the words before the name begin.
    var edge: Int
    var name: Range<Int>
    /// Where the arguments begin.
    var body: Int
    /// It is one whatever words are before it.
    var isSure: Bool
    /// It is one even where nothing of the tool's name is known.
    var isCall: Bool
    /// What had been found before it, and whether the text had broken off.
    var regions: Int
    var unreadable: Int
    var wasCut: Bool
    var isNoted = false
  }

  /// Whether `to=` or `call:` may be at `i`: what most words are told from a head by.
  func mayBeHead(at i: Int) -> Bool {
    switch text[i] {
    case UInt8(ascii: "t"): byte(i + 2) == UInt8(ascii: "=")
    case UInt8(ascii: "c"): byte(i + 4) == UInt8(ascii: ":")
    default: false
    }
  }

  /// Reads the call whose head begins at `i`. One that cannot be read is noted: a text with such a
  /// head is no talk.
  ///
  /// - Returns: where to go on; nil where no head is there.
  mutating func readHead(at i: Int) -> Int? {
    guard let head = head(at: i) else { return nil }
    guard isOffered(head.name) else {
      noteStranger(head)
      return nil
    }
    return read(head)
  }

  /// Reads the call of an offered tool behind its head: where to go on.
  mutating func read(_ head: Head) -> Int {
    noteHead()
    self.head = head
    guard byte(head.body) == UInt8(ascii: "{") else { return max(head.body, head.name.upperBound) }
    noteTorn(before: head)
    let next = readBracket(at: head.body)
    noteHead()
    noteTorn(behind: next)
    return max(next, head.name.upperBound)
  }

  /// Notes the rest of a call right before a header, which no call that was read ends in.
  private mutating func noteTorn(before head: Head) {
    let edge = head.edge
    guard byte(edge - 1) == UInt8(ascii: "}"), regions.last?.end != edge,
      unreadable.last.map({ $0.end < edge }) ?? true
    else { return }
    note(UnreadableCall(start: edge - 1, end: edge, isMarked: true))
  }

  /// Notes words right behind a call with a header, where they begin no other header.
  private mutating func noteTorn(behind stop: Int) {
    guard head?.isSure ?? false, regions.last?.end == stop, ByteClass.isWord(byte(stop)),
      !MessageHeader.begins(text, at: stop, to: end)
    else { return }
    note(UnreadableCall(start: stop, end: stop + 1, isMarked: true))
  }

  /// Notes a call of a tool that was not offered.
  private mutating func noteStranger(_ head: Head) {
    // What goes on with a colon may be any other label.
    guard head.isSure || byte(head.body) == UInt8(ascii: "{") else { return }
    var name = bytes(head.name)
    if name.starts(with: ToolTable.namespace) { name.removeFirst(ToolTable.namespace.count) }
    if head.isCall { unknown.append(UnknownCall(name: name, start: head.start)) }
    strangers.append(
      UnreadableCall(start: head.start, end: head.name.upperBound, isMarked: head.isSure))
  }

  /// Calls of tools that were not offered cannot be left out beside others.
  mutating func noteStrangers() {
    if !regions.isEmpty { unreadable += strangers }
  }

  /// Notes the call of the head that was met last, where none was read behind it.
  mutating func noteHead() {
    guard let head, !head.isNoted else { return }
    self.head?.isNoted = true
    let place = head.start...head.body
    guard !regions[head.regions...].contains(where: { place.contains($0.start) }),
      !unreadable[head.unreadable...].contains(where: { place.contains($0.start) })
    else { return }
    let isEnd = (head.body..<end).allSatisfy { text[$0] <= 0x20 }
    note(
      UnreadableCall(
        start: head.start, end: max(head.body, head.name.upperBound),
        isCutOff: isEnd || isCut && !head.wasCut, isMarked: head.isSure))
  }

  private func head(at i: Int) -> Head? {
    switch text[i] {
    case UInt8(ascii: "t"):
      MessageHeader.find(text, at: i, to: end).map {
        newHead(at: i, $0.name, body: $0.body, isSure: $0.isSure, isCall: $0.isCall, edge: $0.start)
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
      return newHead(
        at: i, name, body: name.upperBound + (isObject ? 0 : 1), isSure: false, isCall: false,
        edge: before)
    default: return nil
    }
  }

  func newHead(
    at i: Int, _ name: Range<Int>, body: Int, isSure: Bool, isCall: Bool, edge: Int
  ) -> Head {
    Head(
      start: i, edge: edge, name: name, body: body, isSure: isSure, isCall: isCall,
      regions: regions.count,
      unreadable: unreadable.count, wasCut: isCut)
  }

  func isOffered(_ name: Range<Int>) -> Bool {
    guard let tools else { return true }
    return tools.resolve(bytes(name)) != nil
  }

  private func bytes(_ range: Range<Int>) -> [UInt8] {
    Array(UnsafeBufferPointer(start: text + range.lowerBound, count: range.count))
  }
}
