/// Brackets that were lost, or closed too early, as far as what is around them tells.
extension RelaxedReader {
  /// Whether a comma and then a quoted key with its colon are at `i`.
  func memberFollows(_ i: Int) -> Bool {
    let comma = peek(i)
    guard comma.byte == UInt8(ascii: ",") else { return false }
    let key = peek(comma.at + 1)
    guard key.byte == UInt8(ascii: "\"") || key.byte == UInt8(ascii: "'") else { return false }
    return key.at < end && keyFollows(key.at) && (frames.count > 1 || !endsInsideKey(key.at))
  }

  /// Whether a comma and then an object are at `i`.
  func objectFollows(_ i: Int) -> Bool {
    let comma = peek(i)
    return comma.byte == UInt8(ascii: ",") && peek(comma.at + 1).byte == UInt8(ascii: "{")
  }

  /// ``keyFollows(_:)`` takes a text that ends inside the key for one; here that is too little.
  private func endsInsideKey(_ i: Int) -> Bool {
    var j = i + 1
    while j < end, text[j] != text[i] { j += text[j] == UInt8(ascii: "\\") ? 2 : 1 }
    return j >= end
  }

  /// `{"a":1}, "b":2}`: the object was not over. Only where no object is around it, to which the
  /// key could belong.
  func dropEarlyClose() -> Bool {
    guard !isPartial, !readsCalls, memberFollows(position + 1) else { return false }
    if frames.count > 1, frames[frames.count - 2].bracket != .array { return false }
    dropTrailingComma()
    change(position, position + 1, [], .earlyClose)
    position += 1
    return true
  }

  /// Whether the innermost object is an element of a list.
  func isInList() -> Bool {
    frames.count > 1 && frames[frames.count - 2].bracket == .array && !isPartial
  }

  /// `{"i":1 {"i":2}`: the object ends where the next one of the list begins.
  func closeForNext() -> Result {
    let top = frames.count - 1
    if frames[top].comma {
      var i = changes.count
      while i > 0, changes[i - 1].start >= pendingComma { i -= 1 }
      changes.insert(Change(pendingComma, pendingComma, Text.closeBrace, .missingClose), at: i)
      used.insert(.missingClose)
    } else {
      change(position, position, Text.closeBraceComma, .missingClose)
    }
    pop()
    frames[frames.count - 1].comma = true
    return .complete
  }

  /// `["a":1]`: a key is where the list wants an element.
  func openForKey() -> Bool {
    let b = byte(position)
    guard mends, b == UInt8(ascii: "\"") || b == UInt8(ascii: "'"), !readsCalls, !isPartial,
      keyFollows(position), !endsInsideKey(position)
    else { return false }
    change(position, position, Text.openBrace, .missingOpen)
    return push(.object, at: position)
  }

  /// A fence that closes while a value is open: the text of the value ends here.
  func endsFence() -> Bool {
    guard matches(.fence, at: position) else { return false }
    end = position
    return true
  }

  /// Where the brackets that are still open begin to be closed at the end of the text, if the
  /// text ends in just those: `…}]` for an object in a list. Where the string from `start` opened such
  /// a bracket the last ones are its own, and the text was cut off.
  func closersAtEnd(after start: Int) -> Int? {
    guard !frames.isEmpty, !isPartial else { return nil }
    var i = end
    func skipBack() { while i > start, text[i - 1] <= 0x20 { i -= 1 } }
    skipBack()
    if i - 3 >= start, matches(.fence, at: i - 3) {
      i -= 3
      skipBack()
    }
    // The outermost bracket is closed last.
    for frame in frames {
      skipBack()
      guard i > start, let closer = RelaxedReader.writtenCloser(frame), text[i - 1] == closer
      else { return nil }
      i -= 1
    }
    skipBack()
    let string = UnsafeBufferPointer(start: text + start, count: i - start)
    // Once for each kind of bracket, however many are open.
    let closers = Set(frames.compactMap(RelaxedReader.writtenCloser))
    return closers.contains { RelaxedReader.leavesOpen($0, string) } ? nil : i
  }

  /// Whether more brackets are opened in a text than closed, of those that `closer` closes.
  static func leavesOpen(_ closer: UInt8, _ text: some Sequence<UInt8>) -> Bool {
    // Brackets of one kind are one or two apart: `()`, `[]`, `{}`.
    let opener = closer == UInt8(ascii: ")") ? closer - 1 : closer - 2
    var depth = 0
    for b in text {
      if b == opener { depth += 1 } else if b == closer, depth > 0 { depth -= 1 }
    }
    return depth > 0
  }

  private static func writtenCloser(_ frame: Frame) -> UInt8? {
    switch frame.bracket {
    case .object, .set: UInt8(ascii: "}")
    case .array: UInt8(ascii: "]")
    case .tuple, .call, .keywords: UInt8(ascii: ")")
    }
  }
}
