/// What a JSON string says: the bytes between its quotes, with the escapes resolved.
public enum StringText {
  /// Decodes the string or key at `index`. A lone surrogate escape, which RFC 8259 allows and
  /// UTF-8 cannot hold, becomes its three-byte (WTF-8) form, so no two texts collapse into one.
  public static func decode(_ tape: Tape, _ index: Int) -> [UInt8] {
    let text = tape.text(index)
    guard tape[index].hasEscapes else { return Array(text) }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    decode(text) { out.append($0) }
    return out
  }

  /// Whether the decoded string or key at `index` is exactly `other`.
  public static func equals(
    _ tape: Tape, _ index: Int, _ other: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let text = tape.text(index)
    guard tape[index].hasEscapes else {
      return text.count == other.count && sameBytes(text, other)
    }
    var position = 0
    var same = true
    decode(text) { byte in
      if position < other.count, other[position] == byte {
        position += 1
      } else {
        same = false
      }
    }
    return same && position == other.count
  }

  /// Whether two strings say the same, each decoded.
  public static func equal(_ a: Tape, _ i: Int, _ b: Tape, _ j: Int) -> Bool {
    if !b[j].hasEscapes { return equals(a, i, b.text(j)) }
    if !a[i].hasEscapes { return equals(b, j, a.text(i)) }
    let other = decode(b, j)
    return other.withUnsafeBufferPointer { equals(a, i, $0) }
  }

  /// Negative, zero or positive as the first string's decoded bytes sort before, equal or after
  /// the second's. UTF-8 bytes sort as code points do.
  public static func compare(_ a: Tape, _ i: Int, _ b: Tape, _ j: Int) -> Int {
    if !a[i].hasEscapes, !b[j].hasEscapes {
      return compare(a.text(i), b.text(j))
    }
    let first = decode(a, i)
    let second = decode(b, j)
    return first.withUnsafeBufferPointer { x in
      second.withUnsafeBufferPointer { compare(x, $0) }
    }
  }

  static func compare(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Int {
    for i in 0..<min(a.count, b.count) where a[i] != b[i] {
      return a[i] < b[i] ? -1 : 1
    }
    return a.count - b.count
  }

  /// Number of Unicode code points (not bytes), as minLength and maxLength count them.
  public static func length(_ tape: Tape, _ index: Int) -> Int {
    let text = tape.text(index)
    let node = tape[index]
    if !node.hasEscapes {
      if !node.hasNonASCII { return text.count }
      var count = 0
      for byte in text where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
    var count = 0
    decode(text) { if $0 & 0xC0 != 0x80 { count += 1 } }
    return count
  }

  @inlinable @inline(__always)
  static func sameBytes(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var i = 0
    let count = a.count
    while i &+ 8 <= count {
      let x = UnsafeRawPointer(a.baseAddress! + i).loadUnaligned(as: UInt64.self)
      let y = UnsafeRawPointer(b.baseAddress! + i).loadUnaligned(as: UInt64.self)
      if x != y { return false }
      i &+= 8
    }
    while i < count {
      if a[i] != b[i] { return false }
      i &+= 1
    }
    return true
  }

  /// Resolves the escapes of the inside of a string, one byte at a time.
  @inline(__always)
  static func decode(_ text: UnsafeBufferPointer<UInt8>, _ emit: (UInt8) -> Void) {
    var i = 0
    while i < text.count {
      let byte = text[i]
      guard byte == UInt8(ascii: "\\"), i + 1 < text.count else {
        emit(byte)
        i += 1
        continue
      }
      let escape = text[i + 1]
      i += 2
      switch escape {
      case UInt8(ascii: "n"): emit(0x0A)
      case UInt8(ascii: "t"): emit(0x09)
      case UInt8(ascii: "r"): emit(0x0D)
      case UInt8(ascii: "b"): emit(0x08)
      case UInt8(ascii: "f"): emit(0x0C)
      case UInt8(ascii: "u"):
        guard var scalar = hex4(text, at: i) else { return }
        i += 4
        if scalar & 0xFC00 == 0xD800, i + 1 < text.count, text[i] == UInt8(ascii: "\\"),
          text[i + 1] == UInt8(ascii: "u"), let low = hex4(text, at: i + 2),
          low & 0xFC00 == 0xDC00
        {
          scalar = 0x10000 + ((scalar & 0x3FF) << 10) + (low & 0x3FF)
          i += 6
        }
        encode(scalar, emit)
      default: emit(escape)
      }
    }
  }

  /// The four hexadecimal digits at `at`, or nil.
  static func hex4(_ text: UnsafeBufferPointer<UInt8>, at: Int) -> UInt32? {
    guard at + 4 <= text.count else { return nil }
    var value: UInt32 = 0
    for i in at..<at + 4 {
      guard let digit = hexDigit(text[i]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  @inlinable
  public static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// The UTF-8 form of a code point; surrogates get their three-byte form.
  @inline(__always)
  public static func encode(_ scalar: UInt32, _ emit: (UInt8) -> Void) {
    switch scalar {
    case 0..<0x80:
      emit(UInt8(scalar))
    case 0x80..<0x800:
      emit(UInt8(0xC0 | scalar >> 6))
      emit(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      emit(UInt8(0xE0 | scalar >> 12))
      emit(UInt8(0x80 | scalar >> 6 & 0x3F))
      emit(UInt8(0x80 | scalar & 0x3F))
    default:
      emit(UInt8(0xF0 | scalar >> 18 & 0x07))
      emit(UInt8(0x80 | scalar >> 12 & 0x3F))
      emit(UInt8(0x80 | scalar >> 6 & 0x3F))
      emit(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
