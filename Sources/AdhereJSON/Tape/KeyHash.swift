/// The hash that key nodes carry: of the decoded name, so that `"a"` and `"\u0061"` agree.
///
/// It looks at the first and last eight bytes and the length; equal hashes are always followed
/// by a comparison of the bytes.
@usableFromInline
enum KeyHash {
  @inlinable @inline(__always)
  static func mix(_ first: UInt64, _ last: UInt64, _ count: Int) -> UInt32 {
    var h = first &* 0x9E37_79B9_7F4A_7C15
    h ^= (last ^ UInt64(truncatingIfNeeded: count)) &* 0xC2B2_AE3D_27D4_EB4F
    h ^= h >> 29
    return UInt32(truncatingIfNeeded: h ^ (h >> 32))
  }

  /// Needs eight readable bytes from `start`, whatever `count` is.
  @inlinable @inline(__always)
  static func hash(padded start: UnsafePointer<UInt8>, count: Int) -> UInt32 {
    let raw = UnsafeRawPointer(start)
    let word = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    if count < 8 {
      return mix(word & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1), 0, count)
    }
    let last = (raw + (count &- 8)).loadUnaligned(as: UInt64.self)
    return mix(word, UInt64(littleEndian: last), count)
  }

  @usableFromInline
  static func hash(unpadded bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let count = bytes.count
    if count >= 8 { return hash(padded: bytes.baseAddress!, count: count) }
    var word: UInt64 = 0
    for (shift, byte) in bytes.enumerated() { word |= UInt64(byte) << UInt64(shift * 8) }
    return mix(word, 0, count)
  }
}

extension Tape {
  /// The value of ``Node/link`` on a key with this (decoded) name.
  package static func keyHash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    KeyHash.hash(unpadded: name)
  }
}
