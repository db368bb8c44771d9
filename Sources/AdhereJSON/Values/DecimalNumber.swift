internal import AdhereBytes

/// The exact value of a JSON number, from its digits: no rounding, no overflow.
///
/// The value is `digits × 10^exponent`; `digits` has neither leading nor trailing zeros and is
/// empty for zero, so equal values have equal parts.
///
///     DecimalNumber("1.10") == DecimalNumber("11e-1")   // true
///     DecimalNumber("1e400")!.isInteger                 // true
public struct DecimalNumber: Equatable, Hashable, Sendable {
  /// Below zero; never for zero itself.
  public let isNegative: Bool
  /// Decimal digits 0 to 9 (not their ASCII codes), most significant first.
  public let digits: [UInt8]
  /// Power of ten of the last digit. Exponents beyond ±10^17 are held at that bound.
  public let exponent: Int

  /// Reads a number as RFC 8259 writes it; nil where the text is not one.
  public init?(_ text: String) {
    let value: DecimalNumber? = Array(text.utf8).withPadding { bytes in
      var position = 0
      var flags: UInt32 = 0
      guard TapeParser.scanNumber(bytes.baseAddress!, &position, &flags) == 0,
        position == bytes.count
      else { return nil }
      return DecimalNumber(lexeme: bytes)
    }
    guard let value else { return nil }
    self = value
  }

  /// - Parameter lexeme: the bytes of a number that was read already.
  public init(lexeme: UnsafeBufferPointer<UInt8>) {
    var digits: [UInt8] = []
    digits.reserveCapacity(lexeme.count)
    var fraction = 0
    var inFraction = false
    var exponent = 0
    var exponentNegative = false
    var i = 0
    let negative = lexeme.first == ASCII.minus
    if negative { i = 1 }
    while i < lexeme.count {
      let byte = lexeme[i]
      if byte.isDigit {
        if byte != ASCII.zero || !digits.isEmpty { digits.append(byte - ASCII.zero) }
        if inFraction { fraction += 1 }
      } else if byte == ASCII.period {
        inFraction = true
      } else {
        i += 1
        if i < lexeme.count, !lexeme[i].isDigit {
          exponentNegative = lexeme[i] == ASCII.minus
          i += 1
        }
        while i < lexeme.count {
          if exponent < 100_000_000_000_000_000 {
            exponent = exponent * 10 + Int(lexeme[i] - ASCII.zero)
          }
          i += 1
        }
        exponent = min(exponent, 100_000_000_000_000_000)
        break
      }
      i += 1
    }
    if exponentNegative { exponent = -exponent }
    exponent -= fraction
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent
    isNegative = negative && !digits.isEmpty
  }

  /// Equal to zero.
  public var isZero: Bool { digits.isEmpty }

  /// No fraction: `1.0` and `1e2` are integers (JSON Schema validation, section 6.1.1).
  public var isInteger: Bool { exponent >= 0 }
}

extension DecimalNumber: Comparable {
  /// By value.
  public static func < (a: DecimalNumber, b: DecimalNumber) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    let order = compareMagnitude(a, b)
    return a.isNegative ? order > 0 : order < 0
  }

  private static func compareMagnitude(_ a: DecimalNumber, _ b: DecimalNumber) -> Int {
    if a.isZero || b.isZero { return (a.isZero ? 0 : 1) - (b.isZero ? 0 : 1) }
    // Compare the power of ten of the first digit, then digit by digit.
    let x = a.exponent + a.digits.count
    let y = b.exponent + b.digits.count
    if x != y { return x < y ? -1 : 1 }
    for i in 0..<max(a.digits.count, b.digits.count) {
      let p = i < a.digits.count ? a.digits[i] : 0
      let q = i < b.digits.count ? b.digits[i] : 0
      if p != q { return p < q ? -1 : 1 }
    }
    return 0
  }
}
