import AdhereBytes

/// What stands where a name announces a secret: the secret, or something that is none.
enum Announced {
  /// Whether the value is as random as keys and tokens are, and nothing that programs write there.
  static func isSecret(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isValue(value), value.count >= 8 else { return false }
    let digits = value.count { $0.isDigit }
    let letters = value.count { $0.isLetter }
    guard letters > 0 else { return false }
    if isCode(value) || isAddress(value) { return false }
    // Words, joined or not: `reset_password`, `content-item`, `application/json`.
    if digits == 0 {
      let capitals = value.count { $0.isUppercase }
      let isMixed = capitals > 2 && capitals < letters - 2
      return value.count >= 20 && isMixed && Checksums.entropy(value) >= 3.5
    }
    // A word with a number behind it: `version2`, `cl100k_base`.
    if value.count < 12 {
      return digits >= 2 && !isNumbered(value) && Checksums.entropy(value) >= 2.5
    }
    return !isNumbered(value) && Checksums.entropy(value) >= 2.8
  }

  /// Whether any value behind a colon, an equals sign or `is` may be one that ``isSecret(_:)``
  /// accepts: the pattern of names has a hundred words to try at every place.
  static func mayStand(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i < text.count {
      guard endsName(text, i) else {
        i += 1
        continue
      }
      var start = i + 1
      while start < text.count, start < i + 10, isBeforeValue(text[start]) { start += 1 }
      var letters = 0
      var digits = 0
      var capitals = 0
      var end = start
      while end < text.count, !endsValue(text[end]) {
        if text[end].isLetter { letters += 1 }
        if text[end].isDigit { digits += 1 }
        if text[end].isUppercase { capitals += 1 }
        end += 1
      }
      // An equals sign was taken for one before the value, perhaps, and is its first byte.
      let count = end - start + 1
      if count >= 8, letters > 0, digits > 0 || count >= 20 && capitals > 2 { return true }
      // What stands behind another sign within this value is a part of it, and no longer; a sign at
      // its end is before another value.
      var next = end
      if next > start, text[next - 1] == ASCII.equals { next -= 1 }
      if next > start, endsName(text, next - 1) { next -= 1 }
      i = max(next, i + 1)
    }
    return false
  }

  private static func endsName(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
    switch text[i] {
    case ASCII.colon, ASCII.equals: true
    // U+FF1A, the wide colon.
    case 0x9A: i > 1 && text[i - 1] == 0xBC && text[i - 2] == 0xEF
    case ASCII.space:
      i > 2 && text[i - 1] | 0x20 == UInt8(ascii: "s") && text[i - 2] | 0x20 == UInt8(ascii: "i")
        && text[i - 3] == ASCII.space
    default: false
    }
  }

  private static func isBeforeValue(_ byte: UInt8) -> Bool {
    isSpace(byte) || "=>[\"'\\".utf8.contains(byte)
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    isSpace(byte) || "\"'\\<>,;&(){}[]|".utf8.contains(byte)
  }

  /// `\s` of PCRE2.
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  /// Whether it is anything but a mark in the place of a value: stars, `<…>`, `${…}`, `null`.
  static func isValue(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = value.first, value.contains(where: { $0 != first }) else { return false }
    if "<{[$%*".utf8.contains(first), !value.contains(where: \.isDigit) { return false }
    if holds(value, "<SECRET:") || holds(value, "<CARD:") || holds(value, "<IBAN:") { return false }
    if first == UInt8(ascii: "$"), value.count > 1, value[1] == ASCII.leftBrace { return false }
    if value.allSatisfy({ $0 == first || "*.xX_-•\u{2022}".utf8.contains($0) }) { return false }
    let word = String(decoding: value, as: UTF8.self).lowercased()
    return !words.contains(word) && !word.hasPrefix("your") && !word.hasPrefix("process.env")
      && !word.hasPrefix("os.environ") && !word.contains("example_") && !word.hasPrefix("env.")
  }

  private static let words: Set<String> = [
    "required", "optional", "string", "none", "null", "true", "false", "undefined", "changeme",
    "redacted", "hidden", "password", "incorrect", "invalid", "missing", "expired", "forgotten",
    "integer", "number", "object", "boolean", "array",
  ]

  private static func holds(_ value: UnsafeBufferPointer<UInt8>, _ part: StaticString) -> Bool {
    part.withUTF8Buffer { part in
      guard value.count >= part.count else { return false }
      return (0...value.count - part.count).contains { start in
        part.indices.allSatisfy { value[start + $0] == part[$0] }
      }
    }
  }

  /// A letters-only word and a number: nobody's key.
  private static func isNumbered(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = value[...]
    while let last = rest.last, last.isDigit { rest.removeLast() }
    return rest.count < value.count && value.count - rest.count < 6
      && rest.allSatisfy { $0.isLowercase || $0 == UInt8(ascii: "_") || $0 == ASCII.minus }
  }

  /// Names joined by points, as `self.tokens.next`, or a file.
  private static func isCode(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard value.contains(ASCII.period) else { return false }
    return value.split(separator: ASCII.period, omittingEmptySubsequences: false).allSatisfy {
      guard let first = $0.first, $0.count <= 24 else { return false }
      return (first.isLetter || first == UInt8(ascii: "_"))
        && $0.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "_") }
    }
  }

  private static func isAddress(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    if value.first == ASCII.slash || value.starts(with: "./".utf8) { return true }
    return value.starts(with: "http".utf8) && holds(value, "://")
  }

  /// Whether it is a telephone number of a country's own form: enough digits, and no date or
  /// fraction.
  static func isTelephone(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    let digits = value.count { $0.isDigit }
    guard (7...15).contains(digits) else { return false }
    let points = value.count { $0 == ASCII.period }
    if points == 1, !value.contains(where: { " -/".utf8.contains($0) }) { return false }
    // 2026-11-21 and 21.11.2026
    let groups = value.split { !$0.isDigit }.map(\.count)
    return groups != [4, 2, 2] && groups != [2, 2, 4]
  }

  /// Whether an address is one of a person or an office, not the name of a picture in two sizes.
  static func isMailAddress(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let at = value.lastIndex(of: ASCII.at) else { return false }
    let domain = value[(at + 1)...]
    guard let point = domain.lastIndex(of: ASCII.period) else { return false }
    let end = String(decoding: domain[(point + 1)...], as: UTF8.self).lowercased()
    guard pictures.contains(end) else { return true }
    // icon@2x.png
    return !(domain.first?.isDigit ?? false)
  }

  private static let pictures: Set<String> = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "pdf",
  ]
}
