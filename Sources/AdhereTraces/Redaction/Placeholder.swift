import AdhereBytes
import AdhereJudging

/// What stands in the place of what was found: typed, equal for equal values, of the same JSON
/// type.
///
/// Four hexadecimal digits of a hash tell values apart and leave too many candidates for anybody
/// to find the value by trying.
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

  /// A number for a number, with as many digits, that is none of a card.
  static func number(_ rule: RedactionRule, _ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let count = value.count { (0x30...0x39).contains($0) }
    return Array(("9" + digits(mark(rule, value), max(0, count - 1))).utf8)
  }

  /// What ``text(_:_:)`` makes is not found again.
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
    let bytes = hash.finish()
    let digits = String(Int(bytes[0]) << 8 | Int(bytes[1]), radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  private static func digits(_ mark: String, _ count: Int) -> String {
    var state = UInt64(mark, radix: 16)! &+ 1
    return String(
      (0..<count).map { _ -> Character in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Character(Unicode.Scalar(UInt8(0x30 + state >> 33 % 10)))
      })
  }
}
