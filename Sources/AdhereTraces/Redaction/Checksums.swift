import AdhereJudging

import AdherePlatform
/// What tells numbers of cards and accounts from other numbers.
enum Checksums {
  /// A payment card: the beginning of a known scheme with its length, and a Luhn check digit
  /// (ISO/IEC 7812-1). Spaces and hyphens do not count.
  static func isCard(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let digits = text.compactMap { (0x30...0x39).contains($0) ? Int($0 - 0x30) : nil }
    guard digits.count >= 14, digits.count <= 19, digits.contains(where: { $0 != digits[0] })
    else { return false }
    let head = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
    let isKnown =
      switch head {
      case 4000...4999: digits.count == 16 || digits.count == 19
      case 5100...5599, 2221...2720: digits.count == 16
      case 3400...3499, 3700...3799: digits.count == 15
      case 6011, 6440...6599, 6200...6299: digits.count >= 16
      case 3528...3589: digits.count == 16
      case 3000...3059, 3600...3699, 3800...3999: digits.count == 14
      default: false
      }
    return isKnown && luhn(digits)
  }

  static func luhn(_ digits: [Int]) -> Bool {
    var sum = 0
    for (i, digit) in digits.reversed().enumerated() {
      let doubled = digit * 2
      sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  /// An IBAN (ISO 13616): the remainder by 97 is 1.
  static func isIBAN(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let plain = text.filter { $0 != 0x20 }
    guard plain.count >= 15, plain.count <= 34 else { return false }
    var remainder = 0
    for byte in plain[4...] + plain[..<4] {
      switch byte {
      case 0x30...0x39: remainder = (remainder * 10 + Int(byte - 0x30)) % 97
      case 0x41...0x5A: remainder = (remainder * 100 + Int(byte - 0x41) + 10) % 97
      default: return false
      }
    }
    return remainder == 1
  }

  /// Bits a byte, by how often each occurs.
  static func entropy(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    var counts: [UInt8: Double] = [:]
    for byte in text { counts[byte, default: 0] += 1 }
    let total = Double(text.count)
    return counts.values.reduce(0) { $0 - $1 / total * log2($1 / total) }
  }
}
