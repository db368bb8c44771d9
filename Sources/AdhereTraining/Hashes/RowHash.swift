/// The 64-bit hash behind duplicates, groups and splits. It is part of what makes an export
/// reproducible: its values must not change between versions.
///
/// Two of ten million different rows collide with a probability of about 3 in a million; the
/// cost of a collision is one row that is left out.
struct RowHash {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash = RowHash()
    hash.add(bytes)
    return hash.finish()
  }

  /// Adds bytes and their number, so that neighbours stay apart.
  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var i = 0
    while i &+ 8 <= bytes.count {
      mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)))
      i &+= 8
    }
    var last: UInt64 = 0
    var shift: UInt64 = 0
    while i < bytes.count {
      last |= UInt64(bytes[i]) &<< shift
      shift &+= 8
      i &+= 1
    }
    mix(last)
    mix(UInt64(bytes.count) | 1 << 63)
  }

  mutating func add(_ number: UInt64) { mix(number) }

  private mutating func mix(_ word: UInt64) {
    value = (value ^ word) &* 0xC2B2_AE3D_27D4_EB4F
    value ^= value &>> 29
  }

  func finish() -> UInt64 {
    var h = value &* 0x9E37_79B9_7F4A_7C15
    h ^= h &>> 32
    h = h &* 0xD6E8_FEB8_6659_FD93
    return h ^ h &>> 32
  }
}
