/// UTF-8 that may hold lone surrogates in three bytes each (WTF-8), as decoded JSON strings may.
enum CodePoints {
  /// The code point at `index` and its length in bytes; nil where the bytes are malformed.
  @inline(__always)
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, length: Int)? {
    let first = bytes[index]
    let left = bytes.count - index
    if first < 0x80 { return (UInt32(first), 1) }
    if first < 0xC2 { return nil }
    if first < 0xE0 {
      guard left >= 2, bytes[index + 1] & 0xC0 == 0x80 else { return nil }
      return (UInt32(first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2)
    }
    if first < 0xF0 {
      guard left >= 3, bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80 else {
        return nil
      }
      let scalar =
        UInt32(first & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
        | UInt32(bytes[index + 2] & 0x3F)
      return scalar < 0x800 ? nil : (scalar, 3)
    }
    guard first < 0xF5, left >= 4, bytes[index + 1] & 0xC0 == 0x80,
      bytes[index + 2] & 0xC0 == 0x80, bytes[index + 3] & 0xC0 == 0x80
    else { return nil }
    let scalar =
      UInt32(first & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
      | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F)
    return scalar < 0x10000 || scalar > 0x10FFFF ? nil : (scalar, 4)
  }

  /// Hands out the bytes of `scalar`; a surrogate has three.
  @inline(__always)
  static func encode(_ scalar: UInt32, _ emit: (UInt8) -> Void) {
    switch scalar {
    case 0..<0x80: emit(UInt8(scalar))
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

  /// Appends the bytes of `scalar`.
  static func encode(_ scalar: UInt32, into out: inout [UInt8]) {
    encode(scalar) { out.append($0) }
  }

  /// The code points of `bytes`; a byte that is no part of one counts as U+FFFD.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var out: [UInt32] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (scalar, length) = decode(bytes, at: index) ?? (0xFFFD, 1)
      out.append(scalar)
      index += length
    }
    return out
  }

  /// What a subject is made of.
  enum Content { case ascii, utf8, other }

  /// Whether the bytes are ASCII, UTF-8 without surrogates, or neither.
  @inline(__always)
  static func content(of bytes: UnsafeBufferPointer<UInt8>) -> Content {
    guard let base = bytes.baseAddress else { return .ascii }
    var index = 0
    let raw = UnsafeRawPointer(base)
    while index &+ 8 <= bytes.count {
      if raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
        return isUTF8(bytes, from: index) ? .utf8 : .other
      }
      index &+= 8
    }
    while index < bytes.count {
      if base[index] >= 0x80 { return isUTF8(bytes, from: index) ? .utf8 : .other }
      index &+= 1
    }
    return .ascii
  }

  private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var index = start
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      guard let (scalar, length) = decode(bytes, at: index), scalar & 0x1FF800 != 0xD800 else {
        return false
      }
      index += length
    }
    return true
  }
}
