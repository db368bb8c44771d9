import AdherePlatform
import AdhereTraces
import Testing

@Suite struct TraceIDTests {
  @Test func `ids sort by time and differ`() {
    let early = TraceID.make(at: Timestamp(milliseconds: 1000))
    let late = TraceID.make(at: Timestamp(milliseconds: 1001))
    #expect(early < late && early.utf8.count == 26)
    #expect(Set((0..<1000).map { _ in TraceID.make() }).count == 1000)
  }
}
