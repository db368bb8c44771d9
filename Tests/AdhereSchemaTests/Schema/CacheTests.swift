import AdhereSchema
import AdhereJSON
import Testing

struct CacheTests {
  @Test func compilesOnce() throws {
    let cache = SchemaCache()
    let text = Array(#"{"type":"integer"}"#.utf8)
    let first = try cache.schema(for: text)
    let second = try cache.schema(for: text)
    #expect(first === second)
    #expect(cache.statistics == (1, 1))
  }

  @Test func staysWithinItsBounds() throws {
    let cache = SchemaCache(capacity: 16)
    for i in 0..<100 { _ = try cache.schema(for: Array("{\"minimum\":\(i)}".utf8)) }
    #expect(cache.count <= 16)
    let newest = try cache.schema(for: Array("{\"minimum\":99}".utf8))
    #expect(cache.statistics.hits == 1)
    #expect(try !newest.accepts("98"))
  }

  @Test func tellsWhatIsWrong() throws {
    let cache = SchemaCache()
    #expect(throws: SchemaCache.Failure.self) { try cache.schema(for: Array("{".utf8)) }
    #expect(throws: SchemaCache.Failure.self) { try cache.schema(for: Array("[]".utf8)) }
  }

  @Test func manyThreads() async throws {
    let cache = SchemaCache(capacity: 8)
    await withTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          for i in 0..<200 {
            guard
              let schema = try? cache.schema(for: Array("{\"minimum\":\((i + task) % 24)}".utf8)),
              (try? schema.accepts("100")) == true
            else { return false }
          }
          return true
        }
      }
      for await ok in group { #expect(ok) }
    }
  }
}
