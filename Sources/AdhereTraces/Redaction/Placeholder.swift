import AdhereBytes

/// What replaces a secret: of the same JSON type, equal for equal values, and named after the kind
/// of secret.
///
/// Four hexadecimal digits of a hash tell values apart, and leave too many candidates for finding
/// the value by trying.
enum Placeholder {
  static func text(_ rule: RedactionRule, _ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let mark = mark(rule, value)
    // E-mail addresses and telephone numbers keep the formats that schemas ask for.
    let text =
      switch rule.kind {
      case .email: "redacted-\(mark)@example.invalid"
      case .phone: "+1555\(digits(mark, 7))"
      case .secret, .custom: "<SECRET:\(rule.id):\(mark)>"
      case .card: "<CARD:\(mark)>"
      case .iban: "<IBAN:\(mark)>"
      }
    return Array(text.utf8)
  }

  /// For what holds a secret in another form, such as base 64: no format is kept.
  static func secret(_ rule: RedactionRule, _ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    Array("<SECRET:\(rule.id):\(mark(rule, value))>".utf8)
  }

  /// For a stretch that was not searched.
  static func unsearched(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    Array("<SECRET:\(Redactor.unsearched):\(mark("unsearched", Array(value)))>".utf8)
  }

  /// A number for a number, with as many digits; it begins with 9, as no payment card does.
  static func number(_ rule: RedactionRule, _ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let count = value.count { $0.isDigit }
    return Array(("9" + digits(mark(rule, value), max(0, count - 1))).utf8)
  }

  /// Whether it is what ``text(_:_:)`` makes, which must not be found again.
  static func isPlaceholder(_ value: UnsafeBufferPointer<UInt8>, _ kind: RedactionRule.Kind)
    -> Bool
  {
    switch kind {
    case .email: value.reversed().starts(with: "@example.invalid".utf8.reversed())
    case .phone:
      value.count == 12 && value.starts(with: "+1555".utf8)
        || value.count == 11 && value.starts(with: "1555".utf8)
    case .secret, .custom, .card, .iban:
      value.starts(with: "<SECRET:".utf8) || value.starts(with: "SECRET:".utf8)
    }
  }

  /// Where placeholders of secrets, cards and accounts stand in a text: nothing in them is found
  /// again. What only begins like one is none.
  static func spans(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var i = 0
    while i < text.count {
      guard text[i] == UInt8(ascii: "<"), let end = end(text, i) else {
        i += 1
        continue
      }
      spans.append(i..<end)
      i = end
    }
    return spans
  }

  private static func end(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let rest = text[(start + 1)...]
    for (word, hasName) in [("SECRET:", true), ("CARD:", false), ("IBAN:", false)]
    where rest.starts(with: word.utf8) {
      var i = start + 1 + word.utf8.count
      if hasName {
        let name = i
        while i < text.count, text[i].isLowercase || text[i].isDigit || text[i] == ASCII.minus {
          i += 1
        }
        guard i > name, i - name <= 64, i < text.count, text[i] == ASCII.colon else { return nil }
        i += 1
      }
      let hex = i
      while i < text.count, text[i].isHexDigit { i += 1 }
      guard i == hex + 4, i < text.count, text[i] == UInt8(ascii: ">") else { return nil }
      return i + 1
    }
    return nil
  }

  /// However a value is written, its mark is the same: spaces and hyphens of a number do not count,
  /// nor do capitals of an address.
  private static func mark(_ rule: RedactionRule, _ value: UnsafeBufferPointer<UInt8>) -> String {
    let plain: [UInt8] =
      switch rule.kind {
      case .card: value.filter(\.isDigit)
      case .phone: telephone(value)
      case .iban: value.filter { $0.isDigit || $0.isLetter }.map { $0.isLetter ? $0 & 0xDF : $0 }
      case .email: value.map(\.asciiLowercased)
      case .secret, .custom: Array(value)
      }
    return mark(rule.kind.rawValue, plain)
  }

  private static func mark(_ kind: String, _ value: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(Array("adhere redaction \(kind) ".utf8))
    hash.update(value)
    return Hex.string(hash.finish().prefix(2))
  }

  /// The digits, without the zeros or the sign that stand for "international" and without `(0)`.
  private static func telephone(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var digits: [UInt8] = []
    for i in value.indices where value[i].isDigit {
      let isTrunk =
        value[i] == ASCII.zero && i > 0 && i + 1 < value.count
        && value[i - 1] == ASCII.leftParenthesis && value[i + 1] == ASCII.rightParenthesis
      if !isTrunk { digits.append(value[i]) }
    }
    return value.starts(with: "00".utf8) ? Array(digits.dropFirst(2)) : digits
  }

  private static func digits(_ mark: String, _ count: Int) -> String {
    var state = (UInt64(mark, radix: 16) ?? 0) &+ 1
    return String(
      (0..<count).map { _ -> Character in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Character(Unicode.Scalar(UInt8(UInt64(ASCII.zero) + state >> 33 % 10)))
      })
  }
}
