#if Client
  import AdhereClient
  import Adherence
  import AsyncHTTPClient
  import Completions
  import Testing

  @Suite struct ManyStreamsTests {
    /// A tenth of the bar, so that the test is quick on any machine; `adhere-bench streams` runs
    /// all of it.
    @Test func `a thousand streams at once, none lost`() async throws {
      let server = try await Loopback([.stream(ClientTests.streamed, size: 200)])
      var configuration = HTTPClient.Configuration()
      configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1_000
      let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
      let client = AdhereClient(.custom(server.url, key: nil), http: http)
      let request = try ChatRequest(Array(ClientTests.request.utf8)).setting("model", "m")
      let right = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<1_000 {
          group.addTask {
            for try await event in try await client.stream(request) {
              if case .finished(let reply) = event { return reply.outcome == .valid }
            }
            return false
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(right == 1_000)
      try await http.shutdown()
      await server.stop()
    }
  }
#endif
