/// MurmurHash3 for 64-bit machines, 128 bits (Austin Appleby, in the public domain): several
/// bytes a nanosecond, the same on every machine; no protection against texts that are made to
/// collide.
package enum MurmurHash {
  package static func hash(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> (
    UInt64, UInt64
  ) {
    var (h1, h2) = (seed, seed)
    let count = bytes.count
    let blocks = count / 16
    let memory = UnsafeRawBufferPointer(bytes)
    for block in 0..<blocks {
      mix(word(memory, block &* 16), word(memory, block &* 16 &+ 8), &h1, &h2)
    }
    var (k1, k2): (UInt64, UInt64) = (0, 0)
    for i in stride(from: count - 1, to: blocks * 16 - 1, by: -1) {
      let place = i - blocks * 16
      let byte = UInt64(bytes[i])
      if place >= 8 {
        k2 ^= byte << UInt64((place - 8) * 8)
      } else {
        k1 ^= byte << UInt64(place * 8)
      }
    }
    h2 ^= scramble(k2, c2, 33, c1)
    h1 ^= scramble(k1, c1, 31, c2)
    h1 ^= UInt64(count)
    h2 ^= UInt64(count)
    h1 &+= h2
    h2 &+= h1
    h1 = finish(h1)
    h2 = finish(h2)
    h1 &+= h2
    h2 &+= h1
    return (h1, h2)
  }

  private static let c1: UInt64 = 0x87C3_7B91_1142_53D5
  private static let c2: UInt64 = 0x4CF5_AD43_2745_937F

  @inline(__always)
  private static func word(_ memory: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func mix(
    _ k1: UInt64, _ k2: UInt64, _ h1: inout UInt64, _ h2: inout UInt64
  ) {
    h1 ^= scramble(k1, c1, 31, c2)
    h1 = (rotate(h1, 27) &+ h2) &* 5 &+ 0x52DC_E729
    h2 ^= scramble(k2, c2, 33, c1)
    h2 = (rotate(h2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
  }

  @inline(__always)
  private static func scramble(_ k: UInt64, _ a: UInt64, _ turn: UInt64, _ b: UInt64) -> UInt64 {
    rotate(k &* a, turn) &* b
  }

  @inline(__always)
  private static func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x &<< n | x &>> (64 &- n) }

  private static func finish(_ value: UInt64) -> UInt64 {
    var k = value
    k ^= k >> 33
    k = k &* 0xFF51_AFD7_ED55_8CCD
    k ^= k >> 33
    k = k &* 0xC4CE_B9FE_1A85_EC53
    return k ^ k >> 33
  }
}
