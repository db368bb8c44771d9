/// UTF-8 (Unicode 16, table 3-7), one sequence at a time.
@usableFromInline
package enum UTF8Sequence {
  /// Bytes of the well-formed sequence that begins at `p`, which is not ASCII: no overlong form,
  /// no surrogate, at most U+10FFFF. 0 where it is ill-formed. Stops at the first wrong byte, so
  /// a NUL after the text ends it.
  @inlinable @inline(__always)
  package static func size(_ p: UnsafePointer<UInt8>) -> Int {
    let lead = p[0]
    if lead < 0xC2 { return 0 }
    if lead < 0xE0 { return p[1] & 0xC0 == 0x80 ? 2 : 0 }
    if lead < 0xF0 {
      let second = p[1]
      guard second & 0xC0 == 0x80, p[2] & 0xC0 == 0x80 else { return 0 }
      if lead == 0xE0, second < 0xA0 { return 0 }
      if lead == 0xED, second >= 0xA0 { return 0 }
      return 3
    }
    guard lead < 0xF5 else { return 0 }
    let second = p[1]
    guard second & 0xC0 == 0x80, p[2] & 0xC0 == 0x80, p[3] & 0xC0 == 0x80 else { return 0 }
    if lead == 0xF0, second < 0x90 { return 0 }
    if lead == 0xF4, second >= 0x90 { return 0 }
    return 4
  }

  /// ``size(_:)`` for a text with nothing behind it.
  package static func size(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    if index + 4 <= text.count { return size(text.baseAddress! + index) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { tail in
      tail.initialize(repeating: 0)
      for i in index..<text.count { tail[i - index] = text[i] }
      return size(UnsafePointer(tail.baseAddress!))
    }
  }

  /// Whether the text ends inside a sequence that could still have become well-formed.
  package static func isCut(_ base: UnsafePointer<UInt8>, _ p: Int, _ length: Int) -> Bool {
    let lead = base[p]
    let need = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
    guard p + need > length else { return false }
    return (p + 1..<length).allSatisfy { base[$0] & 0xC0 == 0x80 }
  }

  /// The code point at `index` and its size in bytes; nil where the bytes are malformed. Lone
  /// surrogates in three bytes (WTF-8) count as code points.
  @inlinable @inline(__always)
  package static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, size: Int)? {
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

  /// Hands out the bytes of a code point, one after the other; a surrogate has three.
  @inlinable @inline(__always)
  package static func encode(_ scalar: UInt32, _ emit: (UInt8) -> Void) {
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

  /// Appends the bytes of a code point; a surrogate has three.
  package static func append(_ scalar: UInt32, to out: inout [UInt8]) {
    encode(scalar) { out.append($0) }
  }
}
