import AdhereBytes

/// Where a string ended whose closing quote was lost.
extension RelaxedReader {
  /// The quote at `i` is inside a string that began at `start` and is not its end. If it
  /// opens a key, or the next element of a list, the string was over before: where it ended.
  ///
  /// - Parameter inner: quotes that were passed over in this string so far.
  func lostEnd(before i: Int, from start: Int, inner: Int) -> Int? {
    guard !isPartial, !readsCalls, let frame = frames.last else { return nil }
    var j = i
    while j > start, text[j - 1] == 0x20 || text[j - 1] == 0x09 { j -= 1 }
    let before = j > start ? text[j - 1] : 0
    switch frame.bracket {
    case .object:
      guard inner == 0, !holdsBrace(start, i) else { return nil }
      if before == UInt8(ascii: ","), keyFollows(i) { return j - 1 }
      if before == 0x0A || before == 0x0D, keyFollows(i), valueFollowsKey(i) {
        return trimmed(j, start)
      }
      if keyFollows(i), j == i, valueFollowsKey(i), i > start { return i }
      // `"first, b: "second"`: a bare key.
      if before == UInt8(ascii: ":"), let comma = bareKeyStart(j - 1, start), closesSoon(i) {
        return comma
      }
      return nil
    case .array:
      guard inner == 0 else { return nil }
      if before == UInt8(ascii: ","), closesSoon(i) { return j - 1 }
      if before == 0x0A, j >= 2 {
        let end = trimmed(j, start)
        if end > start, text[end - 1] == UInt8(ascii: ","), closesSoon(i) { return end - 1 }
      }
      return nil
    default: return nil
    }
  }

  /// Where the last bare key begins that is, with its comma, between `start` and `stop`:
  /// in `first, b: 1` behind `first`. Only in a short text of one line.
  func bareMember(from start: Int, to stop: Int) -> Int? {
    guard frames.last?.bracket == .object, stop - start <= 200 else { return nil }
    var found: Int?
    var i = start
    while i < stop {
      switch text[i] {
      case 0x0A, 0x0D: return nil
      case UInt8(ascii: ":") where byte(i + 1) == 0x20:
        if let comma = bareKeyStart(i, start) { found = comma }
      default: break
      }
      i += 1
    }
    return found
  }

  /// Whether a brace is in the string: it may hold JSON of its own, keys and all.
  private func holdsBrace(_ start: Int, _ i: Int) -> Bool {
    var j = start
    let limit = min(i, start + 4_096)
    while j < limit {
      if text[j] == UInt8(ascii: "{") { return true }
      j += 1
    }
    return limit < i
  }

  private func trimmed(_ i: Int, _ start: Int) -> Int {
    var i = i
    while i > start, text[i - 1] <= 0x20 { i -= 1 }
    return i
  }

  /// The comma before a bare key that ends at `colon`.
  private func bareKeyStart(_ colon: Int, _ start: Int) -> Int? {
    var j = colon
    while j > start, ByteClass.isWord(text[j - 1]) { j -= 1 }
    guard j < colon, !text[j].isDigit else { return nil }
    while j > start, text[j - 1] == 0x20 { j -= 1 }
    guard j > start + 1, text[j - 1] == UInt8(ascii: ",") else { return nil }
    return j - 1
  }

  /// Whether a value that is not text follows the key at `i` and its colon.
  private func valueFollowsKey(_ i: Int) -> Bool {
    var j = i + 1
    while j < end, text[j] != text[i] { j += text[j] == UInt8(ascii: "\\") ? 2 : 1 }
    let colon = peek(j + 1)
    guard colon.byte == UInt8(ascii: ":") else { return false }
    let value = peek(colon.at + 1)
    switch value.byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: "["),
      UInt8(ascii: "-"), 0x30...0x39:
      return true
    default:
      let stop = wordEnd(value.at)
      return stop > value.at && Literal.of(text + value.at, stop - value.at) != nil
    }
  }

  /// Whether the quote at `i` opens a string that ends soon, as a string of its own would.
  private func closesSoon(_ i: Int) -> Bool {
    var j = i + 1
    let limit = min(end, i + 200)
    while j < limit {
      if text[j] == UInt8(ascii: "\\") {
        j += 2
        continue
      }
      if text[j] == text[i] { break }
      j += 1
    }
    guard j < limit, j > i + 1 else { return false }
    switch peek(j + 1).byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return true
    default: return false
    }
  }

  /// `"a" word"`: whether the first quote inside an element ends it, because the next element
  /// lost its opening quote or its quotes.
  func wordFollows(_ next: (byte: UInt8, at: Int), _ after: Int) -> Bool {
    guard next.at > after else { return false }
    let stop = wordEnd(next.at)
    guard stop > next.at else { return false }
    let quote = byte(stop)
    let behind = quote == UInt8(ascii: "\"") ? stop + 1 : stop
    switch peek(behind).byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"): return true
    default: return false
    }
  }
}
