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
    case .phone: value.count == 12 && value.starts(with: "+1555".utf8)
    default: false
    }
  }

  private static func mark(_ rule: RedactionRule, _ value: UnsafeBufferPointer<UInt8>) -> String {
    var hash = SHA256()
    hash.update(Array("adhere redaction \(rule.kind.rawValue) ".utf8))
    hash.update(value)
    return Hex.string(hash.finish().prefix(2))
  }

  private static func digits(_ mark: String, _ count: Int) -> String {
    var state = UInt64(mark, radix: 16)! &+ 1
    return String(
      (0..<count).map { _ -> Character in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Character(Unicode.Scalar(UInt8(UInt64(ASCII.zero) + state >> 33 % 10)))
      })
  }
}
