#if Client
  import AdhereClient
  import AdhereJudging
  import AsyncHTTPClient
  import AdhereWire
  import Foundation
  import Testing

  @Suite struct ManyStreamsTests {
    /// Few, so that the test is quick on any machine. `ADHERE_STREAMS=10000` runs as many as the
    /// bar asks for, if the system lets a process open twice as many files.
    static let count =
      ProcessInfo.processInfo.environment["ADHERE_STREAMS"].flatMap { Int($0) } ?? 200

    @Test func `many streams at once, none lost`() async throws {
      let count = Self.count
      // Slow enough for all of them to run at once.
      var answer = Loopback.Answer.stream(ClientTests.streamed, size: 200)
      answer.pause = 200
      let server = try await Loopback([answer])
      var configuration = HTTPClient.Configuration()
      configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = count
      let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
      var provider = Provider.custom(server.url, key: nil)
      provider.timeout = .seconds(120)
      let client = ProviderClient(provider, http: http)
      let request = try ChatRequest(Array(ClientTests.request.utf8)).setting("model", "m")
      let right = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<count {
          group.addTask {
            for try await event in try await client.stream(request) {
              if case .finished(let reply) = event { return reply.outcome == .valid }
            }
            return false
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(right == count)
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
      print("\(count) streams: \(peak)")
      try await http.shutdown()
      await server.stop()
    }
  }
#endif
