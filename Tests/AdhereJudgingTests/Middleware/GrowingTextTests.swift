import AdhereTestSupport
import AdhereWire
import Testing

@testable import AdhereJudging

/// What a stream holds of a text that grows.
@Suite struct GrowingTextTests {
  @Test func `all beginnings of a text share it`() async throws {
    // 16,000 deltas in one piece; a copy in each event would be 640 MB.
    let pieces = (0..<16_000).map { "\($0 % 9973 + 10_000)" }
    let body = Asked.stream(pieces: ["{\"city\":\""] + pieces + ["\",\"days\":1}"])
    let stream = try await Middleware().stream(ChatRequest(Asked.request)) { _ in
      FailedRequestTests.Pieces(pieces: [Array(body.utf8)])
    }
    var shown: [PartialValue] = []
    for try await event in stream {
      if case .partial(let part) = event { shown.append(part) }
    }
    #expect(shown.count > 16_000)
    let first = try #require(shown.first)
    #expect(shown.allSatisfy { $0.source.whole === first.source.whole })
    #expect(shown[3].text == Array("{\"city\":\"1000010001".utf8))
    #expect(shown[1_000].text.count < shown[2_000].text.count)
  }
}
