/// Whether a number is a multiple of another one, exactly and for numbers of any size.
///
/// With value = m·10^a and divisor = d·10^b, both written without trailing zeros, the value is a
/// multiple exactly when m·10^(a-b) leaves no rest modulo d. Where a < b that cannot be, as m
/// does not end in zero. Where a - b is more than four times the digits of d, further zeros
/// change nothing: all factors 2 and 5 of d are covered. So `1e1000000000` costs no more than
/// a short number.
enum ExactDivision {
  enum Verdict {
    case multiple, notMultiple
    /// Both numbers are so long that the division would take too long.
    case tooCostly
  }

  /// Most digits of value times digits of divisor.
  static let limit = 100_000_000

  static func check(_ value: NumberText, _ divisor: NumberText) -> Verdict {
    if value.isZero { return .multiple }
    if divisor.isZero || value.exponent < divisor.exponent { return .notMultiple }
    let zeros = min(value.exponent - divisor.exponent, 4 * divisor.count)
    if divisor.count <= 17 {
      var d: UInt64 = 0
      divisor.forEachDigit { d = d &* 10 &+ UInt64($0) }
      if d == 1 { return .multiple }
      var rest: UInt64 = 0
      value.forEachDigit { rest = (rest &* 10 &+ UInt64($0)) % d }
      for _ in 0..<zeros { rest = rest &* 10 % d }
      return rest == 0 ? .multiple : .notMultiple
    }
    let (work, overflow) = (value.count + zeros).multipliedReportingOverflow(by: divisor.count)
    if overflow || work > limit { return .tooCostly }
    return checkLong(value, divisor, zeros)
  }

  /// Schoolbook division, a digit at a time, on little-endian 32-bit limbs.
  private static func checkLong(
    _ value: NumberText, _ divisor: NumberText, _ zeros: Int
  ) -> Verdict {
    var d: [UInt32] = [0]
    divisor.forEachDigit { push($0, &d) }
    d.append(0)
    var rest = [UInt32](repeating: 0, count: d.count)
    func step(_ digit: UInt8) {
      var carry = UInt64(digit)
      for i in rest.indices {
        let wide = UInt64(rest[i]) * 10 + carry
        rest[i] = UInt32(truncatingIfNeeded: wide)
        carry = wide >> 32
      }
      while !isLess(rest, d) { subtract(d, from: &rest) }
    }
    value.forEachDigit { step($0) }
    for _ in 0..<zeros { step(0) }
    return rest.allSatisfy { $0 == 0 } ? .multiple : .notMultiple
  }

  private static func push(_ digit: UInt8, _ number: inout [UInt32]) {
    var carry = UInt64(digit)
    for i in number.indices {
      let wide = UInt64(number[i]) * 10 + carry
      number[i] = UInt32(truncatingIfNeeded: wide)
      carry = wide >> 32
    }
    if carry > 0 { number.append(UInt32(carry)) }
  }

  private static func isLess(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    for i in a.indices.reversed() where a[i] != b[i] { return a[i] < b[i] }
    return false
  }

  private static func subtract(_ b: [UInt32], from a: inout [UInt32]) {
    var borrow: Int64 = 0
    for i in a.indices {
      let wide = Int64(a[i]) - Int64(b[i]) - borrow
      a[i] = UInt32(truncatingIfNeeded: wide)
      borrow = wide < 0 ? 1 : 0
    }
  }
}
