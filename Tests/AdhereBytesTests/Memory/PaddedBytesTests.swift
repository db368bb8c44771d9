import AdhereBytes
import Testing

@Suite struct PaddedBytesTests {
  @Test func `bytes are kept while it grows and padded behind`() {
    var buffer = PaddedBytes(capacity: 2, maximumGrowth: 3)
    var expected: [UInt8] = []
    for byte in 1...100 as ClosedRange<UInt8> {
      buffer.append(byte)
      [byte, byte].withUnsafeBufferPointer { buffer.append($0) }
      expected += [byte, byte, byte]
    }
    buffer.pad()
    #expect(Array(buffer.bytes) == expected && buffer.count == 300)
    for i in 0..<PaddedBytes.padding { #expect(buffer.base[300 + i] == 0) }
    buffer.reserve(5_000)
    #expect(Array(buffer.bytes) == expected && buffer.capacity == 5_000)
    buffer.removeAll(keeping: 16)
    #expect(buffer.count == 0 && buffer.capacity == 16)
    [7, 8].withUnsafeBufferPointer { buffer.replace(with: $0) }
    #expect(Array(buffer.bytes) == [7, 8] && buffer.base[2] == 0)
  }

  @Test func `arrays get their padding`() {
    #expect([1, 2].padded() == [1, 2, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect([3].withPadding { $0.count == 1 && $0.baseAddress![8] == 0 })
  }
}
