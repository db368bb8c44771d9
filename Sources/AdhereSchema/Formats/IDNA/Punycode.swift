internal import AdhereBytes

/// Punycode, RFC 3492: code points as letters, digits and hyphens.
enum Punycode {
  private static let base = 36
  private static let leastThreshold = 1
  private static let mostThreshold = 26
  private static let initialBias = 72

  /// The code points that `ascii` (without `xn--`) stands for; nil where it stands for none.
  static func decode(_ ascii: ArraySlice<UInt8>) -> [UInt32]? {
    var out: [UInt32] = []
    var digits = ascii
    if let delimiter = ascii.lastIndex(of: UInt8(ascii: "-")) {
      out = ascii[..<delimiter].map(UInt32.init)
      digits = ascii[(delimiter + 1)...]
    }
    var scalar = 128
    var index = 0
    var bias = initialBias
    var rest = digits.makeIterator()
    while let first = rest.next() {
      let old = index
      var weight = 1
      var position = base
      var byte = first
      while true {
        guard let digit = digit(byte) else { return nil }
        index += digit * weight
        guard index <= Int(Int32.max) else { return nil }
        let threshold = min(max(position - bias, leastThreshold), mostThreshold)
        if digit < threshold { break }
        weight *= base - threshold
        guard weight <= Int(Int32.max), let next = rest.next() else { return nil }
        byte = next
        position += base
      }
      bias = adapt(index - old, out.count + 1, first: old == 0)
      scalar += index / (out.count + 1)
      index %= out.count + 1
      guard scalar <= 0x10FFFF else { return nil }
      out.insert(UInt32(scalar), at: index)
      index += 1
    }
    return out
  }

  /// The letters, digits and hyphens that stand for `label`, which must be short: the time grows
  /// with the square of its length.
  static func encode(_ label: [UInt32]) -> [UInt8] {
    var out = label.filter { $0 < 0x80 }.map { UInt8($0) }
    var handled = out.count
    let basic = handled
    if basic > 0 { out.append(UInt8(ascii: "-")) }
    var scalar: UInt32 = 128
    var delta = 0
    var bias = initialBias
    while handled < label.count {
      let next = label.filter { $0 >= scalar }.min() ?? scalar
      delta += Int(next - scalar) * (handled + 1)
      scalar = next
      for each in label {
        if each < scalar { delta += 1 }
        guard each == scalar else { continue }
        var left = delta
        var position = base
        while true {
          let threshold = min(max(position - bias, leastThreshold), mostThreshold)
          if left < threshold { break }
          out.append(letter(threshold + (left - threshold) % (base - threshold)))
          left = (left - threshold) / (base - threshold)
          position += base
        }
        out.append(letter(left))
        bias = adapt(delta, handled + 1, first: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      scalar += 1
    }
    return out
  }

  private static func adapt(_ delta: Int, _ count: Int, first: Bool) -> Int {
    var delta = first ? delta / 700 : delta / 2
    delta += delta / count
    var rounds = 0
    while delta > (base - leastThreshold) * mostThreshold / 2 {
      delta /= base - leastThreshold
      rounds += base
    }
    return rounds + (base - leastThreshold + 1) * delta / (delta + 38)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    if byte.isDigit { return Int(byte) - 0x30 + 26 }
    return byte.isLetter ? Int(byte | 0x20) - 0x61 : nil
  }

  private static func letter(_ digit: Int) -> UInt8 {
    UInt8(digit < 26 ? digit + 0x61 : digit - 26 + 0x30)
  }
}
