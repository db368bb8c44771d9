/// Base64 (RFC 4648 section 4).
package enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// What a reader wants of the `=` at the end.
  package enum Padding {
    /// As many as make the length a multiple of four.
    case required
    /// Up to two, whatever the length.
    case optional
  }

  /// With padding.
  package static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = min(3, bytes.count - start)
      var group: UInt32 = 0
      for i in 0..<3 { group = group << 8 | (i < rest ? UInt32(bytes[start + i]) : 0) }
      for i in 0..<4 {
        out.append(i <= rest ? digits[Int(group >> UInt32(18 - 6 * i) & 63)] : ASCII.equals)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Nil where the text is not Base64. Bits of the last digit that belong to no byte are not
  /// looked at.
  package static func decode(
    _ text: UnsafeBufferPointer<UInt8>, padding: Padding = .required
  ) -> [UInt8]? {
    if padding == .required, text.count % 4 != 0 { return nil }
    var end = text.count
    while end > 0, text[end - 1] == ASCII.equals, text.count - end < 2 { end -= 1 }
    guard end % 4 != 1 else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(end / 4 * 3 + 2)
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for i in 0..<end {
      guard let value = value(text[i]) else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return out
  }

  /// Nil where the text is not Base64.
  package static func decode(_ text: [UInt8], padding: Padding = .required) -> [UInt8]? {
    text.withUnsafeBufferPointer { decode($0, padding: padding) }
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61 + 26)
    case 0x30...0x39: UInt32(byte - 0x30 + 52)
    case ASCII.plus: 62
    case ASCII.slash: 63
    default: nil
    }
  }
}
