import AdhereBytes
import Testing

@Suite struct FNV1aTests {
  @Test(arguments: [
    ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C),
    ("foobar", 0x8594_4171_F739_67E8) as (String, UInt64),
  ])
  func `hashes are those of the draft's test vectors`(_ text: String, _ expected: UInt64) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { FNV1a.hash($0) } == expected)
    var hash = FNV1a()
    for byte in text.utf8 { hash.add([byte]) }
    #expect(hash.value == expected)
  }
}
