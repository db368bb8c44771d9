/// Classes of ASCII bytes. Every byte from 0x80 on is in none of them.
extension UInt8 {
  /// `0` to `9`.
  @inlinable @inline(__always)
  package var isDigit: Bool { self &- 0x30 < 10 }

  /// `0` to `9`, `A` to `F`, `a` to `f`.
  @inlinable @inline(__always)
  package var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

  /// `A` to `Z`, `a` to `z`.
  @inlinable @inline(__always)
  package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  @inlinable @inline(__always)
  package var isUppercase: Bool { self &- 0x41 < 26 }

  @inlinable @inline(__always)
  package var isLowercase: Bool { self &- 0x61 < 26 }

  /// Letters, digits and the underscore: `\w` of ECMA-262 without the `u` and `i` flags.
  @inlinable @inline(__always)
  package var isWord: Bool { isLetter || isDigit || self == 0x5F }

  /// The white space of JSON (RFC 8259 section 2): space, tab, line feed, carriage return.
  @inlinable @inline(__always)
  package var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// A space or any control character below it: what may stand around a token of a text that is
  /// read leniently.
  @inlinable @inline(__always)
  package var isSpaceOrControl: Bool { self <= 0x20 }

  /// A byte of a character beyond ASCII, in UTF-8.
  @inlinable @inline(__always)
  package var isNonASCII: Bool { self >= 0x80 }

  /// A second, third or fourth byte of a UTF-8 sequence.
  @inlinable @inline(__always)
  package var isUTF8Continuation: Bool { self & 0xC0 == 0x80 }

  /// The small letter for a capital one, else the byte itself.
  @inlinable @inline(__always)
  package var asciiLowercased: UInt8 { isUppercase ? self | 0x20 : self }
}
