/// Runs of bytes that mean nothing to a reader, eight at a time.
///
/// Each function reads up to seven bytes past `end`: texts are padded
/// (``JSONText/TapeParser/padding``).
enum ByteScan {
  /// Where the plain text inside a string stops: at `close`, a quotation mark, a backslash, a
  /// control character, a byte beyond ASCII, or `end`.
  @inline(__always)
  static func plainEnd(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, close: UInt8
  ) -> Int {
    var i = start
    while i < end {
      let word = load(text, i)
      let found =
        (word &- each(0x20)) | word | equal(word, 0x22) | equal(word, 0x5C) | equal(word, close)
      let mask = found & each(0x80)
      if mask != 0 { return min(end, i + mask.trailingZeroBitCount / 8) }
      i += 8
    }
    return end
  }

  /// The first of three bytes at or behind `start`, else `end`.
  @inline(__always)
  static func next(
    of a: UInt8, _ b: UInt8, _ c: UInt8, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var i = start
    while i < end {
      let word = load(text, i)
      let mask = (equal(word, a) | equal(word, b) | equal(word, c)) & each(0x80)
      if mask != 0 { return min(end, i + mask.trailingZeroBitCount / 8) }
      i += 8
    }
    return end
  }

  @inline(__always)
  private static func load(_ text: UnsafePointer<UInt8>, _ i: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(text + i).loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The high bit of the lowest byte that equals `byte` is set; none below it is.
  @inline(__always)
  private static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let other = word ^ each(byte)
    return (other &- each(0x01)) & ~other
  }
}
