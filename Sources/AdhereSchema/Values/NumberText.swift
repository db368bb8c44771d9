internal import AdhereJSON

/// The exact value of a number, read from its digits in place: no allocation, no rounding.
///
/// The value is the `count` significant digits between `first` and `last` (a decimal point may
/// stand among them) times ten to `exponent`.
package struct NumberText {
  var isNegative: Bool
  /// The first digit that is not zero.
  var first: UnsafePointer<UInt8>
  /// Past the last digit that is not zero.
  var last: UnsafePointer<UInt8>
  /// Digits between them; 0 for zero.
  var count: Int
  /// Power of ten of the last of them. Exponents beyond ±10^17 are held at that bound.
  var exponent: Int

  /// From the bytes of a number that was read already.
  package init(_ text: UnsafeBufferPointer<UInt8>) {
    var p = text.baseAddress!
    let end = p + text.count
    isNegative = p.pointee == UInt8(ascii: "-")
    if isNegative { p += 1 }
    first = end
    last = end
    count = 0
    exponent = 0
    var running = 0
    var fraction = 0
    var inFraction = false
    while p < end {
      let digit = p.pointee &- 0x30
      if digit < 10 {
        if inFraction { fraction &+= 1 }
        if digit != 0 {
          if running == 0 { first = p }
          running &+= 1
          last = p + 1
          count = running
          exponent = -fraction
        } else if running > 0 {
          running &+= 1
          if !inFraction { exponent &+= 1 }
        }
      } else if p.pointee == UInt8(ascii: ".") {
        inFraction = true
      } else {
        exponent &+= NumberText.exponent(p + 1, end)
        break
      }
      p += 1
    }
    if count == 0 {
      exponent = 0
      isNegative = false
    }
  }

  private static func exponent(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Int {
    var p = start
    var value = 0
    let negative = p < end && p.pointee == UInt8(ascii: "-")
    if p < end, p.pointee &- 0x30 > 9 { p += 1 }
    while p < end {
      if value < 100_000_000_000_000_000 { value = value * 10 + Int(p.pointee &- 0x30) }
      p += 1
    }
    value = min(value, 100_000_000_000_000_000)
    return negative ? -value : value
  }

  var isZero: Bool { count == 0 }
  var isInteger: Bool { exponent >= 0 }

  /// Negative, zero or positive as `a` is less than, equal to or greater than `b`.
  package static func compare(_ a: NumberText, _ b: NumberText) -> Int {
    if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
    let order = compareMagnitude(a, b)
    return a.isNegative ? -order : order
  }

  private static func compareMagnitude(_ a: NumberText, _ b: NumberText) -> Int {
    if a.isZero || b.isZero { return (a.isZero ? 0 : 1) - (b.isZero ? 0 : 1) }
    let x = a.exponent + a.count
    let y = b.exponent + b.count
    if x != y { return x < y ? -1 : 1 }
    var p = a.first
    var q = b.first
    while p < a.last, q < b.last {
      if p.pointee == UInt8(ascii: ".") {
        p += 1
        continue
      }
      if q.pointee == UInt8(ascii: ".") {
        q += 1
        continue
      }
      if p.pointee != q.pointee { return p.pointee < q.pointee ? -1 : 1 }
      p += 1
      q += 1
    }
    if p < a.last { return 1 }
    return q < b.last ? -1 : 0
  }

  package static func == (a: NumberText, b: NumberText) -> Bool {
    a.count == b.count && a.exponent == b.exponent && compare(a, b) == 0
  }

  /// Calls `body` with each significant digit, 0 to 9.
  @inline(__always)
  func forEachDigit(_ body: (UInt8) -> Void) {
    var p = first
    while p < last {
      if p.pointee != UInt8(ascii: ".") { body(p.pointee &- 0x30) }
      p += 1
    }
  }
}

extension Tape {
  /// The value of a number that is written as an integer of at most 18 digits.
  @inline(__always)
  func smallInteger(_ index: Int) -> Int64? {
    let node = nodes[index]
    if node.isReal { return nil }
    var p = bytes + Int(node.start)
    let end = bytes + Int(node.end)
    if node.isNegative { p += 1 }
    guard end - p <= 18 else { return nil }
    var value: Int64 = 0
    while p < end {
      value = value &* 10 &+ Int64(p.pointee &- 0x30)
      p += 1
    }
    return node.isNegative ? -value : value
  }

  /// Whether a number has no fraction; `1.0` and `1e2` have none.
  @inline(__always)
  func isInteger(_ index: Int) -> Bool {
    nodes[index].isReal ? NumberText(text(index)).isInteger : true
  }
}
