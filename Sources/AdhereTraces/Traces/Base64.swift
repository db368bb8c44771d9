import AdhereJudging

/// Base 64 (RFC 4648 section 4) for bytes that JSON cannot say.
enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = min(3, bytes.count - start)
      var group: UInt32 = 0
      for i in 0..<3 { group = group << 8 | (i < rest ? UInt32(bytes[start + i]) : 0) }
      for i in 0..<4 {
        out.append(
          i <= rest ? digits[Int(group >> UInt32(18 - 6 * i) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Nil where the text is not padded base 64.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(text.count / 4 * 3)
    for start in stride(from: 0, to: text.count, by: 4) {
      var group: UInt32 = 0
      var padding = 0
      for i in 0..<4 {
        let byte = text[start + i]
        if byte == UInt8(ascii: "=") {
          guard start + 4 == text.count, i >= 2 else { return nil }
          padding += 1
          group <<= 6
        } else {
          guard padding == 0, let digit = value(byte) else { return nil }
          group = group << 6 | digit
        }
      }
      for i in 0..<3 - padding {
        out.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * i)))
      }
    }
    return out
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61 + 26)
    case 0x30...0x39: UInt32(byte - 0x30 + 52)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
