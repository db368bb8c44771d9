internal import AdhereBytes

/// A place in a string being checked against a grammar.
struct FormatCursor {
  let text: UnsafeBufferPointer<UInt8>
  var position: Int
  /// Where the text ends for this cursor.
  let end: Int

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    position = 0
    end = text.count
  }

  init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.text = text
    position = range.lowerBound
    end = range.upperBound
  }

  var atEnd: Bool { position >= end }

  /// The byte at the cursor; nil at the end.
  var next: UInt8? { position < end ? text[position] : nil }

  /// Steps over `byte` if it is next.
  mutating func accept(_ byte: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  /// Steps over a letter in either case.
  mutating func acceptLetter(_ lower: Unicode.Scalar) -> Bool {
    guard let byte = next, byte | 0x20 == UInt8(ascii: lower) else { return false }
    position += 1
    return true
  }

  /// Exactly two decimal digits.
  mutating func twoDigits() -> Int? {
    guard position + 2 <= end, text[position].isDigit, text[position + 1].isDigit else {
      return nil
    }
    let value = Int(text[position] - 0x30) * 10 + Int(text[position + 1] - 0x30)
    position += 2
    return value
  }

  /// Steps over decimal digits and says how many there were.
  mutating func digits() -> Int {
    let start = position
    while let byte = next, byte.isDigit { position += 1 }
    return position - start
  }

  /// Steps over `%` and two hexadecimal digits.
  mutating func percentEncoded() -> Bool {
    guard position + 3 <= end, text[position] == UInt8(ascii: "%"), text[position + 1].isHexDigit,
      text[position + 2].isHexDigit
    else { return false }
    position += 3
    return true
  }

  /// Steps over one code point beyond ASCII, which must be well-formed and no surrogate.
  mutating func nonASCII() -> UInt32? {
    guard position < end, let (scalar, length) = UTF8Text.decode(text, at: position, end: end),
      scalar >= 0x80
    else { return nil }
    position += length
    return scalar
  }
}

extension UInt8 {
  var isAlphanumeric: Bool { isDigit || isLetter }
}

/// Decoding of UTF-8, surrogates refused.
enum UTF8Text {
  /// The code point at `index` and its length; nil where it is malformed or a surrogate.
  static func decode(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, end: Int
  ) -> (scalar: UInt32, length: Int)? {
    let first = text[index]
    let length: Int
    var scalar: UInt32
    switch first {
    case 0..<0x80: return (UInt32(first), 1)
    case 0xC2..<0xE0: (length, scalar) = (2, UInt32(first & 0x1F))
    case 0xE0..<0xF0: (length, scalar) = (3, UInt32(first & 0x0F))
    case 0xF0..<0xF5: (length, scalar) = (4, UInt32(first & 0x07))
    default: return nil
    }
    guard index + length <= end else { return nil }
    for offset in 1..<length {
      let byte = text[index + offset]
      guard byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard scalar >= least, scalar <= 0x10FFFF, scalar & 0x1FF800 != 0xD800 else { return nil }
    return (scalar, length)
  }
}
