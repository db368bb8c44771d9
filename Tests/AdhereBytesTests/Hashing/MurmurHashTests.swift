import AdhereBytes
import Testing

/// MurmurHash3_x64_128, against values of its author's own program.
@Suite struct MurmurHashTests {
  private func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> [UInt8] {
    let pair = bytes.withUnsafeBufferPointer { MurmurHash.hash($0, seed: seed) }
    return withUnsafeBytes(of: (pair.0.littleEndian, pair.1.littleEndian)) { Array($0) }
  }

  /// SMHasher's check: the hash of the hashes of 0, 1, … 255 bytes, with seeds from 256 down.
  @Test func `the verification value is the published one`() {
    var all: [UInt8] = []
    for i in 0..<256 { all += hash((0..<i).map { UInt8($0) }, seed: UInt64(256 - i)) }
    #expect(hash(all).prefix(4) == [0x69, 0xBA, 0x84, 0x63])
  }
}
