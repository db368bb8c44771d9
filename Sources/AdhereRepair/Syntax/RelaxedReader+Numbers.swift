import AdhereBytes
import AdhereJSON

/// Numbers as JSON, Python and people write them.
extension RelaxedReader {
  func readNumber() -> Result {
    let start = position
    if isPartial, let result = readCutNumber(start) { return result }
    if !isPartial, frames.last?.bracket == .array, peek(start + 1).at >= end,
      !text[start].isDigit
    {
      // A sign, and then the text ends.
      dropOpenMember((start, changes.count))
      position = end
      return .truncated
    }
    openMember = nil
    let plain = plainNumber(start)
    guard let number = plain.map({ (end: $0, json: nil, rule: .numberForm) }) ?? scanNumber(start)
    else { return readWordlike(start) }
    let next = peek(number.end)
    if isDelimiter(next), !isDivision(next) {
      if let json = number.json { change(start, number.end, json, number.rule) }
      position = number.end
      dropStrayQuote()
      return number.end < end || frames.isEmpty ? .complete : .truncated
    }
    if frames.contains(where: { $0.bracket == .call }) || next.byte == UInt8(ascii: "*"),
      let value = Arithmetic.evaluate(text, start, end), isDelimiter(peek(value.end))
    {
      change(start, value.end, value.json, .literalArithmetic)
      position = value.end
      return .complete
    }
    return readWordlike(start)
  }

  /// Whether `//` behind a number divides it, as in Python, and begins no comment: an operand and
  /// then the end of the argument follow it.
  private func isDivision(_ next: (byte: UInt8, at: Int)) -> Bool {
    guard next.byte == UInt8(ascii: "/"), byte(next.at + 1) == UInt8(ascii: "/"),
      frames.contains(where: { $0.bracket == .call || $0.bracket == .keywords })
    else { return false }
    var i = next.at + 2
    while i < end, text[i] == 0x20 { i += 1 }
    if byte(i) == UInt8(ascii: "(") || byte(i) == UInt8(ascii: "-") { return true }
    let stop = wordEnd(i)
    guard stop > i else { return false }
    var j = stop
    while j < end, text[j] == 0x20 { j += 1 }
    switch byte(j) {
    case UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "]"), 0x0A, 0x0D, 0: return true
    default: return RelaxedReader.isOperator(byte(j))
    }
  }

  /// A number that the text ends in, as far as its digits go; nil where it goes on.
  private func readCutNumber(_ start: Int) -> Result? {
    var i = start
    while i < end,
      ByteClass.isWord(text[i]) || text[i] == UInt8(ascii: ".")
        || text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+")
    {
      i += 1
    }
    guard i >= end else { return nil }
    var stop = end
    while stop > start, !text[stop - 1].isDigit { stop -= 1 }
    guard stop > start else { return .truncated }
    openMember = nil
    if stop < end { change(stop, end, [], .closeTruncated) }
    position = end
    return frames.isEmpty ? .complete : .truncated
  }

  /// `1"` before a comma or closing bracket: the quote has no partner.
  private func dropStrayQuote() {
    let b = byte(position)
    guard mends, b == UInt8(ascii: "\"") || b == UInt8(ascii: "'"), !frames.isEmpty else { return }
    switch peek(position + 1).byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
      change(position, position + 1, [], .strayQuote)
      position += 1
    default: break
    }
  }

  /// What began like a number and is none: a date, a range, a version.
  private func readWordlike(_ start: Int) -> Result {
    position = start
    return readBareText()
  }

  /// The number at `start`: its end, and its JSON spelling where the written one is not JSON.
  private func scanNumber(_ start: Int) -> (end: Int, json: [UInt8]?, rule: Rule)? {
    var i = start
    var json: [UInt8] = []
    var changed = false
    if byte(i) == UInt8(ascii: "-") {
      json.append(UInt8(ascii: "-"))
      i += 1
    } else if byte(i) == UInt8(ascii: "+") {
      changed = true
      i += 1
    }
    if byte(i) == 0x30, byte(i + 1) | 0x20 == UInt8(ascii: "x") {
      return scanHexadecimal(i + 2, json)
    }
    let first = i
    func digits() -> Int {
      var count = 0
      while i < end {
        if text[i].isDigit {
          json.append(text[i])
          count += 1
        } else if text[i] == UInt8(ascii: "_"), count > 0, count <= 3 || changed, isGroup(i + 1) {
          changed = true
        } else {
          break
        }
        i += 1
      }
      return count
    }
    let whole = digits()
    // 05 is no number in JSON or Python, and an octal one elsewhere; as an id it has its zero.
    if whole > 1, text[first] == 0x30 { return nil }
    if whole == 0 {
      guard byte(i) == UInt8(ascii: "."), byte(i + 1).isDigit else { return nil }
      json.append(0x30)
      changed = true
    }
    if byte(i) == UInt8(ascii: "."), !(byte(i + 1) == UInt8(ascii: ".")) {
      json.append(UInt8(ascii: "."))
      i += 1
      if digits() == 0 {
        json.append(0x30)
        changed = true
      }
    }
    if byte(i) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(i + 1) == UInt8(ascii: "+") || byte(i + 1) == UInt8(ascii: "-") ? 1 : 0
      guard byte(i + 1 + sign).isDigit else {
        // 2e, and then no digits: the number was cut off, but its digits count.
        let stop = i + 1 + sign
        guard whole > 0, !ByteClass.isWord(byte(stop)), byte(stop) != UInt8(ascii: ".")
        else { return nil }
        return (stop, json, .truncatedNumber)
      }
      json.append(contentsOf: UnsafeBufferPointer(start: text + i, count: 1 + sign))
      i += 1 + sign
      _ = digits()
    }
    // A letter right behind: 12abc, 3D.
    if ByteClass.isWord(byte(i)) { return nil }
    return (i, changed ? json : nil, .numberForm)
  }

  /// Three digits and no fourth: 1_000_000 is a number, 1861_1865 a range.
  private func isGroup(_ i: Int) -> Bool {
    (i..<i + 3).allSatisfy { byte($0).isDigit }
      && !byte(i + 3).isDigit
  }

  private func scanHexadecimal(
    _ start: Int, _ sign: [UInt8]
  ) -> (end: Int, json: [UInt8]?, rule: Rule)? {
    var i = start
    var value: UInt64 = 0
    while i < end, i - start < 15, let digit = text[i].hexDigitValue {
      value = value << 4 | UInt64(digit)
      i += 1
    }
    guard i > start, !ByteClass.isWord(byte(i)) else { return nil }
    return (i, sign + Array(String(value).utf8), .numberForm)
  }
}
