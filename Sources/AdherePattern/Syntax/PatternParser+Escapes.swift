internal import AdhereBytes

extension PatternParser {
  /// What an escape means outside a class or inside one.
  enum Escaped {
    case scalar(UInt32)
    case set(CharacterClass)
  }

  /// `\` outside a class. True where the escape is an atom, which a quantifier may follow.
  mutating func escape() throws(PatternError) -> Bool {
    let offset = position
    position += 1
    guard let byte = peek() else { throw PatternError("\\ ends the pattern", at: offset) }
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "B"):
      position += 1
      pattern.elements.append(.wordBoundary(negated: byte == UInt8(ascii: "B")))
      return false
    case UInt8(ascii: "1")...UInt8(ascii: "9"):
      if try backreference(offset: offset) { return true }
    case UInt8(ascii: "k"):
      position += 1
      guard accept("<") else {
        throw PatternError("\\k must be followed by <name>", at: offset)
      }
      let name = try groupName()
      namedReferences.append((pattern.elements.count, name, offset))
      pattern.elements.append(.backreference(0))
      return true
    default: break
    }
    switch try characterEscape(offset: offset) {
    case .scalar(let scalar): pattern.elements.append(.literal(scalar))
    case .set(let set): appendSet(set)
    }
    return true
  }

  /// `\1` to `\9…`. False, with nothing consumed, where Annex B reads an octal escape or the digit.
  private mutating func backreference(offset: Int) throws(PatternError) -> Bool {
    let start = position
    let number = decimal() ?? 0
    if unicode {
      if number > largestReference.number { largestReference = (number, offset) }
    } else if number > groupCensus().captures {
      position = start
      return false
    }
    pattern.elements.append(.backreference(number))
    return true
  }

  /// The escapes that stand for characters; `position` is after the `\`.
  mutating func characterEscape(offset: Int) throws(PatternError) -> Escaped {
    guard let byte = peek() else { throw PatternError("\\ ends the pattern", at: offset) }
    switch byte {
    case UInt8(ascii: "d"): return step(.set(.init(points: .digits)))
    case UInt8(ascii: "D"): return step(.set(.init(points: .notDigits)))
    case UInt8(ascii: "w"): return step(.set(.init(points: .word)))
    case UInt8(ascii: "W"): return step(.set(.init(points: .notWord)))
    case UInt8(ascii: "s"): return step(.set(.init(points: .space)))
    case UInt8(ascii: "S"): return step(.set(.init(points: .notSpace)))
    case UInt8(ascii: "t"): return step(.scalar(0x09))
    case UInt8(ascii: "n"): return step(.scalar(0x0A))
    case UInt8(ascii: "v"): return step(.scalar(0x0B))
    case UInt8(ascii: "f"): return step(.scalar(0x0C))
    case UInt8(ascii: "r"): return step(.scalar(0x0D))
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      return try property(offset: offset)
    case UInt8(ascii: "c"):
      return .scalar(try controlEscape(offset: offset))
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try digitEscape(offset: offset)
    case UInt8(ascii: "x"):
      position += 1
      if let value = hexadecimal(digits: 2) { return .scalar(value) }
      throw PatternError(
        peek() == UInt8(ascii: "{")
          ? "ECMA-262 has no \\x{…}: write \\u{…}" : "\\x must be followed by two hex digits",
        at: offset)
    case UInt8(ascii: "u"):
      position += 1
      if let value = unicodeEscape() { return .scalar(value) }
      throw PatternError(
        "\\u must be followed by four hex digits or by {…} up to 10FFFF", at: offset)
    default:
      return .scalar(try identityEscape(offset: offset))
    }
  }

  private mutating func step(_ escaped: Escaped) -> Escaped {
    position += 1
    return escaped
  }

  /// A character that stands for itself after `\`: with `u` only those of the syntax, in Annex B
  /// any that is no letter.
  ///
  /// Annex B takes letters too. What is written so is an escape of another language, `\Z` or `\h`,
  /// and nobody means the letter: it is refused, whatever else the pattern needs Annex B for.
  private mutating func identityEscape(offset: Int) throws(PatternError) -> UInt32 {
    let byte = source[position]
    if byte.isLetter { throw PatternError(EscapeMends.letter(byte), at: offset) }
    guard !unicode || #"^$\.*+?()[]{}|/"#.utf8.contains(byte) else {
      throw PatternError("ECMA-262 has no such escape", at: offset)
    }
    return try codePoint()
  }

  /// `\cA`.
  private mutating func controlEscape(offset: Int) throws(PatternError) -> UInt32 {
    guard let next = peek(1), next.isLetter else {
      throw PatternError("\\c must be followed by a letter", at: offset)
    }
    position += 2
    return UInt32(next & 0x1F)
  }

  /// `\0`, or an octal escape or a plain digit in Annex B.
  private mutating func digitEscape(offset: Int) throws(PatternError) -> Escaped {
    let first = source[position]
    position += 1
    if unicode {
      if first == ASCII.zero, peek()?.isDigit != true { return .scalar(0) }
      throw PatternError("ECMA-262 has no octal escapes", at: offset)
    }
    guard first < 0x38 else { return .scalar(UInt32(first)) }
    var value = UInt32(first - 0x30)
    // At most three digits, and no more than 0377.
    for _ in 0..<(first < 0x34 ? 2 : 1) {
      guard let next = peek(), next >= 0x30, next < 0x38 else { break }
      value = value * 8 + UInt32(next - 0x30)
      position += 1
    }
    return .scalar(value)
  }

  /// What follows `\u`: four digits, two times four for a surrogate pair, or `{…}`. Nil, with
  /// nothing consumed, where it is none of them.
  mutating func unicodeEscape() -> UInt32? {
    let start = position
    if accept("{") {
      var value: UInt32 = 0
      var digits = 0
      while let byte = peek(), let digit = byte.hexDigitValue {
        value = value * 16 + UInt32(digit)
        digits += 1
        position += 1
        if value > CodePointSet.maximum { break }
      }
      if digits > 0, value <= CodePointSet.maximum, accept("}") { return value }
      position = start
      return nil
    }
    guard let high = hexadecimal(digits: 4) else { return nil }
    guard high & 0xFC00 == 0xD800 else { return high }
    let afterHigh = position
    if accept("\\"), accept("u"), let low = hexadecimal(digits: 4), low & 0xFC00 == 0xDC00 {
      return 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF)
    }
    position = afterHigh
    return high
  }

  /// Exactly `digits` hexadecimal digits; nil, with nothing consumed, where there are fewer.
  private mutating func hexadecimal(digits: Int) -> UInt32? {
    guard position + digits <= source.count else { return nil }
    var value: UInt32 = 0
    for index in position..<position + digits {
      guard let digit = source[index].hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    position += digits
    return value
  }

  /// `p{…}` or `P{…}` of the `u` grammar.
  private mutating func property(offset: Int) throws(PatternError) -> Escaped {
    let negated = source[position] == UInt8(ascii: "P")
    position += 1
    guard accept("{") else {
      throw PatternError("\\p must be followed by {…}: write \\p{L} for letters", at: offset)
    }
    let start = position
    while let byte = peek(), byte != UInt8(ascii: "}") {
      // No admitted name is longer than "Script_Extensions=" and the longest script.
      if position - start > 64 { break }
      position += 1
    }
    let text = String(decoding: source[start..<position], as: UTF8.self)
    guard accept("}"), let property = UnicodeProperty(text) else {
      throw PatternError(EscapeMends.property(text), at: offset)
    }
    return .set(
      CharacterClass(
        points: CodePointSet(), properties: [.init(property: property, negated: negated)],
        negated: false))
  }
}
