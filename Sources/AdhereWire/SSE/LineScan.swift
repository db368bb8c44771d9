internal import AdhereBytes

/// Line ends and fields, over bytes.
enum LineScan {
  /// Offset of the first CR or LF from `from` on, or `end`.
  @inline(__always)
  static func end(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int {
    ByteScan.next(of: ASCII.lineFeed, ASCII.carriageReturn, base, from, end)
  }

  /// Whether the line is the field of this name, with or without a colon after it.
  @inline(__always)
  static func isField(_ name: StaticString, _ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let size = name.utf8CodeUnitCount
    guard count >= size, count == size || p[size] == ASCII.colon else { return false }
    return p.hasBytes(name)
  }

  /// Where the value of a field begins: past the colon and one space.
  @inline(__always)
  static func value(_ p: UnsafePointer<UInt8>, _ count: Int, _ name: Int) -> Int {
    guard count > name else { return count }
    return name + 1 < count && p[name + 1] == ASCII.space ? name + 2 : name + 1
  }

  /// A number of nothing but digits; nil for anything else, or where it is too large.
  static func digits(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    guard count > 0, count < 18 else { return nil }
    var value = 0
    for i in 0..<count {
      guard p[i].isDigit else { return nil }
      value = value * 10 + Int(p[i] - ASCII.zero)
    }
    return value
  }

  static func isBlank(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for i in 0..<count where p[i] != ASCII.space && p[i] != ASCII.tab { return false }
    return true
  }

  /// A list of objects begins: `[` and `{`.
  static func beginsList(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var i = 1
    while i < count, p[i].isSpaceOrControl { i += 1 }
    return p[0] == ASCII.leftBracket && i < count && p[i] == ASCII.leftBrace
  }

  /// A JSON object or array ends at the end of `a`, and one begins at the beginning of `b`.
  static func isSeam(
    _ a: UnsafePointer<UInt8>, _ aCount: Int, _ b: UnsafePointer<UInt8>, _ bCount: Int
  ) -> Bool {
    var end = aCount
    while end > 0, a[end - 1].isSpaceOrControl { end -= 1 }
    guard end > 0, a[end - 1] == ASCII.rightBrace || a[end - 1] == ASCII.rightBracket else {
      return false
    }
    var start = 0
    while start < bCount, b[start].isSpaceOrControl { start += 1 }
    return start < bCount && (b[start] == ASCII.leftBrace || b[start] == ASCII.leftBracket)
  }
}
