/// Where a parameter's value ends. What it holds may look like the marks around it, so a mark
/// counts only where the call goes on behind it as a call does.
extension TaggedCallReader {
  enum ValueEnd: Equatable {
    /// At its own closing tag, and where that ends.
    case closed(at: Int, after: Int)
    /// At the next mark of the call, which stands for the closing tag that was lost.
    case replaced(at: Int)
    /// The text ends before it.
    case cut
    /// Two ends are as good as each other.
    case unclear
  }

  func valueEnd(of open: Tag) -> ValueEnd {
    // A value that holds tags in pairs ends behind the last pair.
    let nested = valueEnd(of: open, isNested: true)
    if case .closed = nested { return nested }
    return valueEnd(of: open, isNested: false)
  }

  private func valueEnd(of open: Tag, isNested: Bool) -> ValueEnd {
    var depth = 0
    var calls = 0
    let isBlock = open.end < end && text[open.end] == 0x0A
    var sawPartner = false
    // The value opened a tag that is called like the parameter.
    var opensName = false
    var i = open.end
    while i < end {
      guard text[i] == UInt8(ascii: "<"), let tag = tag(at: i) else {
        i += 1
        continue
      }
      if tag.isClosing {
        if isPartner(tag, of: open), depth > 0 {
          depth -= 1
          i = tag.end
          continue
        }
        if calls > 0, closesCall(tag) {
          calls -= 1
          i = tag.end
          continue
        }
        if isPartner(tag, of: open), markFollows(tag.end, isKeyed: open.isPlain) {
          return .closed(at: i, after: tag.end)
        }
        if depth == 0, calls == 0, !opensName, isNamed(tag, like: open), !closesCall(tag),
          partFollows(tag.end)
        {
          return .closed(at: i, after: tag.end)
        }
        // It closes something, and the call does not go on: neither text nor a mark for sure.
        if isPartner(tag, of: open) {
          if isMark(at: i, tag, isBlock) { return .unclear }
          sawPartner = true
        }
        if closesCall(tag), isLastMark(tag.end) { return sawPartner ? .unclear : .replaced(at: i) }
      } else if calls == 0, isNext(tag), sawPartner {
        // Words between two parameters, or a text that speaks of both.
        return .unclear
      } else if calls == 0, isNext(tag), isAtMargin(i, isBlock) {
        return needs(tag) ? .replaced(at: i) : .unclear
      } else if isNamed(tag, like: open) {
        opensName = true
      } else if isNested, isTwin(tag, of: open) {
        depth += 1
      } else if isNested, opensCall(tag) {
        calls += 1
      }
      // Deeper than any text about calls: tags that were opened and never closed.
      if depth + calls > TaggedCallReader.deepestNesting { return .cut }
      i += 1
    }
    return .cut
  }

  /// Pairs of tags inside each other that a value may hold. What is looked through in vain for
  /// their ends is within this factor of the text.
  private static let deepestNesting = 8

  /// Offset of the tag that closes `open`, whatever comes behind it.
  func closing(of open: Tag, from start: Int, to limit: Int) -> Int? {
    var i = start
    while i < limit {
      if text[i] == UInt8(ascii: "<"), let tag = tag(at: i), isPartner(tag, of: open) { return i }
      i += 1
    }
    return nil
  }

  func isPartner(_ tag: Tag, of open: Tag) -> Bool {
    guard tag.isClosing else { return false }
    if open.isPlain { return tag.isPlain && bytes(tag.raw) == bytes(open.raw) }
    return tag.word == open.word
  }

  /// Whether a tag has the parameter's name for its own: `</city>` behind `<parameter=city>`.
  private func isNamed(_ tag: Tag, like open: Tag) -> Bool {
    guard let name = open.name, !open.isPlain else { return false }
    return (tag.isPlain || !tag.isClosing) && tag.word == name
  }

  /// Whether the tag opens what a tag like `open`'s closes.
  private func isTwin(_ tag: Tag, of open: Tag) -> Bool {
    if open.isPlain { return tag.isPlain && bytes(tag.raw) == bytes(open.raw) }
    return tag.word == open.word && tag.name != nil
  }

  /// Whether the call goes on at `i`: with a parameter, with its end, or with the text's.
  ///
  /// - Parameter isKeyed: tags are named after parameters.
  private func markFollows(_ i: Int, isKeyed: Bool) -> Bool {
    let at = skipNoise(i)
    guard at < end else { return true }
    guard let tag = tag(at: at) else { return isCutTag(at: at) }
    if tag.isClosing { return closesCall(tag) || isGroup(tag) || tag.word == Self.argValue }
    let isParameter = TaggedCallReader.parameterWords.contains(tag.word) && tag.name != nil
    if isParameter || isNext(tag) || tag.word == Self.argValue || opensCall(tag) { return true }
    return (isKeyed || parameters?.declares(key(of: tag)) ?? false) && mayBeKey(tag)
  }

  /// Whether the next parameter follows, or the end of the call and of the calls.
  private func partFollows(_ i: Int) -> Bool {
    let at = skipNoise(i)
    guard at < end, let tag = tag(at: at) else { return false }
    return tag.isClosing ? closesCall(tag) && isLastMark(tag.end) : markFollows(i, isKeyed: false)
  }

  /// Whether a mark that ends a call is the end: another one follows, or the text ends.
  private func isLastMark(_ i: Int) -> Bool {
    let at = skipNoise(i)
    guard at < end else { return true }
    guard let tag = tag(at: at) else { return false }
    if !tag.isClosing { return opensCall(tag) }
    return TaggedCallReader.callWords.contains(tag.word)
  }

  /// Whether the tag begins a parameter that the tool has.
  private func isNext(_ tag: Tag) -> Bool {
    guard !tag.isClosing else { return false }
    if tag.word == TaggedCallReader.argKey { return true }
    guard TaggedCallReader.parameterWords.contains(tag.word), let name = tag.name else {
      return false
    }
    return parameters == nil || !(parameters!.tool.declaresAll) || parameters!.declares(name)
  }

  /// Whether a tag stands where the tags of the call do: at the beginning of a line where the
  /// value has lines of its own, and right behind the value where it has none.
  private func isAtMargin(_ i: Int, _ isBlock: Bool) -> Bool {
    var j = i
    while j > 0, text[j - 1] == 0x20 || text[j - 1] == 0x09 { j -= 1 }
    if j > 0, text[j - 1] == 0x0A { return true }
    return !isBlock && j == i
  }

  /// Whether a closing tag that does not end the value looks like one that does: alone in its
  /// line as the value's end would be, or right before a tag with a name of its own.
  private func isMark(at i: Int, _ tag: Tag, _ isBlock: Bool) -> Bool {
    if isBlock {
      var j = tag.end
      while j < end, text[j] == 0x20 || text[j] == 0x0D { j += 1 }
      return text[i - 1] == 0x0A && (j >= end || text[j] == 0x0A)
    }
    guard let next = self.tag(at: skipNoise(tag.end)) else { return false }
    return !next.isClosing && next.name != nil
  }

  /// Whether the call lacks something unless the tag begins a parameter. Else the tag may as well
  /// be a part of the text before it.
  private func needs(_ tag: Tag) -> Bool {
    guard let parameters, let name = tag.name else { return true }
    return parameters.requires(name)
  }
}
