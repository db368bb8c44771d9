/// Hexadecimal digits (RFC 4648 section 8).
@usableFromInline
package enum Hex {
  /// The digit for a value from 0 to 15.
  @inlinable @inline(__always)
  package static func digit(_ value: UInt8, uppercase: Bool = false) -> UInt8 {
    value < 10 ? 0x30 + value : (uppercase ? 0x41 : 0x61) + value - 10
  }

  /// Appends two digits for each byte.
  package static func append(
    _ bytes: some Sequence<UInt8>, uppercase: Bool = false, to out: inout [UInt8]
  ) {
    for byte in bytes {
      out.append(digit(byte >> 4, uppercase: uppercase))
      out.append(digit(byte & 15, uppercase: uppercase))
    }
  }

  /// Two digits for each byte.
  package static func string(_ bytes: some Sequence<UInt8>, uppercase: Bool = false) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.underestimatedCount * 2)
    append(bytes, uppercase: uppercase, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the four digits of a UTF-16 code unit, as `\u` escapes have them.
  package static func append(unit: UInt16, uppercase: Bool = false, to out: inout [UInt8]) {
    append(
      [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)], uppercase: uppercase, to: &out)
  }

  /// The value of the four digits at `index`, as `\u` escapes have them; nil where there are
  /// fewer before the end.
  @inlinable
  package static func unit(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index + 4 <= text.count else { return nil }
    var value: UInt32 = 0
    for i in index..<index + 4 {
      guard let digit = text[i].hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit of either case; nil for any other byte.
  @inlinable @inline(__always)
  package var hexDigitValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
