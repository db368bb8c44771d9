/// Finds bytes eight at a time.
///
/// The sums mark a byte by its high bit. Their borrow may mark bytes above a true hit, but none
/// below the first, which is the only one that is looked at.
@usableFromInline
package enum ByteScan {
  /// The first byte from `start` on that is `"`, `\`, a control character or not ASCII: what
  /// ends the plain part of a JSON string (RFC 8259 section 7).
  ///
  /// The text must end in a NUL and seven more readable bytes (``PaddedBytes/padding``).
  @inlinable @inline(__always)
  package static func plainEnd(padded text: UnsafePointer<UInt8>, from start: Int) -> Int {
    var i = start
    while true {
      let marks = plainMarks(load(text, i))
      if marks != 0 { return i &+ marks.trailingZeroBitCount &>> 3 }
      i &+= 8
    }
  }

  /// The first byte from `start` on that is `"`, `\`, a control character or not ASCII, as far
  /// as whole groups of eight go: at the end of the text up to seven bytes are left to look at.
  @inlinable @inline(__always)
  package static func plainEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let memory = UnsafeRawBufferPointer(text)
    var i = start
    while i &+ 8 <= text.count {
      let marks = plainMarks(
        UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: i, as: UInt64.self)))
      if marks != 0 { return i &+ marks.trailingZeroBitCount &>> 3 }
      i &+= 8
    }
    return i
  }

  /// The first byte of `start..<end` that is `close`, `"`, `\`, a control character or not
  /// ASCII; `end` where there is none. Reads up to seven bytes past `end`.
  @inlinable @inline(__always)
  package static func plainEnd(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, close: UInt8
  ) -> Int {
    var i = start
    while i < end {
      let word = load(text, i)
      let marks = plainMarks(word) | equal(word, close) & highBits
      if marks != 0 { return min(end, i + marks.trailingZeroBitCount / 8) }
      i += 8
    }
    return end
  }

  /// The first of three bytes in `start..<end`, else `end`. Reads up to seven bytes past `end`.
  @inlinable @inline(__always)
  package static func next(
    of a: UInt8, _ b: UInt8, _ c: UInt8, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var i = start
    while i < end {
      let word = load(text, i)
      let marks = (equal(word, a) | equal(word, b) | equal(word, c)) & highBits
      if marks != 0 { return min(end, i + marks.trailingZeroBitCount / 8) }
      i += 8
    }
    return end
  }

  /// The first of two bytes in `start..<end`, else `end`. Reads nothing past `end`.
  @inlinable @inline(__always)
  package static func next(
    of a: UInt8, _ b: UInt8, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var i = start
    while i &+ 8 <= end {
      let word = load(text, i)
      let marks = (equal(word, a) | equal(word, b)) & highBits
      if marks != 0 { return i &+ marks.trailingZeroBitCount &>> 3 }
      i &+= 8
    }
    while i < end, text[i] != a, text[i] != b { i &+= 1 }
    return i
  }

  /// The first `a` in `start..<end`, else `end`. Reads nothing past `end`.
  @inlinable @inline(__always)
  package static func next(
    of a: UInt8, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var i = start
    while i &+ 8 <= end {
      let marks = equal(load(text, i), a) & highBits
      if marks != 0 { return i &+ marks.trailingZeroBitCount &>> 3 }
      i &+= 8
    }
    while i < end, text[i] != a { i &+= 1 }
    return i
  }

  /// The first byte in `start..<end` that plain talk does not have, else `end`: a bracket that
  /// opens, `<`, `=`, `:`, a backtick, the capital A that `Action` begins with, or a character
  /// beyond ASCII. Reads nothing past `end`.
  @inlinable @inline(__always)
  package static func talkEnd(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var i = start
    while i &+ 8 <= end {
      let marks = talkMarks(load(text, i))
      if marks != 0 { return i &+ marks.trailingZeroBitCount &>> 3 }
      i &+= 8
    }
    while i < end, talkMarks(UInt64(text[i])) == 0 { i &+= 1 }
    return i
  }

  /// Two bytes that differ in one bit are one comparison: `[` and `{`, `<` and `=`.
  @inlinable @inline(__always)
  static func talkMarks(_ word: UInt64) -> UInt64 {
    (word | equal(word & each(0xDF), 0x5B) | equal(word & each(0xFE), 0x3C) | equal(word, 0x3A)
      | equal(word, 0x28) | equal(word, 0x60) | equal(word, 0x41)) & highBits
  }

  @inlinable @inline(__always)
  static var highBits: UInt64 { 0x8080_8080_8080_8080 }

  @inlinable @inline(__always)
  static func load(_ text: UnsafePointer<UInt8>, _ i: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(text + i).loadUnaligned(as: UInt64.self))
  }

  @inlinable @inline(__always)
  static func plainMarks(_ word: UInt64) -> UInt64 {
    ((word &- each(0x20)) | word | equal(word, 0x22) | equal(word, 0x5C)) & highBits
  }

  @inlinable @inline(__always)
  static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The high bit of the lowest byte that equals `byte` is set; none below it is.
  @inlinable @inline(__always)
  static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let other = word ^ each(byte)
    return (other &- each(0x01)) & ~other
  }
}
