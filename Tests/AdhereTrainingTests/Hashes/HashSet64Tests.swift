import Testing

@testable import AdhereTraining

/// The set of hashes behind duplicates and splits.
@Suite struct HashSet64Tests {
  @Test func `a set of hashes is a set`() {
    var set = HashSet64()
    var generator = SystemRandomNumberGenerator()
    let values = (0..<20_000).map { _ in generator.next() | 1 }
    for value in values { set.insert(value) }
    #expect(values.allSatisfy { set.contains($0) })
    #expect(set.count == Set(values).count)
    let isNew = set.insert(values[0])
    #expect(!isNew)
  }

  @Test func `what finds no room is counted`() {
    var set = HashSet64(maximumSlots: 8)
    for n in 0..<100 { set.insert(UInt64(n) << 8 | 1) }
    #expect(set.count < 8)
    #expect(set.count + set.forgotten == 100)
  }
}
