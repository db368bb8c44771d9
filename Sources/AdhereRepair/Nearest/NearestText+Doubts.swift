/// What speaks against a text that was edited: it may be meant, and something else as well.
extension NearestText {
  /// Whether it is never handed on, though it may be what was meant.
  var isDoubtful: Bool {
    holdsMadeUpValue || joinsWords || escapesMark || splitsPairs || holdsFamilyQuote
      || takesOwnBracket
  }

  /// Whether a quote was escaped that has a backslash before it already, or is part of a mark:
  /// in `\\"` a backslash is as likely too much as one is missing.
  private var escapesMark: Bool {
    edits.contains { edit in
      guard edit.rule == .innerQuotes, edit.start > 0 else { return false }
      let before = raw[edit.start - 1]
      return before == UInt8(ascii: "\\")
        || before == UInt8(ascii: "|") && raw[edit.end] == UInt8(ascii: "|")
    }
  }

  /// Whether a string holds quotes of a model family, which belong to no text, or an edge that looks
  /// like half of one.
  private var holdsFamilyQuote: Bool {
    strings.contains { string in
      guard string.count > 1 else { return false }
      let last = string.upperBound - 1
      if bytes[last] == UInt8(ascii: "|"), bytes[last - 1] == UInt8(ascii: "<") { return true }
      if bytes[string.lowerBound] == UInt8(ascii: "|"),
        bytes[string.lowerBound + 1] == UInt8(ascii: ">")
      {
        return true
      }
      return string.contains { i in
        i + 2 < string.upperBound && bytes[i] == UInt8(ascii: "|")
          && bytes[i + 1] == UInt8(ascii: "\"") && bytes[i + 2] == UInt8(ascii: "|")
      }
    }
  }

  /// Whether a quote was put in before a bracket that closes one of the string's own: the text may
  /// have been cut off behind that.
  private var takesOwnBracket: Bool {
    holdsEdit { edit, place in
      guard edit.rule == .missingEndQuote, edit.text.count == 1,
        let string = strings.first(where: { $0.upperBound == place })
      else { return false }
      var next = place + 1
      while next < count, bytes[next] <= 0x20 { next += 1 }
      guard next < count, MarkEdits.isCloser(bytes[next]) else { return false }
      return RelaxedReader.leavesOpen(bytes[next], bytes[string])
    }
  }

  /// Whether a colon became a comma in a list of pairs, `["a": 1, "b": 2]`: its elements are no
  /// elements of a list.
  private var splitsPairs: Bool {
    edits.contains { edit in
      edit.rule == .wrongMark && raw[edit.start] == UInt8(ascii: ":")
        && edit.text.first == UInt8(ascii: ",") && isListOfPairs(around: edit.start)
    }
  }

  /// How far the edges of a list are looked for.
  private static let reach = 2_000

  private func isListOfPairs(around colon: Int) -> Bool {
    var depth = 0
    var start = colon
    while start > 0, colon - start < NearestText.reach {
      start -= 1
      if MarkEdits.isCloser(raw[start]) { depth += 1 }
      if MarkEdits.isOpener(raw[start]) { depth -= 1 }
      if depth < 0 { break }
    }
    guard raw[start] == UInt8(ascii: "[") else { return false }
    var colons = 0
    var commas = 0
    var i = start + 1
    depth = 0
    while i < raw.count, i - start < NearestText.reach {
      switch raw[i] {
      case UInt8(ascii: "\""):
        i += 1
        while i < raw.count, raw[i] != UInt8(ascii: "\"") {
          i += raw[i] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: ":") where depth == 0: colons += 1
      case UInt8(ascii: ",") where depth == 0: commas += 1
      default:
        if MarkEdits.isOpener(raw[i]) { depth += 1 }
        if MarkEdits.isCloser(raw[i]) { depth -= 1 }
        if depth < 0 { return colons == commas + 1 }
      }
      i += 1
    }
    return false
  }
}
