import AdhereBytes

/// Arithmetic on literal numbers, `5 * 2800 * 0.1`, exactly or not at all.
enum Arithmetic {
  /// The value of the expression at `start` and where it ends; nil where it is none, or has no
  /// exact decimal value of reasonable size.
  static func evaluate(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int)
    -> (json: [UInt8], end: Int)?
  {
    if isDate(text, start, end) { return nil }
    var scanner = Scanner(text: text, position: start, end: end)
    guard let value = scanner.sum(), scanner.operators > 0 else { return nil }
    return (value.json, scanner.position)
  }

  /// `2019-12-13` is a day, not a difference.
  private static func isDate(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let pattern = Array("0000-00-00".utf8)
    guard start + pattern.count <= end else { return false }
    return pattern.indices.allSatisfy { i in
      pattern[i] == 0x30
        ? text[start + i].isDigit : text[start + i] == pattern[i]
    }
  }

  /// `mantissa × 10^exponent`.
  struct Exact {
    var mantissa: Int128
    var exponent: Int

    private static let bound: Int128 = 1_000_000_000_000_000_000_000_000_000_000

    init?(_ mantissa: Int128, _ exponent: Int) {
      guard mantissa.magnitude < UInt128(Exact.bound), abs(exponent) < 400 else { return nil }
      self.mantissa = mantissa
      self.exponent = exponent
      if mantissa == 0 { self.exponent = 0 }
      while self.mantissa != 0, self.mantissa % 10 == 0 {
        self.mantissa /= 10
        self.exponent += 1
      }
    }

    func scaled(to target: Int) -> Int128? {
      var m = mantissa
      for _ in 0..<max(0, exponent - target) {
        let (product, overflow) = m.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        m = product
      }
      return m
    }

    func adding(_ other: Exact, _ sign: Int128) -> Exact? {
      let target = min(exponent, other.exponent)
      guard let a = scaled(to: target), let b = other.scaled(to: target) else { return nil }
      let (sum, overflow) = a.addingReportingOverflow(sign * b)
      return overflow ? nil : Exact(sum, target)
    }

    func multiplied(by other: Exact) -> Exact? {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
      return overflow ? nil : Exact(product, exponent + other.exponent)
    }

    /// Only where the decimal quotient is finite.
    func divided(by other: Exact) -> Exact? {
      guard other.mantissa != 0 else { return nil }
      var numerator = mantissa
      var shift = 0
      while numerator % other.mantissa != 0 {
        let (next, overflow) = numerator.multipliedReportingOverflow(by: 10)
        if overflow || shift > 18 { return nil }
        numerator = next
        shift += 1
      }
      return Exact(numerator / other.mantissa, exponent - other.exponent - shift)
    }

    func power(_ n: Exact) -> Exact? {
      guard n.exponent >= 0, let count = n.scaled(to: 0), count.magnitude <= 64 else { return nil }
      var result = Exact(1, 0)
      for _ in 0..<Int(count.magnitude) { result = result?.multiplied(by: self) }
      guard count < 0 else { return result }
      guard let result else { return nil }
      return Exact(1, 0)?.divided(by: result)
    }

    var json: [UInt8] {
      var digits = String(mantissa.magnitude)
      let sign = mantissa < 0 ? "-" : ""
      if exponent >= 0 {
        if digits.count + exponent > 25 { return Array("\(sign)\(digits)e\(exponent)".utf8) }
        return Array((sign + digits + String(repeating: "0", count: exponent)).utf8)
      }
      if -exponent > digits.count + 6 { return Array("\(sign)\(digits)e\(exponent)".utf8) }
      if digits.count <= -exponent {
        digits = String(repeating: "0", count: -exponent - digits.count + 1) + digits
      }
      let point = digits.index(digits.endIndex, offsetBy: exponent)
      return Array("\(sign)\(digits[..<point]).\(digits[point...])".utf8)
    }
  }

  private struct Scanner {
    let text: UnsafePointer<UInt8>
    var position: Int
    let end: Int
    var operators = 0

    func byte(_ i: Int) -> UInt8 { i < end ? text[i] : 0 }

    mutating func skip() {
      while byte(position) == 0x20 { position += 1 }
    }

    mutating func sum() -> Exact? {
      guard var value = product() else { return nil }
      while true {
        skip()
        let b = byte(position)
        guard b == UInt8(ascii: "+") || b == UInt8(ascii: "-") else { return value }
        position += 1
        operators += 1
        guard let right = product(),
          let next = value.adding(right, b == UInt8(ascii: "+") ? 1 : -1)
        else { return nil }
        value = next
      }
    }

    mutating func product() -> Exact? {
      guard var value = factor() else { return nil }
      while true {
        skip()
        let b = byte(position)
        let next = byte(position + 1)
        guard b == UInt8(ascii: "*") && next != b || b == UInt8(ascii: "/") && next != b else {
          return value
        }
        position += 1
        operators += 1
        guard let right = factor(),
          let result = b == UInt8(ascii: "*")
            ? value.multiplied(by: right) : value.divided(by: right)
        else { return nil }
        value = result
      }
    }

    mutating func factor() -> Exact? {
      skip()
      let negative = byte(position) == UInt8(ascii: "-")
      if negative || byte(position) == UInt8(ascii: "+") { position += 1 }
      guard var value = number() else { return nil }
      skip()
      if byte(position) == UInt8(ascii: "*"), byte(position + 1) == UInt8(ascii: "*") {
        position += 2
        operators += 1
        guard let exponent = factor(), let result = value.power(exponent) else { return nil }
        value = result
      }
      if negative { value.mantissa = -value.mantissa }
      return value
    }

    mutating func number() -> Exact? {
      var mantissa: Int128 = 0
      var exponent = 0
      var count = 0
      let start = position
      var seenPoint = false
      while true {
        let b = byte(position)
        if b.isDigit {
          guard count < 28 else { return nil }
          mantissa = mantissa * 10 + Int128(b - 0x30)
          if seenPoint { exponent -= 1 }
          count += 1
        } else if b == UInt8(ascii: "."), !seenPoint {
          seenPoint = true
        } else {
          break
        }
        position += 1
      }
      // 01 is part of a date, not a number.
      if count == 0 || count > 1 && text[start] == 0x30 && text[start + 1] != UInt8(ascii: ".") {
        return nil
      }
      if byte(position) | 0x20 == UInt8(ascii: "e") {
        var i = position + 1
        let negative = byte(i) == UInt8(ascii: "-")
        if negative || byte(i) == UInt8(ascii: "+") { i += 1 }
        var value = 0
        guard byte(i).isDigit else { return nil }
        while byte(i).isDigit, value < 1_000 {
          value = value * 10 + Int(byte(i) - 0x30)
          i += 1
        }
        exponent += negative ? -value : value
        position = i
      }
      return Exact(mantissa, exponent)
    }
  }
}
