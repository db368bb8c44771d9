import AdhereBytes

/// What may be left out of a text without a word lost that counts: law 9.
///
/// White space, marks of a fence, thinking and prose may go. A stretch that holds a value, a
/// member, or the rest of a structure means that the text was not understood.
enum Gate {
  /// Whether `start..<end`, which follows a value, is no rest of a structure.
  static func mayFollow(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    while i < end, text[i] <= 0x20 { i += 1 }
    guard i < end else { return true }
    // A word right behind a bracket is part of what was damaged.
    if i == start, ByteClass.isWord(text[i]) { return false }
    switch text[i] {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"),
      UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "{"),
      UInt8(ascii: "["),
      UInt8(ascii: ")"), UInt8(ascii: "="), UInt8(ascii: "|"):
      return false
    default: break
    }
    // Behind a value that had to be mended even a quotation may be the rest of it.
    return (i..<end).allSatisfy {
      switch text[$0] {
      case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
        UInt8(ascii: "]"):
        false
      default: true
      }
    }
  }

  /// Whether what follows a value at `start` is the rest of a structure: a separator or a closing
  /// bracket, and behind it a string, a member, or brackets closed that were not opened.
  static func goesOn(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ brackets: inout LineBrackets
  ) -> Bool {
    var i = start
    while i < end, text[i] <= 0x20 { i += 1 }
    guard i < end else { return false }
    switch text[i] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): break
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    case UInt8(ascii: "\""):
      var j = i + 1
      while j < end, text[j] != UInt8(ascii: "\""), text[j] != 0x0A { j += 1 }
      return j < end && isKeyEnd(text, j, i, end)
    default: return false
    }
    i += 1
    while i < end, text[i] <= 0x20 { i += 1 }
    guard i < end else { return false }
    return text[i] == UInt8(ascii: "\"") || brackets.closeMore(text, from: i, to: end)
  }

  /// Whether the stretch closes brackets that it did not open.
  ///
  /// - Parameter parentheses: these count, too; in prose one may stand alone.
  static func closesMore(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, parentheses: Bool = false
  ) -> Bool {
    unopened(text, start, end, parentheses: parentheses) != nil
  }

  /// Offset of the first bracket that closes what was not opened in the stretch; nil where none does.
  ///
  /// - Parameter parentheses: these count, too.
  static func unopened(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, parentheses: Bool = false
  ) -> Int? {
    var depth = 0
    for i in start..<max(start, end) {
      switch text[i] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "("): depth += parentheses ? 1 : 0
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ")"): depth -= parentheses ? 1 : 0
      default: break
      }
      if depth < 0 { return i }
    }
    return nil
  }

  /// Whether a stretch around an argument object is thinking, a fence or plain words.
  ///
  /// - Parameter zones: thinking, ascending.
  static func isTalk(
    _ raw: UnsafeBufferPointer<UInt8>, _ stretch: Range<Int>, outside zones: [Range<Int>]
  ) -> Bool {
    var i = stretch.lowerBound
    var zone = 0
    while i < stretch.upperBound {
      while zone < zones.count, zones[zone].upperBound <= i { zone += 1 }
      if zone < zones.count, zones[zone].contains(i) {
        i = zones[zone].upperBound
        continue
      }
      switch raw[i] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: "}"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: ";"), UInt8(ascii: "="):
        return false
      default: i += 1
      }
    }
    return true
  }

  /// Whether the stretch holds a member (a quoted key and its colon), a bracket that a value
  /// begins with, or closes brackets that it did not open.
  static func holdsStructure(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    for i in start..<end {
      switch text[i] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if beginsValue(text, i + 1, end) { return true }
      case UInt8(ascii: "\""):
        if isKeyEnd(text, i, start, end) { return true }
      default: break
      }
    }
    return closesMore(text, start, end)
  }

  private static func beginsValue(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Bool {
    var j = i
    while j < end, text[j] <= 0x20 { j += 1 }
    guard j < end else { return false }
    switch text[j] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: "["): return true
    default: return false
    }
  }

  /// Whether the quote at `i` ends a key: a colon and something else than a line's end follow.
  static func isKeyEnd(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ start: Int, _ end: Int
  ) -> Bool {
    guard i > start, text[i - 1] > 0x20 else { return false }
    var j = i + 1
    while j < end, text[j] == 0x20 { j += 1 }
    guard j < end, text[j] == UInt8(ascii: ":") else { return false }
    j += 1
    while j < end, text[j] == 0x20 { j += 1 }
    guard j < end else { return false }
    switch text[j] {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"), 0x30...0x39,
      UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      return true
    default: return false
    }
  }
}

extension Gate {
  /// Whether a call may end at `start`: nothing follows, a mark, a line of its own, or a separator
  /// and another call.
  static func callMayEnd(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    var hasLine = false
    while i < end, text[i] <= 0x20 {
      if text[i] == 0x0A { hasLine = true }
      i += 1
    }
    guard i < end else { return true }
    switch text[i] {
    case UInt8(ascii: "<"), UInt8(ascii: "`"): return true
    case UInt8(ascii: ","), UInt8(ascii: ";"): return separates(text, i + 1, end)
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "|"):
      return false
    case UInt8(ascii: "{"): return true
    case UInt8(ascii: "["): return true
    default:
      return hasLine || text[i - 1] <= 0x20 || text[i] == UInt8(ascii: ".")
        || MessageHeader.begins(text, at: i, to: end)
        || CallMark.name(text, at: i, to: end) != nil
    }
  }

  /// Whether a call that had to be mended may end at `start`: nothing follows, a mark, or a line
  /// of its own that closes nothing the call left open.
  static func mendedCallMayEnd(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    var hasLine = false
    while i < end, text[i] <= 0x20 {
      if text[i] == 0x0A { hasLine = true }
      i += 1
    }
    guard i < end else { return true }
    if text[i] == UInt8(ascii: "<") || text[i] == UInt8(ascii: "`") { return true }
    guard hasLine, ByteClass.isName(text[i]) || text[i] == 0x7B || text[i] == 0x5B else {
      return false
    }
    return !closesMore(text, i, end, parentheses: true)
  }

  /// Whether another call, or nothing, is behind a separator.
  private static func separates(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    while i < end, text[i] <= 0x20 { i += 1 }
    guard i < end else { return true }
    switch text[i] {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "`"): return true
    default: break
    }
    var stop = i
    while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
    guard stop > i, stop < end else { return stop > i }
    return text[stop] != UInt8(ascii: "=") && text[stop] != UInt8(ascii: ":")
      && text[stop] != UInt8(ascii: "\"") && text[stop] != UInt8(ascii: "'")
  }
}
