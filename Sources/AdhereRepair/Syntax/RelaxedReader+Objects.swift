import AdhereBytes

/// Objects: keys, colons, members.
extension RelaxedReader {
  func stepObject() -> Result {
    skipSpace()
    guard position < end else { return .truncated }
    let top = frames.count - 1
    let b = text[position]
    switch b {
    case UInt8(ascii: "}"):
      if mends, dropEarlyClose() { return .complete }
      dropTrailingComma()
      position += 1
      pop()
      return .complete
    case UInt8(ascii: "`") where endsFence(): return .truncated
    case UInt8(ascii: "\\") where position + 1 >= end:
      change(position, end, [], .closeTruncated)
      position = end
      return .truncated
    case UInt8(ascii: "{") where mends && frames[top].count > 0 && isInList(): return closeForNext()
    case UInt8(ascii: "]"), UInt8(ascii: ")"):
      dropTrailingComma()
      return closeMismatched(b)
    case UInt8(ascii: ","):
      return readComma()
    case UInt8(ascii: ".") where mends && byte(position + 1) == b && byte(position + 2) == b:
      let start = position
      while byte(position) == b { position += 1 }
      change(start, position, [], .ellipsis)
      return .complete
    default:
      if frames[top].count > 0, !frames[top].comma {
        if RelaxedReader.isOperator(b) { return .failed(.expression) }
        guard mends else { return .failed(.syntax) }
        insertComma()
      }
      frames[top].count += 1
      frames[top].comma = false
      return readMember()
    }
  }

  /// A key, what is between it and its value, and the value's beginning.
  private func readMember() -> Result {
    if frames[frames.count - 1].count == 1, openSet() { return readValue() }
    let b = text[position]
    openMember = (position, changes.count)
    switch b {
    case UInt8(ascii: "\"") where mends && closeKeyBeforeColon(): break
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), 0xE2:
      let result = readQuoted(as: .key)
      guard result == .complete else { return result }
    case UInt8(ascii: "<") where beginsFamilyQuotes():
      let result = readQuoted(as: .key)
      guard result == .complete else { return result }
    default:
      guard readBareKey() || mends && readHalfQuotedKey() else {
        return isCutKey() ? .truncated : .failed(.syntax)
      }
    }
    skipSpace()
    guard position < end else { return .truncated }
    switch text[position] {
    case UInt8(ascii: ":"):
      position += 1
    case UInt8(ascii: "="):
      let size = byte(position + 1) == UInt8(ascii: ">") ? 2 : 1
      change(position, position + size, Text.colon, .equalsForColon)
      position += size
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
      return .failed(.syntax)
    default:
      guard mends else { return .failed(.syntax) }
      change(position, position, Text.colon, .missingColon)
    }
    skipSpace()
    guard position < end else { return .truncated }
    if text[position] == UInt8(ascii: ",") || text[position] == UInt8(ascii: "}") {
      guard mends else { return .failed(.syntax) }
      // The value was lost.
      change(position, position, Text.null, .missingValue)
      return .complete
    }
    return readValue()
  }

  /// `"a: "b"`: a key whose closing quote was lost.
  private func closeKeyBeforeColon() -> Bool {
    let stop = wordEnd(position + 1)
    guard stop > position + 1, byte(stop) == UInt8(ascii: ":") else { return false }
    let value = peek(stop + 1)
    guard value.at > stop + 1 || value.byte == UInt8(ascii: "\"") else { return false }
    switch value.byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"): break
    case UInt8(ascii: "\""):
      // "a: "b": … would be a key with a quote in it; "a: ": 1 one that ends in a space.
      let next = peek(value.at + 1).byte
      if next == UInt8(ascii: ":") || keyFollows(value.at) { return false }
    default: return false
    }
    change(stop, stop, Text.quote, .missingEndQuote)
    position = stop
    return true
  }

  /// `a":`: a key whose opening quote was lost.
  private func readHalfQuotedKey() -> Bool {
    let stop = wordEnd(position)
    guard stop > position, byte(stop) == UInt8(ascii: "\"") || byte(stop) == UInt8(ascii: "'"),
      peek(stop + 1).byte == UInt8(ascii: ":")
    else { return false }
    change(position, position, Text.quote, .missingStartQuote)
    if byte(stop) == UInt8(ascii: "'") {
      change(stop, stop + 1, Text.quote, .singleQuotes)
    }
    position = stop + 1
    return true
  }

  /// A bare key that the text ends in.
  private func isCutKey() -> Bool {
    isPartial && wordEnd(position) > position && peek(wordEnd(position)).at >= end
  }

  /// `«`, `»`, `‘` to `‟`.
  private func isQuoteLike(_ i: Int) -> Bool {
    switch text[i] {
    case 0xC2: byte(i + 1) == 0xAB || byte(i + 1) == 0xBB
    case 0xE2: byte(i + 1) == 0x80 && byte(i + 2) >= 0x98 && byte(i + 2) <= 0x9F
    default: false
    }
  }

  /// A key without quotes: an identifier, a number, or words up to the colon.
  private func readBareKey() -> Bool {
    let start = position
    var i = position
    while i < end {
      let b = text[i]
      if ByteClass.isWord(b) || b == UInt8(ascii: "-") || b == UInt8(ascii: ".")
        || b >= 0x80
      {
        // A look-alike of a quote is no letter.
        if isQuoteLike(i) {
          guard mends else { return false }
          isDoubtful = true
        }
        i += 1
      } else if b == 0x20, readsCalls, i > start, ByteClass.isWord(byte(i + 1)) {
        // {Basic LLM Chain: … : a key of several words, as families write it without quotes.
        i += 1
      } else if b == UInt8(ascii: "\\"), byte(i + 1) == UInt8(ascii: "u"),
        (2..<6).allSatisfy({ byte(i + $0).hexDigitValue != nil })
      {
        i += 6
      } else {
        break
      }
    }
    guard i > start else { return false }
    let after = peek(i).byte
    guard after == UInt8(ascii: ":") || after == UInt8(ascii: "=") else { return false }
    let key = UnsafeBufferPointer(start: text + start, count: i - start)
    change(
      start, i, ShortText(key, between: UInt8(ascii: "\""), and: UInt8(ascii: "\"")), .unquotedKey)
    otherNotation += 1
    position = i
    return true
  }
}
