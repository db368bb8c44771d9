/// Which quote ends a string. Models forget to escape the quotes of their text, so a quote ends
/// a string only where what follows could follow a string there.
extension RelaxedReader {
  /// Whether the quote at `i` ends the string that began at `start`.
  func closes(_ i: Int, _ quotes: Quotes, _ place: StringPlace, _ start: Int) -> Bool {
    let after = i + quotes.close.count
    let close = quotes.close.first
    // Between two letters it is an apostrophe: it's.
    if close == UInt8(ascii: "'"), i > start, isApostrophe(i) { return false }
    let next = peek(after)
    if next.at >= end { return true }
    if next.byte == UInt8(ascii: "`"), matches(.fence, at: next.at) { return true }
    if place == .key { return next.byte == UInt8(ascii: ":") || next.byte == UInt8(ascii: "=") }
    switch next.byte {
    case UInt8(ascii: "/"):
      let second = byte(next.at + 1)
      return second == UInt8(ascii: "/") || second == UInt8(ascii: "*")
    case UInt8(ascii: "#"): return true
    case UInt8(ascii: "+"):
      let operand = peek(next.at + 1).byte
      return operand == UInt8(ascii: "\"") || operand == UInt8(ascii: "'")
    default: break
    }
    guard let frame = frames.last else { return readsCalls || !RelaxedReader.mayFollow(next.byte) }
    switch frame.bracket {
    case .object, .keywords: return closesMember(next, after)
    case .array, .tuple, .set: return closesElement(next, after)
    case .call: return closesArgument(next, after)
    }
  }

  /// Whether the quote at `i` is between two letters.
  func isApostrophe(_ i: Int) -> Bool {
    text[i] == UInt8(ascii: "'") && i > 0 && ByteClass.isWord(byte(i + 1))
      && (ByteClass.isWord(text[i - 1]) || text[i - 1] >= 0x80)
  }

  /// Whether text at the root may go on with this byte after a quote: a word or a bracket, but
  /// not what ends or separates values.
  static func mayFollow(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "}"),
      UInt8(ascii: "]"):
      false
    default: true
    }
  }

  private func closesMember(_ next: (byte: UInt8, at: Int), _ after: Int) -> Bool {
    switch next.byte {
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): return isOpen(next.byte)
    case UInt8(ascii: "\\"): return next.at + 1 >= end
    case UInt8(ascii: ","):
      let follower = peek(next.at + 1)
      switch follower.byte {
      case UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "/"),
        UInt8(ascii: "#"), UInt8(ascii: "]"):
        return true
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), 0xE2:
        return keyFollows(follower.at)
      default: return follower.at >= end || bareKeyFollows(follower.at)
      }
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      // The comma was lost; a key comes next.
      return next.at > after && keyFollows(next.at)
    default: return false
    }
  }

  private func closesElement(_ next: (byte: UInt8, at: Int), _ after: Int) -> Bool {
    switch next.byte {
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): return isOpen(next.byte)
    case UInt8(ascii: "\\"): return next.at + 1 >= end
    case UInt8(ascii: ","):
      let follower = peek(next.at + 1)
      return follower.at >= end || valueFollows(follower)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: "["):
      return next.at > after
    case UInt8(ascii: "("):
      // A quoted name of a call: 'f'(a=1).
      return readsCalls
    default: return false
    }
  }

  private func closesArgument(_ next: (byte: UInt8, at: Int), _ after: Int) -> Bool {
    switch next.byte {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return true
    case UInt8(ascii: ","):
      let follower = peek(next.at + 1)
      switch follower.byte {
      case UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "["),
        UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "-"), 0x30...0x39:
        return true
      default: return follower.at >= end || keywordFollows(follower.at)
      }
    default: return false
    }
  }

  /// Whether the bracket that `b` closes is open.
  private func isOpen(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "}"): openCount.braces > 0 || openCount.rounds > 0
    case UInt8(ascii: "]"): openCount.squares > 0
    default: openCount.rounds > 0
    }
  }

  /// Whether a quoted key and its colon are at `i`.
  func keyFollows(_ i: Int) -> Bool {
    let open = text[i]
    var j = i + (open == 0xE2 ? 3 : 1)
    let limit = min(end, i + 200)
    while j < limit {
      let b = text[j]
      if b == UInt8(ascii: "\\") {
        j += 2
        continue
      }
      if b == open || open == 0xE2 && b == 0xE2 {
        let next = peek(j + (open == 0xE2 ? 3 : 1)).byte
        return next == UInt8(ascii: ":") || next == UInt8(ascii: "=")
      }
      if b == 0x0A || b == UInt8(ascii: "{") { return false }
      j += 1
    }
    return j >= end
  }

  func bareKeyFollows(_ i: Int) -> Bool {
    let next = peek(wordEnd(i))
    return wordEnd(i) > i && (next.byte == UInt8(ascii: ":") || next.byte == UInt8(ascii: "="))
  }

  /// Whether `name=` is at `i`.
  private func keywordFollows(_ i: Int) -> Bool {
    let next = peek(wordEnd(i))
    return wordEnd(i) > i && next.byte == UInt8(ascii: "=")
      || text[i] == UInt8(ascii: "*") && byte(i + 1) == UInt8(ascii: "*")
  }

  private func valueFollows(_ next: (byte: UInt8, at: Int)) -> Bool {
    switch next.byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "{"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: "-"), 0x30...0x39,
      UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "/"),
      UInt8(ascii: "#"), 0xE2:
      return true
    default:
      let stop = wordEnd(next.at)
      let length = stop - next.at
      guard length > 0 else { return false }
      if Literal.of(text + next.at, length) != nil { return true }
      return readsCalls && peek(stop).byte == UInt8(ascii: "(")
    }
  }

  /// Past the word at `i`: letters, digits, `_`, `$`, dots, and Markdown's `\_`.
  func wordEnd(_ i: Int) -> Int { RelaxedReader.wordEnd(text, i, end) }

  static func wordEnd(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int {
    var i = i
    while i < end {
      let b = text[i]
      if ByteClass.isWord(b) || b == UInt8(ascii: ".") {
        i += 1
      } else if b == UInt8(ascii: "\\"), i + 1 < end, text[i + 1] == UInt8(ascii: "_") {
        i += 2
      } else {
        break
      }
    }
    return i
  }
}
