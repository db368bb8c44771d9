import AdhereBytes
import AdherePlatform

/// Tells numbers of cards and accounts, and random text, from others.
enum Checksums {
  /// A payment card: the beginning of a known scheme with its length, and a Luhn check digit
  /// (ISO/IEC 7812-1). Separators do not count.
  ///
  /// - Parameter isCompact: without groups, where 13 digits are an article's number or a time, and
  ///   12 anything.
  static func isCard(_ text: UnsafeBufferPointer<UInt8>, isCompact: Bool = false) -> Bool {
    let digits = text.compactMap { $0.isDigit ? Int($0 - ASCII.zero) : nil }
    guard digits.count >= (isCompact ? 14 : 12), digits.count <= 19,
      digits.contains(where: { $0 != digits[0] })
    else { return false }
    let head = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
    let isKnown =
      switch head {
      case 4000...4999: [13, 16, 19].contains(digits.count)
      case 5100...5599, 2221...2720: digits.count == 16
      case 3400...3499, 3700...3799: digits.count == 15
      case 6011, 6440...6599, 6200...6299: digits.count >= 16
      case 3528...3589: digits.count == 16
      case 3000...3059, 3600...3699, 3800...3999: digits.count == 14
      // Maestro and its like
      case 5000...5099, 5600...5899, 6304, 6390, 6700...6799: !isCompact || digits.count >= 16
      // RuPay, MIR, Troy, UzCard
      case 6070...6089, 8170...8171, 2200...2204, 9792, 8600: digits.count == 16
      default: false
      }
    return isKnown && luhn(digits)
  }

  /// The Luhn check digit is right (ISO/IEC 7812-1, annex B).
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
    let plain = text.filter { $0 != ASCII.space && $0 != ASCII.minus && $0 != ASCII.period }
    guard plain.count >= 15, plain.count <= 34 else { return false }
    var remainder = 0
    for byte in plain[4...] + plain[..<4] {
      if byte.isDigit {
        remainder = (remainder * 10 + Int(byte - ASCII.zero)) % 97
      } else if byte.isUppercase {
        remainder = (remainder * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
      } else {
        return false
      }
    }
    return remainder == 1
  }

  /// Shannon's entropy in bits a byte, by how often each occurs.
  static func entropy(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    var counts: [UInt8: Double] = [:]
    for byte in text { counts[byte, default: 0] += 1 }
    let total = Double(text.count)
    return counts.values.reduce(0) { $0 - $1 / total * log2($1 / total) }
  }
}
