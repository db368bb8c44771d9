/// Line ends and fields, over bytes.
enum LineScan {
  /// Offset of the first CR or LF from `from` on, or `end`. Eight bytes at once; the borrow of
  /// the subtractions can only spoil bytes above a true hit.
  @inline(__always)
  static func end(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var p = from
    while p &+ 8 <= end {
      let word = UInt64(littleEndian: (UnsafeRawPointer(base) + p).loadUnaligned(as: UInt64.self))
      let feed = word ^ 0x0A0A_0A0A_0A0A_0A0A
      let carriage = word ^ 0x0D0D_0D0D_0D0D_0D0D
      let hit = (((feed &- ones) & ~feed) | ((carriage &- ones) & ~carriage)) & highs
      if hit != 0 { return p &+ (hit.trailingZeroBitCount &>> 3) }
      p &+= 8
    }
    while p < end, base[p] != 0x0A, base[p] != 0x0D { p &+= 1 }
    return p
  }

  /// Whether the line is the field of this name, with or without a colon after it.
  @inline(__always)
  static func isField(_ name: StaticString, _ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let size = name.utf8CodeUnitCount
    guard count >= size, count == size || p[size] == UInt8(ascii: ":") else { return false }
    let word = name.utf8Start
    for i in 0..<size where p[i] != word[i] { return false }
    return true
  }

  /// Where the value of a field begins: past the colon and one space.
  @inline(__always)
  static func value(_ p: UnsafePointer<UInt8>, _ count: Int, _ name: Int) -> Int {
    guard count > name else { return count }
    return name + 1 < count && p[name + 1] == 0x20 ? name + 2 : name + 1
  }

  /// A number of nothing but digits; nil where it is none, or is too large.
  static func digits(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    guard count > 0, count < 18 else { return nil }
    var value = 0
    for i in 0..<count {
      guard p[i] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(p[i] - 0x30)
    }
    return value
  }

  static func isBlank(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for i in 0..<count where p[i] != 0x20 && p[i] != 0x09 { return false }
    return true
  }

  /// A JSON object or array ends at the end of `a`, and one begins at the beginning of `b`.
  static func isSeam(
    _ a: UnsafePointer<UInt8>, _ aCount: Int, _ b: UnsafePointer<UInt8>, _ bCount: Int
  ) -> Bool {
    var end = aCount
    while end > 0, a[end - 1] <= 0x20 { end -= 1 }
    guard end > 0, a[end - 1] == UInt8(ascii: "}") || a[end - 1] == UInt8(ascii: "]") else {
      return false
    }
    var start = 0
    while start < bCount, b[start] <= 0x20 { start += 1 }
    return start < bCount && (b[start] == UInt8(ascii: "{") || b[start] == UInt8(ascii: "["))
  }
}
