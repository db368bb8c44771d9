import Testing

@testable import AdhereTraining

/// What was made of a text is made once, until there is too much of it.
@Suite struct BytesCacheTests {
  @Test func `a value is made once`() {
    var cache = BytesCache<Int>()
    var made = 0
    func value(_ text: String) -> Int {
      cache.value(for: Array(text.utf8)) {
        made += 1
        return text.utf8.count
      }
    }
    #expect(value("four") == 4 && value("four") == 4 && value("") == 0)
    #expect(made == 2)
  }

  @Test func `texts beyond the bound let go of the ones before`() {
    var cache = BytesCache<Int>()
    var made = 0
    func take(_ byte: UInt8) {
      _ = cache.value(for: [UInt8](repeating: byte, count: 20 << 20)) {
        made += 1
        return 0
      }
    }
    take(1)
    take(1)
    #expect(made == 1)
    take(2)
    take(1)
    #expect(made == 3)
  }
}
