/// Objects: keys, colons, members.
extension RelaxedReader {
  mutating func stepObject() -> Result {
    skipSpace()
    guard position < end else { return .truncated }
    let top = frames.count - 1
    let b = text[position]
    switch b {
    case UInt8(ascii: "}"):
      dropTrailingComma()
      position += 1
      pop()
      return .complete
    case UInt8(ascii: "]"), UInt8(ascii: ")"):
      dropTrailingComma()
      return closeMismatched(b)
    case UInt8(ascii: ","):
      return readComma()
    case UInt8(ascii: ".") where byte(position + 1) == b && byte(position + 2) == b:
      let start = position
      while byte(position) == b { position += 1 }
      change(start, position, [], .ellipsis)
      return .complete
    default:
      if frames[top].count > 0, !frames[top].comma {
        if RelaxedReader.isOperator(b) { return .failed(.expression) }
        insertComma()
      }
      frames[top].count += 1
      frames[top].comma = false
      return readMember()
    }
  }

  /// A key, what stands between it and its value, and the value's beginning.
  private mutating func readMember() -> Result {
    let b = text[position]
    openMember = (position, changes.count)
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), 0xE2:
      let result = readQuoted(as: .key)
      guard result == .complete else { return result }
    default:
      guard readBareKey() else { return isCutKey() ? .truncated : .failed(.syntax) }
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
      change(position, position, Text.colon, .missingColon)
    }
    skipSpace()
    guard position < end else { return .truncated }
    if text[position] == UInt8(ascii: ",") || text[position] == UInt8(ascii: "}") {
      // The value was lost.
      change(position, position, Text.null, .missingValue)
      return .complete
    }
    return readValue()
  }

  /// A bare key that the text ends in.
  private func isCutKey() -> Bool {
    isPartial && wordEnd(position) > position && peek(wordEnd(position)).at >= end
  }

  /// A key without quotes: an identifier, a number, or words up to the colon.
  private mutating func readBareKey() -> Bool {
    let start = position
    var i = position
    while i < end {
      let b = text[i]
      if RelaxedReader.isWordByte(b) || b == UInt8(ascii: "-") || b == UInt8(ascii: ".")
        || b >= 0x80
      {
        i += 1
      } else {
        break
      }
    }
    guard i > start else { return false }
    let after = peek(i).byte
    guard after == UInt8(ascii: ":") || after == UInt8(ascii: "=") else { return false }
    change(
      start, i,
      Text.quote + Array(UnsafeBufferPointer(start: text + start, count: i - start))
        + Text.quote, .unquotedKey)
    position = i
    return true
  }

  static func isWordByte(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      0x30...0x39, UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
