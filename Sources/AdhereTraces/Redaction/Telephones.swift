import AdhereBytes

/// Telephone numbers in the international forms (`+49 30 1234567`, `0049 (0)30/12 34 56`), told from
/// measurements and other numbers by how many digits a country's numbers have.
enum Telephones {
  static func places(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var i = 0
    while i + 7 < text.count {
      let byte = text[i]
      if byte == ASCII.plus || byte == ASCII.zero && text[i + 1] == ASCII.zero,
        let end = number(text, i)
      {
        places.append(i..<end)
        i = end
      } else {
        i += 1
      }
    }
    return places
  }

  /// The end of the number that begins with this plus sign or these zeros.
  private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let isPlus = text[start] == ASCII.plus
    let isZeros = !isPlus
    if start > 0 {
      let before = text[start - 1]
      if before.isDigit || before.isLetter || before == ASCII.period || before == ASCII.plus
        || before == ASCII.minus && isZeros
      {
        return nil
      }
    }
    var i = start + (isPlus ? 1 : 2)
    if i < text.count, text[i] == ASCII.space { i += 1 }
    var digits: [UInt8] = []
    /// Where a group of digits ended, with how many digits there were.
    var ends: [(place: Int, count: Int)] = []
    var separators = 0
    var points = 0
    while i < text.count, digits.count < 17 {
      if text[i].isDigit {
        digits.append(text[i] - ASCII.zero)
        i += 1
        if i == text.count || !text[i].isDigit { ends.append((i, digits.count)) }
        continue
      }
      if let next = skipTrunk(text, i) {
        i = next
        separators += 1
        continue
      }
      guard let next = skipSeparators(text, i) else { break }
      separators += 1
      if text[i] == ASCII.period { points += 1 }
      i = next
    }
    // Points are those of fractions, where they are not between all groups.
    guard digits.first != 0, points == 0 || points == separators && points > 1 else { return nil }
    for end in ends.reversed() where isComplete(digits.prefix(end.count)) {
      if isZeros, separators == 0 { return nil }
      if separators == 0, end.count < 10 { return nil }
      guard end.place < text.count else { return end.place }
      let after = text[end.place]
      if after.isLetter || after == UInt8(ascii: "%") { return nil }
      if after == ASCII.period || after == ASCII.comma, end.place + 1 < text.count,
        text[end.place + 1].isDigit, end.place == ends.last?.place
      {
        return nil
      }
      return end.place
    }
    return nil
  }

  /// The place behind `(0)`, which is dialled within the country alone.
  private static func skipTrunk(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let i = text[start] == ASCII.space ? start + 1 : start
    guard i + 3 < text.count, text[i] == ASCII.leftParenthesis, text[i + 1] == ASCII.zero,
      text[i + 2] == ASCII.rightParenthesis
    else { return nil }
    return text[i + 3] == ASCII.space ? i + 4 : i + 3
  }

  /// The place behind one separator, or a parenthesis with one, before a digit; nil where there is
  /// something else.
  private static func skipSeparators(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var i = start
    while i < text.count, i - start < 3, " .-/()".utf8.contains(text[i]) { i += 1 }
    guard i > start, i < text.count, text[i].isDigit else { return nil }
    return i
  }

  /// Whether the digits are a country's code with as many digits as its numbers have.
  private static func isComplete(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count >= 8, digits.count <= 15 else { return false }
    var code = 0
    for length in 1...3 {
      code = code * 10 + Int(digits[digits.startIndex + length - 1])
      guard let lengths = countries[code] else { continue }
      let rest = digits.dropFirst(length)
      guard lengths.contains(rest.count), let first = rest.first else { return false }
      // Of North America neither the area nor the exchange begins with 0 or 1.
      if code == 1 { return first >= 2 && rest[rest.startIndex + 3] >= 2 }
      return code != 7 || first >= 3
    }
    return false
  }

  /// Digits of a number without its country's code.
  private static let countries: [Int: ClosedRange<Int>] = {
    var table: [Int: ClosedRange<Int>] = [
      1: 10...10, 7: 10...10, 20: 8...10, 27: 9...9, 30: 10...10, 31: 9...9, 32: 8...9, 33: 9...9,
      34: 9...9, 36: 8...9, 39: 8...11, 40: 9...9, 41: 9...9, 43: 7...13, 44: 9...10, 45: 8...8,
      46: 7...9, 47: 8...8, 48: 9...9, 49: 7...11, 51: 8...9, 52: 10...10, 53: 8...8, 54: 10...11,
      55: 10...11, 56: 9...9, 57: 8...10, 58: 10...10, 60: 8...10, 61: 9...9, 62: 8...12,
      63: 8...10,
      64: 8...10, 65: 8...8, 66: 8...9, 81: 9...10, 82: 8...10, 84: 9...10, 86: 10...11,
      90: 10...10,
      91: 10...10, 92: 9...10, 93: 9...9, 94: 9...9, 95: 7...10, 98: 10...10, 212: 9...9,
      213: 8...9,
      234: 8...10, 254: 9...9, 351: 9...9, 352: 6...9, 353: 7...9, 354: 7...7, 355: 8...9,
      358: 6...10,
      359: 8...9, 370: 8...8, 371: 8...8, 372: 7...8, 375: 9...9, 380: 9...9, 381: 8...9,
      385: 8...9,
      386: 8...8, 420: 9...9, 421: 9...9, 852: 8...8, 853: 8...8, 880: 8...10, 886: 8...9,
      966: 8...9,
      971: 8...9, 972: 8...9, 977: 8...10, 998: 9...9,
    ]
    // The rest of the codes of three digits that are given out: seven to nine digits as a rule.
    for tens in [21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42, 50, 59, 67, 68, 69, 80, 85, 87, 88] {
      for code in tens * 10..<tens * 10 + 10 where table[code] == nil { table[code] = 7...9 }
    }
    for code in 960..<1000 where table[code] == nil { table[code] = 7...9 }
    return table
  }()
}
