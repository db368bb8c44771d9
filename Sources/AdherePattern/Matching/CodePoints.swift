internal import AdhereBytes

/// Subjects in UTF-8 that may hold lone surrogates in three bytes each (WTF-8), as decoded JSON
/// strings may.
enum CodePoints {
  /// The code points of `bytes`; a byte that is no part of one counts as U+FFFD.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var out: [UInt32] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (scalar, length) = UTF8Sequence.decode(bytes, at: index) ?? (0xFFFD, 1)
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
      if base[index].isNonASCII { return isUTF8(bytes, from: index) ? .utf8 : .other }
      index &+= 1
    }
    return .ascii
  }

  private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var index = start
    while index < bytes.count {
      if !bytes[index].isNonASCII {
        index += 1
        continue
      }
      guard let (scalar, length) = UTF8Sequence.decode(bytes, at: index),
        scalar & 0x1FF800 != 0xD800
      else {
        return false
      }
      index += length
    }
    return true
  }
}
